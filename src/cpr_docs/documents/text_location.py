"""Describes the location of a text in a document, without repeating forbidden text."""

import re
from collections.abc import Callable
from functools import cached_property

from lxml import etree

from cpr_docs.errors import CprDocsError
from cpr_docs.ooxml.content_control import CONTROL, controls_from
from cpr_docs.ooxml.custom_properties import custom_properties
from cpr_docs.ooxml.document_text import Piece, is_comment
from cpr_docs.ooxml.headings import Headings
from cpr_docs.ooxml.names import PartName
from cpr_docs.ooxml.package import Package
from cpr_docs.ooxml.traversal import STORIES
from cpr_docs.ooxml.xml import parse_xml
from cpr_docs.templating.document_identity import identify
from cpr_docs.templating.invariants import TemplateInvariants
from cpr_docs.templating.loader import load_invariants
from cpr_docs.templating.locations import TemplatePlace, places_of


class TextLocator:
    """Locates texts in one document."""

    def __init__(self, package: Package, is_secret: Callable[[str], bool]) -> None:
        """Locates texts in the package; a text for which `is_secret` is true is part of no location."""
        self._package = package
        self._is_secret = is_secret
        self._part_names = {
            part: f"part {number} of the file" if is_secret(part) else part for number, part in enumerate(package, 1)
        }
        styles = package.get(PartName.STYLES)
        self._headings = Headings(None if styles is None else parse_xml(styles, PartName.STYLES))
        self._places: dict[etree._Element, dict[etree._Element, TemplatePlace]] = {}

    def locate(self, part: str, piece: Piece) -> tuple[str, str]:
        """The location of a text, and the path of the content control around the text; empty outside controls."""
        element = piece.element
        location = ["" if part == PartName.DOCUMENT else self._part_names[part]]
        if element is None:
            return f"the name of {self._part_names[part]}", ""
        root = element.getroottree().getroot()
        is_story = root.tag in STORIES
        if is_story:
            location.append(str(self._place(root, element)))
        name = "" if is_comment(element) else str(element.tag).rpartition("}")[2]
        if not name:
            location.append("a comment in the XML")
        elif piece.attribute:
            location.append("an attribute" if self._is_secret(name) else f"attribute {piece.attribute} of {name}")
        elif not is_story:
            location.append(name)
        path = _path(element) if is_story else ""
        return ", ".join(filter(None, location)) or part, "" if self._is_secret(path) else path

    def _place(self, root: etree._Element, element: etree._Element) -> TemplatePlace:
        if root not in self._places:
            self._places[root] = places_of(root, self._headings)
        known = self._places[root]
        place = next((known[above] for above in (element, *element.iterancestors()) if above in known), TemplatePlace())
        # A heading with a printed value may contain anything.
        return place if self._is_fixed_text(place.heading) else place._replace(heading="")

    def _is_fixed_text(self, heading: str) -> bool:
        invariants = self._invariants
        if invariants is None or self._is_secret(heading):
            return False
        # `TemplatePlace.heading` is truncated and has no colon.
        return any(text.rstrip(" :").startswith(heading) for text in invariants.fixed_text)

    @cached_property
    def _invariants(self) -> TemplateInvariants | None:
        try:
            identity = identify(custom_properties(self._package))
            return load_invariants(identity.form, identity.language, identity.template)
        except CprDocsError:
            return None


def _path(element: etree._Element) -> str:
    """The path of the content control around an element, with row numbers; empty outside controls."""
    path, rows = "", []
    for control in controls_from(element):
        if control.is_repeating_item:
            rows.append(sum(1 for _row in control.element.itersiblings(CONTROL, preceding=True)))
        elif not path:
            path = control.tag.partition("=")[0]
    numbers = iter(reversed(rows))
    return re.sub(r"\[\]", lambda _match: f"[{next(numbers, '')}]", path)
