"""Welsh Government's Child Practice Review forms as typed models, and as Word documents in English and in Welsh.

>>> import cpr_docs
>>> form = cpr_docs.example("evaluation_form", "concise")
>>> cpr_docs.render(form, "cy").filename
'DA-CPR-2012-03-evaluation-form-cy.docx'

Each name is loaded when it is first used, so that importing the library costs little.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cpr_docs.documents.document import Document
    from cpr_docs.documents.render import Renderer, render
    from cpr_docs.documents.settings import Settings
    from cpr_docs.errors import (
        CprDocsError,
        DataError,
        InvalidForm,
        MissingLanguage,
        OutputError,
        OutputExists,
        PackageError,
        Problem,
        RenderError,
        TemplateError,
        TemplateNotFound,
        TemplateProblem,
        UnknownForm,
    )
    from cpr_docs.language.languages import Language
    from cpr_docs.models.evaluation_form import EvaluationForm
    from cpr_docs.models.examples import example
    from cpr_docs.models.form import Form
    from cpr_docs.models.guidance import FormDescription, forms
    from cpr_docs.models.invitation_letter import InvitationLetter
    from cpr_docs.models.recommendation import Recommendation
    from cpr_docs.models.report import Report
    from cpr_docs.models.review import ReviewType
    from cpr_docs.models.terms_of_reference import TermsOfReference

_HOMES = {
    "Document": "documents.document",
    "Renderer": "documents.render",
    "render": "documents.render",
    "Settings": "documents.settings",
    "CprDocsError": "errors",
    "DataError": "errors",
    "InvalidForm": "errors",
    "MissingLanguage": "errors",
    "OutputError": "errors",
    "OutputExists": "errors",
    "PackageError": "errors",
    "Problem": "errors",
    "RenderError": "errors",
    "TemplateError": "errors",
    "TemplateNotFound": "errors",
    "TemplateProblem": "errors",
    "UnknownForm": "errors",
    "EvaluationForm": "models.evaluation_form",
    "example": "models.examples",
    "Form": "models.form",
    "FormDescription": "models.guidance",
    "forms": "models.guidance",
    "InvitationLetter": "models.invitation_letter",
    "Recommendation": "models.recommendation",
    "Report": "models.report",
    "ReviewType": "models.review",
    "TermsOfReference": "models.terms_of_reference",
    "Language": "language.languages",
}

__all__ = [
    "CprDocsError",
    "DataError",
    "Document",
    "EvaluationForm",
    "Form",
    "FormDescription",
    "InvalidForm",
    "InvitationLetter",
    "Language",
    "MissingLanguage",
    "OutputError",
    "OutputExists",
    "PackageError",
    "Problem",
    "Recommendation",
    "RenderError",
    "Renderer",
    "Report",
    "ReviewType",
    "Settings",
    "TemplateError",
    "TemplateNotFound",
    "TemplateProblem",
    "TermsOfReference",
    "UnknownForm",
    "example",
    "forms",
    "render",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
