"""Stale places: copies that say something else than their controls, and derived values that no longer follow.

Both are found by their tags, without the template, in the body, text boxes, headers, footers and notes. A copy of a
field that the document has no control of is not compared, because its value is not known.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml import etree

from cpr_docs.errors import StalePlace
from cpr_docs.language.catalogue import _, translate
from cpr_docs.models.field_types import Choice
from cpr_docs.models.fields import IDENTITY, FormField, Kind, says_row
from cpr_docs.ooxml.content_control import ContentControl
from cpr_docs.reading.check_boxes import ticked
from cpr_docs.reading.control_index import ControlIndex, CopyControl, FieldControls
from cpr_docs.reading.control_text import InvalidValue
from cpr_docs.reading.control_values import ControlGroup
from cpr_docs.reading.copies import STALE
from cpr_docs.reading.copy_values import CopyPrinter, FormValues, copies_by_path, printed_text, squeezed
from cpr_docs.reading.data_paths import field_path
from cpr_docs.reading.locate_problem import find_field, own_heading
from cpr_docs.templating.document_properties import Identity
from cpr_docs.templating.grammar_filters import MUTATING
from cpr_docs.templating.invariants import TemplateInvariants

_TEXTS = frozenset({Kind.LINE, Kind.PROSE, Kind.CHOICE})
_DERIVED = _("follows from other answers, which now give something else")


class StaleControl(NamedTuple):
    """A copy that differs from its value."""

    path: str
    """The data path of the value; of the list, if it is printed again with more or fewer rows."""
    copy: CopyControl
    value: Any
    """The value that it must print."""
    is_count: bool = False
    """True if it is a copy of a list with more or fewer rows."""


class StaleSearch:
    """Compares the copies and the derived values of a document with the form that was read from it."""

    def __init__(
        self, index: ControlIndex, values: FormValues, identity: Identity, invariants: TemplateInvariants
    ) -> None:
        self._index = index
        self._values = values
        self._identity = identity
        self._invariants = invariants
        self._printer = CopyPrinter(identity.language)
        self._known = {field_path(path) for path in index.fields}

    def places(self) -> list[StalePlace]:
        """The stale places, each once."""
        copies = (self._place(copy.path, copy.copy) for copy in self.copies())
        derived = self.derived_places()
        rows = (self._rows_place(path) for path in self.rows_for_others())
        return list(dict.fromkeys((*copies, *derived, *rows)))

    def derived_places(self) -> Iterator[StalePlace]:
        """The places of derived values that differ."""
        return (self._derived_place(path, controls) for path, controls, _value in self.derived())

    def copies(self) -> Iterator[StaleControl]:
        """The copies that differ."""
        for path, copies, paths in copies_by_path(self._index.copies, self._values):
            if not self._is_comparable(copies[0]):
                continue
            if all(ContentControl(copy.element).is_placeholder for copy in copies):
                # Copies of a value that was not known when the draft was printed.
                continue
            if not paths:
                yield StaleControl(path.partition("[]")[0], copies[0], None, is_count=True)
            for copy, of_copy in zip(copies, paths, strict=False):
                value = self._kept(copy, self._values.at(of_copy))
                if not self._printer.is_printed(copy.element, value, copy.expression.filters):
                    yield StaleControl(of_copy, copy, value)

    def _kept(self, copy: CopyControl, value: Any) -> Any:
        """The value as a template puts it through filters: a name keeps its letters."""
        field = find_field(self._identity.form, copy.expression.path)
        is_kept = field is not None and field.label.keeps_letters and MUTATING & set(copy.expression.filters)
        return self._printer.kept(value) if is_kept else value

    def derived(self) -> Iterator[tuple[str, FieldControls, Any]]:
        """The controls of derived values that differ: the data path, the controls, the value that they must show."""
        for path, controls in self._index.fields.items():
            field = find_field(self._identity.form, path)
            if field is not None and field.derived:
                value = self._values.at(path)
                if not all(self._follows(group, field, value) for group in (*controls.editable, *controls.readonly)):
                    yield path, controls, value

    def rows_for_others(self) -> Iterator[str]:
        """The lists whose rows no longer name the rows of the list that they belong to (`Label.row_for`)."""
        for path in self._index.row_counts:
            field = find_field(self._identity.form, path)
            if field is not None and field.label.row_for and "[" not in path:
                names = [name for name in field.type.model_fields if says_row(self._identity.form, f"{path}[].{name}")]
                others = [row.model_dump(mode="json") for row in self._values.at(field.label.row_for) or ()]
                if self._named(path, names) != [tuple(row[name] for name in names) for row in others]:
                    yield path

    def _named(self, path: str, names: list[str]) -> list[tuple[Any, ...]]:
        """The values of some fields in each row of a list of the document."""
        return [tuple(row.get(name) for name in names) for row in self._values.rows(path)]

    def _rows_place(self, path: str) -> StalePlace:
        field = find_field(self._identity.form, path)
        label = "" if field is None else translate(field.label.title, self._identity.language)
        heading = own_heading(self._index.headings_above.get(path, ""), self._invariants)
        return StalePlace(path, "stale", _DERIVED, label=label, heading=heading, place="body")

    def _is_comparable(self, copy: CopyControl) -> bool:
        """True unless the value of the copy is not known; a copy of no field at all is compared, and is stale.

        A copy of the form's identity is not compared: the document's properties say what it is.
        """
        if copy.expression.path in IDENTITY:
            return False
        field = find_field(self._identity.form, copy.expression.path)
        return (field is None or field.path in self._known) and self._printer.is_known(copy.expression)

    def _follows(self, group: ControlGroup, field: FormField, value: object) -> bool:
        """True if the boxes or the control of a derived value show the value."""
        if group.boxes:
            try:
                return bool(ticked(group.boxes, field) == (value.value if isinstance(value, Choice) else value))
            except InvalidValue:
                return False
        control = group.control
        if control is None or (value is None and ContentControl(control).is_placeholder):
            return True
        return self._printer.is_printed(control, value)

    def _derived_place(self, path: str, controls: FieldControls) -> StalePlace:
        field = find_field(self._identity.form, path)
        label = "" if field is None else translate(field.label.title, self._identity.language)
        heading = own_heading(controls.heading, self._invariants)
        return StalePlace(path, "stale", _DERIVED, label=label, heading=heading, place="body")

    def _place(self, path: str, copy: CopyControl) -> StalePlace:
        field = find_field(self._identity.form, path)
        label = "" if field is None else translate(field.label.title, self._identity.language)
        heading = own_heading(copy.heading, self._invariants)
        return StalePlace("" if field is None else path, "stale", STALE, label=label, heading=heading, place=copy.part)


def stale_lines(index: ControlIndex, identity: Identity, invariants: TemplateInvariants) -> list[StalePlace]:
    """The copies that have other words than their control, where the form as a whole cannot be read.

    Only text is compared, and neither rows nor filtered values: a date may be typed in other words than it is printed.
    """
    places = []
    for copy in index.copies:
        field = find_field(identity.form, copy.expression.path)
        controls = index.fields.get(copy.expression.path)
        if field is None or controls is None or field.kind not in _TEXTS or copy.expression.filters:
            continue
        control = next((group.control for group in (*controls.editable, *controls.readonly)), None)
        if control is not None and not _have_same_words(control, copy.element):
            label, heading = translate(field.label.title, identity.language), own_heading(copy.heading, invariants)
            places.append(StalePlace(field.path, "stale", STALE, label=label, heading=heading, place=copy.part))
    return list(dict.fromkeys(places))


def _have_same_words(control: etree._Element, copy: etree._Element) -> bool:
    words = "" if ContentControl(control).is_placeholder else printed_text(control)
    return squeezed(words) == squeezed(printed_text(copy))
