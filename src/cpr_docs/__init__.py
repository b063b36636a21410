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
    from cpr_docs.batch.check import check_batch
    from cpr_docs.batch.plan import BatchPlan, BatchSummary
    from cpr_docs.batch.print_run import pack_batch, print_batch
    from cpr_docs.batch.workshop import BatchOutcome
    from cpr_docs.collating.collation import Collation, collate
    from cpr_docs.documents.changes import Change, ChangeKind
    from cpr_docs.documents.check import check
    from cpr_docs.documents.compare import compare
    from cpr_docs.documents.document import Document
    from cpr_docs.documents.never_print import NeverPrint
    from cpr_docs.documents.packs import pack
    from cpr_docs.documents.printing import print_run
    from cpr_docs.documents.read import read
    from cpr_docs.documents.reading import Reading
    from cpr_docs.documents.render import Renderer, render
    from cpr_docs.documents.settings import Settings
    from cpr_docs.errors import (
        ConversionFailed,
        CprDocsError,
        DataError,
        DocumentProblem,
        ForbiddenWords,
        InvalidForm,
        InvalidTable,
        InvalidTerms,
        MissingLanguage,
        NotPublished,
        NotReadable,
        OfficeFailed,
        OfficeNotFound,
        OutputError,
        OutputExists,
        PackageError,
        PackRefused,
        PdfError,
        Problem,
        RenderError,
        Stray,
        StrayWords,
        TableProblem,
        TemplateError,
        TemplateNotFound,
        TemplateProblem,
        UnknownForm,
    )
    from cpr_docs.language.languages import Language
    from cpr_docs.language.messages import Both
    from cpr_docs.models.evaluation_form import EvaluationForm
    from cpr_docs.models.examples import example
    from cpr_docs.models.form import Form
    from cpr_docs.models.guidance import FormDescription, forms
    from cpr_docs.models.invitation_letter import InvitationLetter
    from cpr_docs.models.recommendation import Recommendation
    from cpr_docs.models.report import Report
    from cpr_docs.models.review import ReviewType
    from cpr_docs.models.terms_of_reference import TermsOfReference
    from cpr_docs.pdf.convert import Conversion, Converter
    from cpr_docs.pdf.office import Office
    from cpr_docs.pdf.print_run import RunItem
    from cpr_docs.templating.checking.findings import TemplateFinding

_HOMES = {
    "check_batch": "batch.check",
    "BatchPlan": "batch.plan",
    "BatchSummary": "batch.plan",
    "BatchOutcome": "batch.workshop",
    "pack_batch": "batch.print_run",
    "print_batch": "batch.print_run",
    "Collation": "collating.collation",
    "collate": "collating.collation",
    "Change": "documents.changes",
    "ChangeKind": "documents.changes",
    "Reading": "documents.reading",
    "compare": "documents.compare",
    "check": "documents.check",
    "Document": "documents.document",
    "NeverPrint": "documents.never_print",
    "pack": "documents.packs",
    "print_run": "documents.printing",
    "read": "documents.read",
    "Renderer": "documents.render",
    "render": "documents.render",
    "Settings": "documents.settings",
    "ConversionFailed": "errors",
    "CprDocsError": "errors",
    "DataError": "errors",
    "DocumentProblem": "errors",
    "ForbiddenWords": "errors",
    "InvalidForm": "errors",
    "InvalidTable": "errors",
    "InvalidTerms": "errors",
    "MissingLanguage": "errors",
    "NotPublished": "errors",
    "NotReadable": "errors",
    "OfficeFailed": "errors",
    "OfficeNotFound": "errors",
    "OutputError": "errors",
    "OutputExists": "errors",
    "PackageError": "errors",
    "PackRefused": "errors",
    "PdfError": "errors",
    "Problem": "errors",
    "RenderError": "errors",
    "Stray": "errors",
    "StrayWords": "errors",
    "TableProblem": "errors",
    "TemplateError": "errors",
    "TemplateFinding": "templating.checking.findings",
    "TemplateNotFound": "errors",
    "TemplateProblem": "errors",
    "UnknownForm": "errors",
    "Conversion": "pdf.convert",
    "Converter": "pdf.convert",
    "Office": "pdf.office",
    "RunItem": "pdf.print_run",
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
    "Both": "language.messages",
    "Language": "language.languages",
}

__all__ = [
    "BatchOutcome",
    "BatchPlan",
    "BatchSummary",
    "Both",
    "Change",
    "ChangeKind",
    "Collation",
    "Conversion",
    "ConversionFailed",
    "Converter",
    "CprDocsError",
    "DataError",
    "Document",
    "DocumentProblem",
    "EvaluationForm",
    "ForbiddenWords",
    "Form",
    "FormDescription",
    "InvalidForm",
    "InvalidTable",
    "InvalidTerms",
    "InvitationLetter",
    "Language",
    "MissingLanguage",
    "NeverPrint",
    "NotPublished",
    "NotReadable",
    "Office",
    "OfficeFailed",
    "OfficeNotFound",
    "OutputError",
    "OutputExists",
    "PackRefused",
    "PackageError",
    "PdfError",
    "Problem",
    "Reading",
    "Recommendation",
    "RenderError",
    "Renderer",
    "Report",
    "ReviewType",
    "RunItem",
    "Settings",
    "Stray",
    "StrayWords",
    "TableProblem",
    "TemplateError",
    "TemplateFinding",
    "TemplateNotFound",
    "TemplateProblem",
    "TermsOfReference",
    "UnknownForm",
    "check",
    "check_batch",
    "collate",
    "compare",
    "example",
    "forms",
    "pack",
    "pack_batch",
    "print_batch",
    "print_run",
    "read",
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
