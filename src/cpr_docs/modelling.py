"""The parts that a form of your own is made of: field types, labels, parts, rows and sections.

A class of :class:`Form`, :class:`CaseForm` or :class:`AnyForm` with these is rendered, checked, read back and batched
like the forms of the guidance.
"""

from cpr_docs.errors import Problem
from cpr_docs.language.bilingual import Bilingual, BilingualLine, BilingualProse
from cpr_docs.language.catalogue import Both
from cpr_docs.language.languages import Language
from cpr_docs.language.text import Line, Prose
from cpr_docs.models.field_types import Answers, Choice, Choices, Day, Label, Month, Pounds, ReviewType, Time
from cpr_docs.models.form import AnyForm, CaseForm, Form, Omission
from cpr_docs.models.parts import Part, Rows, Section
from cpr_docs.models.rules import rule
from cpr_docs.models.schema_version import Upgrade
from cpr_docs.models.when import When, parse_when

__all__ = [
    "Answers",
    "AnyForm",
    "Bilingual",
    "BilingualLine",
    "BilingualProse",
    "Both",
    "CaseForm",
    "Choice",
    "Choices",
    "Day",
    "Form",
    "Label",
    "Language",
    "Line",
    "Month",
    "Omission",
    "Part",
    "Pounds",
    "Problem",
    "Prose",
    "ReviewType",
    "Rows",
    "Section",
    "Time",
    "Upgrade",
    "When",
    "parse_when",
    "rule",
]
