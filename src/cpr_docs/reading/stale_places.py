"""Stale places: copies that say something else than their controls, and derived values that no longer follow.

Both are found by their tags, without the template, in the body, text boxes, headers, footers and notes. A copy of a
field that the document has no control of is not compared, because its value is not known.
"""

from collections.abc import Iterator

from cpr_docs.errors import StalePlace
from cpr_docs.language.catalogue import _, translate
from cpr_docs.models.field_types import Choice
from cpr_docs.models.fields import FormField
from cpr_docs.ooxml.content_control import ContentControl
from cpr_docs.reading.check_boxes import ticked
from cpr_docs.reading.control_index import ControlIndex, CopyControl, FieldControls
from cpr_docs.reading.control_text import InvalidValue
from cpr_docs.reading.control_values import ControlGroup
from cpr_docs.reading.copies import STALE
from cpr_docs.reading.copy_values import CopyPrinter, FormValues, copies_by_path
from cpr_docs.reading.data_paths import field_path
from cpr_docs.reading.locate_problem import find_field, own_heading
from cpr_docs.templating.document_properties import Identity
from cpr_docs.templating.invariants import TemplateInvariants

_DERIVED = _("follows from other answers, which now give something else")


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
        return list(dict.fromkeys((*self._stale_copies(), *self._stale_derived())))

    def _stale_copies(self) -> Iterator[StalePlace]:
        for path, copies, paths in copies_by_path(self._index.copies, self._values):
            if not self._is_comparable(copies[0]):
                continue
            if all(ContentControl(copy.element).is_placeholder for copy in copies):
                # Copies of a value that was not known when the draft was printed.
                continue
            if not paths:
                yield self._place(path.partition("[]")[0], copies[0])
            for copy, of_copy in zip(copies, paths, strict=False):
                if not self._printer.is_printed(copy.element, self._values.at(of_copy), copy.expression.filters):
                    yield self._place(of_copy, copy)

    def _is_comparable(self, copy: CopyControl) -> bool:
        """True unless the value of the copy is not known; a copy of no field at all is compared, and is stale."""
        field = find_field(self._identity.form, copy.expression.path)
        return (field is None or field.path in self._known) and self._printer.is_known(copy.expression)

    def _stale_derived(self) -> Iterator[StalePlace]:
        for path, controls in self._index.fields.items():
            field = find_field(self._identity.form, path)
            if field is not None and field.derived and not self._follows(controls, field, self._values.at(path)):
                label = translate(field.label.title, self._identity.language)
                heading = own_heading(controls.heading, self._invariants)
                yield StalePlace(path, "stale", _DERIVED, label=label, heading=heading, place="body")

    def _follows(self, controls: FieldControls, field: FormField, value: object) -> bool:
        return all(self._is_derived(group, field, value) for group in (*controls.editable, *controls.readonly))

    def _is_derived(self, group: ControlGroup, field: FormField, value: object) -> bool:
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

    def _place(self, path: str, copy: CopyControl) -> StalePlace:
        field = find_field(self._identity.form, path)
        label = "" if field is None else translate(field.label.title, self._identity.language)
        heading = own_heading(copy.heading, self._invariants)
        return StalePlace("" if field is None else path, "stale", STALE, label=label, heading=heading, place=copy.part)
