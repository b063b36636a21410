"""The tests' own reader of content controls, with the content of each as the characters of a form's value."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from lxml import etree

from cpr_docs.language.line_breaks import NO_BREAK_HYPHEN
from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.package import Package

_KINDS = ("w:text", "w:date", "w:dropDownList", "w14:checkbox", "w15:repeatingSection", "w15:repeatingSectionItem")
_STORY = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
_COPY = "copy:"
_NOTE, _BULLETS = "LanguageNote", {"ListBullet", "CellBullet"}


@dataclass(frozen=True)
class Control:
    """One content control of a document."""

    tag: str
    path: str
    """The tag, with row numbers: ``amendments[2].reason``."""
    alias: str
    id: int
    kind: str
    """The kind, such as ``w:text``; empty for a control of paragraphs."""
    lock: str
    blank: bool
    """True if the control shows its placeholder."""
    text: str
    """The characters, with newlines for paragraphs and line breaks, dashes for bullets, and without language notes."""
    styles: frozenset[str]
    """The character styles of the runs."""
    languages: frozenset[str]
    """The ``w:lang`` of the runs that have one."""
    full_date: str | None
    checked: bool
    items: dict[str, str]
    """The items of a drop-down list: the value and the display text of each."""


def read_controls(content: bytes | Package) -> list[Control]:
    """The control of every field, in the main document, headers and footers; without repeating sections and copies."""
    return [control for control in _tagged(content) if not control.tag.startswith(_COPY)]


def read_copies(content: bytes | Package) -> list[Control]:
    """Every control that prints a value again, in the main document, headers and footers."""
    return [control for control in _tagged(content) if control.tag.startswith(_COPY)]


def _tagged(content: bytes | Package) -> list[Control]:
    package = content if isinstance(content, Package) else Package.read(content)
    roots = [etree.fromstring(package[name]) for name in package if _STORY.fullmatch(name)]
    return [control for root in roots for control in _controls(root, {})]


def _controls(element: etree._Element, rows: Mapping[str, str]) -> Iterator[Control]:
    """The controls; `rows` are the lists around, inner ones last, each with the path of its row."""
    for below in element.iterchildren("*"):
        if below.tag != qn("w:sdt"):
            yield from _controls(below, rows)
            continue
        kind = kind_of(below)
        inside = content_of(below)
        if kind == "w15:repeatingSection":
            # Its children are the items, one for each row.
            each, path = f"{tag_of(below)}[]", _path(tag_of(below), rows)
            for number, item in enumerate(inside):
                yield from _controls(item, {**rows, each: f"{path}[{number}]"})
        elif tag_of(below):
            yield _control(below, kind, rows)
            yield from _controls(inside, rows)
        else:
            yield from _controls(inside, rows)


def _path(tag: str, rows: Mapping[str, str]) -> str:
    """The tag with the numbers of the rows around."""
    for each, row in reversed([*rows.items()]):
        if each in tag:
            return tag.replace(each, row).replace("[]", "")
    return tag.replace("[]", "")


def kind_of(control: etree._Element) -> str:
    """The element of the control's kind; empty for a rich text control."""
    properties = control.find(qn("w:sdtPr"))
    assert properties is not None
    return next((kind for kind in _KINDS if properties.find(qn(kind)) is not None), "")


def tag_of(control: etree._Element) -> str:
    """The control's tag; empty if it has none."""
    return property_of(control, "w:tag")


def property_of(control: etree._Element, name: str, attribute: str = "w:val") -> str:
    """An attribute of one of the control's properties; empty if it is missing."""
    found = control.find(f"{qn('w:sdtPr')}/{'/'.join(map(qn, name.split('/')))}")
    return "" if found is None else found.get(qn(attribute)) or ""


def content_of(control: etree._Element) -> etree._Element:
    """The content of the control."""
    content = control.find(qn("w:sdtContent"))
    assert content is not None, f"the control {tag_of(control)} has no content"
    return content


def style_of(run: etree._Element) -> str:
    """The character style of a run; empty if it has none."""
    style = run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
    return "" if style is None else style.get(qn("w:val")) or ""


def language_of(run: etree._Element) -> str:
    """The language of a run; empty if it has none."""
    language = run.find(f"{qn('w:rPr')}/{qn('w:lang')}")
    return "" if language is None else language.get(qn("w:val")) or ""


def run_text(run: etree._Element) -> str:
    """The characters of a run."""
    text = []
    for piece in run.iterchildren("*"):
        if piece.tag == qn("w:t"):
            # Word displays both as a space.
            assert not set(piece.text or "") & {"\t", "\n"}, "a text contains a tab or a new line as a character"
            text.append(piece.text or "")
        elif piece.tag == qn("w:tab"):
            text.append("\t")
        elif piece.tag == qn("w:br"):
            text.append("\n")
        elif piece.tag == qn("w:noBreakHyphen"):
            text.append(NO_BREAK_HYPHEN)
    return "".join(text)


def _control(control: etree._Element, kind: str, rows: Mapping[str, str]) -> Control:
    content = content_of(control)
    runs = [run for run in content.iter(qn("w:r")) if style_of(run) != _NOTE]
    tag = tag_of(control)
    listed = control.iterfind(f"{qn('w:sdtPr')}/{qn('w:dropDownList')}/{qn('w:listItem')}")
    return Control(
        tag=tag,
        path=_path(tag, rows),
        alias=property_of(control, "w:alias"),
        id=int(property_of(control, "w:id") or 0),
        kind=kind,
        lock=property_of(control, "w:lock"),
        blank=control.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}") is not None,
        text=_text(content),
        styles=frozenset(map(style_of, runs)),
        languages=frozenset(filter(None, map(language_of, runs))),
        full_date=property_of(control, "w:date", "w:fullDate") or None,
        checked=property_of(control, "w14:checkbox/w14:checked", "w14:val") == "1",
        items={cast(str, item.get(qn("w:value"))): cast(str, item.get(qn("w:displayText"))) for item in listed},
    )


def _text(content: etree._Element) -> str:
    paragraphs = list(content.iter(qn("w:p")))
    if not paragraphs:
        return _words(content)
    lines = [paragraph for paragraph in paragraphs if not _is_note(paragraph)]
    return "\n".join(_bullet(paragraph) + _words(paragraph) for paragraph in lines)


def _words(element: etree._Element) -> str:
    return "".join(run_text(run) for run in element.iter(qn("w:r")) if style_of(run) != _NOTE)


def _is_note(paragraph: etree._Element) -> bool:
    runs = list(paragraph.iter(qn("w:r")))
    return bool(runs) and all(style_of(run) == _NOTE for run in runs)


def _bullet(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "- " if style is not None and style.get(qn("w:val")) in _BULLETS else ""
