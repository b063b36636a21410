"""Word files from elsewhere: contents that are not on the lists of `allowed` are removed and named, or refused.

Parts are kept if allowed relationships lead to them. Their XML is searched for fields, links and markers that do not
pass; pictures are recognised by their first bytes. A file in which everything passes keeps its bytes.
"""

import functools
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from lxml import etree

from cpr_docs.errors import PackageError
from cpr_docs.gate.admission import NO_PART, UNREACHED, Admitted, Effect, GateFinding, listed
from cpr_docs.gate.allowed import ACTIVE_PARTS, KNOWN_RELATIONSHIPS, UNSEEN_RELATIONSHIPS, WORD_RELATIONSHIPS
from cpr_docs.gate.pictures import PictureRefused, clean_raster
from cpr_docs.gate.svg_pictures import clean_svg
from cpr_docs.gate.word_fields import may_lead_to
from cpr_docs.gate.word_xml import cut, related, xml_findings
from cpr_docs.language.catalogue import _
from cpr_docs.ooxml.content_types import ContentTypes, part_name
from cpr_docs.ooxml.names import ContentType, PartName
from cpr_docs.ooxml.package import Package, write_package
from cpr_docs.ooxml.relationships import main_document, relationship_elements, relationships_name, resolve_target
from cpr_docs.ooxml.xml import parse_xml, remove_element, serialise_xml

_OTHER: Final = "content of a kind that is not allowed"
_INSERTED: Final = "aFChunk"
# Small parts, such as styles and headers, are the same in many documents: their result is cached.
_CACHED_BYTES: Final = 2**16
_MACROS: Final = "macros or another program"
_TEMPLATES: Final = frozenset({ContentType.TEMPLATE, ContentType.MACRO_TEMPLATE})


def admit(content: bytes) -> Admitted:
    """The document that LibreOffice may be given; raises `PackageError`, with the reason, if the file is refused."""
    package = Package.read(content)
    if not any(name.endswith(".rels") for name in package):
        # LibreOffice finds no document in the file, and reports that itself.
        found = {name: package[name] for name in (PartName.CONTENT_TYPES, PartName.DOCUMENT) if name in package}
        return Admitted(write_package(found), content)
    require_document(package)
    inspection = Inspection(package)
    barred = [finding for finding in inspection.findings if finding.effect is Effect.BARRED]
    if barred:
        raise PackageError(_("the document holds {names}, which is not allowed"), names=", ".join(listed(barred)))
    if not inspection.findings:
        return Admitted(content, content)
    seen = listed(finding for finding in inspection.findings if finding.effect is Effect.SEEN)
    unseen = listed(finding for finding in inspection.findings if finding.effect is Effect.UNSEEN)
    return Admitted(write_package(inspection.without(inspection.findings)), content, seen, unseen)


def require_document(package: Package) -> None:
    """Raises `PackageError` for a package with macros, a template of Word, and any other package but a document."""
    if _has_macros(package):
        raise PackageError(
            _("the document holds macros, and is not opened: save it in Word as a document without them")
        )
    kind = ContentTypes.parse(package[PartName.CONTENT_TYPES]).of_part(main_document(package))
    if kind in _TEMPLATES:
        raise PackageError(_("the file is a Word template: save it in Word as a document"))
    if kind != ContentType.DOCUMENT:
        raise PackageError(_("the file is not a Word document"))


def _has_macros(package: Mapping[str, bytes]) -> bool:
    """True if a part is a macro or an ActiveX control, by its name or its content type."""
    types = ContentTypes.parse(package[PartName.CONTENT_TYPES])
    names = " ".join([*types.overrides.values(), *types.defaults.values(), *package]).lower()
    return any(code in names for code in ACTIVE_PARTS)


class Inspection:
    """The contents of a package that do not pass, and the package without them.

    `roots` are the parts that are parsed already, so that a finding's element is one of theirs.
    """

    def __init__(self, parts: Mapping[str, bytes], roots: Mapping[str, etree._Element] | None = None) -> None:
        self._parts = parts
        self._given = roots
        self._roots: dict[str, etree._Element] = {}
        self._pictures: dict[str, bytes] = {}
        self._changed: set[str] = set()
        self._kinds: dict[str, str] = {}
        self._cut_off: list[str] = []
        self._used: dict[str, dict[str, list[tuple[etree._Element, str]]]] = {}
        self.findings: list[GateFinding] = list(self._find())

    def without(self, findings: Iterable[GateFinding]) -> dict[str, bytes]:
        """The kept parts, without the contents of these findings."""
        for finding in findings:
            finding.mend()
        kept = {
            PartName.CONTENT_TYPES: self._types(),
            **{name: self._parts[name] for name in self._parts if self._is_kept(name)},
        }
        for name in self._changed:
            if name in kept:
                kept[name] = serialise_xml(self._roots[name])
        return kept | self._pictures

    def _is_kept(self, name: str) -> bool:
        return name in self._kinds or name in self._lists

    @functools.cached_property
    def _lists(self) -> frozenset[str]:
        """The ``.rels`` parts of kept parts."""
        return frozenset(map(relationships_name, ("", *self._kinds)))

    def _find(self) -> Iterator[GateFinding]:
        if _has_macros(self._parts):
            yield GateFinding(PartName.CONTENT_TYPES, _MACROS, Effect.BARRED, _nothing)
        waiting = [""]
        for source in waiting:
            for relationship in self._relationship_elements(source):
                yield from self._relationship(source, relationship, waiting)
        for name, kind in self._kinds.items():
            if kind == "xml" and not self._is_known_to_pass(name) and (root := self._root(name)) is not None:
                yield from xml_findings(name, root, functools.partial(self._changed.add, name))
        yield from self._unreached()

    def _is_known_to_pass(self, name: str) -> bool:
        return self._given is None and len(self._parts[name]) < _CACHED_BYTES and _passes(self._parts[name])

    def _relationship(self, source: str, relationship: etree._Element, waiting: list[str]) -> Iterator[GateFinding]:
        of_type, target = relationship.get("Type", ""), relationship.get("Target", "")
        is_inside = relationship.get("TargetMode", "Internal") == "Internal"
        kind = WORD_RELATIONSHIPS.get(of_type)
        listed_in = relationships_name(source)
        found = functools.partial(self._dropped, source, relationship)
        if kind == "link":
            if not may_lead_to(target):
                yield found(KNOWN_RELATIONSHIPS["hyperlink"], Effect.SEEN)
            return
        name = resolve_target(source, target)
        if kind is None or not is_inside:
            last = of_type.rpartition("/")[2]
            self._cut_off.append(name)
            if last in UNSEEN_RELATIONSHIPS:
                yield found(UNSEEN_RELATIONSHIPS[last], Effect.UNSEEN)
            else:
                effect = Effect.BARRED if last == _INSERTED else Effect.SEEN
                yield found(KNOWN_RELATIONSHIPS.get(last, _OTHER), effect)
        elif name not in self._parts:
            yield found(NO_PART, Effect.UNSEEN)
        elif self._kinds.get(name, kind) != kind:
            yield GateFinding(listed_in, "a part of two kinds", Effect.BARRED, _nothing, relationship)
        elif name not in self._kinds:
            if kind == "picture":
                yield from self._picture(name, found)
            else:
                self._kinds[name] = kind
                waiting.append(name)

    def _picture(self, name: str, found: "functools.partial[GateFinding]") -> Iterator[GateFinding]:
        try:
            cleaned = _clean_picture(self._parts[name])
        except PictureRefused as error:
            self._cut_off.append(name)
            yield found(str(error), Effect.SEEN)
            return
        self._kinds[name] = "picture"
        if cleaned != self._parts[name]:
            mend = functools.partial(self._pictures.__setitem__, name, cleaned)
            yield GateFinding(name, "metadata of a picture", Effect.UNSEEN, mend)

    def _dropped(self, source: str, relationship: etree._Element, what: str, effect: Effect) -> GateFinding:
        """The finding for a relationship that does not pass; its element is the first that uses the relationship."""
        users = self._users(source).get(relationship.get("Id", ""), [])
        element = users[0][0] if users else relationship
        part = source if users else relationships_name(source)
        return GateFinding(part, what, effect, functools.partial(self._drop, source, relationship), element)

    def _drop(self, source: str, relationship: etree._Element) -> None:
        remove_element(relationship)
        self._changed.add(relationships_name(source))
        for element, attribute in self._users(source).pop(relationship.get("Id", ""), ()):
            self._changed.add(source)
            cut(element, attribute)

    def _users(self, source: str) -> dict[str, list[tuple[etree._Element, str]]]:
        """The elements of a part that use its relationships, by their id."""
        if source not in self._used:
            root = self._root(source) if source else None
            self._used[source] = {} if root is None else related(root)
        return self._used[source]

    def _unreached(self) -> Iterator[GateFinding]:
        """The parts that no relationship leads to, whether kept or removed."""
        known = set(self._kinds)
        for name in self._cut_off:
            if name not in known:
                known.add(name)
                self._cut_off += [
                    resolve_target(name, relationship.get("Target", ""))
                    for relationship in self._relationship_elements(name)
                ]
        lists = {PartName.CONTENT_TYPES, *map(relationships_name, ("", *known))}
        for name in self._parts:
            if name not in known and name not in lists:
                yield GateFinding(name, UNREACHED, Effect.UNSEEN, _nothing)

    def _relationship_elements(self, source: str) -> list[etree._Element]:
        root = self._root(relationships_name(source))
        return [] if root is None else list(relationship_elements(root))

    def _root(self, name: str) -> etree._Element | None:
        if self._given is not None:
            return self._given.get(name)
        if name not in self._roots and name in self._parts:
            self._roots[name] = parse_xml(self._parts[name], name)
        return self._roots.get(name)

    def _types(self) -> bytes:
        """The content types of the kept parts."""
        content = self._parts[PartName.CONTENT_TYPES]
        root = parse_xml(content, PartName.CONTENT_TYPES)
        kept = {name.lower() for name in self._parts if self._is_kept(name)}
        endings = {name.rpartition(".")[2] for name in kept}
        gone = [
            element
            for element in root.iterchildren(etree.Element)
            if (
                element.get("Extension", "").lower() not in endings
                if "PartName" not in element.attrib
                else part_name(element).lower() not in kept
            )
        ]
        for element in gone:
            remove_element(element)
        return serialise_xml(root) if gone else content


@functools.lru_cache(maxsize=32)  # a run's letters have the same styles, headers and settings
def _passes(content: bytes) -> bool:
    try:
        return not any(True for _found in xml_findings("", parse_xml(content), _nothing))
    except PackageError:
        return False


def _clean_picture(content: bytes) -> bytes:
    cleaned = clean_raster(content)
    if cleaned is None:
        cleaned = clean_svg(content)
    if cleaned is None:
        raise PictureRefused("a picture of a kind that is not allowed")
    return cleaned


def _nothing() -> None:
    """Does nothing: the part is not kept, or the file is refused."""
