"""The sequences of elements in Word's schema, and the insertion of a child at its place.

The sequences are those of ECMA-376 part 4 (transitional), ``wml.xsd``.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from lxml import etree

from cpr_docs.ooxml.names import qn

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
