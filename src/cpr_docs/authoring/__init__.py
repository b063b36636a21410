"""Templates laid out in Python: a layout writes a form on a `Sheet`, once for both languages."""

from cpr_docs.authoring.build import Layout, build
from cpr_docs.authoring.page_setup import Page
from cpr_docs.authoring.reference import Reference
from cpr_docs.authoring.sheet import SIGNATURE, Sheet
from cpr_docs.templating.checking.welsh_review import record_welsh

__all__ = ["SIGNATURE", "Layout", "Page", "Reference", "Sheet", "build", "record_welsh"]
