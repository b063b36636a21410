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

from lxml import etree

from cpr_docs.errors import PackageError
from cpr_docs.gate.allowed import OUTSIDE_A_RETURN
from cpr_docs.gate.word_files import require_document
from cpr_docs.language.catalogue import _
from cpr_docs.ooxml.core_properties import core_property
from cpr_docs.ooxml.custom_properties import custom_properties
from cpr_docs.ooxml.names import RelationshipType, qn
from cpr_docs.ooxml.package import MAX_FILE_BYTES, Package
from cpr_docs.ooxml.relationships import relationships_in, relationships_of, source_of, targets_of
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
        if any(line.type == _STRICT for line in relationships_of(package)):
            raise PackageError(_("the file was saved as Strict Open XML: save it in Word as an ordinary Word document"))
        main = next(iter(targets_of(package, "", RelationshipType.DOCUMENT)), "")
        if not main:
            raise PackageError(_("the file is not a Word document"))
        require_document(package)
        body = parse_xml(package[main], main)
        extended = _part(package, "", RelationshipType.EXTENDED_PROPERTIES)
        return cls(
            body,
            _part(package, main, RelationshipType.STYLES),
            custom_properties(package),
            "" if extended is None else "".join(map(_text, extended.iter(qn("ep:Application")))),
            package,
            main,
        )

    @property
    def language(self) -> str:
        """The tag of the document's language; empty if the document states none."""
        return core_property(self.package, "dc:language")

    def other_parts(self) -> Iterator[tuple[str, str, etree._Element]]:
        """The printed parts besides the body, each with its kind and its name."""
        for kind, relationship in _OTHER_PARTS.items():
            for name in targets_of(self.package, self.main, relationship):
                yield kind, name, parse_xml(self.package[name], name)

    @property
    def comments(self) -> int:
        """The number of comments."""
        names = targets_of(self.package, self.main, RelationshipType.COMMENTS)
        return sum(1 for name in names for _comment in parse_xml(self.package[name], name).iter(qn("w:comment")))

    @property
    def has_attached_template(self) -> bool:
        """True if the document names an attached template, which is never opened."""
        settings = targets_of(self.package, self.main, RelationshipType.SETTINGS)
        lines = (line for name in settings for line in relationships_of(self.package, name))
        return any(line.type == RelationshipType.ATTACHED_TEMPLATE for line in lines)

    @property
    def glossary(self) -> etree._Element | None:
        """The glossary part, in which Word keeps the placeholders of its controls."""
        return _part(self.package, self.main, RelationshipType.GLOSSARY)


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


def _part(package: Package, source: str, relationship: str) -> etree._Element | None:
    name = next(iter(targets_of(package, source, relationship)), None)
    return None if name is None else parse_xml(package[name], name)


def _text(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def _refuse_external_content(package: Package) -> None:
    for name in package:
        if not name.lower().endswith(".rels"):
            continue
        for line in relationships_in(parse_xml(package[name], name), source_of(name)):
            if line.external and line.type not in OUTSIDE_A_RETURN:
                raise PackageError(
                    _(
                        "the document draws on something outside the file, such as a picture elsewhere, and is "
                        "not opened: "
                        "only links to click and an attached template are allowed"
                    )
                )
