"""Reads check boxes: the ticked answer, by the state of each box and by the mark that the box shows.

Word 2007 and some converters keep the control and its mark and drop the state; then the mark alone decides.
"""

from collections.abc import Mapping
from typing import Any

from lxml import etree

from cpr_docs.language.catalogue import _
from cpr_docs.models.fields import FormField, Kind
from cpr_docs.ooxml.content_control import ContentControl
from cpr_docs.ooxml.document_text import character_of
from cpr_docs.ooxml.names import qn
from cpr_docs.reading.control_text import InvalidValue, line_of
from cpr_docs.templating.filters import UNTICKED

_TRUE = frozenset({"1", "true", "on"})
_EMPTY_MARKS = frozenset({UNTICKED, *"□▢◻⬜❏❑"})
_TICK_MARKS = frozenset("☒☑☓✓✔✕✖✗✘⊠⊗⮽🗵🗸🗹🗷×xX")
# ECMA-376, 17.3.3.30 (w:sym): the boxes among the characters of Word's symbol fonts.
_SYMBOL_BOXES = {
    ("wingdings", 0x6F): "□",
    ("wingdings", 0x78): "☒",
    ("wingdings 2", 0x4F): "✗",
    ("wingdings 2", 0x50): "✓",
    ("wingdings 2", 0x51): "☒",
    ("wingdings 2", 0x52): "☑",
    ("wingdings 2", 0x53): "☒",
    ("wingdings 2", 0x54): "☒",
    ("wingdings 2", 0xA3): "□",
}


def ticked(boxes: Mapping[str, etree._Element], field: FormField) -> Any:
    """The answer whose box is ticked, or None; for choices, the list of all whose boxes are.

    Raises `InvalidValue` for two ticks where one is asked for, and for a mark that contradicts the state of its box.
    """
    members = [member for member, box in boxes.items() if _is_ticked(box)]
    if field.kind is Kind.CHOICES:
        return members
    if len(members) > 1:
        raise InvalidValue("two_ticks", _("has two boxes ticked where one is asked for"))
    if field.kind is Kind.TICK:
        return bool(members)
    if not members:
        return None
    return members[0] == "yes" if field.kind is Kind.YES_NO else members[0]


def _is_ticked(box: etree._Element) -> bool:
    setting = ContentControl(box).setting("w14:checkbox")
    if setting is None:
        return _is_tick(_visible_mark(box))
    checked = setting.find(qn("w14:checked"))
    state = checked is not None and checked.get(qn("w14:val"), "1") in _TRUE
    mark = _stated_mark(box)
    is_empty = mark in {"", UNTICKED, _mark_for(setting, "w14:uncheckedState")}
    # Any single character that is not an empty mark counts as a tick; several characters are words.
    if state is is_empty or len(mark) > 1:
        raise InvalidValue("tick_contradicted", _("has a box whose mark contradicts its state"))
    return state


def _is_tick(mark: str) -> bool:
    """True if the mark is a tick; raises `InvalidValue` for an unknown mark, because the control may contain words."""
    if mark in _EMPTY_MARKS:
        return False
    if mark in _TICK_MARKS:
        return True
    raise InvalidValue("box_lost", _("is no longer a check box, and its mark is not clear; please put ☒ or ☐ there"))


def _visible_mark(box: etree._Element) -> str:
    """The mark of a box without a state; symbols are decoded by their font."""
    content = ContentControl(box).content
    if content is None:
        return ""
    symbols = [_symbol(symbol) for symbol in content.iter(qn("w:sym"))]
    return "".join(symbols) or line_of(content).strip()


def _symbol(symbol: etree._Element) -> str:
    font, number = symbol.get(qn("w:font"), "").lower(), symbol.get(qn("w:char"), "")
    code = ord(_character(number) or "\0")
    return _SYMBOL_BOXES.get((font, code & 0xFF)) or character_of(symbol) or ""


def _stated_mark(box: etree._Element) -> str:
    """The mark of a box with a state; symbols are compared by their number alone."""
    content = ContentControl(box).content
    if content is None:
        return ""
    symbols = [_character(symbol.get(qn("w:char"), "")) for symbol in content.iter(qn("w:sym"))]
    # A program may append a variation selector (text or emoji presentation) to a mark.
    return "".join(symbols) or line_of(content).strip("\ufe0e\ufe0f \t\n")


def _mark_for(setting: etree._Element, state: str) -> str:
    found = setting.find(qn(state))
    return UNTICKED if found is None else _character(found.get(qn("w14:val"), "")) or UNTICKED


def _character(hexadecimal: str) -> str:
    try:
        return chr(int(hexadecimal, 16))
    except (ValueError, OverflowError):
        return ""
