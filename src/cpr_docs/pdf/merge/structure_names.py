"""Names in the trees of tags of several files, which may mean one thing in one and another in the next.

ISO 32000-1, 14.7: the types of elements with what they mean, the classes of attributes, and the identifiers, by which
the cells of a table name their headings. In the joined tree each name means one thing.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from cpr_docs.pdf.merge.pdf_objects import Ref, Value, parse, renumbered, write
from cpr_docs.pdf.merge.source_pdf import Source

_STANDARD: Final = re.compile(
    rb"/(?:Document|Part|Art|Sect|Div|BlockQuote|Caption|TOCI?|Index|NonStruct|Private|P|H[1-6]?|L|LI|Lbl|LBody|Table"
    rb"|T[RHD]|THead|TBody|TFoot|Span|Quote|Note|Reference|BibEntry|Code|Link|Annot|Ruby|R[BTP]|Warichu|W[TP]|Figure"
    rb"|Formula|Form)"
)
_ELEMENT: Final = b"/StructElem"
"""What an element says that it is, if it does."""
_ESCAPE: Final = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED: Final = dict(zip((b"n", b"r", b"t", b"b", b"f"), (b"\n", b"\r", b"\t", b"\b", b"\f"), strict=True))


class TagNames:
    """What the names mean in the file that is written."""

    def __init__(self) -> None:
        self.roles: dict[bytes, Value] = {}
        self.classes: dict[bytes, Value] = {}
        self._ids: list[tuple[bytes, Ref]] = []
        self._files = 0

    def of(self, source: Source, numbers: Sequence[int]) -> "FileNames":
        """Takes over what the names of a file mean, and returns what is to be called otherwise."""
        self._files += 1
        roles, classes = {}, {}
        for name in source.roles:
            meaning = _meaning(source, name)
            # A standard name that is said to mean something else would do so for the other files too.
            if _STANDARD.fullmatch(name) or self.roles.setdefault(name, meaning) != meaning:
                roles[name] = meaning
        for name, held in source.classes.items():
            attributes = parse(renumbered(write(source.objects.resolved(held)), numbers, {}))
            if self.classes.setdefault(name, attributes) != attributes:
                classes[name] = b"%b-%d" % (name, self._files)
                self.classes[classes[name]] = attributes
        return FileNames(roles, classes, b"%d-" % self._files, self._ids)

    def identifiers(self) -> "Value | None":
        """The tree by which elements are found by their identifiers; None where they have none."""
        names: list[Value] = []
        for identifier, element in sorted(self._ids):
            names += [_hexadecimal(identifier), element]
        return {b"/Names": names} if names else None


class FileNames:
    """What the elements of one file are to be called."""

    def __init__(
        self,
        roles: Mapping[bytes, bytes],
        classes: Mapping[bytes, bytes],
        prefix: bytes,
        ids: list[tuple[bytes, Ref]],
    ) -> None:
        self._roles = roles
        self._classes = classes
        self._prefix = prefix
        self._ids = ids

    def renamed(self, body: bytes, number: int) -> bytes:
        """The bytes of an object, with its own references still, that has this number in the file that is written."""
        if not (((self._roles or self._classes) and b"/S" in body) or b"/ID" in body or b"/Headers" in body):
            return body
        held = parse(body)
        if isinstance(held, dict) and {b"/S", b"/P"} <= held.keys() and held.get(b"/Type", _ELEMENT) == _ELEMENT:
            held = dict(held)
            name, identifier = held[b"/S"], held.get(b"/ID")
            if isinstance(name, bytes):
                held[b"/S"] = self._roles.get(name, name)
            if b"/C" in held:
                held[b"/C"] = self._classed(held[b"/C"])
            if isinstance(identifier, bytes):
                held[b"/ID"] = self._own(identifier)
                self._ids.append((self._prefix + _string(identifier), Ref(number)))
        return write(self._headed(held))

    def _classed(self, held: Value) -> Value:
        if isinstance(held, list):
            return list(map(self._classed, held))
        return self._classes.get(held, held) if isinstance(held, bytes) else held

    def _headed(self, held: Value) -> Value:
        """The attributes of a table's cell name its headings."""
        if isinstance(held, list):
            return list(map(self._headed, held))
        if not isinstance(held, dict):
            return held
        headings = held.get(b"/Headers")
        other = {key: self._headed(value) for key, value in held.items()}
        if isinstance(headings, list):
            other[b"/Headers"] = [self._own(one) if isinstance(one, bytes) else one for one in headings]
        return other

    def _own(self, identifier: bytes) -> bytes:
        return _hexadecimal(self._prefix + _string(identifier))


def _meaning(source: Source, name: bytes) -> bytes:
    """The last of the names that a name leads to."""
    seen: set[bytes] = set()
    while name not in seen and isinstance(meaning := source.objects.resolved(source.roles.get(name, b"")), bytes):
        if not meaning:
            break
        seen.add(name)
        name = meaning
    return name


def _string(token: bytes) -> bytes:
    """The bytes that a string stands for."""
    if token.startswith(b"<"):
        digits = b"".join(token.strip(b"<>").split())
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
    return _ESCAPE.sub(_unescaped, token[1:-1])


def _unescaped(found: re.Match[bytes]) -> bytes:
    held = found[1]
    if b"0" <= held[:1] <= b"7":
        return bytes([int(held, 8) & 255])
    return b"" if held.startswith((b"\r", b"\n")) else _ESCAPED.get(held, held)


def _hexadecimal(held: bytes) -> bytes:
    return b"<" + held.hex().upper().encode() + b">"
