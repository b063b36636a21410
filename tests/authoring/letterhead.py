"""An invented board's letterhead, as Word makes one: logo, first-page header, footer, theme, styles, page set-up."""

import struct
import zlib
from collections.abc import Mapping

from cpr_docs.ooxml.names import NAMESPACES, ContentType, PartName, RelationshipType
from cpr_docs.ooxml.package import write_package

_ALL = {prefix: NAMESPACES[prefix] for prefix in ("w", "r", "wp", "a", "pic", "mc", "w14", "w15")}
_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _ALL.items())
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# 20 mm on all sides, 10 mm to header and footer; 850 at the foot leaves room for two lines.
MARGINS = 'w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"'
A4 = '<w:pgSz w:w="11906" w:h="16838"/>'
TEXT_WIDTH = 11906 - 2 * 1134
BOARD = "Bwrdd Lleol Diogelu Plant Dyffryn Arian · Dyffryn Arian Local Safeguarding Children Board"
ADDRESS = "Tŷ’r Afon, Ffordd y Bont, Llanarian QA4 2BD"
AUTHOR = "Sioned Humphreys"
_BLUE, _GREEN, _WHITE = (0x0B, 0x4F, 0x6C), (0x5B, 0x8E, 0x3E), (0xFF, 0xFF, 0xFF)


def logo(width: int = 240, height: int = 96) -> bytes:
    """A hill below a sun, as PNG, with the metadata of a camera (EXIF) and the name of its maker."""
    rows = bytearray()
    for y in range(height):
        rows.append(0)
        for x in range(width):
            hill = height * (0.35 + 0.5 * ((x - width * 0.62) / width) ** 2 * 4)
            sun = (x - width * 0.24) ** 2 + (y - height * 0.42) ** 2 < (height * 0.26) ** 2
            rows += bytes(_GREEN if y > hill + height * 0.22 else _BLUE if y > hill or sun else _WHITE)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in (
            (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
            (b"tEXt", f"Author\0{AUTHOR}".encode()),
            (b"eXIf", f"MM\0*{AUTHOR}".encode()),
            (b"IDAT", zlib.compress(bytes(rows), 9)),
            (b"IEND", b""),
        )
    )


def picture(relationship: str, number: int, described: str, *, millimetres: tuple[int, int] = (45, 18)) -> str:
    """A run with an inline picture; without words in `described`, it has no alternative text."""
    size = " ".join(f'{name}="{length * 36000}"' for name, length in zip(("cx", "cy"), millimetres, strict=True))
    words = f' descr="{described}"' if described else ""
    return (
        '<w:r><w:rPr><w:noProof/></w:rPr><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {size}/><wp:docPr id="{number}" name="Picture {number}"{words}/>'
        f'<a:graphic><a:graphicData uri="{NAMESPACES["pic"]}"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="logo.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="{relationship}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
        f'<a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def text(words: str, properties: str = "") -> str:
    """A run of words."""
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(content: str = "", style: str = "Header", properties: str = "") -> str:
    """A paragraph, with an editing session as Word marks it."""
    return (
        f'<w:p w:rsidR="00A12B3C" w:rsidRDefault="00A12B3C"><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>'
        f"{content}</w:p>"
    )


def story(name: str, content: str) -> bytes:
    """A header, a footer or the main document, with the namespaces that Word declares."""
    return f'{_XML}<w:{name} {_DECLARED} mc:Ignorable="w14 w15">{content}</w:{name}>'.encode()


def _style(kind: str, own: str, name: str, rest: str = "", *, default: bool = False) -> str:
    marked = ' w:default="1"' if default else ""
    return f'<w:style w:type="{kind}"{marked} w:styleId="{own}"><w:name w:val="{name}"/>{rest}</w:style>'


def _heading(level: int, size: int) -> str:
    return _style(
        "paragraph",
        f"Heading{level}",
        f"heading {level}",
        '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:uiPriority w:val="9"/><w:qFormat/><w:pPr><w:keepNext/>'
        f'<w:keepLines/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="{level - 1}"/></w:pPr><w:rPr>'
        '<w:rFonts w:asciiTheme="majorHAnsi" w:hAnsiTheme="majorHAnsi" w:eastAsiaTheme="majorEastAsia" '
        f'w:cstheme="majorBidi"/><w:b/><w:color w:val="0B4F6C" w:themeColor="accent1"/><w:sz w:val="{size}"/></w:rPr>',
    )


def styles() -> bytes:
    """Word's built-in styles, in the board's fonts and colours."""
    tabs = (
        '<w:pPr><w:tabs><w:tab w:val="center" w:pos="4513"/><w:tab w:val="right" w:pos="9026"/></w:tabs>'
        '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
    )
    return (
        f"{_XML}<w:styles {_DECLARED}><w:docDefaults><w:rPrDefault><w:rPr>"
        '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:eastAsiaTheme="minorHAnsi" '
        'w:cstheme="minorBidi"/><w:sz w:val="22"/><w:szCs w:val="22"/>'
        '<w:lang w:val="en-GB" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        '<w:spacing w:after="120" w:line="259" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="0" w:defUnhideWhenUsed="0" '
        'w:defQFormat="0" w:count="376"/>'
        + _style("paragraph", "Normal", "Normal", "<w:qFormat/>", default=True)
        + _heading(1, 30)
        + _heading(2, 26)
        + _style(
            "character",
            "DefaultParagraphFont",
            "Default Paragraph Font",
            '<w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/>',
            default=True,
        )
        + _style(
            "table",
            "TableNormal",
            "Normal Table",
            '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
            '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
            '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>',
            default=True,
        )
        + _style("numbering", "NoList", "No List", "<w:semiHidden/><w:unhideWhenUsed/>", default=True)
        + _style(
            "paragraph",
            "Title",
            "Title",
            '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:rPr><w:rFonts '
            'w:asciiTheme="majorHAnsi" w:hAnsiTheme="majorHAnsi" w:eastAsiaTheme="majorEastAsia" '
            'w:cstheme="majorBidi"/><w:color w:val="5B8E3E" w:themeColor="accent2"/><w:sz w:val="48"/></w:rPr>',
        )
        + _style(
            "paragraph",
            "ListBullet",
            "List Bullet",
            '<w:basedOn w:val="Normal"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:contextualSpacing/></w:pPr>',
        )
        + _style("paragraph", "Header", "header", f'<w:basedOn w:val="Normal"/>{tabs}')
        + _style("paragraph", "Footer", "footer", f'<w:basedOn w:val="Normal"/>{tabs}')
        + _style(
            "character",
            "PlaceholderText",
            "Placeholder Text",
            '<w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:color w:val="808080"/></w:rPr>',
        )
        + "</w:styles>"
    ).encode()


def _numbering() -> bytes:
    return (
        f'{_XML}<w:numbering {_DECLARED}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:pStyle w:val="ListBullet"/>'
        '<w:lvlText w:val="&#xF0B7;"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr>'
        '<w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol" w:hint="default"/></w:rPr></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    ).encode()


def _theme() -> bytes:
    colours = "".join(
        f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>'
        for name, colour in (
            *(("dk1", "000000"), ("lt1", "FFFFFF"), ("dk2", "0B4F6C"), ("lt2", "E7E6E6"), ("accent1", "0B4F6C")),
            *(("accent2", "5B8E3E"), ("accent3", "A5A5A5"), ("accent4", "FFC000"), ("accent5", "4472C4")),
            *(("accent6", "70AD47"), ("hlink", "0563C1"), ("folHlink", "954F72")),
        )
    )
    fonts = "".join(
        f'<a:{name}><a:latin typeface="{font}"/><a:ea typeface=""/><a:cs typeface=""/></a:{name}>'
        for name, font in (("majorFont", "Calibri"), ("minorFont", "Calibri"))
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    formats = (
        f"<a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst>"
    )
    return (
        f'{_XML}<a:theme xmlns:a="{NAMESPACES["a"]}" name="Board"><a:themeElements><a:clrScheme name="Board">'
        f'{colours}</a:clrScheme><a:fontScheme name="Board">{fonts}</a:fontScheme><a:fmtScheme name="Office">'
        f"{formats}</a:fmtScheme></a:themeElements></a:theme>"
    ).encode()


def relationships(*lines: tuple[str, str, str]) -> bytes:
    """A ``.rels`` part: the id, the type and the target of each relationship."""
    inside = "".join(f'<Relationship Id="{own}" Type="{of}" Target="{to}"/>' for own, of, to in lines)
    return f'{_XML}<Relationships xmlns="{NAMESPACES["rel"]}">{inside}</Relationships>'.encode()


def section(*, page: str = A4, margins: str = MARGINS) -> str:
    """The section of the letterhead: a first page of its own."""
    references = "".join(
        f'<w:{kind}Reference w:type="{of}" r:id="rId{number}"/>'
        for number, (kind, of) in enumerate(
            (("header", "default"), ("header", "first"), ("footer", "default"), ("footer", "first")), start=10
        )
    )
    return f'<w:sectPr>{references}{page}<w:pgMar {margins}/><w:cols w:space="708"/><w:titlePg/></w:sectPr>'


def parts(*, described: str = "Logo of the board", page: str = A4, margins: str = MARGINS) -> dict[str, bytes]:
    """The parts of the letterhead."""
    address = paragraph(text(ADDRESS, '<w:color w:val="5B8E3E"/><w:sz w:val="18"/>'), "Footer")
    first = paragraph(picture("rId1", 1, described), properties='<w:jc w:val="right"/>') + paragraph(
        text(BOARD, '<w:b/><w:color w:val="0B4F6C"/><w:sz w:val="20"/>'), properties='<w:jc w:val="right"/>'
    )
    later = paragraph(picture("rId1", 2, described, millimetres=(15, 6)))
    body = paragraph(text("Dear Sir or Madam, this is where the letter begins."), "Normal")
    overrides = {
        PartName.DOCUMENT: ContentType.DOCUMENT,
        PartName.STYLES: ContentType.STYLES,
        PartName.NUMBERING: ContentType.NUMBERING,
        PartName.SETTINGS: ContentType.SETTINGS,
        PartName.FONT_TABLE: ContentType.FONT_TABLE,
        PartName.THEME: ContentType.THEME,
        PartName.CORE_PROPERTIES: ContentType.CORE_PROPERTIES,
        **{f"word/header{number}.xml": ContentType.HEADER for number in (1, 2)},
        **{f"word/footer{number}.xml": ContentType.FOOTER for number in (1, 2)},
    }
    types = "".join(f'<Override PartName="/{name}" ContentType="{of}"/>' for name, of in overrides.items())
    image = ("rId1", RelationshipType.IMAGE, "media/image1.png")
    return {
        PartName.CONTENT_TYPES: (
            f'{_XML}<Types xmlns="{NAMESPACES["ct"]}"><Default Extension="rels" '
            f'ContentType="{ContentType.RELATIONSHIPS}"/><Default Extension="xml" ContentType="{ContentType.XML}"/>'
            f'<Default Extension="png" ContentType="{ContentType.PNG}"/>{types}</Types>'
        ).encode(),
        PartName.PACKAGE_RELATIONSHIPS: relationships(
            ("rId1", RelationshipType.DOCUMENT, PartName.DOCUMENT),
            ("rId2", RelationshipType.CORE_PROPERTIES, PartName.CORE_PROPERTIES),
        ),
        PartName.DOCUMENT: story("document", f"<w:body>{body}{section(page=page, margins=margins)}</w:body>"),
        PartName.DOCUMENT_RELATIONSHIPS: relationships(
            ("rId1", RelationshipType.STYLES, "styles.xml"),
            ("rId2", RelationshipType.NUMBERING, "numbering.xml"),
            ("rId3", RelationshipType.SETTINGS, "settings.xml"),
            ("rId4", RelationshipType.FONT_TABLE, "fontTable.xml"),
            ("rId5", RelationshipType.THEME, "theme/theme1.xml"),
            ("rId10", RelationshipType.HEADER, "header1.xml"),
            ("rId11", RelationshipType.HEADER, "header2.xml"),
            ("rId12", RelationshipType.FOOTER, "footer1.xml"),
            ("rId13", RelationshipType.FOOTER, "footer2.xml"),
        ),
        PartName.STYLES: styles(),
        PartName.NUMBERING: _numbering(),
        PartName.SETTINGS: (
            f'{_XML}<w:settings {_DECLARED}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
            '<w:rsids><w:rsidRoot w:val="00A12B3C"/></w:rsids><w:themeFontLang w:val="en-GB"/>'
            '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1" '
            'w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6" '
            'w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/></w:settings>'
        ).encode(),
        PartName.FONT_TABLE: (
            f'{_XML}<w:fonts {_DECLARED}><w:font w:name="Calibri"><w:panose1 w:val="020F0502020204030204"/>'
            '<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
        ).encode(),
        PartName.THEME: _theme(),
        "word/header1.xml": story("hdr", later),
        "word/header2.xml": story("hdr", first),
        "word/footer1.xml": story("ftr", address),
        "word/footer2.xml": story("ftr", address),
        "word/_rels/header1.xml.rels": relationships(image),
        "word/_rels/header2.xml.rels": relationships(image),
        "word/media/image1.png": logo(),
        PartName.CORE_PROPERTIES: (
            f'{_XML}<cp:coreProperties xmlns:cp="{NAMESPACES["cp"]}" xmlns:dc="{NAMESPACES["dc"]}">'
            f"<dc:creator>{AUTHOR}</dc:creator></cp:coreProperties>"
        ).encode(),
    }


def letterhead(changed: Mapping[str, bytes] | None = None) -> bytes:
    """The letterhead as a DOCX file, with some parts replaced or added."""
    return write_package(parts() | dict(changed or {}))
