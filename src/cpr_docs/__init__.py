"""Welsh Government's Child Practice Review forms as typed models, and as Word documents in English and in Welsh.

>>> import cpr_docs
>>> form = cpr_docs.example("evaluation_form", "concise")
>>> cpr_docs.render(form, "cy").filename
'DA-CPR-2012-03-evaluation-form-cy.docx'

Each name is loaded when it is first used, so that importing the library costs little. The names are those below and the
classes of the guidance's forms and of their parts; type checkers read them in ``__init__.pyi``.
"""

import importlib
from typing import Any

_NAMES = {
    "batch.bind_batch": ("pack_batch", "print_batch"),
    "batch.plan": ("BatchPlan", "BatchSummary"),
    "batch.row_renderer": ("BatchOutcome",),
    "documents.build_templates": ("build_templates",),
    "documents.document": ("Document",),
    "documents.never_print": ("NeverPrint",),
    "documents.render": ("Renderer",),
    "documents.settings": ("Settings",),
    "envelopes.bound": ("Bound",),
    "envelopes.run_item": ("RunItem",),
    "errors": (
        "ConversionFailed",
        "CprDocsError",
        "DataError",
        "DocumentProblem",
        "ForbiddenWords",
        "InvalidForm",
        "InvalidMerge",
        "InvalidTable",
        "InvalidTerms",
        "MissingLanguage",
        "NotPublished",
        "NotReadable",
        "OfficeFailed",
        "OfficeNotFound",
        "OutputError",
        "OutputExists",
        "PackRefused",
        "PackageError",
        "PdfError",
        "Problem",
        "ReferenceRefused",
        "RenderError",
        "StaleDocument",
        "StaleFiles",
        "StalePlace",
        "Stray",
        "StrayWords",
        "TableProblem",
        "TemplateError",
        "TemplateNotFound",
        "TemplateProblem",
        "TranslationRefused",
        "UnknownForm",
    ),
    "evaluations.answered_forms": ("NotCounted", "Return"),
    "evaluations.collate": ("Collation",),
    "language.catalogue": ("Both",),
    "language.languages": ("Language",),
    "language.pair.mentions": ("PairKind",),
    "library": (
        "Library",
        "check",
        "check_batch",
        "collate",
        "compare",
        "example_table",
        "merge",
        "pack",
        "print_run",
        "progress",
        "read",
        "read_draft",
        "recipients",
        "refresh",
        "render",
        "rows",
        "table_template",
        "write_table",
    ),
    "models.check_pair": ("check_pair",),
    "models.draft": ("Draft", "blank"),
    "models.describe_fields": ("FieldDescription", "FieldOption", "fields"),
    "models.examples": ("example",),
    "models.field_types": ("ReviewType",),
    "models.fields": ("Kind",),
    "models.form": ("AnyForm", "CaseForm", "Form"),
    "models.pair_finding": ("PairFinding",),
    "models.purpose": ("Purpose",),
    "models.registry": ("FormDescription", "forms"),
    "pdf.convert.converter": ("Conversion", "Converter"),
    "pdf.convert.office": ("Office",),
    "pdf.merge.loss": ("Loss",),
    "reading.result": ("Change", "ChangeKind", "FieldConflict", "Reading"),
    "tables.plan_progress": ("ActionProgress", "PlanProgress"),
    "task_progress": ("Progress",),
    "templating.checking.template_findings": ("TemplateFinding",),
    "timelines.duplicates": ("Duplicate",),
    "timelines.merge_timelines": ("Merge",),
    "timelines.recipients": ("JoinedRecipient", "Recipients"),
    "translation.exchange": ("TextStatus", "export_translation", "import_translation", "translation_status"),
    "translation.glossary_table": ("glossary_csv",),
    "translation.merge_translation": ("Translation", "TranslatorComment"),
    "translation.texts": ("TranslationState",),
}
"""The public names of each module, but for the classes of the guidance, which its folders declare."""

_MODULES = {name: module for module, names in _NAMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        value = getattr(importlib.import_module(f"{__name__}.{_MODULES[name]}"), name)
    elif name == "__version__":
        value = importlib.import_module("importlib.metadata").version("cpr-docs")
    elif name == "__all__":
        value = sorted({*_MODULES, *_registry().class_modules()}, key=lambda public: (public[0].islower(), public))
    elif name.startswith("_") or name not in _registry().class_modules():
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    else:
        value = _registry().guidance_class(name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    names: list[str] = __getattr__("__all__")
    return [*names, "__version__"]


def _registry() -> Any:
    return importlib.import_module(f"{__name__}.models.registry")
