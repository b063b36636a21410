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
    from cpr_docs.batch.bind_batch import pack_batch, print_batch
    from cpr_docs.batch.check_table import check_batch
    from cpr_docs.batch.plan import BatchPlan, BatchSummary
    from cpr_docs.batch.row_renderer import BatchOutcome
    from cpr_docs.documents.check_templates import check
    from cpr_docs.documents.document import Document
    from cpr_docs.documents.never_print import NeverPrint
    from cpr_docs.documents.render import Renderer, render
    from cpr_docs.documents.settings import Settings
    from cpr_docs.envelopes.bound import Bound
    from cpr_docs.envelopes.pack import pack
    from cpr_docs.envelopes.print_run import print_run
    from cpr_docs.envelopes.run_item import RunItem
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
        StaleFiles,
        Stray,
        StrayWords,
        TableProblem,
        TemplateError,
        TemplateNotFound,
        TemplateProblem,
        UnknownForm,
    )
    from cpr_docs.evaluations.collate import Collation, collate
    from cpr_docs.guidance.evaluation_form.model import EvaluationForm
    from cpr_docs.guidance.invitation_letter.model import InvitationLetter
    from cpr_docs.guidance.recommendation.model import Recommendation
    from cpr_docs.guidance.report.model import Report
    from cpr_docs.guidance.terms_of_reference.model import TermsOfReference
    from cpr_docs.language.catalogue import Both
    from cpr_docs.language.languages import Language
    from cpr_docs.models.examples import example
    from cpr_docs.models.field_types import ReviewType
    from cpr_docs.models.form import Form
    from cpr_docs.models.registry import FormDescription, forms
    from cpr_docs.pdf.convert.converter import Conversion, Converter
    from cpr_docs.pdf.convert.office import Office
    from cpr_docs.pdf.merge.loss import Loss
    from cpr_docs.progress import Progress
    from cpr_docs.reading.compare import compare
    from cpr_docs.reading.read import read
    from cpr_docs.reading.result import Change, ChangeKind, Reading
    from cpr_docs.templating.checking.template_findings import TemplateFinding

_HOMES = {
    "check_batch": "batch.check_table",
    "BatchPlan": "batch.plan",
    "BatchSummary": "batch.plan",
    "BatchOutcome": "batch.row_renderer",
    "pack_batch": "batch.bind_batch",
    "print_batch": "batch.bind_batch",
    "Collation": "evaluations.collate",
    "collate": "evaluations.collate",
    "Change": "reading.result",
    "ChangeKind": "reading.result",
    "Reading": "reading.result",
    "compare": "reading.compare",
    "check": "documents.check_templates",
    "Document": "documents.document",
    "NeverPrint": "documents.never_print",
    "Bound": "envelopes.bound",
    "Loss": "pdf.merge.loss",
    "Progress": "progress",
    "pack": "envelopes.pack",
    "print_run": "envelopes.print_run",
    "read": "reading.read",
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
    "StaleFiles": "errors",
    "TableProblem": "errors",
    "TemplateError": "errors",
    "TemplateFinding": "templating.checking.template_findings",
    "TemplateNotFound": "errors",
    "TemplateProblem": "errors",
    "UnknownForm": "errors",
    "Conversion": "pdf.convert.converter",
    "Converter": "pdf.convert.converter",
    "Office": "pdf.convert.office",
    "RunItem": "envelopes.run_item",
    "EvaluationForm": "guidance.evaluation_form.model",
    "example": "models.examples",
    "Form": "models.form",
    "FormDescription": "models.registry",
    "forms": "models.registry",
    "InvitationLetter": "guidance.invitation_letter.model",
    "Recommendation": "guidance.recommendation.model",
    "Report": "guidance.report.model",
    "ReviewType": "models.field_types",
    "TermsOfReference": "guidance.terms_of_reference.model",
    "Both": "language.catalogue",
    "Language": "language.languages",
}

__all__ = [
    "BatchOutcome",
    "BatchPlan",
    "BatchSummary",
    "Both",
    "Bound",
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
    "Loss",
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
    "Progress",
    "Reading",
    "Recommendation",
    "RenderError",
    "Renderer",
    "Report",
    "ReviewType",
    "RunItem",
    "Settings",
    "StaleFiles",
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
