"""Opens an untrusted document: anybody who had it may have put anything into it.

Nothing in the document is executed, and no relationship is followed out of the file. Macros and external content are
refused all the same, because a form does not need them. A hyperlink is harmless, and so is the name of an attached
template.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Self
from urllib.parse import unquote

from lxml import etree

from cpr_docs.errors import PackageError
from cpr_docs.gate.allowed import OUTSIDE_A_RETURN
from cpr_docs.gate.word_files import require_document
from cpr_docs.ooxml.names import RelationshipType, qn
from cpr_docs.ooxml.package import MAX_FILE_BYTES, Package, relationships_name, resolve_target
from cpr_docs.ooxml.xml import parse_xml

Source = bytes | str | os.PathLike[str] | BinaryIO
"""A path, the bytes, or a file open for reading bytes."""

_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
_OTHER_PARTS = {
    "header": RelationshipType.HEADER,
    "footer": RelationshipType.FOOTER,
    "footnotes": RelationshipType.FOOTNOTES,
    "endnotes": RelationshipType.ENDNOTES,
}


@dataclass(frozen=True, slots=True)
class IncomingDocument:
    """The parts and properties of an untrusted Word document."""

    body: etree._Element
    """The main part."""
    styles: etree._Element | None
    properties: Mapping[str, str]
    """The custom properties."""
    application: str
    """The program that saved the document last, as stated in its properties."""
    package: Package = field(repr=False)
    """All parts."""
    main: str
    """The name of the main part."""

    @classmethod
    def open(cls, source: Source) -> Self:
        """Opens a document; raises `PackageError` if it is no Word document, or not safe to open."""
        package = Package.read(_bounded(source))
        _refuse_external_content(package)
        of_package = _targets(package, "")
        if _STRICT in of_package:
            raise PackageError("the file was saved as Strict Open XML: save it in Word as an ordinary Word document")
        main = of_package.get(RelationshipType.DOCUMENT, "")
        if main not in package:
            raise PackageError("the file is not a Word document")
        require_document(package)
        of_main = _targets(package, main)
        body = parse_xml(package[main], main)
        custom = _part(package, of_package.get(RelationshipType.CUSTOM_PROPERTIES))
        extended = _part(package, of_package.get(RelationshipType.EXTENDED_PROPERTIES))
        return cls(
            body,
            _part(package, of_main.get(RelationshipType.STYLES)),
            {} if custom is None else {str(line.get("name")): _value(line) for line in custom.iter(qn("op:property"))},
            "" if extended is None else "".join(map(_text, extended.iter(qn("ep:Application")))),
            package,
            main,
        )

    @property
    def language(self) -> str:
        """The tag of the document's language; empty if the document states none."""
        core = _part(self.package, _targets(self.package, "").get(RelationshipType.CORE_PROPERTIES))
        return "" if core is None else "".join(map(_text, core.iter(qn("dc:language")))).strip()

    def other_parts(self) -> Iterator[tuple[str, etree._Element]]:
        """The printed parts besides the body, each with its kind."""
        for kind, relationship in _OTHER_PARTS.items():
            for name in _all_targets(self.package, self.main, relationship):
                yield kind, parse_xml(self.package[name], name)

    @property
    def comments(self) -> int:
        """The number of comments."""
        names = _all_targets(self.package, self.main, RelationshipType.COMMENTS)
        return sum(1 for name in names for _comment in parse_xml(self.package[name], name).iter(qn("w:comment")))

    @property
    def has_attached_template(self) -> bool:
        """True if the document names an attached template, which is never opened."""
        names = (name for name in self.package if name.endswith("settings.xml.rels"))
        lines = (line for name in names for line in _relationships(self.package, name))
        return any(line.get("Type") == RelationshipType.ATTACHED_TEMPLATE for line in lines)

    @property
    def glossary(self) -> etree._Element | None:
        """The glossary part, in which Word keeps the placeholders of its controls."""
        return _part(self.package, next(_all_targets(self.package, self.main, RelationshipType.GLOSSARY), None))


def _bounded(source: Source) -> bytes | Path:
    if isinstance(source, bytes):
        return source
    if isinstance(source, str | os.PathLike):
        return Path(source)
    if not hasattr(source, "read"):
        raise TypeError(f"source must be a path, bytes, or a file open for reading bytes, not {type(source).__name__}")
    content = source.read(MAX_FILE_BYTES + 1)
    if not isinstance(content, bytes):
        raise TypeError("the file must be open for reading bytes")
    return content


def _part(package: Package, name: str | None) -> etree._Element | None:
    return parse_xml(package[name], name) if name and name in package else None


def _text(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def _value(custom_property: etree._Element) -> str:
    """The value of a custom property, without the white space of an indented XML file."""
    return _text(custom_property).strip()


def _targets(package: Package, part: str) -> dict[str, str]:
    """The first target of each relationship type of a part."""
    targets: dict[str, str] = {}
    for line in _relationships(package, relationships_name(part)):
        target = unquote(str(line.get("Target", "")))
        targets.setdefault(str(line.get("Type", "")), resolve_target(part, target))
    return targets


def _all_targets(package: Package, part: str, relationship: str) -> Iterator[str]:
    """The targets in the package of a part's relationships of one type."""
    for line in _relationships(package, relationships_name(part)):
        if line.get("Type") == relationship:
            name = resolve_target(part, unquote(str(line.get("Target", ""))))
            if name in package:
                yield name


def _relationships(package: Package, name: str) -> Iterator[etree._Element]:
    if name in package:
        yield from parse_xml(package[name], name).iter(qn("rel:Relationship"))


def _refuse_external_content(package: Package) -> None:
    for name in package:
        if not name.lower().endswith(".rels"):
            continue
        for line in _relationships(package, name):
            external = line.get("TargetMode", "Internal") != "Internal"
            if external and line.get("Type") not in OUTSIDE_A_RETURN:
                raise PackageError(
                    "the document draws on something outside the file, such as a picture elsewhere, and is not opened: "
                    "only links to click and an attached template are allowed"
                )
