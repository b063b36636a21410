"""A reference document: the Word file, such as a board's letterhead, that gives templates their look.

Its page set-up, styles, theme, fonts, headers and footers are taken; its text is not. The file passes the gate first:
contents that a template may not have refuse it, and contents that no reader sees, such as the metadata of a logo, are
left out.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

from lxml import etree

from cpr_docs.arguments import require
from cpr_docs.authoring.letterhead_parts import cleaned_story
from cpr_docs.authoring.page_setup import A4, PageSetup
from cpr_docs.errors import PackageError, ReferenceRefused
from cpr_docs.gate.admission import Effect
from cpr_docs.gate.allowed import ACTIVE_PARTS
from cpr_docs.gate.word_files import Inspection
from cpr_docs.language.catalogue import Sentence, _
from cpr_docs.ooxml.content_types import ContentTypes
from cpr_docs.ooxml.names import ContentType, PartName, RelationshipType, qn
from cpr_docs.ooxml.package import Package
from cpr_docs.ooxml.relationships import Relationship, main_document, relationships_of, relationships_xml, targets_of
from cpr_docs.ooxml.traversal import switched_on
from cpr_docs.ooxml.xml import parse_xml

PAGE_KINDS: Final = ("default", "first", "even")
"""The kinds of pages that have headers and footers of their own."""

_DOCUMENTS: Final = frozenset({ContentType.DOCUMENT, ContentType.TEMPLATE})
_STORIES: Final = {"header": RelationshipType.HEADER, "footer": RelationshipType.FOOTER}
_TRACKED: Final = frozenset(map(qn, ("w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:cellIns", "w:cellDel")))
_IN_A_STORY: Final = frozenset({RelationshipType.IMAGE, RelationshipType.HYPERLINK})
_SETTINGS: Final = ("w:mirrorMargins", "w:defaultTabStop", "w:evenAndOddHeaders", "w:clrSchemeMapping")
# In twentieths of a point: 2 mm, by which programs round the size of A4; 120 and 150 mm.
_TOLERANCE, _LEAST_WIDTH, _LEAST_HEIGHT = 113, 6803, 8504
_TWENTIETHS_PER_MM: Final = 1440 / 25.4

_OTHER: Final = _("is no Word document that can be used: save it in Word as a Word document (.docx)")
_UNNAMED: Final = _("the reference document")


@dataclass(frozen=True, slots=True)
class LetterheadStory:
    """A header or footer of the reference document."""

    xml: bytes
    relationships: tuple[Relationship, ...]

    @property
    def root(self) -> etree._Element:
        """The parsed story, anew at each call."""
        return parse_xml(self.xml)

    def cleaned(self) -> "LetterheadStory":
        """The story as templates can have it, with its pictures, and without links."""
        pictures = tuple(each for each in self.relationships if each.type == RelationshipType.IMAGE)
        return LetterheadStory(cleaned_story(self.root), pictures)


@dataclass(frozen=True, slots=True, repr=False)
class Reference:
    """The look that a reference document gives to templates; one may serve many templates."""

    page: PageSetup
    stories: Mapping[tuple[str, str], LetterheadStory]
    """The headers and footers, by ``header`` or ``footer`` and by the kind of page."""
    styles: bytes
    numbering: bytes | None
    settings: tuple[bytes, ...]
    """The elements of the settings that belong to the look."""
    shared: Mapping[str, bytes] = field(default_factory=dict)
    """The theme and the table of fonts, by part name."""
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    """The pictures of the headers and footers, by part name."""
    content_types: Mapping[str, str] = field(default_factory=dict)
    """The content type of each picture."""
    has_even: bool = False
    """True if even pages have headers and footers of their own."""

    @classmethod
    def read(cls, source: "str | os.PathLike[str] | bytes | Reference") -> "Reference":
        """Reads a reference document, a DOCX or DOTX file; raises `ReferenceRefused` with the reason.

        `source` is a path or the bytes of the file. A reference that was read already is returned as it is.
        """
        if isinstance(source, Reference):
            return source
        require("reference", source, (str, os.PathLike, bytes), "the path of a Word file")
        name = Sentence(_UNNAMED) if isinstance(source, bytes) else Path(source).name
        try:
            return cls._of(Package.read(source if isinstance(source, bytes) else Path(source)))
        except ReferenceRefused as error:
            raise ReferenceRefused("{name}: {reason}", name=name, reason=error) from None
        except PackageError as error:
            raise ReferenceRefused("{name}: {reason}", name=name, reason=error) from None
        except OSError as error:
            raise ReferenceRefused(_("{path}: cannot be read ({reason})"), path=name, reason=error.strerror) from None

    @classmethod
    def _of(cls, package: Package) -> Self:
        parts = _admitted(package)
        main = main_document(parts)
        document = parse_xml(parts.get(main, b""), main)
        if document.tag != qn("w:document"):
            raise ReferenceRefused(
                _("is no Word document that can be used: save it in Word as a Word document (.docx)")
            )
        section = next(document.iter(qn("w:sectPr")), None)
        if section is None or section.find(qn("w:pgSz")) is None or section.find(qn("w:pgMar")) is None:
            raise ReferenceRefused(_("has no page set-up: open it in Word, set the page to A4, and save it"))
        page = PageSetup.of(section)
        _require_page(page)
        related = {each.id: each for each in relationships_of(parts, main)}
        stories = dict(_stories(parts, section, related))
        # Before the stories are cleaned, since a change may be of a whole control.
        roots = [document, *(story.root for story in stories.values())]
        if any(_is_tracked(element) for root in roots for element in root.iter("*")):
            raise ReferenceRefused(_("has tracked changes: accept or reject them in Word, and save it"))
        styles = _part(parts, main, RelationshipType.STYLES)
        if styles is None:
            raise ReferenceRefused(_("has no styles: open it in Word, and save it"))
        pictures = {
            each.target: parts[each.target] for story in stories.values() for each in story.cleaned().relationships
        }
        types = ContentTypes.parse(parts[PartName.CONTENT_TYPES])
        settings = _part(parts, main, RelationshipType.SETTINGS)
        kept = () if settings is None else tuple(_look_settings(parse_xml(settings)))
        shared = {
            PartName.THEME: _part(parts, main, RelationshipType.THEME),
            PartName.FONT_TABLE: _part(parts, main, RelationshipType.FONT_TABLE),
        }
        return cls(
            page,
            {key: story.cleaned() for key, story in stories.items()},
            styles,
            _part(parts, main, RelationshipType.NUMBERING),
            kept,
            {name: content for name, content in shared.items() if content is not None},
            pictures,
            {name: types.of_part(name) for name in pictures},
            any(b"evenAndOddHeaders" in each for each in kept),
        )

    def __repr__(self) -> str:
        return f"<Reference of {len(self.stories)} headers and footers>"


def _admitted(package: Package) -> dict[str, bytes]:
    """The parts without contents that no reader sees; raises `ReferenceRefused` for contents that do not pass."""
    types = ContentTypes.parse(package[PartName.CONTENT_TYPES])
    main = main_document(package)
    kind = types.of_part(main)
    names = " ".join([*types.overrides.values(), *types.defaults.values(), *package]).lower()
    if any(code in names for code in ACTIVE_PARTS):
        raise ReferenceRefused(_("holds macros: save it in Word as a document without them"))
    if kind not in _DOCUMENTS:
        raise ReferenceRefused(_OTHER)
    # Properties, thumbnails and add-ins belong to the package: only what belongs to the document may be taken.
    of_document = [Relationship("", "rId1", RelationshipType.DOCUMENT, main)]
    inspection = Inspection({**package, PartName.PACKAGE_RELATIONSHIPS: relationships_xml(of_document)})
    for finding in inspection.findings:
        if finding.effect is not Effect.UNSEEN:
            raise ReferenceRefused(_("holds {what}, which may not be in a template: remove it"), what=str(finding))
    return inspection.without(inspection.findings)


def _require_page(page: PageSetup) -> None:
    """Raises `ReferenceRefused` for any paper but A4, upright, and for margins that leave too little space."""
    if abs(page.width - A4.width) > _TOLERANCE or abs(page.height - A4.height) > _TOLERANCE:
        raise ReferenceRefused(
            _("its page has {width} by {height} mm, and the forms are made for A4, upright (210 by 297 mm)"),
            width=_millimetres(page.width),
            height=_millimetres(page.height),
        )
    if page.text_width < _LEAST_WIDTH or page.text_height < _LEAST_HEIGHT:
        raise ReferenceRefused(
            _("its margins leave {width} by {height} mm for the text, and the forms need 120 by 150 mm"),
            width=_millimetres(page.text_width),
            height=_millimetres(page.text_height),
        )


def _millimetres(length: int) -> int:
    return round(length / _TWENTIETHS_PER_MM)


def _stories(
    parts: Mapping[str, bytes], section: etree._Element, related: Mapping[str, Relationship]
) -> Iterator[tuple[tuple[str, str], LetterheadStory]]:
    """The headers and footers of a section; raises `ReferenceRefused` for more in them than pictures and links."""
    for kind, of_type in _STORIES.items():
        for reference in section.iterchildren(qn(f"w:{kind}Reference")):
            found = related.get(reference.get(qn("r:id"), ""))
            if found is None or found.type != of_type or found.target not in parts:
                continue
            inner = relationships_of(parts, found.target)
            if not {each.type for each in inner} <= _IN_A_STORY:
                raise ReferenceRefused(_("has a chart or a diagram in a header or footer: use a picture of it"))
            story = LetterheadStory(parts[found.target], inner)
            yield (kind, reference.get(qn("w:type"), "default")), story


def _is_tracked(element: etree._Element) -> bool:
    return element.tag in _TRACKED or str(element.tag).endswith("Change")


def _part(parts: Mapping[str, bytes], main: str, of_type: str) -> bytes | None:
    return next((parts[name] for name in targets_of(parts, main, of_type)), None)


def _look_settings(settings: etree._Element) -> Iterator[bytes]:
    for name in _SETTINGS:
        found = settings.find(qn(name))
        if found is not None and (name != "w:evenAndOddHeaders" or switched_on(found)):
            yield etree.tostring(found, with_tail=False)
