"""The controls of one field: the editable controls with their copies, and the locked controls."""

from collections import Counter
from dataclasses import dataclass, field

from lxml import etree

from cpr_docs.reading.control_values import ControlGroup, is_box


@dataclass(slots=True)
class FieldControls:
    """The controls of one field at one data path."""

    path: str
    """The field path, ``amendments[].reason``."""
    heading: str
    """The words of the heading above."""
    editable: list[ControlGroup] = field(default_factory=list)
    """The controls that a person can edit; more than one group if a person copied them."""
    readonly: list[ControlGroup] = field(default_factory=list)
    """The locked controls: the value printed again, or a derived value."""
    _counts: Counter[tuple[bool, str | None]] = field(default_factory=Counter)

    def add(self, control: etree._Element, member: str, *, is_locked: bool) -> None:
        """Adds a control to the first group that has none of its kind; `member` is the answer in its tag."""
        groups = self.readonly if is_locked else self.editable
        kind = is_locked, member if is_box(control, member) else None
        # Controls of one kind fill the groups in document order.
        if self._counts[kind] == len(groups):
            groups.append(ControlGroup())
        groups[self._counts[kind]].add(control, member)
        self._counts[kind] += 1
