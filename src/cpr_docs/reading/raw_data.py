"""The data in the controls of a document, by data path, before validation."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from cpr_docs.errors import Problem
from cpr_docs.language.catalogue import _
from cpr_docs.language.text import is_blank
from cpr_docs.models.fields import FormField, Kind, field_at, fields_of
from cpr_docs.models.form import AnyForm
from cpr_docs.reading.control_index import ControlIndex, FieldControls
from cpr_docs.reading.control_text import InvalidValue
from cpr_docs.reading.control_values import DocumentFacts, value_of
from cpr_docs.reading.data_paths import field_path, get_data, set_data
from cpr_docs.templating.document_properties import Identity


class RawData(NamedTuple):
    """The data in the controls of a document."""

    data: dict[str, Any]
    problems: list[Problem]
    """A problem for each control that cannot be read."""
    in_words: dict[str, Any]
    """The values, by path, of the words in controls that cannot be read because something else contradicts them."""


def raw_data(index: ControlIndex, identity: Identity, facts: DocumentFacts) -> RawData:
    """The data in the controls, before validation."""
    data: dict[str, Any] = {
        "form": identity.form.name(),
        **({"review_type": identity.review_type} if identity.review_type else {}),
        "schema_version": identity.versions.data,
    }
    problems = [Problem(path, "copied", _("stands in the document twice")) for path in sorted(index.duplicate_lists)]
    lists = _lists(identity.form)
    for path, count in index.row_counts.items():
        if field_path(path) in lists:
            set_data(data, path, [{} for _row in range(count)])
    unticked: list[str] = []
    in_words: dict[str, Any] = {}
    for path, controls, field in known_fields(index, identity.form):
        try:
            value = _value(controls, field, facts)
        except InvalidValue as error:
            problems.append(error.at(path))
            if error.in_words is not None:
                in_words[path] = error.in_words
            continue
        if field.kind is Kind.TICK and not value:
            unticked.append(path)
        else:
            set_data(data, path, value)
    for path in unticked:
        # A row that contains only unticked boxes is a blank row, to be filled in.
        if not is_blank(get_data(data, _parent_that_may_be_blank(identity.form, path))):
            set_data(data, path, False)
    return RawData(data, problems, in_words)


def known_fields(index: ControlIndex, form: type[AnyForm]) -> Iterator[tuple[str, FieldControls, FormField]]:
    """The controls of the form's own fields, by data path; derived values and controls from elsewhere are left out."""
    fields = {field.path: field for field in fields_of(form)}
    for path, controls in index.fields.items():
        if controls.path in fields:
            yield path, controls, fields[controls.path]


def _lists(form: type[AnyForm]) -> frozenset[str]:
    paths = (field.path for field in fields_of(form))
    return frozenset(path[: brackets.start()] for path in paths for brackets in re.finditer(r"\[\]", path))


def _value(controls: FieldControls, field: FormField, facts: DocumentFacts) -> Any:
    first, *others = [value_of(group, field, facts) for group in controls.editable or controls.readonly]
    if any(other != first for other in others):
        raise InvalidValue("copied", _("stands in the document more than once, with different contents"))
    return first


def _parent_that_may_be_blank(form: type[AnyForm], path: str) -> str:
    """The path of the innermost row or optional section that contains a field; empty for the form itself."""
    above = path.rpartition(".")[0]
    while above and not above.endswith("]") and not field_at(form, field_path(above)).optional:
        above = above.rpartition(".")[0]
    return above
