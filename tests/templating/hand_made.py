"""Small templates with a hand-written body and the other parts of a master."""

from typing import Any

from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form
from cpr_docs.ooxml.names import PartName
from cpr_docs.ooxml.package import Package
from cpr_docs.templating.compile import compile_source
from cpr_docs.templating.compiled import CompiledTemplate, compile_template
from cpr_docs.templating.environment import FormEnvironment
from tests.documents.cases import VARIANTS, case, template, values_of
from tests.ooxml.documents import ROOT, SECTION

VARIANT: type[Form] = VARIANTS[0]


def package(body: str) -> Package:
    """A master template with this body."""
    document = f"<w:document {ROOT}><w:body>{body}{SECTION}</w:body></w:document>"
    return Package({**template(VARIANT, Language.ENGLISH), PartName.DOCUMENT: document.encode()})


def compiled_from(body: str, *, mark: bool = False) -> CompiledTemplate:
    """The compiled template with this body."""
    source = compile_source(package(body), VARIANT, Language.ENGLISH, mark=mark)
    return compile_template(source, FormEnvironment(Language.ENGLISH, mark=mark))


def document_of(body: str, **values: Any) -> str:
    """The document part that the template prints for the example of its form."""
    content = compiled_from(body).render({**values_of(case(VARIANT)), **values})
    return Package.read(content)[PartName.DOCUMENT].decode()


def line(text: str) -> str:
    """A paragraph of one run."""
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
