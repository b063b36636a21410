"""A template opened for checking: its parts parsed once, its tags read, and what they stand for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from lxml import etree
from pydantic import BaseModel

from cpr_docs.language.languages import Language
from cpr_docs.models.fields import IDENTITY, FormField, Kind, field_at
from cpr_docs.models.form import Form
from cpr_docs.ooxml.content_control import ContentControl
from cpr_docs.ooxml.headings import Headings
from cpr_docs.ooxml.names import PartName
from cpr_docs.ooxml.package import Package
from cpr_docs.ooxml.parsed import ParsedPackage
from cpr_docs.templating.checking.blocks import Blocks, blocks_of
from cpr_docs.templating.checking.expressions import Usage, Use, usages, use_of
from cpr_docs.templating.checking.scope import Scope
from cpr_docs.templating.checking.tags import Tag, read_tags
from cpr_docs.templating.checking.template_findings import LocatedFinding, TagLocation, TemplateFinding
from cpr_docs.templating.loader import template_name
from cpr_docs.templating.locations import TemplatePlace, places_of
from cpr_docs.templating.repetition import Copies
from cpr_docs.templating.tag_syntax import BracedParagraph, braced_paragraphs

_XML = re.compile(r"</?w:[^>]*>")


@dataclass(frozen=True, slots=True)
class Control:
    """A content control with a tag."""

    part: str
    path: str
    member: str
    """The answer that it is the box of; empty for any other control."""
    control: ContentControl

    @property
    def element(self) -> etree._Element:
        """The element of the control."""
        return self.control.element

    @property
    def is_box(self) -> bool:
        """True for a check box."""
        return self.control.is_check_box

    @property
    def tag(self) -> str:
        """Its tag, as it is written."""
        return f"{self.path}={self.member}" if self.member else self.path


class Template:
    """A template of a form type in a language."""

    def __init__(
        self, package: Package, form: type[Form], language: Language, settings: type[BaseModel], *, is_house: bool
    ) -> None:
        self.package = package
        self.form = form
        self.language = language
        self.is_house = is_house
        """Whether it is a board's own, and no master."""
        self.scope = Scope(form, settings, {})
        self.opened = ParsedPackage.of(package, template=True)

    @property
    def title(self) -> str:
        """Its folder and file: ``en/report.concise.docx``."""
        name = f"{self.language.value}/{template_name(self.form)}"
        return name if self.is_house else f"{name} (master)"

    @cached_property
    def stories(self) -> dict[str, etree._Element]:
        """The parts that a reader reads, by name."""
        return self.opened.stories

    @property
    def body(self) -> etree._Element | None:
        """The main document."""
        return self.stories.get(PartName.DOCUMENT)

    @cached_property
    def headings(self) -> Headings:
        """Which paragraphs are headings."""
        return self.opened.headings

    @cached_property
    def written(self) -> list[tuple[str, BracedParagraph]]:
        """The paragraphs with braces, each with its part: few of a template's words are tags."""
        return [(part, braced) for part, root in self.stories.items() for braced in braced_paragraphs(root)]

    @cached_property
    def copies(self) -> dict[str, Copies]:
        """The elements that the loops of each part repeat."""
        return {part: Copies(root) for part, root in self.stories.items() if b"{" in self.package[part]}

    @cached_property
    def tags(self) -> dict[str, list[Tag]]:
        """The tags of each part that a reader reads, in their order."""
        return {part: list(read_tags(part, root)) for part, root in self.stories.items() if b"{" in self.package[part]}

    @property
    def all_tags(self) -> Iterator[Tag]:
        """The tags of all parts."""
        for tags in self.tags.values():
            yield from tags

    @cached_property
    def blocks(self) -> dict[str, Blocks]:
        """The blocks of each part."""
        return {part: blocks_of(tags, self.scope) for part, tags in self.tags.items()}

    @cached_property
    def uses(self) -> list[Use]:
        """What each tag uses."""
        return [use_of(setting) for blocks in self.blocks.values() for setting in blocks.settings]

    @cached_property
    def said(self) -> list[Usage]:
        """What the tags say, in their order."""
        return [said for blocks in self.blocks.values() for said in usages(blocks.settings)]

    @cached_property
    def uses_in_controls(self) -> dict[etree._Element, Use]:
        """What each control prints, by its element."""
        return {
            control: use
            for use in self.uses
            if use.setting.tag.statement.printed is not None and (control := use.setting.tag.control) is not None
        }

    @cached_property
    def controls(self) -> list[Control]:
        """The content controls with a tag."""
        return [
            Control(part, *_split(tag), control)
            for part, control in self.opened.controls
            if (tag := control.tag) and not control.is_repeating
        ]

    @cached_property
    def held(self) -> dict[etree._Element, str]:
        """The words that each control holds, with its tags."""
        return {control.element: control.control.text.strip() for control in self.controls}

    @cached_property
    def fields(self) -> list[tuple[Control, FormField]]:
        """The controls whose tag is the path of a single value, each with its field."""
        found = []
        for control in self.controls:
            if control.path.partition(".")[0] in IDENTITY:
                continue
            try:
                field = field_at(self.form, control.path)
            except KeyError:
                continue
            if field.kind not in (Kind.ROWS, Kind.SECTION):
                found.append((control, field))
        return found

    @cached_property
    def levels(self) -> list[tuple[etree._Element, int]]:
        """The headings of the main document, each with its level."""
        return [] if self.body is None else self.opened.headings_in(self.body)

    @cached_property
    def _places(self) -> dict[etree._Element, TemplatePlace]:
        found: dict[etree._Element, TemplatePlace] = {}
        for root in self.stories.values():
            found.update(places_of(root, self.headings))
        return found

    def place(self, element: etree._Element | None) -> TemplatePlace:
        """Where an element stands."""
        while element is not None:
            if element in self._places:
                return self._places[element]
            element = element.getparent()
        return TemplatePlace()

    def in_order(self, hits: list[LocatedFinding]) -> list[LocatedFinding]:
        """The findings in the order of reading; what has no place comes first."""
        if len(hits) < 2:
            return hits
        order = {element: number for number, element in enumerate(self._places)}

        def number(element: etree._Element | None) -> int:
            while element is not None and element not in order:
                element = element.getparent()
            return -1 if element is None else order[element]

        return sorted(hits, key=lambda hit: number(hit.element))

    def finding(
        self, code: str, sentence: str, spot: TagLocation, severity: Literal["error", "warning"] = "error"
    ) -> TemplateFinding:
        """What a check found, at its place."""
        place = self.place(spot.element)
        said = spot.message or sentence
        return TemplateFinding(code, said, self.title, spot.part, *place, spot.tag, dict(spot.parameters), severity)


def spot_of(tag: Tag, **parameters: object) -> TagLocation:
    """A hit at a tag."""
    # A tag that docxtpl could not make whole has Word's XML in it, which nobody sees who has the file open.
    return TagLocation(tag.part, tag.element, _XML.sub("", tag.text), parameters)


def _split(tag: str) -> tuple[str, str]:
    path, _equals, member = tag.partition("=")
    return path, member
