"""Makes names in the structure trees of several files unambiguous.

ISO 32000-1, 14.7: role maps, class maps and element identifiers (by which table cells refer to their headers) may
define the same name differently in each file. In the merged tree each name has one meaning.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from cpr_docs.pdf.merge.pdf_objects import Ref, Value, parse, renumbered, write
from cpr_docs.pdf.merge.source_pdf import Source
from cpr_docs.pdf.merge.tree_writer import TreeWriter
from cpr_docs.pdf.merge.writer import PdfOutput

_STANDARD_TYPE: Final = re.compile(
    rb"/(?:Document|Part|Art|Sect|Div|BlockQuote|Caption|TOCI?|Index|NonStruct|Private|P|H[1-6]?|L|LI|Lbl|LBody|Table"
    rb"|T[RHD]|THead|TBody|TFoot|Span|Quote|Note|Reference|BibEntry|Code|Link|Annot|Ruby|R[BTP]|Warichu|W[TP]|Figure"
    rb"|Formula|Form)"
)
_ELEMENT: Final = b"/StructElem"
"""The type of a structure element, which is optional."""
_ESCAPE: Final = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED: Final = dict(zip((b"n", b"r", b"t", b"b", b"f"), (b"\n", b"\r", b"\t", b"\b", b"\f"), strict=True))


class StructureNames:
    """The role map, class map and identifiers of the merged file."""

    def __init__(self, file: PdfOutput) -> None:
        self.role_map: dict[bytes, Value] = {}
        self.class_map: dict[bytes, Value] = {}
        self._ids = TreeWriter(file, b"/Names")
        self._files = 0

    def of(self, source: Source, numbers: Sequence[int]) -> "FileNames":
        """Adds the names of a file, and returns those that must be replaced in its elements."""
        self._files += 1
        roles, classes = {}, {}
        for name in source.role_map:
            role = _standard_role(source, name)
            # A standard name that is mapped would be so in the other files too.
            if _STANDARD_TYPE.fullmatch(name) or self.role_map.setdefault(name, role) != role:
                roles[name] = role
        for name, value in source.class_map.items():
            attributes = parse(renumbered(write(source.objects.resolved(value)), numbers, {}))
            if self.class_map.setdefault(name, attributes) != attributes:
                classes[name] = b"%b-%d" % (name, self._files)
                self.class_map[classes[name]] = attributes
        # With prefixes of one length, the identifiers of each file sort after those of the files before it.
        return FileNames(roles, classes, b"%08d-" % self._files, self._ids)

    def identifiers(self) -> "Value | None":
        """The root of the name tree of identifiers; None if no element has one."""
        return self._ids.root()


class FileNames:
    """The names to replace in the structure elements of one file."""

    def __init__(
        self,
        roles: Mapping[bytes, bytes],
        classes: Mapping[bytes, bytes],
        prefix: bytes,
        ids: TreeWriter,
    ) -> None:
        self._roles = roles
        self._classes = classes
        self._prefix = prefix
        self._tree = ids
        self._ids: list[tuple[bytes, Ref]] = []

    def renamed(self, body: bytes, number: int) -> bytes:
        """The bytes of an object with its names replaced; `number` is its new object number."""
        if not (((self._roles or self._classes) and b"/S" in body) or b"/ID" in body or b"/Headers" in body):
            return body
        value = parse(body)
        if isinstance(value, dict) and {b"/S", b"/P"} <= value.keys() and value.get(b"/Type", _ELEMENT) == _ELEMENT:
            value = dict(value)
            name, identifier = value[b"/S"], value.get(b"/ID")
            if isinstance(name, bytes):
                value[b"/S"] = self._roles.get(name, name)
            if b"/C" in value:
                value[b"/C"] = self._renamed_classes(value[b"/C"])
            if isinstance(identifier, bytes):
                value[b"/ID"] = self._prefixed(identifier)
                self._ids.append((self._prefix + _string_bytes(identifier), Ref(number)))
        return write(self._renamed_headers(value))

    def finish(self) -> None:
        """Adds the identifiers of the file to the name tree."""
        for identifier, element in sorted(self._ids):
            self._tree.add(_hexadecimal(identifier), element)

    def _renamed_classes(self, value: Value) -> Value:
        if isinstance(value, list):
            return list(map(self._renamed_classes, value))
        return self._classes.get(value, value) if isinstance(value, bytes) else value

    def _renamed_headers(self, value: Value) -> Value:
        """Replaces the identifiers in /Headers, an attribute of table cells."""
        if isinstance(value, list):
            return list(map(self._renamed_headers, value))
        if not isinstance(value, dict):
            return value
        headers = value.get(b"/Headers")
        renamed = {key: self._renamed_headers(each) for key, each in value.items()}
        if isinstance(headers, list):
            renamed[b"/Headers"] = [self._prefixed(each) if isinstance(each, bytes) else each for each in headers]
        return renamed

    def _prefixed(self, identifier: bytes) -> bytes:
        return _hexadecimal(self._prefix + _string_bytes(identifier))


def _standard_role(source: Source, name: bytes) -> bytes:
    """The last name to which the role map leads."""
    seen: set[bytes] = set()
    while name not in seen and isinstance(role := source.objects.resolved(source.role_map.get(name, b"")), bytes):
        if not role:
            break
        seen.add(name)
        name = role
    return name


def _string_bytes(token: bytes) -> bytes:
    """The bytes of a string object."""
    if token.startswith(b"<"):
        digits = b"".join(token.strip(b"<>").split())
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
    return _ESCAPE.sub(_unescaped, token[1:-1])


def _unescaped(found: re.Match[bytes]) -> bytes:
    escaped = found[1]
    if b"0" <= escaped[:1] <= b"7":
        return bytes([int(escaped, 8) & 255])
    return b"" if escaped.startswith((b"\r", b"\n")) else _ESCAPED.get(escaped, escaped)


def _hexadecimal(content: bytes) -> bytes:
    return b"<" + content.hex().upper().encode() + b">"
