"""The parts of a template that define its look: ``styles.xml``, ``numbering.xml`` and ``settings.xml``."""

from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

from cpr_docs.authoring.markup import FULL_WIDTH
from cpr_docs.language.languages import Language

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# Dark blue and dark grey on white, and black on the label fill: contrast above 7 to 1.
_INK = "1F3864"
_GREY = "4A4A4A"
_LINE = "7F7F7F"

BULLETS, NUMBERS = 1, 2
"""The ids of the bulleted list and of the first numbered list; further numbered lists count on from it."""

HEADING_NUMBERS = 501
"""The id of the numbers of the first headings that Word numbers; those of further headings count on from it."""


def _style(
    kind: str, name: str, title: str, *, based: str = "", after: str = "", paragraph: str = "", text: str = ""
) -> str:
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}"{"" if kind == "table" or name in _BUILT_IN else _CUSTOM}>'
        f'<w:name w:val="{title}"/>'
        + (f'<w:basedOn w:val="{based}"/>' if based else "")
        + (f'<w:next w:val="{after}"/>' if after else "")
        + "<w:qFormat/>"
        + (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "")
        + (f"<w:rPr>{text}</w:rPr>" if text else "")
        + "</w:style>"
    )


_CUSTOM = ' w:customStyle="1"'
_BUILT_IN = {
    "Title",
    "Subtitle",
    "Heading1",
    "Heading2",
    "Heading3",
    "ListBullet",
    "ListNumber",
    "Header",
    "Footer",
    "PlaceholderText",
}


def _size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def _heading(level: int, points: float, before: int, after: int) -> str:
    return _style(
        "paragraph",
        f"Heading{level}",
        f"heading {level}",
        based="Normal",
        after="Normal",
        paragraph=f'<w:keepNext/><w:keepLines/><w:spacing w:before="{before}" w:after="{after}"/>'
        f'<w:outlineLvl w:val="{level - 1}"/>',
        text=f'<w:b/><w:bCs/><w:color w:val="{_INK}"/>{_size(points)}',
    )


def _indented(name: str, title: str, number: int, left: int) -> str:
    return _style(
        "paragraph",
        name,
        title,
        based="Normal",
        paragraph=f'<w:numPr><w:numId w:val="{number}"/></w:numPr><w:spacing w:after="40"/>'
        f'<w:ind w:left="{left}" w:hanging="360"/>',
    )


# No paragraph style of a cell has a size, so that the table's counts.
_SMALL_TABLE = (
    '<w:style w:type="table" w:customStyle="1" w:styleId="FormTableSmall"><w:name w:val="Form Table Small"/>'
    f'<w:basedOn w:val="FormTable"/><w:rPr>{_size(10)}</w:rPr></w:style>'
)


def styles(language: Language, text_width: int = FULL_WIDTH, *, small_tables: bool = False) -> bytes:
    """``styles.xml``, with the language of the document as default, for a page of that width between the margins.

    With `small_tables`, the style of tables of 10 points is among them.
    """
    body = [
        f"<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr>"
        '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>'
        f'{_size(12)}<w:lang w:val="{language.tag}" w:eastAsia="{language.tag}" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
        '<w:spacing w:after="120" w:line="252" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>',
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>',
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        "<w:semiHidden/></w:style>",
        _style(
            "paragraph",
            "Title",
            "Title",
            based="Normal",
            after="Subtitle",
            paragraph='<w:keepNext/><w:spacing w:before="0" w:after="60" w:line="240" w:lineRule="auto"/>',
            text=f'<w:b/><w:bCs/><w:color w:val="{_INK}"/>{_size(20)}',
        ),
        _style(
            "paragraph",
            "Subtitle",
            "Subtitle",
            based="Normal",
            after="Normal",
            paragraph='<w:keepNext/><w:spacing w:before="0" w:after="200"/>',
            text=f'<w:color w:val="{_INK}"/>{_size(14)}',
        ),
        _heading(1, 15, 320, 120),
        _heading(2, 13, 240, 100),
        _heading(3, 12, 200, 80),
        _indented("ListBullet", "List Bullet", BULLETS, 425),
        _indented("ListNumber", "List Number", NUMBERS, 425),
        _style(
            "paragraph",
            "ListContinued",
            "List Continued",
            based="ListBullet",
            paragraph='<w:ind w:left="850" w:hanging="360"/>',
        ),
        # For a page that hangs on a wall.
        _style("paragraph", "Poster", "Poster", based="Normal", text=_size(14)),
        *(
            _style(
                "paragraph",
                f"Poster{kind}",
                f"Poster {kind}",
                based=f"List{kind}",
                paragraph='<w:spacing w:after="120"/>',
                text=_size(14),
            )
            for kind in ("Number", "Bullet")
        ),
        _style(
            "paragraph",
            "Box",
            "Box",
            based="Normal",
            paragraph='<w:spacing w:after="40"/><w:ind w:left="300" w:hanging="300"/>',
        ),
        _style(
            "paragraph",
            "Cell",
            "Cell",
            based="Normal",
            paragraph='<w:spacing w:before="40" w:after="40"/>',
        ),
        # 6 points between paragraphs, 2 between bullets: of the space below and above, Word uses the larger.
        _style(
            "paragraph", "CellNext", "Cell Next", based="Cell", paragraph='<w:spacing w:before="120" w:after="40"/>'
        ),
        _style(
            "paragraph",
            "CellBullet",
            "Cell Bullet",
            based="ListBullet",
            paragraph='<w:spacing w:before="40" w:after="40"/>',
        ),
        _style("paragraph", "CellLabel", "Cell Label", based="Cell", text="<w:b/><w:bCs/>"),
        _style("paragraph", "CellHint", "Cell Hint", based="Cell", text=f'<w:color w:val="{_GREY}"/>{_size(11)}'),
        _style(
            "paragraph",
            "CellBoxLabel",
            "Cell Box Label",
            based="CellLabel",
            paragraph='<w:ind w:left="300" w:hanging="300"/>',
        ),
        _style("paragraph", "CellBox", "Cell Box", based="Cell", paragraph='<w:ind w:left="300" w:hanging="300"/>'),
        _style(
            "paragraph",
            "Letterhead",
            "Letterhead",
            based="Normal",
            paragraph='<w:spacing w:after="0"/>',
            text=f'<w:b/><w:bCs/><w:color w:val="{_INK}"/>{_size(14)}',
        ),
        _style(
            "paragraph",
            "Letter",
            "Letter",
            based="Normal",
            paragraph='<w:spacing w:after="90" w:line="240" w:lineRule="auto"/>',
        ),
        _style(
            "paragraph",
            "LetterBullet",
            "Letter Bullet",
            based="ListBullet",
            paragraph='<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>',
        ),
        _style(
            "paragraph",
            "Tight",
            "Tight",
            based="Normal",
            paragraph='<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>',
        ),
        _style("paragraph", "Sender", "Sender", based="Tight", text=_size(10)),
        # Seven lines fit into the window of an envelope; in Arial on any letterhead, since its lines are measured.
        _style(
            "paragraph",
            "Recipient",
            "Recipient",
            based="Tight",
            paragraph='<w:spacing w:line="216" w:lineRule="exact"/>',
            text='<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>' + _size(10),
        ),
        _style(
            "paragraph",
            "Gap",
            "Gap",
            based="Normal",
            paragraph='<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>',
            text=_size(5),
        ),
        # A PDF uses the style's name as structure type: a standard type of PDF, such as Note, would be misread.
        _style("paragraph", "Remark", "Remark", based="Normal", text=f'<w:color w:val="{_GREY}"/>{_size(11)}'),
        _style(
            "paragraph",
            "Header",
            "header",
            based="Normal",
            paragraph=f'<w:tabs><w:tab w:val="right" w:pos="{text_width}"/></w:tabs><w:spacing w:after="0"/>',
            text=f'<w:color w:val="{_GREY}"/>{_size(10)}',
        ),
        _style("paragraph", "Footer", "footer", based="Header"),
        _style(
            "paragraph",
            "Marking",
            "Marking",
            based="Header",
            paragraph='<w:jc w:val="center"/>',
            text='<w:b/><w:bCs/><w:color w:val="000000"/>',
        ),
        _style(
            "character",
            "PlaceholderText",
            "Placeholder Text",
            based="DefaultParagraphFont",
            text=f'<w:color w:val="{_GREY}"/>',
        ),
        _style(
            "character",
            "LanguageNote",
            "Language Note",
            based="DefaultParagraphFont",
            text=f'<w:i/><w:iCs/><w:color w:val="{_GREY}"/>',
        ),
        '<w:style w:type="table" w:customStyle="1" w:styleId="FormTable"><w:name w:val="Form Table"/>'
        '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
        + "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{_LINE}"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        + '</w:tblBorders><w:tblCellMar><w:top w:w="28" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
        '<w:bottom w:w="28" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
        _SMALL_TABLE if small_tables else "",
        "</w:styles>",
    ]
    return (_DECLARATION + "".join(body)).encode()


def numbering(numbered_lists: int, headings: Sequence[Sequence[str]] = ()) -> bytes:
    """``numbering.xml``: bullets, `numbered_lists` numbered lists, each of which starts at 1, and numbered headings.

    For each list of numbered headings, `headings` has the text of each level, such as ``Action %1:``.
    """
    levels = [
        f'<w:abstractNum w:abstractNumId="{BULLETS}"><w:multiLevelType w:val="singleLevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="&#8226;"/>'
        '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="425" w:hanging="360"/></w:pPr>'
        '<w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/></w:rPr></w:lvl></w:abstractNum>',
        f'<w:abstractNum w:abstractNumId="{NUMBERS}"><w:multiLevelType w:val="singleLevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>'
        '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="425" w:hanging="425"/></w:pPr></w:lvl></w:abstractNum>',
    ]
    levels += [_heading_numbers(number, texts) for number, texts in enumerate(headings, start=HEADING_NUMBERS)]
    lists = [f'<w:num w:numId="{BULLETS}"><w:abstractNumId w:val="{BULLETS}"/></w:num>']
    lists += [
        f'<w:num w:numId="{NUMBERS + index}"><w:abstractNumId w:val="{NUMBERS}"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for index in range(max(1, numbered_lists))
    ]
    lists += [
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        for number in range(HEADING_NUMBERS, HEADING_NUMBERS + len(headings))
    ]
    return f"{_DECLARATION}<w:numbering {_W}>{''.join(levels + lists)}</w:numbering>".encode()


def _heading_numbers(number: int, texts: Sequence[str]) -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="space"/>'
        f'<w:lvlText w:val={quoteattr(text)}/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl>'
        for level, text in enumerate(texts)
    )
    kind = "multilevel" if len(texts) > 1 else "singleLevel"
    return f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="{kind}"/>{levels}</w:abstractNum>'


def settings(language: Language) -> bytes:
    """``settings.xml``."""
    return (
        f'{_DECLARATION}<w:settings {_W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        f'</w:compat><w:themeFontLang w:val="{language.tag}"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
        "</w:settings>"
    ).encode()
