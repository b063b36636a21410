"""Locates a problem in a document: the label of its control in the document's language, and the heading above."""

from dataclasses import replace

from cpr_docs.errors import Problem
from cpr_docs.language.catalogue import translate
from cpr_docs.models.fields import FieldPaths, FormField, field_at
from cpr_docs.models.form import AnyForm
from cpr_docs.reading.control_index import ControlIndex
from cpr_docs.reading.data_paths import field_path
from cpr_docs.templating.document_properties import Identity
from cpr_docs.templating.invariants import TemplateInvariants


def locate_problem(
    problem: Problem, index: ControlIndex, identity: Identity, invariants: TemplateInvariants
) -> Problem:
    """The problem with its label and heading; unchanged if its path is no field."""
    path = problem.path.removesuffix(".en").removesuffix(".cy")
    field = find_field(identity.form, path)
    if field is None:
        return problem
    heading = index.fields[path].heading if path in index.fields else index.headings_above.get(path, "")
    label = translate(field.label.title, identity.language)
    return replace(problem, label=label, heading=own_heading(heading, invariants))


def find_field(form: type[AnyForm], path: str) -> FormField | None:
    """The field, section or list of a data path; None if the form has none, for its identity, and the empty path."""
    place = field_path(path).removesuffix("[]")
    return field_at(form, place) if place in FieldPaths(form) else None


def own_heading(heading: str, invariants: TemplateInvariants) -> str:
    """The heading if it is the template's own; empty otherwise.

    A heading that somebody rewrote may contain a value of the case, and messages contain no values.
    """
    return heading if any(map(invariants.is_fixed_text, (heading, f"{heading}:"))) else ""
