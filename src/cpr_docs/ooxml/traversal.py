"""Iterates over Word's XML as Word does: through the wrappers that mean nothing to the parent around them.

Children are inserted in the sequences of Word's schema, ECMA-376 part 4 (transitional), ``wml.xsd``.
"""

import functools
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from lxml import etree

from cpr_docs.ooxml.names import qn

_FALLBACK, _TEXT, _NO_BREAK_HYPHEN = qn("mc:Fallback"), qn("w:t"), qn("w:noBreakHyphen")
_OFF = frozenset({"0", "false", "off"})
WRAPPERS = frozenset(
    map(
        qn,
        (
            *("w:sdt", "w:sdtContent", "w:customXml", "w:smartTag"),
            *("w:ins", "w:del", "w:moveFrom", "w:moveTo"),
            *("mc:AlternateContent", "mc:Choice", "mc:Fallback"),
        ),
    )
)
RANGE_MARKUP = frozenset(
    map(
        qn,
        (
            *("w:bookmarkStart", "w:bookmarkEnd", "w:commentRangeStart", "w:commentRangeEnd", "w:proofErr"),
            *("w:permStart", "w:permEnd", "w:moveFromRangeStart", "w:moveFromRangeEnd"),
            *("w:moveToRangeStart", "w:moveToRangeEnd"),
        ),
    )
)
"""The markers that are allowed between any two elements, and print nothing."""

STORIES = frozenset(map(qn, ("w:document", "w:hdr", "w:ftr", "w:footnotes", "w:endnotes", "w:comments")))
"""The root elements of the stories, the parts with a reader's text."""
BLOCK_CONTAINERS = frozenset(
    map(
        qn,
        (
            *("w:body", "w:hdr", "w:ftr", "w:tc", "w:txbxContent"),
            *("w:footnote", "w:endnote", "w:comment", "w:docPartBody"),
        ),
    )
)
"""The elements that contain paragraphs and tables."""


def elements(root: etree._Element, *names: str) -> Iterator[etree._Element]:
    """All elements of these names (``w:p``), or of any, in document order.

    The content of ``mc:Fallback``, which repeats that of its ``mc:Choice``, is left out.
    """
    has_fallback = False
    if not names and next(root.iter(_FALLBACK), None) is None:
        yield from root.iter("*")
        return
    for element in root.iter(*_iterated(names)):
        if element.tag == _FALLBACK:
            has_fallback = True
        elif not has_fallback or not any(True for _ in element.iterancestors(_FALLBACK)):
            yield element


@functools.cache
def _iterated(names: tuple[str, ...]) -> tuple[str, ...]:
    return (*map(qn, names), _FALLBACK) if names else ("*",)


def parent(element: etree._Element) -> etree._Element | None:
    """The nearest ancestor that is not a wrapper, such as a content control."""
    above = element.getparent()
    while above is not None and above.tag in WRAPPERS:
        above = above.getparent()
    return above


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The children of this name, and those in wrappers below the element."""
    for child in element.iterchildren("*"):
        if child.tag == qn(name):
            yield child
        elif child.tag in WRAPPERS and child.tag != _FALLBACK:
            yield from children(child, name)


def value(element: etree._Element | None, path: str = "", attribute: str = "w:val") -> str | None:
    """An attribute of the element, or of the one at the path below it (``w:tcPr/w:gridSpan``)."""
    if element is not None and path:
        element = _below(element, _steps(path))
    return None if element is None else element.get(qn(attribute))


def _below(element: etree._Element, steps: tuple[str, ...]) -> etree._Element | None:
    # A quarter of the time of find().
    for child in element.iterchildren(steps[0]):
        found = child if len(steps) == 1 else _below(child, steps[1:])
        if found is not None:
            return found
    return None


@functools.cache
def _steps(path: str) -> tuple[str, ...]:
    return tuple(map(qn, path.split("/")))


def number(element: etree._Element | None, path: str = "", attribute: str = "w:val", default: int = 0) -> int:
    """The attribute that `value` returns, as an integer; the default where there is none."""
    try:
        return int(value(element, path, attribute) or default)
    except ValueError:
        return default


def switched_on(element: etree._Element | None) -> bool:
    """True if an on/off element such as ``w:vanish`` is present and not switched off."""
    return element is not None and element.get(qn("w:val"), "true") not in _OFF


def text_of(element: etree._Element) -> str:
    """The text of all runs in the element, without deletions and field codes."""
    return "".join(str(text.text or "") if text.tag == _TEXT else "-" for text in element.iter(_TEXT, _NO_BREAK_HYPHEN))


_BORDERS = "top left|start bottom right|end"
SEQUENCES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "w:sdt": "sdtPr sdtEndPr sdtContent",
        "w:sdtPr": (
            "rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding label tabIndex "
            "equation|comboBox|date|docPartObj|docPartList|dropDownList|picture|richText|text|citation|group|bibliography"
        ),
        "w:date": "dateFormat lid storeMappedDataAs calendar",
        "w:pPr": (
            "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd "
            "tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi "
            "adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc "
            "textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
        ),
        "w:numPr": "ilvl numId numberingChange ins",
        "w:rPr": (
            "ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow "
            "emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight "
            "u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange"
        ),
        "w:tblPr": (
            "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc "
            "tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription "
            "tblPrChange"
        ),
        "w:tblBorders": f"{_BORDERS} insideH insideV",
        "w:tblCellMar": _BORDERS,
        # Within w:trPr the schema leaves the order free, but for tracked changes at the end.
        "w:trPr": (
            "cnfStyle|divId|gridBefore|gridAfter|wBefore|wAfter|cantSplit|trHeight|tblHeader|tblCellSpacing|jc|hidden* "
            "ins del trPrChange"
        ),
        "w:tcPr": (
            "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign "
            "hideMark headers cellIns cellDel cellMerge tcPrChange"
        ),
        "w:tcBorders": f"{_BORDERS} insideH insideV tl2br tr2bl",
        "w:tcMar": _BORDERS,
        "w:sectPr": (
            "headerReference|footerReference* footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
            "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid "
            "printerSettings sectPrChange"
        ),
        "w:style": (
            "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat "
            "locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr*"
        ),
        "w:styles": "docDefaults latentStyles style*",
        "w:numbering": "numPicBullet* abstractNum* num* numIdMacAtCleanup",
        "w:abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl*",
        "w:num": "abstractNumId lvlOverride*",
        "w:lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    }
)
"""The children of an element, in their order; names that ``|`` joins share a place, and ``*`` marks any number."""


class Slot(NamedTuple):
    """The place of a child in the sequence of its parent."""

    place: int
    repeats: bool


def _slots(sequence: str) -> dict[str, Slot]:
    return {
        qn(f"w:{name}"): Slot(place, group.endswith("*"))
        for place, group in enumerate(sequence.split())
        for name in group.removesuffix("*").split("|")
    }


SLOTS: Final[Mapping[str, Mapping[str, Slot]]] = MappingProxyType(
    {qn(name): _slots(sequence) for name, sequence in SEQUENCES.items()}
)
"""The place of each child by its name, for each parent by its name."""


def put(parent: etree._Element, child: etree._Element) -> None:
    """Inserts a child at its place, instead of any child of its name; raises `KeyError` for an unknown sequence."""
    slots = SLOTS[str(parent.tag)]
    own = slots[str(child.tag)].place
    for other in parent.findall(child.tag):
        parent.remove(other)
    before = [other for other in parent if str(other.tag) in slots and slots[str(other.tag)].place < own]
    parent.insert(parent.index(before[-1]) + 1 if before else 0, child)
