"""The styles, lists and settings of a template that follows a reference document.

Word's built-in styles (Normal, headings, Title, lists, header, footer) are the reference's where it defines them; the
library adds those that it lacks, and its own, such as *Cell* and *Gap*, which are based on the reference's Normal.
Styles are the same if their names are: Word translates a style's id, and never the name of a built-in style.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from lxml import etree

from cpr_docs.authoring import styles as own
from cpr_docs.authoring.markup import FULL_WIDTH, element
from cpr_docs.authoring.reference import Reference
from cpr_docs.language.languages import Language
from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.traversal import elements, put, value
from cpr_docs.ooxml.xml import parse_xml, remove_element, serialise_xml
from cpr_docs.templating.xml_builder import value as valued

RUNNING_LINE: Final = "RunningLine"
"""The style of the line that the library adds to a letterhead's footer."""

# Word's own prompt is too pale to read easily.
_ALWAYS_OWN: Final = frozenset({"placeholder text"})
_STYLE_REFERENCES: Final = ("w:pStyle", "w:rStyle", "w:tblStyle", "w:basedOn", "w:next", "w:link")
_LISTS: Final = frozenset({"list bullet", "list number"})
# The lists of the library count from 1.
_SHIFT: Final = 1_000
_SETTINGS: Final = {
    "w:mirrorMargins": "w:defaultTabStop",
    "w:evenAndOddHeaders": "w:characterSpacingControl",
    "w:clrSchemeMapping": "w:decimalSymbol",
}
"""The element of the library's settings before which a setting of the reference is inserted."""


class Look:
    """The look of templates in one language, from a reference document."""

    def __init__(self, reference: Reference, language: Language) -> None:
        self._reference = reference
        self._language = language
        self._ids: dict[str, str] = {}
        """The ids of the reference's styles that change, with the new ids."""
        self.styles = serialise_xml(self._merged_styles())

    def fit_story(self, root: etree._Element) -> None:
        """Brings the ids of styles and lists in a header or footer up to date."""
        self._rename(root)
        _shift_lists(root)

    def numbering(self, numbered_lists: int, headings: Sequence[Sequence[str]] = ()) -> bytes:
        """The lists of the library and those of the reference."""
        merged = parse_xml(own.numbering(numbered_lists, headings))
        if self._reference.numbering is None:
            return serialise_xml(merged)
        reference = parse_xml(self._reference.numbering)
        self._rename(reference)
        _shift_lists(reference)
        for name in ("w:abstractNum", "w:num"):
            found = list(reference.iterchildren(qn(name)))
            at = [index for index, child in enumerate(merged) if child.tag == qn(name)][-1]
            for index, child in enumerate(found, start=at + 1):
                # A bullet that is a picture would be a part of its own; its sign is printed instead.
                for picture in list(child.iter(qn("w:lvlPicBulletId"))):
                    remove_element(picture)
                merged.insert(index, child)
        return serialise_xml(merged)

    def settings(self) -> bytes:
        """The library's settings, with those of the reference that belong to its look."""
        merged = parse_xml(own.settings(self._language))
        for content in self._reference.settings:
            setting = parse_xml(content)
            old = merged.find(setting.tag)
            if old is not None:
                merged.replace(old, setting)
            else:
                before = next(merged.iterchildren(qn(_SETTINGS[_short(setting)])))
                before.addprevious(setting)
        return serialise_xml(merged)

    def _merged_styles(self) -> etree._Element:
        merged = parse_xml(self._reference.styles)
        library = parse_xml(own.styles(self._language, small_tables=True))
        for style in list(merged.iterchildren(qn("w:style"))):
            if _name(style) in _ALWAYS_OWN or _id(style) == RUNNING_LINE:
                merged.remove(style)
        _make_unique(merged)
        theirs = {(_name(style), _kind(style)): style for style in merged.iterchildren(qn("w:style"))}
        ours = {(_name(style), _kind(style)): _id(style) for style in library.iterchildren(qn("w:style"))}
        for (name, kind), style in theirs.items():
            if (name, kind) not in ours and any(name == other for other, _kind_of_other in ours):
                # Word takes a name only once, whatever the kind of the style.
                put(style, valued("w:name", f"{value(style, 'w:name')} ({kind})"))
        self._ids = dict(_changed_ids(theirs, ours))
        for style in theirs.values():
            style.set(qn("w:styleId"), self._ids.get(_id(style), _id(style)))
        self._rename(merged)
        _shift_lists(merged)
        _tidy(merged)
        _set_language(merged, self._language)
        for style in library.iterchildren(qn("w:style")):
            found = theirs.get((_name(style), _kind(style)))
            if found is None:
                _fit_tabs(style, self._reference.page.text_width)
                merged.append(style)
            elif _name(style) in _LISTS and next(found.iter(qn("w:numPr")), None) is None:
                # The style of a list without signs or numbers would print paragraphs.
                _number_as(found, style)
        merged.append(_running_line(merged, self._reference.page.text_width))
        return merged

    def _rename(self, root: etree._Element) -> None:
        for reference in elements(root, *_STYLE_REFERENCES):
            old = reference.get(qn("w:val"), "")
            reference.set(qn("w:val"), self._ids.get(old, old))


def _make_unique(styles: etree._Element) -> None:
    """Gives each style a name of its own, and drops a style whose id another has: LibreOffice writes such styles."""
    ids: set[str] = set()
    names: set[str] = set()
    for style in list(styles.iterchildren(qn("w:style"))):
        if _id(style) in ids:
            styles.remove(style)
            continue
        ids.add(_id(style))
        if _name(style) in names:
            put(style, valued("w:name", f"{value(style, 'w:name')} ({_id(style)})"))
        names.add(_name(style))


def _changed_ids(
    theirs: dict[tuple[str, str], etree._Element], ours: dict[tuple[str, str], str]
) -> Iterator[tuple[str, str]]:
    """The new id of each style that has another id in layouts, or the id of another style of the library."""
    taken = {*map(_id, theirs.values()), *ours.values()}
    for key, style in theirs.items():
        old = _id(style)
        if key in ours:
            if old != ours[key]:
                yield old, ours[key]
        elif old in ours.values():
            new = next(free for number in range(1, len(taken) + 2) if (free := f"{old}{number}") not in taken)
            taken.add(new)
            yield old, new


def _tidy(styles: etree._Element) -> None:
    """Removes from the styles what would make a document wrong in one of the languages, or its PDF inaccessible."""
    for properties in styles.iter(qn("w:rPr")):
        for language in properties.findall(qn("w:lang")):
            properties.remove(language)
    # Converters turn the border of a paragraph into a line that no reader can tell from text.
    for borders in list(styles.iter(qn("w:pBdr"))):
        remove_element(borders)
    known = {_id(style) for style in styles.iterchildren(qn("w:style"))}
    for reference in list(styles.iter(*map(qn, ("w:link", "w:next", "w:basedOn")))):
        if reference.get(qn("w:val")) not in known:
            remove_element(reference)


def _set_language(styles: etree._Element, language: Language) -> None:
    """Makes the language the default of the document: only that reaches a PDF."""
    defaults = styles.find(qn("w:docDefaults"))
    if defaults is None:
        defaults = element("w:docDefaults")
        styles.insert(0, defaults)
    run_defaults = defaults.find(qn("w:rPrDefault"))
    if run_defaults is None:
        run_defaults = element("w:rPrDefault")
        defaults.insert(0, run_defaults)
    properties = run_defaults.find(qn("w:rPr"))
    if properties is None:
        properties = etree.SubElement(run_defaults, qn("w:rPr"))
    tags = {"w:val": language.tag, "w:eastAsia": language.tag, "w:bidi": "ar-SA"}
    put(properties, element("w:lang", tags))


def _fit_tabs(style: etree._Element, text_width: int) -> None:
    for tab in style.iter(qn("w:tab")):
        if tab.get(qn("w:pos")) == str(FULL_WIDTH):
            tab.set(qn("w:pos"), str(text_width))


def _number_as(style: etree._Element, library: etree._Element) -> None:
    properties = style.find(qn("w:pPr"))
    if properties is None:
        properties = element("w:pPr")
        put(style, properties)
    for numbering in library.iter(qn("w:numPr")):
        put(properties, element("w:numPr", {}, list(map(_copied, numbering))))
        break


def _copied(child: etree._Element) -> etree._Element:
    return element(_short(child), {"w:val": child.get(qn("w:val"), "")})


def _running_line(styles: etree._Element, text_width: int) -> etree._Element:
    """A style that looks like the letterhead's footer, with one tab at the right margin."""
    known = {_id(style): style for style in styles.iterchildren(qn("w:style"))}
    tabs = [
        element("w:tab", {"w:val": "clear", "w:pos": str(position)})
        for position in sorted(_tab_positions(known, "Footer") - {text_width})
    ]
    tabs.append(element("w:tab", {"w:val": "right", "w:pos": str(text_width)}))
    properties = element("w:pPr", {}, [element("w:tabs", {}, tabs), valued("w:jc", "left")])
    children = [valued("w:name", "Running Line"), valued("w:basedOn", "Footer"), element("w:qFormat"), properties]
    return element("w:style", {"w:type": "paragraph", "w:customStyle": "1", "w:styleId": RUNNING_LINE}, children)


def _tab_positions(known: dict[str, etree._Element], own_id: str) -> set[int]:
    """The positions of the tabs of a style and of those that it is based on."""
    positions: set[int] = set()
    seen: set[str] = set()
    while own_id in known and own_id not in seen:
        seen.add(own_id)
        tabs = known[own_id].iterfind(f"{qn('w:pPr')}/{qn('w:tabs')}/{qn('w:tab')}")
        positions |= {int(tab.get(qn("w:pos"), "0")) for tab in tabs}
        own_id = value(known[own_id], "w:basedOn") or ""
    return positions


def _shift_lists(root: etree._Element) -> None:
    """Moves the ids of the reference's lists out of the way of the library's."""
    for tag, attribute in (("w:abstractNum", "w:abstractNumId"), ("w:num", "w:numId")):
        _shift(root.iter(qn(tag)), qn(attribute))
    _shift(root.iter(qn("w:abstractNumId")), qn("w:val"))
    # 0 removes a paragraph from the list of its style.
    _shift((each for each in root.iter(qn("w:numId")) if each.get(qn("w:val")) != "0"), qn("w:val"))


def _shift(found: Iterable[etree._Element], attribute: str) -> None:
    for each in found:
        if each.get(attribute, "").isdecimal():
            each.set(attribute, str(int(each.get(attribute, "0")) + _SHIFT))


def _short(of_element: etree._Element) -> str:
    return f"w:{etree.QName(of_element).localname}"


def _name(style: etree._Element) -> str:
    return (value(style, "w:name") or "").lower()


def _kind(style: etree._Element) -> str:
    return value(style, attribute="w:type") or "paragraph"


def _id(style: etree._Element) -> str:
    return style.get(qn("w:styleId"), "")
