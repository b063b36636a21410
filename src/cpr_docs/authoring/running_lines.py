"""The headers and footers of a template: the library's own lines, alone or beside those of a letterhead.

Each page of a document has its marking at the head and at the foot, and a line at the foot that tells it from other
papers: case identifier, short title, what `Sheet.foot` adds, and "Page x of y". The header shows the board's name, but
not on a first page that begins with it.

A letterhead keeps its place: the marking is above its header, the lines at the foot are above its footer. A line, or
the part of it, that a letterhead has itself is not added: a tag with the marking or the identifier, or a field
``PAGE``. A header of later pages that prints nothing shows the board's name, as it does without a letterhead.
"""

import itertools
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from lxml import etree

from cpr_docs.authoring.letterhead_parts import describe_drawings, is_blank, keep_distance, renumber_drawings
from cpr_docs.authoring.look import RUNNING_LINE, Look
from cpr_docs.authoring.markup import Element, element, page_field, paragraph, run
from cpr_docs.authoring.reference import PAGE_KINDS, Reference
from cpr_docs.authoring.sheet import FOOT_SEPARATOR, Sheet
from cpr_docs.language.catalogue import _
from cpr_docs.ooxml.content_control import controls_in
from cpr_docs.ooxml.names import NAMESPACES, qn
from cpr_docs.ooxml.relationships import Relationship
from cpr_docs.ooxml.traversal import text_of, value
from cpr_docs.ooxml.xml import serialise_xml

PREFIXES: Final = {prefix: NAMESPACES[prefix] for prefix in ("w", "r", "mc", "w14", "w15")}
"""The namespaces that the root of a story declares."""

PAGE_OF_PAGES: Final = _("Page {page} of {pages}")

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
        pages = ["default", *(["first"] if sheet.is_letter or begins_with_board(sheet) else [])]
        roots = [(kind, page, _own(kind, page, sheet), ()) for kind in _ROOTS for page in pages]
    else:
        pages = _pages_of(reference)
        if "first" not in pages and (sheet.is_letter or (begins_with_board(sheet) and _is_blank_header(reference))):
            pages.insert(1, "first")
        roots = [
            (kind, page, *_with_letterhead(kind, page, sheet, reference, look)) for kind in _ROOTS for page in pages
        ]
        renumber_drawings([root for _kind, _page, root, _relationships in roots])
    return [
        Story(f"{kind}{number}", kind, page, serialise_xml(root), related)
        for of_kind in _ROOTS
        for number, (kind, page, root, related) in enumerate((each for each in roots if each[0] == of_kind), start=1)
    ]


def begins_with_board(sheet: Sheet) -> bool:
    """True if the board's name stands above the first heading: the first page needs no header to say it."""
    above = itertools.takewhile(
        lambda block: not (value(block, "w:pPr/w:pStyle") or "").startswith("Heading"), sheet.body
    )
    return any(control.tag == "board" for block in above for control in controls_in(block))


def _pages_of(reference: Reference) -> list[str]:
    """The kinds of pages that have headers and footers of their own in the letterhead."""
    own = {"default": True, "first": reference.page.title_page, "even": reference.has_even}
    return [kind for kind in PAGE_KINDS if own[kind]]


def _is_blank_header(reference: Reference) -> bool:
    header = reference.stories.get(("header", "default"))
    return header is None or is_blank(header.root)


def _own(kind: str, page: str, sheet: Sheet) -> Element:
    if kind == "footer":
        return story_root("w:ftr", [_foot(sheet), *_marking()])
    # A story needs a paragraph that no condition removes. The head of a letter says the marking itself.
    marking = [] if sheet.is_letter and page == "first" else _marking()
    root = story_root("w:hdr", [*marking, paragraph(style="Header") if page == "first" else _board(sheet)])
    keep_distance(root)
    return root


def _with_letterhead(
    kind: str, page: str, sheet: Sheet, reference: Reference, look: Look
) -> tuple[Element, tuple[Relationship, ...]]:
    """The library's lines above the letterhead's; Word shows no header where a first or even page names none."""
    source = page if page in _pages_of(reference) else "default"
    found = reference.stories.get((kind, source))
    root = None if found is None else found.root
    other = reference.stories.get(("footer" if kind == "header" else "header", source))
    both = (root, None if other is None else other.root)
    known = "".join(text_of(each) + _fields(each) for each in both if each is not None)
    foot = [*_foot_beside(known, sheet)] if kind == "footer" else []
    # The head of a letter says the marking itself, so that it does not move the letterhead.
    has_marking = kind == "header" and page == "first" and sheet.is_letter
    lines = [*foot, *([] if has_marking else _marking_beside(known))]
    is_letterhead = page == "first" and kind == "header"
    if found is None or root is None or (is_blank(root) and not is_letterhead):
        # A story needs a paragraph that no condition removes.
        if kind == "header":
            lines.append(paragraph(style="Header") if is_letterhead else _board(sheet))
        elif not foot:
            lines.append(paragraph(style="Footer"))
        own = story_root(_ROOTS[kind], lines)
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


def _marking_beside(known: str) -> Iterator[Element]:
    """The marking, unless the letterhead has it itself, at the head or at the foot."""
    if "settings.protective_marking" not in known:
        yield from _marking()


def _marking() -> Iterator[Element]:
    yield paragraph(run("{%p if settings.protective_marking %}"))
    yield paragraph(run("{{ settings.protective_marking }}"), style="Marking")
    yield paragraph(run("{%p endif %}"))


def _board(sheet: Sheet) -> Element:
    return paragraph(sheet.sender_name(again=True), style="Header")


def _foot(sheet: Sheet) -> Element:
    return paragraph(*_paper(sheet), element("w:r", {}, [element("w:tab")]), *_page_of(sheet), style="Footer")


def _foot_beside(known: str, sheet: Sheet) -> Iterator[Element]:
    """The line at the foot, without the parts that the letterhead has itself; none if it has the outer two."""
    path = sheet.form.identifier_path()
    if (not path or path in known) and "[PAGE]" in known:
        return
    right = [] if "[PAGE]" in known else [element("w:r", {}, [element("w:tab")]), *_page_of(sheet)]
    yield paragraph(*_paper(sheet, known), *right, style=RUNNING_LINE)


def _paper(sheet: Sheet, known: str = "") -> Iterator[Element]:
    """The identifier, the short title and the layout's own additions: papers of one case differ in the latter."""
    path = sheet.form.identifier_path()
    if path and path not in known:
        optional = sheet.field(path).absent
        if optional:
            yield run(f"{{% if {path} %}}")
        # The copy is there also where a draft has no identifier yet: `refresh` fills it in.
        yield sheet.copy(path)
        # Not the value alone: in a draft, a condition of a value that is not known holds.
        yield run(f"{{% if {path} is not none %}}{FOOT_SEPARATOR}{{% endif %}}")
        if optional:
            yield run("{% endif %}")
    yield run(sheet.translate(sheet.form.SHORT_TITLE or sheet.form.TITLE))
    yield from sheet.foot_parts


def _page_of(sheet: Sheet) -> list[Element]:
    return page_numbers(sheet.translate(PAGE_OF_PAGES))


def page_numbers(words: str) -> list[Element]:
    """The runs of `PAGE_OF_PAGES`, in the words of a language."""
    before, _page, rest = words.partition("{page}")
    between, _pages, after = rest.partition("{pages}")
    end = [run(after)] if after else []
    return [run(before), *page_field("PAGE"), run(between), *page_field("NUMPAGES"), *end]
