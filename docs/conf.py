"""How the documentation is built: Sphinx, MyST and furo, offline, and every warning an error (``make docs``)."""

import sys
from importlib.metadata import version as version_of
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # docs.generate

project = "cpr_docs"
author = "the authors of cpr_docs"
project_copyright = "the authors of cpr_docs; the forms’ wording © Crown copyright, Open Government Licence v3.0"
version = release = version_of("cpr-docs")
language = "en"

from docs.generate.python_names import ADDRESS, write_inventory  # noqa: E402 - found now

_INVENTORY = Path(__file__).parent / "_build" / "python.inv"
write_inventory(_INVENTORY)

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.intersphinx", "docs.generate.extension"]
intersphinx_mapping = {"python": (ADDRESS, str(_INVENTORY))}
exclude_patterns = ["_build"]
templates_path = ["_templates"]

myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
suppress_warnings: list[str] = []

autodoc_member_order = "bysource"
autodoc_preserve_defaults = True
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 88
default_role = "name"
nitpicky = True
# Aliases of types that the signatures of the face name: each docstring says what they accept.
_ALIASES = (
    "cpr_docs.errors.ProblemT",
    "FilePath",
    "HiddenRows",
    "LanguageChoice",
    "Missing",
    "ProgressCallback",
    "RowNumbers",
    "Source",
    "Stale",
    "Strays",
    "TableSource",
    "Target",
    "TotalRows",
)
nitpick_ignore = [
    *(("py:class", alias) for alias in _ALIASES),
    ("py:class", "cpr_docs.models.draft._FormT"),  # the type variable of a draft: the class of its form
    ("py:class", "cpr_docs.models.rules._MethodT"),  # the type variable of a rule: its method
    ("py:class", "FormState"),  # complete, draft or blank: of the templates, no public name
    ("py:class", "cpr_docs.templating.edition.FormState"),  # the same
    ("py:class", "Table"),  # a table that is open already: tables.table, no public name
    ("py:class", "cpr_docs.tables.table.Table"),  # the same
    ("py:class", "cpr_docs.gate.admission.Admitted"),  # a Word file that has passed the gate, no public name
    ("py:class", "collections.abc.Mapping[str"),  # how Sphinx reads a type that is written in quotation marks
]

html_theme = "furo"
html_title = "cpr_docs"
html_static_path = ["_static"]
html_css_files = ["pages.css"]
html_show_sphinx = False
