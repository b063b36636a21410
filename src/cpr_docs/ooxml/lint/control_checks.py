"""Checks of content controls: their ids, names, kinds and contents."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from lxml import etree

from cpr_docs.ooxml.content_control import controls_around
from cpr_docs.ooxml.lint.findings import LintCheck, Location
from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.parsed import ParsedPackage
from cpr_docs.ooxml.traversal import BLOCK_CONTAINERS, RANGE_MARKUP, elements, parent, value

_LONGEST_NAME: Final = 64
_SMALLEST_ID: Final = -(2**31)
_LARGEST_ID: Final = 2**31 - 1
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?")
_LISTS: Final = ("w:dropDownList", "w:comboBox")
_NOT_IN_RUNS: Final = BLOCK_CONTAINERS | {qn("w:tbl"), qn("w:tr")}


def _no_id(parsed: ParsedPackage) -> Iterator[Location]:
    for part, control in parsed.controls:
        if not control.id:
            yield Location(part, control.element)


def _id_out_of_range(parsed: ParsedPackage) -> Iterator[Location]:
    for part, control in parsed.controls:
        own = control.id
        if own and (not re.fullmatch(r"-?[0-9]+", own) or not _SMALLEST_ID <= int(own) <= _LARGEST_ID):
            yield Location(part, control.element)


def _id_twice(parsed: ParsedPackage) -> Iterator[Location]:
    seen: set[str] = set()
    for part, control in parsed.controls:
        own = control.id
        if own and own in seen:
            yield Location(part, control.element, own)
        seen.add(own)


def _long_name(parsed: ParsedPackage) -> Iterator[Location]:
    for part, control in parsed.controls:
        for name in ("w:tag", "w:alias"):
            if len(control.value(name)) > _LONGEST_NAME:
                yield Location(part, control.element, name)


def _tag_twice(parsed: ParsedPackage) -> Iterator[Location]:
    """A locked control repeats a value and is not read back; each item of a repeating section has tags of its own."""
    seen: set[tuple[etree._Element | None, str]] = set()
    for part, control in parsed.controls:
        tag = control.tag
        if not tag or control.is_locked:
            continue
        items = (outer.element for outer in controls_around(control.element) if outer.is_repeating_item)
        scope = (next(items, None), tag)
        if scope in seen:
            yield Location(part, control.element)
        seen.add(scope)


def _kinds(parsed: ParsedPackage) -> Iterator[Location]:
    for part, control in parsed.controls:
        if len(set(control.kinds)) > 1:
            yield Location(part, control.element)


def _empty(parsed: ParsedPackage) -> Iterator[Location]:
    for part, control in parsed.controls:
        around, content = parent(control.element), control.content
        in_run = around is not None and around.tag not in _NOT_IN_RUNS
        if content is None or (not in_run and all(child.tag in RANGE_MARKUP for child in content.iterchildren("*"))):
            yield Location(part, control.element)


def _boxes(parsed: ParsedPackage) -> Iterator[tuple[Location, etree._Element, list[etree._Element]]]:
    for part, control in parsed.controls:
        box, content = control.setting("w14:checkbox"), control.content
        if box is not None:
            yield Location(part, control.element), box, [] if content is None else list(elements(content, "w:r"))


def _box_runs(parsed: ParsedPackage) -> Iterator[Location]:
    for location, _box, runs in _boxes(parsed):
        if len(runs) != 1:
            yield location._replace(detail=f"{len(runs)} runs")


def _box_glyph(parsed: ParsedPackage) -> Iterator[Location]:
    for location, box, runs in _boxes(parsed):
        checked = value(box, "w14:checked", "w14:val") in {"1", "true", "on"}
        state, usual = ("w14:checkedState", "2612") if checked else ("w14:uncheckedState", "2610")
        glyph = _number_of_glyph(value(box, state, "w14:val") or usual)
        if len(runs) == 1 and glyph not in {_glyph_of_text(runs[0]), _number_of_glyph(_symbol(runs[0]))}:
            yield location


def _number_of_glyph(hexadecimal: str) -> int:
    """The code point that up to six hexadecimal digits name; -1 for any other text."""
    return int(hexadecimal, 16) if re.fullmatch("[0-9A-Fa-f]{1,6}", hexadecimal) else -1


def _glyph_of_text(run: etree._Element) -> int:
    text = "".join(child.text or "" for child in run.iterchildren(qn("w:t")))
    return ord(text) if len(text) == 1 else 0


def _symbol(run: etree._Element) -> str:
    return value(run, "w:sym", "w:char") or ""


def _choice_twice(parsed: ParsedPackage) -> Iterator[Location]:
    for part, control in parsed.controls:
        lists = [found for name in _LISTS if (found := control.setting(name)) is not None]
        items = [item for choices in lists for item in choices.iterchildren(qn("w:listItem"))]
        for name in ("w:value", "w:displayText"):
            given = [item.get(qn(name)) for item in items if item.get(qn(name)) is not None]
            if len(set(given)) < len(given):
                yield Location(part, control.element, name)


def _date(parsed: ParsedPackage) -> Iterator[Location]:
    for part, control in parsed.controls:
        moment = value(control.setting("w:date"), attribute="w:fullDate")
        if moment is not None and not _is_moment(moment):
            yield Location(part, control.element)


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
