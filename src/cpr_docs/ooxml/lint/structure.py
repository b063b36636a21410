"""Checks of the nesting of elements: paragraphs, runs, sections, and markup from other namespaces."""

import functools
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from lxml import etree

from cpr_docs.ooxml.lint.findings import LintCheck, Location
from cpr_docs.ooxml.names import NAMESPACES, RelationshipType, qn
from cpr_docs.ooxml.parsed import ParsedPackage, Shape
from cpr_docs.ooxml.traversal import BLOCK_CONTAINERS, RANGE_MARKUP, WRAPPERS, elements, parent, value

_IN_PARAGRAPHS: Final = frozenset(
    map(qn, ("w:p", "w:hyperlink", "w:fldSimple", "w:rt", "w:rubyBase", "w:dir", "w:bdo"))
)
_IN_RUNS: Final = frozenset({qn("w:r")})
_PLACES: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        qn(name): places
        for name, places in {
            "w:p": BLOCK_CONTAINERS,
            "w:tbl": BLOCK_CONTAINERS,
            "w:tr": frozenset({qn("w:tbl")}),
            "w:tc": frozenset({qn("w:tr")}),
            "w:r": _IN_PARAGRAPHS,
            "w:hyperlink": _IN_PARAGRAPHS,
            "w:fldSimple": _IN_PARAGRAPHS,
            "w:t": _IN_RUNS,
            "w:instrText": _IN_RUNS,
            "w:fldChar": _IN_RUNS,
            "w:drawing": _IN_RUNS,
        }.items()
    }
)
_CONTENT: Final = qn("w:sdtContent")
_WORD: Final = f"{{{NAMESPACES['w']}}}"
_EXTENSION_NAME: Final = "{http://schemas.microsoft.com/office/word/20"


def _misplaced_elements(parsed: ParsedPackage, *, in_control: bool) -> Iterator[Location]:
    """The misplaced elements: those directly in the content of controls, or all others."""

    def wanted(shape: Shape) -> bool:
        # Nearly every shape is valid, and its elements need no further test.
        return (shape.name == _CONTENT) is in_control and bool(
            not _PLACES.keys().isdisjoint(shape.children) if shape.name in WRAPPERS else _misplaced_children(*shape)
        )

    for part, directly, (within, children) in parsed.shaped(wanted):
        around = parent(directly) if within in WRAPPERS else directly
        # The schemas of other namespaces, such as that of equations, are not checked.
        if part not in parsed.stories or around is None or not str(around.tag).startswith(_WORD):
            continue
        for number in _misplaced_children(str(around.tag), children):
            element = directly[number]
            name = f"w:{etree.QName(element).localname}"
            yield Location(part, element, name)


@functools.lru_cache(maxsize=4096)
def _misplaced_children(around: str, children: tuple[str, ...]) -> list[int]:
    """The indices of the children that the schema does not allow in the element."""
    return [number for number, name in enumerate(children) if name in _PLACES and around not in _PLACES[name]]


def _misplaced(parsed: ParsedPackage) -> Iterator[Location]:
    return _misplaced_elements(parsed, in_control=False)


def _misplaced_in_control(parsed: ParsedPackage) -> Iterator[Location]:
    return _misplaced_elements(parsed, in_control=True)


def _empty_story(parsed: ParsedPackage) -> Iterator[Location]:
    for part, root in parsed.stories.items():
        for container in elements(root, "w:hdr", "w:ftr", "w:footnote", "w:endnote", "w:comment"):
            if all(child.tag in RANGE_MARKUP for child in container.iterchildren("*")):
                yield Location(part, container)


def _last_section(parsed: ParsedPackage) -> Iterator[Location]:
    root = parsed.roots.get(parsed.main)
    body = None if root is None else root.find(qn("w:body"))
    if body is not None:
        sections = list(body.iterchildren(qn("w:sectPr")))
        if len(sections) != 1 or sections[0] is not list(body.iterchildren("*"))[-1]:
            yield Location(parsed.main)


def _section_references(parsed: ParsedPackage) -> Iterator[tuple[str, etree._Element, etree._Element]]:
    for part, root in parsed.stories.items():
        for section in elements(root, "w:sectPr"):
            for reference in section.iterchildren(qn("w:headerReference"), qn("w:footerReference")):
                yield part, section, reference


def _reference_twice(parsed: ParsedPackage) -> Iterator[Location]:
    seen: set[tuple[etree._Element, str, str | None]] = set()
    for part, section, reference in _section_references(parsed):
        which = (section, str(reference.tag), value(reference, attribute="w:type"))
        if which in seen:
            yield Location(part, reference)
        seen.add(which)


def _reference_to_other(parsed: ParsedPackage) -> Iterator[Location]:
    wanted = {
        qn("w:headerReference"): (RelationshipType.HEADER, qn("w:hdr")),
        qn("w:footerReference"): (RelationshipType.FOOTER, qn("w:ftr")),
    }
    lines = {(line.source, line.id): line for line in parsed.relationships}
    for part, _section, reference in _section_references(parsed):
        line = lines.get((part, reference.get(qn("r:id"), "")))
        root = parsed.roots.get(line.target) if line else None
        # Another check finds a reference without a target.
        if line and (line.type, None if root is None else root.tag) != wanted[str(reference.tag)]:
            yield Location(part, reference)


def _missing_note(parsed: ParsedPackage) -> Iterator[Location]:
    for name, relationship_type in (
        ("footnote", RelationshipType.FOOTNOTES),
        ("endnote", RelationshipType.ENDNOTES),
        ("comment", RelationshipType.COMMENTS),
    ):
        there = {
            value(note, attribute="w:id")
            for _part, root in parsed.of_main(relationship_type)
            for note in root.iterchildren(qn(f"w:{name}"))
        }
        for part, root in parsed.stories.items():
            for reference in elements(root, f"w:{name}Reference"):
                if value(reference, attribute="w:id") not in there:
                    yield Location(part, reference, f"w:{name}Reference")


def _undeclared_prefix(parsed: ParsedPackage) -> Iterator[Location]:
    names = [(qn(f"mc:{name}"), False) for name in ("Ignorable", "MustUnderstand")]
    names += [(qn(f"mc:{name}"), True) for name in ("ProcessContent", "PreserveElements", "PreserveAttributes")]
    listed = [
        (part, element, word, qualified)
        for part, element in parsed.foreign
        for name, qualified in names
        for word in element.get(name, "").split()
    ]
    listed += [
        (part, choice, word, False)
        for part, root in parsed.roots.items()
        for choice in root.iter(qn("mc:Choice"))
        for word in choice.get("Requires", "").split()
    ]
    for part, element, word, qualified in listed:
        prefix = word.partition(":")[0] if qualified else word
        if prefix not in element.nsmap:
            yield Location(part, element, prefix)


def _not_ignorable(parsed: ParsedPackage) -> Iterator[Location]:
    """Extensions of newer versions of Word that the part does not declare as ignorable; each namespace once."""
    found: dict[str, set[str]] = {}
    for part, element in parsed.foreign:
        if added := _added_later(tuple(map(str, element.keys()))) - found.setdefault(part, set()):
            found[part] |= added if _is_for_all(element) else set()
    for part, element, shape in parsed.shaped(lambda shape: _added_later(shape.children)):
        if _added_later(shape.children) - found.setdefault(part, set()):
            for child in element.iterchildren("*"):
                found[part] |= _added_later((str(child.tag),)) if _is_for_all(child) else set()
    for part, root in parsed.styled.items():
        ignorable = {root.nsmap.get(prefix) for prefix in root.get(qn("mc:Ignorable"), "").split()}
        for namespace in sorted(found.get(part, set()) - ignorable):
            yield Location(part, detail=namespace)


@functools.lru_cache(maxsize=4096)
def _added_later(names: tuple[str, ...]) -> frozenset[str]:
    """The namespaces of newer versions of Word among those of the names."""
    return frozenset(name[1:].partition("}")[0] for name in names if name.startswith(_EXTENSION_NAME))


def _is_for_all(element: etree._Element) -> bool:
    """True unless the element is inside ``mc:Choice``, which has a fallback for older versions of Word."""
    return next(element.iterancestors(qn("mc:Choice")), None) is None


CHECKS: Final = (
    LintCheck("misplaced", "an element stands where Word does not allow it", _misplaced),
    LintCheck("control-content", "a content control holds what may not stand in its place", _misplaced_in_control),
    LintCheck("empty-story", "a header, footer or note has no paragraph", _empty_story),
    LintCheck("last-section", "the body does not end in the settings of its last section", _last_section),
    LintCheck("section-reference-twice", "a section has two headers or footers of one kind", _reference_twice),
    LintCheck(
        "section-reference", "a section takes its header or footer from a part that is none", _reference_to_other
    ),
    LintCheck("note-missing", "a note is referred to that is not there", _missing_note),
    LintCheck("prefix-undeclared", "a namespace prefix is listed that is not declared", _undeclared_prefix),
    LintCheck("not-ignorable", "an extension is not marked as one that an older Word may ignore", _not_ignorable),
)
