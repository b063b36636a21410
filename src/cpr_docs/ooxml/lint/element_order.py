"""Checks of the order of elements: where the schema has a sequence, Word refuses or drops what stands out of it.

The sequences are those of ECMA-376 part 4 (transitional), ``wml.xsd``; a ``*`` marks what may stand more than once.
"""

import functools
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from lxml import etree

from cpr_docs.ooxml.lint.findings import LintCheck, Location
from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.parsed import ParsedPackage, Shape

_BORDERS = "top left|start bottom right|end"
_PROPERTIES_FIRST: Final[Mapping[str, str]] = MappingProxyType(
    {"w:p": "pPr", "w:r": "rPr", "w:tc": "tcPr", "w:tr": "tblPrEx trPr", "w:tbl": "tblPr tblGrid"}
)
_FIRST: Final = MappingProxyType(
    {qn(name): [qn(f"w:{one}") for one in first.split()] for name, first in _PROPERTIES_FIRST.items()}
)
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
"""What may stand in an element, in its order; ``a|b`` share a place."""


class _Slot(NamedTuple):
    place: int
    repeats: bool


def _slots(sequence: str) -> dict[str, _Slot]:
    return {
        qn(f"w:{name}"): _Slot(place, group.endswith("*"))
        for place, group in enumerate(sequence.split())
        for name in group.removesuffix("*").split("|")
    }


_SLOTS: Final = MappingProxyType({qn(name): _slots(sequence) for name, sequence in SEQUENCES.items()})


def _faults(opened: ParsedPackage, faults: Callable[[Shape], tuple[str, ...]]) -> Iterator[Location]:
    for part, element, shape in opened.shaped(lambda shape: shape.name in _SLOTS and faults(shape)):
        for fault in faults(shape):
            yield Location(part, element, fault)


def _out_of_order(opened: ParsedPackage) -> Iterator[Location]:
    return _faults(opened, _strayed)


def _twice(opened: ParsedPackage) -> Iterator[Location]:
    return _faults(opened, _repeated)


@functools.lru_cache(maxsize=4096)
def _strayed(shape: Shape) -> tuple[str, ...]:
    """What stands after something that it comes before."""
    found = []
    reached = -1
    for child in shape.children:
        slot = _SLOTS[shape.name].get(child)
        if slot is not None:
            if slot.place < reached:
                found.append(f"{_word(child)} in {_word(shape.name)}")
            reached = max(reached, slot.place)
    return tuple(found)


@functools.lru_cache(maxsize=4096)
def _repeated(shape: Shape) -> tuple[str, ...]:
    """What stands more than once and may not."""
    slots = _SLOTS[shape.name]
    counts = Counter(child for child in shape.children if child in slots and not slots[child].repeats)
    return tuple(f"{_word(child)} in {_word(shape.name)}" for child, count in counts.items() if count > 1)


def _properties_late(opened: ParsedPackage) -> Iterator[Location]:
    for part, element, shape in opened.shaped(lambda shape: shape.name in _FIRST and not _lead(shape)):
        if part in opened.stories:
            yield Location(part, element, _word(shape.name))


def _lead(shape: Shape) -> bool:
    """Whether the properties lead, in their order, each once."""
    first = _FIRST[shape.name]
    found = [first.index(child) if child in first else None for child in shape.children]
    there = [place for place in found if place is not None]
    return found[: len(there)] == sorted(set(there))


def _word(name: str) -> str:
    return f"w:{etree.QName(name).localname}"


CHECKS: Final = (
    LintCheck("order", "an element stands out of the order that Word expects", _out_of_order),
    LintCheck("twice", "an element stands twice where Word expects it once", _twice),
    LintCheck("properties-late", "the properties do not come first, in their order", _properties_late),
)
