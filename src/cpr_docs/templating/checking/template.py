"""A template parsed for checking: its parts, tags, expressions and content controls, each computed once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from lxml import etree
from pydantic import BaseModel

from cpr_docs.language.languages import Language
from cpr_docs.models.fields import IDENTITY, FormField, Kind, field_at
from cpr_docs.models.form import AnyForm
from cpr_docs.ooxml.content_control import ContentControl
from cpr_docs.ooxml.headings import Headings
from cpr_docs.ooxml.names import PartName
from cpr_docs.ooxml.package import Package
from cpr_docs.ooxml.parsed import ParsedPackage
from cpr_docs.templating.checking.blocks import Blocks, pair_tags
from cpr_docs.templating.checking.expressions import TypedExpression, Usage, typed_expression, usages
from cpr_docs.templating.checking.scope import Scope
from cpr_docs.templating.checking.tags import Tag, read_tags
from cpr_docs.templating.checking.template_findings import LocatedFinding, TagLocation, TemplateFinding
from cpr_docs.templating.copy_controls import PREFIX
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
    """The answer of a check box that is one of several; empty for any other control."""
    control: ContentControl

    @property
    def element(self) -> etree._Element:
        """The element of the control."""
        return self.control.element

    @property
    def is_box(self) -> bool:
        """True if the control is a check box."""
        return self.control.is_check_box

    @property
    def tag(self) -> str:
        """The tag of the control."""
        return f"{self.path}={self.member}" if self.member else self.path


class Template:
    """A template of a form type in a language."""

    def __init__(
        self, package: Package, form: type[AnyForm], language: Language, settings: type[BaseModel], *, is_house: bool
    ) -> None:
        self.package = package
        self.form = form
        self.language = language
        self.is_house = is_house
        """True if the template is a board's own, not a master."""
        self.scope = Scope(form, settings, {})
        self.parsed = ParsedPackage.of(package, template=True)

    @property
    def title(self) -> str:
        """The folder and file name: ``en/report.concise.docx``."""
        name = f"{self.language.value}/{template_name(self.form)}"
        return name if self.is_house else f"{name} (master)"

    @cached_property
    def stories(self) -> dict[str, etree._Element]:
        """The stories (main document, headers, footers, notes), by part name."""
        return self.parsed.stories

    @property
    def body(self) -> etree._Element | None:
        """The main document; None if the template has none."""
        return self.stories.get(PartName.DOCUMENT)

    @cached_property
    def headings(self) -> Headings:
        """The headings, by the styles of the template."""
        return self.parsed.headings

    @cached_property
    def braced(self) -> list[tuple[str, BracedParagraph]]:
        """The paragraphs with braces, each with its part."""
        return [(part, braced) for part, root in self.stories.items() for braced in braced_paragraphs(root)]

    @cached_property
    def copies(self) -> dict[str, Copies]:
        """The elements that loops repeat, by part."""
        return {part: Copies(root) for part, root in self.stories.items() if b"{" in self.package[part]}

    @cached_property
    def tags(self) -> dict[str, list[Tag]]:
        """The tags of each story, in their order."""
        return {part: list(read_tags(part, root)) for part, root in self.stories.items() if b"{" in self.package[part]}

    @property
    def all_tags(self) -> Iterator[Tag]:
        """The tags of all stories."""
        for tags in self.tags.values():
            yield from tags

    @cached_property
    def blocks(self) -> dict[str, Blocks]:
        """The blocks of each story."""
        return {part: pair_tags(tags, self.scope) for part, tags in self.tags.items()}

    @cached_property
    def expressions(self) -> list[TypedExpression]:
        """The expressions of all tags with their types, in their order."""
        return [typed_expression(context) for blocks in self.blocks.values() for context in blocks.contexts]

    @cached_property
    def usages(self) -> list[Usage]:
        """The canonical form of each tag's expression, in their order."""
        return [usage for blocks in self.blocks.values() for usage in usages(blocks.contexts)]

    @cached_property
    def printed_in(self) -> dict[etree._Element, TypedExpression]:
        """The expression that each content control prints, by the control's element."""
        return {
            control: expression
            for expression in self.expressions
            if expression.tag.statement.printed is not None and (control := expression.tag.control) is not None
        }

    @cached_property
    def controls(self) -> list[Control]:
        """The content controls with a tag, without repeating sections and copies."""
        return [
            Control(part, *_split(tag), control)
            for part, control in self.parsed.controls
            if (tag := control.tag) and not control.is_repeating and not tag.startswith(PREFIX)
        ]

    @cached_property
    def copy_controls(self) -> list[tuple[str, ContentControl]]:
        """The controls whose tag is that of a copy or begins as one, each with its part."""
        return [(part, control) for part, control in self.parsed.controls if control.tag.startswith(PREFIX)]

    @cached_property
    def control_texts(self) -> dict[etree._Element, str]:
        """The text in each content control, template tags included, by the control's element."""
        return {control.element: control.control.text.strip() for control in self.controls}

    @cached_property
    def fields(self) -> list[tuple[Control, FormField]]:
        """The controls whose tag is the path of a single value, each with its field."""
        controls = []
        for control in self.controls:
            if control.path.partition(".")[0] in IDENTITY:
                continue
            try:
                field = field_at(self.form, control.path)
            except KeyError:
                continue
            if field.kind not in (Kind.ROWS, Kind.SECTION):
                controls.append((control, field))
        return controls

    @cached_property
    def heading_levels(self) -> list[tuple[etree._Element, int]]:
        """The headings of the main document, each with its level."""
        return [] if self.body is None else self.parsed.headings_in(self.body)

    @cached_property
    def _places(self) -> dict[etree._Element, TemplatePlace]:
        places: dict[etree._Element, TemplatePlace] = {}
        for root in self.stories.values():
            places.update(places_of(root, self.headings))
        return places

    def place(self, element: etree._Element | None) -> TemplatePlace:
        """The nearest heading, table, row and cell of an element."""
        while element is not None:
            if element in self._places:
                return self._places[element]
            element = element.getparent()
        return TemplatePlace()

    def in_order(self, findings: list[LocatedFinding]) -> list[LocatedFinding]:
        """Sorts findings by their place in the document; findings without a place come first."""
        if len(findings) < 2:
            return findings
        order = {element: number for number, element in enumerate(self._places)}

        def number(element: etree._Element | None) -> int:
            while element is not None and element not in order:
                element = element.getparent()
            return -1 if element is None else order[element]

        return sorted(findings, key=lambda finding: number(finding.element))

    def finding(
        self, code: str, sentence: str, location: TagLocation, severity: Literal["error", "warning"] = "error"
    ) -> TemplateFinding:
        """The finding of a check at a location."""
        part, element, tag, parameters, message = location
        place = self.place(element)
        return TemplateFinding(code, message or sentence, self.title, part, *place, tag, dict(parameters), severity)


def location_of(tag: Tag, **parameters: object) -> TagLocation:
    """The location of a tag, with the parameters of the check's sentence."""
    # A tag that docxtpl could not join contains Word's XML, which is invisible in Word.
    return TagLocation(tag.part, tag.element, _XML.sub("", tag.text), parameters)


def _split(tag: str) -> tuple[str, str]:
    path, _equals, member = tag.partition("=")
    return path, member
