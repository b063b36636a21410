"""The headers and footers of a template: the library's own lines, alone or beside those of a letterhead.

Each page of a document has its marking at the head, and a line at the foot with the case identifier and "Page x of y".
A letterhead keeps its place: the marking is above its header, the line at the foot is above its footer. A line, or the
part of it, that a letterhead has itself is not added: a tag with the marking or the identifier, or a field ``PAGE``. A
header of later pages that prints nothing shows the board's name, as it does without a letterhead.
"""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from lxml import etree

from cpr_docs.authoring.letterhead_parts import describe_drawings, is_blank, keep_distance, renumber_drawings
from cpr_docs.authoring.look import RUNNING_LINE, Look
from cpr_docs.authoring.markup import Element, element, page_field, paragraph, run
from cpr_docs.authoring.reference import PAGE_KINDS, Reference
from cpr_docs.authoring.sheet import Sheet
from cpr_docs.language.catalogue import _
from cpr_docs.ooxml.names import NAMESPACES, qn
from cpr_docs.ooxml.relationships import Relationship
from cpr_docs.ooxml.traversal import text_of
from cpr_docs.ooxml.xml import serialise_xml

PREFIXES: Final = {prefix: NAMESPACES[prefix] for prefix in ("w", "r", "mc", "w14", "w15")}
"""The namespaces that the root of a story declares."""

_ROOTS: Final = {"header": "w:hdr", "footer": "w:ftr"}


class Story(NamedTuple):
    """A header or a footer of a template."""

    name: str
    """The name of its part, without folder and extension: ``header1``."""
    kind: str
    """``header`` or ``footer``."""
    page: str
    """The kind of page: ``default``, ``first`` or ``even``."""
    content: bytes
    relationships: tuple[Relationship, ...] = ()


def story_root(name: str, children: Iterable[Element]) -> Element:
    """The root element of a story, with its children."""
    root = etree.Element(qn(name), {qn("mc:Ignorable"): "w14 w15"}, nsmap=PREFIXES)
    root.extend(children)
    return root


def stories(sheet: Sheet, reference: Reference | None, look: Look | None) -> list[Story]:
    """The headers and footers of a template: headers first, each kind of page in its order."""
    roots: list[tuple[str, str, Element, tuple[Relationship, ...]]]
    if reference is None or look is None:
        kinds = ["default", *["first"] * sheet.is_letter]
        roots = [(kind, page, _own(kind, page, sheet), ()) for kind in _ROOTS for page in kinds]
    else:
        kinds = [
            kind
            for kind in PAGE_KINDS
            if kind == "default"
            or (kind == "first" and (reference.page.title_page or sheet.is_letter))
            or (kind == "even" and reference.has_even)
        ]
        roots = [
            (kind, page, *_with_letterhead(kind, page, sheet, reference, look)) for kind in _ROOTS for page in kinds
        ]
        renumber_drawings([root for _kind, _page, root, _relationships in roots])
    return [
        Story(f"{kind}{number}", kind, page, serialise_xml(root), related)
        for of_kind in _ROOTS
        for number, (kind, page, root, related) in enumerate((each for each in roots if each[0] == of_kind), start=1)
    ]


def _own(kind: str, page: str, sheet: Sheet) -> Element:
    if kind == "header" and page == "first":
        # The first page of a letter says the marking and the board itself.
        return story_root(_ROOTS[kind], [paragraph(style="Header")])
    lines = [*_marking(), _board(sheet)] if kind == "header" else [_foot(sheet)]
    return story_root(_ROOTS[kind], lines)


def _with_letterhead(
    kind: str, page: str, sheet: Sheet, reference: Reference, look: Look
) -> tuple[Element, tuple[Relationship, ...]]:
    """The library's lines above the letterhead's; Word shows no header where a first or even page names none."""
    is_head_of_letter = sheet.is_letter and page == "first"
    # Word has no first page of its own unless the letterhead says so; then its pages are all alike.
    of_reference = page if page != "first" or reference.page.title_page else "default"
    found = reference.stories.get((kind, of_reference))
    root = None if found is None else found.root
    other = reference.stories.get(("footer" if kind == "header" else "header", of_reference))
    both = (root, None if other is None else other.root)
    known = "".join(text_of(each) + _fields(each) for each in both if each is not None)
    if kind == "header":
        # The head of a letter says the marking itself, so that it does not move the letterhead.
        lines = [] if "settings.protective_marking" in known or is_head_of_letter else list(_marking())
    else:
        lines = list(_foot_beside(known, sheet))
    is_letterhead = page == "first" and kind == "header"
    if found is None or root is None or (is_blank(root) and not is_letterhead):
        # A story needs a paragraph that no condition removes.
        lines += [paragraph(style="Header")] if is_letterhead else [_board(sheet)] if kind == "header" else []
        own = story_root(_ROOTS[kind], lines or [paragraph(style="Footer")])
        if kind == "header":
            keep_distance(own)
        return own, ()
    look.fit_story(root)
    describe_drawings(root, sheet.translate(_("Decoration")))
    if kind == "header":
        keep_distance(root)
    for index, line in enumerate(lines):
        root.insert(index, line)
    return root, found.relationships


def _fields(root: Element) -> str:
    """The names of the fields of a story, each in brackets."""
    codes = [*(each.text or "" for each in root.iter(qn("w:instrText")))]
    codes += [each.get(qn("w:instr"), "") for each in root.iter(qn("w:fldSimple"))]
    return "".join(f"[{word}]" for code in codes for word in code.split()[:1])


def _marking() -> Iterator[Element]:
    yield paragraph(run("{%p if settings.protective_marking %}"))
    yield paragraph(run("{{ settings.protective_marking }}"), style="Marking")
    yield paragraph(run("{%p endif %}"))


def _board(sheet: Sheet) -> Element:
    return paragraph(sheet.copy("board"), style="Header")


def _foot(sheet: Sheet) -> Element:
    return paragraph(*_identifier(sheet), element("w:r", {}, [element("w:tab")]), *_page_of(sheet), style="Footer")


def _foot_beside(known: str, sheet: Sheet) -> Iterator[Element]:
    """The line at the foot, without the parts that the letterhead has itself."""
    path = sheet.form.identifier_path()
    left = [] if path and path in known else _identifier(sheet)
    right = [] if "[PAGE]" in known else [element("w:r", {}, [element("w:tab")]), *_page_of(sheet)]
    if left or right:
        yield paragraph(*left, *right, style=RUNNING_LINE)


def _identifier(sheet: Sheet) -> list[Element]:
    """The case identifier or the reference, which may be blank; none for a form that has neither."""
    path = sheet.form.identifier_path()
    if not path or not sheet.field(path).absent:
        return [sheet.copy(path)] if path else []
    return [run(f"{{% if {path} %}}"), sheet.copy(path), run("{% endif %}")]


def _page_of(sheet: Sheet) -> list[Element]:
    before, _page, rest = sheet.translate(_("Page {page} of {pages}")).partition("{page}")
    between, _pages, after = rest.partition("{pages}")
    end = [run(after)] if after else []
    return [run(before), *page_field("PAGE"), run(between), *page_field("NUMPAGES"), *end]
