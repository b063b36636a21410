"""Checks of content controls: their ids, names, kinds and what they hold."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from lxml import etree

from cpr_docs.ooxml.lint.findings import LintCheck, Location
from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.parsed import ControlSeen, ParsedPackage
from cpr_docs.ooxml.traversal import BLOCK_CONTAINERS, RANGE_MARKUP, elements, parent, value

_LONGEST_NAME: Final = 64
_SMALLEST_ID: Final = -(2**31)
_LARGEST_ID: Final = 2**31 - 1
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?")
_CHECK_BOX: Final = qn("w14:checkbox")
_LISTS: Final = (qn("w:dropDownList"), qn("w:comboBox"))
_LOCKS_ON_CONTENT: Final = frozenset({"contentLocked", "sdtContentLocked"})
_NOT_IN_RUNS: Final = BLOCK_CONTAINERS | {qn("w:tbl"), qn("w:tr")}
_KINDS: Final = frozenset(
    map(
        qn,
        (
            *("w:equation", "w:comboBox", "w:date", "w:docPartObj", "w:docPartList", "w:dropDownList", "w:picture"),
            *("w:richText", "w:text", "w:citation", "w:group", "w:bibliography"),
            *("w14:checkbox", "w15:repeatingSection", "w15:repeatingSectionItem"),
        ),
    )
)


def _no_id(opened: ParsedPackage) -> Iterator[Location]:
    for control in opened.controls:
        if control.value("w:id") is None:
            yield Location(control.part, control.element)


def _id_out_of_range(opened: ParsedPackage) -> Iterator[Location]:
    for control in opened.controls:
        own = control.value("w:id")
        if own is None:
            continue
        if not re.fullmatch(r"-?[0-9]+", own) or not _SMALLEST_ID <= int(own) <= _LARGEST_ID:
            yield Location(control.part, control.element)


def _id_twice(opened: ParsedPackage) -> Iterator[Location]:
    seen: set[str] = set()
    for control in opened.controls:
        own = control.value("w:id")
        if own is not None and own in seen:
            yield Location(control.part, control.element, own)
        seen.add(own or "")


def _long_name(opened: ParsedPackage) -> Iterator[Location]:
    for control in opened.controls:
        for name in ("w:tag", "w:alias"):
            if len(control.value(name) or "") > _LONGEST_NAME:
                yield Location(control.part, control.element, name)


def _tag_twice(opened: ParsedPackage) -> Iterator[Location]:
    """A locked control repeats a value and is not read back; each item of a repeating section has tags of its own."""
    seen: set[tuple[etree._Element | None, str]] = set()
    for control in opened.controls:
        tag = control.value("w:tag")
        if not tag or control.value("w:lock") in _LOCKS_ON_CONTENT:
            continue
        scope = (_repeating_item(control.element), tag)
        if scope in seen:
            yield Location(control.part, control.element)
        seen.add(scope)


def _repeating_item(control: etree._Element) -> etree._Element | None:
    marker = f"{qn('w:sdtPr')}/{qn('w15:repeatingSectionItem')}"
    return next((outer for outer in control.iterancestors(qn("w:sdt")) if outer.find(marker) is not None), None)


def _kinds(opened: ParsedPackage) -> Iterator[Location]:
    for control in opened.controls:
        if len(_KINDS & control.properties.keys()) > 1:
            yield Location(control.part, control.element)


def _empty(opened: ParsedPackage) -> Iterator[Location]:
    for control in opened.controls:
        around = parent(control.element)
        content = control.element.find(qn("w:sdtContent"))
        in_run = around is not None and around.tag not in _NOT_IN_RUNS
        held = () if content is None else content.iterchildren("*")
        if content is None or (not in_run and all(child.tag in RANGE_MARKUP for child in held)):
            yield Location(control.part, control.element)


def _boxes(opened: ParsedPackage) -> Iterator[tuple[ControlSeen, etree._Element, list[etree._Element]]]:
    for control in opened.controls:
        box = control.properties.get(_CHECK_BOX)
        if box is not None:
            content = control.element.find(qn("w:sdtContent"))
            yield control, box, [] if content is None else list(elements(content, "w:r"))


def _box_runs(opened: ParsedPackage) -> Iterator[Location]:
    for control, _box, runs in _boxes(opened):
        if len(runs) != 1:
            yield Location(control.part, control.element, f"{len(runs)} runs")


def _box_glyph(opened: ParsedPackage) -> Iterator[Location]:
    for control, box, runs in _boxes(opened):
        checked = value(box, "w14:checked", "w14:val") in {"1", "true", "on"}
        state, usual = ("w14:checkedState", "2612") if checked else ("w14:uncheckedState", "2610")
        glyph = _number_of_glyph(value(box, state, "w14:val") or usual)
        if len(runs) == 1 and glyph not in {_glyph_of_text(runs[0]), _number_of_glyph(_symbol(runs[0]))}:
            yield Location(control.part, control.element)


def _number_of_glyph(hexadecimal: str) -> int:
    """The character that four hexadecimal digits name; -1 if they are none."""
    return int(hexadecimal, 16) if re.fullmatch("[0-9A-Fa-f]{1,6}", hexadecimal) else -1


def _glyph_of_text(run: etree._Element) -> int:
    text = "".join(child.text or "" for child in run.iterchildren(qn("w:t")))
    return ord(text) if len(text) == 1 else 0


def _symbol(run: etree._Element) -> str:
    return value(run, "w:sym", "w:char") or ""


def _choice_twice(opened: ParsedPackage) -> Iterator[Location]:
    for control in opened.controls:
        lists = [control.properties[name] for name in _LISTS if name in control.properties]
        items = [item for choices in lists for item in choices.iterchildren(qn("w:listItem"))]
        for name in ("w:value", "w:displayText"):
            given = [item.get(qn(name)) for item in items if item.get(qn(name)) is not None]
            if len(set(given)) < len(given):
                yield Location(control.part, control.element, name)


def _date(opened: ParsedPackage) -> Iterator[Location]:
    for control in opened.controls:
        moment = control.value("w:date", "w:fullDate")
        if moment is not None and not _is_moment(moment):
            yield Location(control.part, control.element)


def _is_moment(text: str) -> bool:
    if not _MOMENT.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


CHECKS: Final = (
    LintCheck("control-id-missing", "a content control has no id", _no_id, of_templates=False),
    LintCheck("control-id-range", "a content control's id is not a number of 32 bits", _id_out_of_range),
    LintCheck("control-id-twice", "two content controls have the same id", _id_twice),
    LintCheck("control-name-long", f"a content control's name has more than {_LONGEST_NAME} characters", _long_name),
    LintCheck("control-tag-twice", "two content controls that can be filled in have the same tag", _tag_twice, False),
    LintCheck("control-kinds", "a content control is of two kinds at once", _kinds),
    LintCheck("control-empty", "a content control holds nothing", _empty),
    LintCheck("check-box-runs", "a check box does not hold exactly one run", _box_runs),
    LintCheck("check-box-glyph", "a check box shows another state than it has", _box_glyph, of_templates=False),
    LintCheck("choice-twice", "a list offers the same choice twice", _choice_twice),
    LintCheck("control-date", "a date control's date is not one that Word reads", _date),
)
