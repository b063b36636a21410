"""Templates that were broken or edited by hand, each with its expected findings, and edited templates that work."""

import re
from typing import NamedTuple

from cpr_docs.models.form import Form
from cpr_docs.ooxml.names import PartName
from tests.checking.edits import (
    EVALUATION,
    HEADER,
    LETTER,
    TERMS,
    Edit,
    added,
    control,
    inserted,
    paragraph,
    replaced,
    run,
    table,
    text_box,
    with_paragraph,
    without,
)

_AMENDMENTS = "heading “Amendments”"
_VERSION = "table 1, row 3, cell 2"
_ROW = "heading “Amendments”, table 11, row 3, cell 1"
_LOOP = "{%tr for row in terms.amendments|rows %}"


def _with_loop(xml: str, start: str, end: str) -> str:
    """The XML with other tags around the rows of the amendments."""
    before, rows = xml.split(_LOOP)
    return before + start + rows.replace("{%tr endfor %}", end, 1)


class Broken(NamedTuple):
    """A broken template, with the code, the place and the tag of its finding."""

    name: str
    edit: Edit
    code: str
    place: str = ""
    tag: str = ""
    along: tuple[str, ...] = ()
    """The codes of further findings with the same cause."""
    form: type[Form] = TERMS
    part: str = PartName.DOCUMENT


class Works(NamedTuple):
    """An edited template that works."""

    name: str
    edit: Edit
    form: type[Form] = TERMS
    part: str = PartName.DOCUMENT


BROKEN = [
    # Broken tags
    Broken("two words in a tag", with_paragraph("{{ board name }}"), "syntax", _AMENDMENTS, "{{ board name }}"),
    Broken("an empty tag", with_paragraph("{{ }}"), "syntax", _AMENDMENTS, "{{ }}"),
    Broken("a condition without one", with_paragraph("{% if %}x{% endif %}"), "syntax", _AMENDMENTS, "{% if %}"),
    Broken("a brace is missing", with_paragraph("{{ case_identifier }"), "half-tag", _AMENDMENTS, "{{"),
    Broken("a blank between the braces", with_paragraph("{ { case_identifier } }"), "half-tag", _AMENDMENTS),
    Broken(
        "a tag over two paragraphs",
        inserted(paragraph("{{ case_") + paragraph("identifier }}"), '<w:tblCaption w:val="Amendments"'),
        "half-tag",
        _AMENDMENTS,
    ),
    Broken(
        "one brace where two belong",
        with_paragraph("{ case_identifier }"),
        "half-tag",
        _AMENDMENTS,
        "{ case_identifier }",
    ),
    Broken("braces and percent signs mixed up", with_paragraph("%{ if board }%"), "half-tag", _AMENDMENTS, "%{"),
    Broken(
        "a tag that a link begins in",
        inserted(
            f'<w:p>{run("{{ case_")}<w:hyperlink w:anchor="_top">{run("identifier }}")}</w:hyperlink></w:p>',
            '<w:tblCaption w:val="Amendments"',
        ),
        "tag-across",
        _AMENDMENTS,
        "{{ case_identifier }}",
    ),
    Broken(
        "a dash in a tag", with_paragraph("{%- if board -%}x{%- endif -%}"), "docxtpl", _AMENDMENTS, "{%- if board -%}"
    ),
    Broken(
        "docxtpl's tag for a wide cell",
        inserted(table(paragraph("{% colspan 2 %}x")) + paragraph(""), '<w:tblCaption w:val="Amendments"'),
        "docxtpl",
        "heading “Amendments”, table 11, row 1, cell 1",
        "{% colspan 2 %}",
    ),
    Broken(
        "docxtpl's tag for merged cells",
        replaced("{{ row.made_on }}", "{{ row.made_on }}{% vm %}"),
        "docxtpl",
        _ROW,
        "{% vm %}",
        along=("control-expression",),
    ),
    Broken(
        "a row printed without a row",
        with_paragraph("{{tr board }}"),
        "not-in-text",
        "heading “Key dates”, table 10, row 8",
        "{{ board }}",
    ),
    Broken(
        "a paragraph printed without one", with_paragraph("{{p board }}"), "not-in-text", _AMENDMENTS, "{{ board }}"
    ),
    Broken("a run printed without one", with_paragraph("{{r board }}"), "not-in-text", _AMENDMENTS, "{{ board }}"),
    Broken(
        "words deleted within a tag, and the change not accepted",
        inserted(
            f'<w:p>{run("{{ case_")}<w:del w:id="900" w:author="A" w:date="2012-01-01T00:00:00Z"><w:r><w:delText>x'
            f"</w:delText></w:r></w:del>{run('identifier }}')}</w:p>",
            '<w:tblCaption w:val="Amendments"',
        ),
        "word",
        _AMENDMENTS,
    ),
    Broken(
        "a setting that no template prints",
        with_paragraph("{{ settings.address_window }}"),
        "unknown-path",
        _AMENDMENTS,
        "{{ settings.address_window }}",
    ),
    Broken("a capital letter", with_paragraph("{{ Board }}"), "unknown-path", _AMENDMENTS, "{{ Board }}"),
    Broken(
        "a hyphen of Word's in a name",
        inserted(
            "<w:p><w:r><w:t>{{ case</w:t><w:noBreakHyphen/><w:t>identifier }}</w:t></w:r></w:p>",
            '<w:tblCaption w:val="Amendments"',
        ),
        "unknown-path",
        _AMENDMENTS,
    ),
    Broken(
        "end if", with_paragraph("{% if board %}x{% end if %}"), "unclosed", _AMENDMENTS, along=("not-in-language",)
    ),
    Broken(
        "else if", with_paragraph("{% if board %}x{% else if case_identifier %}y{% endif %}"), "syntax", _AMENDMENTS
    ),
    Broken(
        "an unknown path in a text box",
        inserted(text_box("{{ bord }}"), '<w:tblCaption w:val="Amendments"'),
        "unknown-path",
        _AMENDMENTS,
        "{{ bord }}",
    ),
    Broken(
        "a half tag in a text box",
        inserted(text_box("{{ board }"), '<w:tblCaption w:val="Amendments"'),
        "half-tag",
        _AMENDMENTS,
        "{{",
    ),
    Broken(
        "a tag in a field",
        inserted(
            '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>MERGEFIELD {{ board }}</w:instrText>'
            '</w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
            '<w:tblCaption w:val="Amendments"',
        ),
        "not-in-text",
        _AMENDMENTS,
        "{{ board }}",
    ),
    Broken("a condition without an end", with_paragraph("{% if board %}x"), "unclosed", _AMENDMENTS, "{% if board %}"),
    Broken(
        "a loop without an end",
        with_paragraph("{% for row in terms.case_issues %}x"),
        "unclosed",
        _AMENDMENTS,
        "{% for row in terms.case_issues %}",
    ),
    Broken("an end without a beginning", with_paragraph("x{% endif %}"), "stray", _AMENDMENTS, "{% endif %}"),
    Broken("else in no condition", with_paragraph("x{% else %}"), "stray", _AMENDMENTS, "{% else %}"),
    Broken(
        "a loop that a condition's end closes",
        with_paragraph("{% for row in terms.amendments %}x{% endif %}"),
        "unclosed",
        _AMENDMENTS,
        "{% for row in terms.amendments %}",
        along=("stray",),
    ),
    # docxtpl's letters
    Broken(
        "a percent sign in a paragraph's tag",
        inserted(
            paragraph("{%p if terms.version % 2 %}") + paragraph("x") + paragraph("{%p endif %}"),
            '<w:tblCaption w:val="Amendments"',
        ),
        "passed-over",
        _AMENDMENTS,
        "{%p if terms.version % 2 %}",
    ),
    Broken(
        "a blank before docxtpl's letter",
        inserted(
            paragraph("{% p if terms.dated %}") + paragraph("x") + paragraph("{%p endif %}"),
            '<w:tblCaption w:val="Amendments"',
        ),
        "passed-over",
        _AMENDMENTS,
        "{% p if terms.dated %}",
    ),
    Broken(
        "a blank before the letter of a row's loop",
        lambda xml: xml.replace(_LOOP, _LOOP.replace("{%tr", "{% tr")),
        "passed-over",
        "heading “Amendments”, table 11, row 2",
        _LOOP.replace("{%tr", "{% tr"),
    ),
    Broken(
        "a blank before the letters of a row's loop and of its end",
        lambda xml: _with_loop(xml, _LOOP.replace("{%tr", "{% tr"), "{% tr endfor %}"),
        "passed-over",
        "heading “Amendments”, table 11, row 4",
        "{% tr endfor %}",
    ),
    Broken(
        "a blank before the letter of a printing tag",
        with_paragraph("{{ p board }}"),
        "passed-over",
        _AMENDMENTS,
        "{{ p board }}",
    ),
    Broken(
        "a blank that does not break, after docxtpl's letter",
        inserted(
            paragraph("{%p\u00a0if terms.dated %}") + paragraph("x") + paragraph("{%p endif %}"),
            '<w:tblCaption w:val="Amendments"',
        ),
        "passed-over",
        _AMENDMENTS,
        "{%p\u00a0if terms.dated %}",
    ),
    Broken(
        "words beside a paragraph's tag",
        inserted(
            paragraph("Dated: {%p if terms.dated %}") + paragraph("x") + paragraph("{%p endif %}"),
            '<w:tblCaption w:val="Amendments"',
        ),
        "beside",
        _AMENDMENTS,
        "{%p if terms.dated %}",
    ),
    Broken(
        "the row's tag in the wrong cell",
        lambda xml: without(r"<w:tr>(?:(?!<w:tr>).)*" + "{%tr for row in terms.amendments" + r".*?</w:tr>")(
            xml
        ).replace("{{ row.made_on }}", f"{_LOOP}{{{{ row.made_on }}}}", 1),
        "beside",
        "heading “Amendments”, table 11, row 2",
        _LOOP,
        along=("control-expression",),
    ),
    Broken(
        "a loop's end in another cell",
        inserted(
            table(paragraph("{% for row in terms.amendments %}x"), paragraph("{% endfor %}")),
            '<w:tblCaption w:val="Amendments"',
        ),
        "torn",
        "heading “Amendments”, table 11, row 2, cell 1",
        "{% endfor %}",
        along=("word",),
    ),
    # Tags that are not in the template language
    Broken("a macro", with_paragraph("{% macro m() %}{% endmacro %}"), "not-in-language", _AMENDMENTS),
    Broken("an assignment", with_paragraph("{% set x = 1 %}"), "not-in-language", _AMENDMENTS, "{% set x = 1 %}"),
    Broken("words that are not to be read", with_paragraph("{% raw %}x{% endraw %}"), "not-in-language", _AMENDMENTS),
    Broken(
        "the engine's own counter", with_paragraph("{{ next_id() }}"), "not-in-language", _AMENDMENTS, "{{ next_id() }}"
    ),
    Broken(
        "arithmetic",
        with_paragraph("{{ terms.version + 1 }}"),
        "not-in-language",
        _AMENDMENTS,
        "{{ terms.version + 1 }}",
    ),
    Broken("a call", with_paragraph("{{ board.upper() }}"), "not-in-language", _AMENDMENTS, "{{ board.upper() }}"),
    # Paths, filters and tests
    Broken("a name misspelt", replaced("{{ terms.version }}", "{{ terms.vershun }}"), "unknown-path", _VERSION),
    Broken("a field of a row misspelt", replaced("{{ row.made_on }}", "{{ row.mad_on }}"), "unknown-path", _ROW),
    Broken(
        "a part of what the form is",
        with_paragraph("{{ form.title }}"),
        "unknown-path",
        _AMENDMENTS,
        "{{ form.title }}",
    ),
    Broken(
        "a row outside its loop", with_paragraph("{{ row.reason }}"), "unknown-path", _AMENDMENTS, "{{ row.reason }}"
    ),
    Broken(
        "a setting that there is not",
        with_paragraph("{{ settings.logo }}"),
        "unknown-path",
        _AMENDMENTS,
        "{{ settings.logo }}",
    ),
    Broken("a loop over a text", with_paragraph("{% for x in board %}x{% endfor %}"), "no-list", _AMENDMENTS),
    Broken(
        "an unknown filter", with_paragraph("{{ board|upper }}"), "unknown-filter", _AMENDMENTS, "{{ board|upper }}"
    ),
    Broken(
        "a filter for a date on a text",
        with_paragraph("{{ board|iso }}"),
        "filter-type",
        _AMENDMENTS,
        "{{ board|iso }}",
    ),
    Broken(
        "a date that may be blank for Word", with_paragraph("{{ key_dates.report|iso }}"), "filter-blank", _AMENDMENTS
    ),
    Broken(
        "an answer that there is not",
        with_paragraph("{{ period.band|ticked(“7-13”) }}"),
        "filter-argument",
        _AMENDMENTS,
    ),
    Broken(
        "a Welsh word of two meanings",
        with_paragraph("{{ case_identifier|after(“cyn”) }}"),
        "filter-grammar",
        _AMENDMENTS,
    ),
    Broken("an unknown test", with_paragraph("{% if board is defined %}x{% endif %}"), "unknown-test", _AMENDMENTS),
    Broken(
        "a test for two languages",
        with_paragraph("{% if case_identifier is foreign %}x{% endif %}"),
        "test-type",
        _AMENDMENTS,
    ),
    Broken(
        "a comparison that is never met",
        with_paragraph("{% if review_type == 'long' %}x{% endif %}"),
        "comparison",
        _AMENDMENTS,
        "{% if review_type == 'long' %}",
    ),
    Broken(
        "a section printed", with_paragraph("{{ panel_chair }}"), "not-printable", _AMENDMENTS, along=("unguarded",)
    ),
    Broken(
        "a list printed", with_paragraph("{{ panel_members }}"), "not-printable", _AMENDMENTS, "{{ panel_members }}"
    ),
    Broken("a blank in a sentence", with_paragraph("Chair: {{ panel_chair.name }}."), "unguarded", _AMENDMENTS),
    # Controls
    Broken("a control deleted", without(r'<w:sdt><w:sdtPr>(?:(?!<w:sdt>).)*terms\.version".*?</w:sdt>'), "not-printed"),
    Broken(
        "a control's tag misspelt",
        replaced('<w:tag w:val="terms.version"/>', '<w:tag w:val="terms.verson"/>'),
        "control-path",
        _VERSION,
        "terms.verson",
        along=("not-printed",),
    ),
    Broken(
        "a control for what the form is",
        added(f"<w:p>{control('form', '{{ form }}')}</w:p>"),
        "control-path",
        _AMENDMENTS,
        "form",
    ),
    Broken(
        "a control's text typed over",
        replaced("{{ terms.version }}", "3"),
        "control-expression",
        _VERSION,
        "terms.version",
    ),
    Broken(
        "a control copied and its tag forgotten",
        replaced("{{ terms.version }}", "{{ case_identifier }}"),
        "control-disagrees",
        _VERSION,
        "terms.version",
    ),
    Broken(
        "a control copied",
        added(f"<w:p>{control('case_identifier', '{{ case_identifier }}')}</w:p>"),
        "control-twice",
        _AMENDMENTS,
        "case_identifier",
    ),
    Broken(
        "the box of another answer",
        replaced('period.band|box("7-12")', 'period.band|box("0-6")'),
        "control-disagrees",
        "heading “Time period to be covered by the review”",
        "period.band=7-12",
    ),
    Broken(
        "a box's tag without its answer",
        replaced('<w:tag w:val="period.band=7-12"/>', '<w:tag w:val="period.band"/>'),
        "control-answer",
        "heading “Time period to be covered by the review”",
        "period.band",
        along=("control-disagrees",),
    ),
    Broken(
        "a box deleted",
        without(r'<w:p>(?:(?!<w:p>).)*answers\.rating=good".*?</w:p>'),
        "answer-not-printed",
        "heading “2. How do you rate this event?”",
        form=EVALUATION,
    ),
    Broken(
        "a box that shows no tick",
        replaced('{{ period.band|box("7-12") }}', "{{ period.band }}"),
        "control-box",
        "heading “Time period to be covered by the review”",
        "period.band=7-12",
    ),
    Broken(
        "a filter in a control",
        replaced("{{ case_identifier }}", "{{ case_identifier|conjunction }}"),
        "control-letters",
        "table 1, row 2, cell 2",
        "case_identifier",
    ),
    Broken(
        "a text control for paragraphs",
        lambda xml: without(r'<w:sdt><w:sdtPr>(?:(?!<w:sdt>).)*"period\.rationale".*?</w:sdtContent></w:sdt>')(
            xml
        ).replace("<w:sectPr>", f"<w:p>{control('period.rationale', '{{ period.rationale }}')}</w:p><w:sectPr>", 1),
        "control-kind",
        _AMENDMENTS,
        "period.rationale",
        along=("word",),
    ),
    Broken(
        "a control in the header",
        lambda xml: xml.replace(
            "</w:hdr>", f"<w:p>{control('case_identifier', '{{ case_identifier }}')}</w:p></w:hdr>"
        ),
        "control-place",
        tag="case_identifier",
        along=("control-twice",),
        part=HEADER,
    ),
    Broken(
        "a row's control outside the rows",
        lambda xml: _with_loop(xml, "", ""),
        "control-row",
        _ROW,
        "terms.amendments[].made_on",
        along=("unknown-path",),
    ),
    Broken(
        "a control that the paragraphs of a text repeat",
        inserted(
            paragraph("{%p for paragraph in period.rationale|paragraphs %}")
            + f"<w:p>{control('case_identifier', '{{ case_identifier }}')}</w:p>"
            + paragraph("{%p endfor %}"),
            '<w:tblCaption w:val="Amendments"',
        ),
        "control-repeated",
        _AMENDMENTS,
        "case_identifier",
        along=("control-twice", "control-conditional"),
    ),
    Broken(
        "a control under a condition that has nothing to do with its field",
        lambda xml: re.sub(
            r'(<w:sdt><w:sdtPr>(?:(?!<w:sdt>).)*"terms.version".*?</w:sdt>)',
            rf"{run('{% if terms.dated %}')}\1{run('{% endif %}')}",
            xml,
        ),
        "control-conditional",
        _VERSION,
        "terms.version",
    ),
    # Repetition
    Broken(
        "a footnote in a row",
        replaced(
            "{{ row.reason }}</w:t></w:r>", '{{ row.reason }}</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
        ),
        "repeated-note",
        "heading “Amendments”, table 11, row 3",
        along=("word",),
    ),
    Broken(
        "a comment in a row",
        inserted(
            paragraph("{%p for row in terms.case_issues %}")
            + '<w:p><w:r><w:commentReference w:id="2"/></w:r></w:p>'
            + paragraph("{%p endfor %}"),
            '<w:tblCaption w:val="Amendments"',
        ),
        "repeated-comment",
        _AMENDMENTS,
        along=("word",),
    ),
    Broken(
        "a section break in a row",
        inserted(
            paragraph("{%p for row in terms.case_issues %}")
            + "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>"
            + paragraph("{%p endfor %}"),
            '<w:tblCaption w:val="Amendments"',
        ),
        "repeated-section",
        _AMENDMENTS,
    ),
    Broken(
        "a bookmark that begins in one row and ends after the last",
        inserted(
            paragraph("{%p for row in terms.case_issues %}")
            + '<w:p><w:bookmarkStart w:id="70" w:name="here"/></w:p>'
            + paragraph("{%p endfor %}")
            + '<w:p><w:bookmarkEnd w:id="70"/></w:p>',
            '<w:tblCaption w:val="Amendments"',
        ),
        "range-across",
        _AMENDMENTS,
    ),
    Broken(
        "a control in the rows of a list that it does not belong to",
        lambda xml: re.sub(
            r'<w:p>(?:(?!<w:p>).)*"case_identifier".*?</w:p>',
            lambda match: paragraph("{%p for row in panel_members|rows %}") + match[0] + paragraph("{%p endfor %}"),
            xml,
            count=1,
        ),
        "control-other-row",
        "table 1, row 2, cell 2",
        "case_identifier",
    ),
    Broken(
        "the rows of a list in two places",
        inserted(
            paragraph("{%p for one in terms.amendments|rows %}")
            + f"<w:p>{control('terms.amendments[].made_on', '{{ one.made_on }}')}</w:p>"
            + paragraph("{%p endfor %}"),
            '<w:tblCaption w:val="Amendments"',
        ),
        "list-twice",
        "heading “Amendments”, table 11, row 2",
        "{% for row in terms.amendments|rows %}",
        along=("control-twice",),
    ),
    # Structure
    Broken(
        "a condition as all that a cell holds",
        inserted(
            '<w:tbl><w:tblPr><w:tblStyle w:val="FormTable"/><w:tblW w:w="9070" w:type="dxa"/></w:tblPr><w:tblGrid>'
            '<w:gridCol w:w="9070"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w="9070" w:type="dxa"/></w:tcPr>'
            + paragraph("{%p if terms.dated %}")
            + paragraph("x")
            + paragraph("{%p endif %}")
            + "</w:tc></w:tr></w:tbl>",
            "These terms of reference are",
        ),
        "may-be-empty",
        "heading “Amendments”, table 11, row 1, cell 1",
    ),
    Broken(
        "a table whose only row is under a condition",
        inserted(
            table(paragraph("{%tr if terms.dated %}"), paragraph("x"), paragraph("{%tr endif %}")),
            "These terms of reference are",
        ),
        "may-be-without-rows",
        "heading “Amendments”, table 11, row 1",
    ),
    Broken("a cell without a paragraph", replaced("</w:tc>", "</w:tc><w:tc/>"), "word", along=()),
    # Misplaced tags
    Broken(
        "a tag in alternative text",
        replaced('<w:tblCaption w:val="Amendments"/>', '<w:tblCaption w:val="{{ board }}"/>'),
        "not-in-text",
        "table 11",
        "{{ board }}",
    ),
    Broken(
        "a tag in the title of the file",
        lambda xml: xml.replace("<dc:title>", "<dc:title>{{ case_identifier }} "),
        "not-in-document",
        PartName.CORE_PROPERTIES,
        part=PartName.CORE_PROPERTIES,
    ),
    Broken(
        "a half tag in the header",
        lambda xml: xml.replace("{{ board }}", "{{ board"),
        "half-tag",
        HEADER,
        along=("copy-disagrees",),
        part=HEADER,
    ),
    Broken(
        "an unknown path in the header",
        lambda xml: xml.replace("{{ board }}", "{{ bord }}"),
        "unknown-path",
        HEADER,
        "{{ bord }}",
        along=("copy-disagrees",),
        part=HEADER,
    ),
    Broken(
        "a copy of a field that there is not",
        lambda xml: xml.replace("copy:board", "copy:bord").replace("{{ board }}", "{{ bord }}"),
        "copy-path",
        HEADER,
        along=("unknown-path",),
        part=HEADER,
    ),
    Broken(
        "a copy of another field than its tag says",
        lambda xml: xml.replace("{{ board }}", "{{ case_identifier }}"),
        "copy-disagrees",
        HEADER,
        part=HEADER,
    ),
    # Language
    Broken(
        "English formatting made American",
        lambda xml: xml.replace('w:lang w:val="en-GB"', 'w:lang w:val="en-US"'),
        "language",
        PartName.STYLES,
        part=PartName.STYLES,
    ),
    Broken(
        "no language at all",
        lambda xml: without(r'<w:lang w:val="en-GB"[^>]*/>')(xml),
        "language",
        PartName.STYLES,
        part=PartName.STYLES,
    ),
    Broken(
        "the template of another form",
        lambda xml: xml.replace(">terms_of_reference<", ">report<"),
        "another-template",
        PartName.CUSTOM_PROPERTIES,
        part=PartName.CUSTOM_PROPERTIES,
    ),
    # The window of an envelope, and the printer
    Broken(
        "a letter with narrow margins",
        lambda xml: re.sub(r'(<w:pgMar [^>]*w:left=)"[0-9]+"', r'\1"720"', xml),
        "printer-margins",
        form=LETTER,
    ),
    Broken(
        "the address moved down by a centimetre",
        lambda xml: xml.replace('w:y="2239"', 'w:y="2806"'),
        "address-moved",
        tag="recipient.title",
        form=LETTER,
    ),
    Broken(
        "the last line of the address in the text",
        lambda xml: re.sub(r'<w:framePr [^>]*/>(?=</w:pPr><w:sdt>.{30,90}"recipient.address")', "", xml),
        "address-moved",
        tag="recipient.address",
        along=("control-kind",),
        form=LETTER,
    ),
    Broken(
        "a line of the address in another style",
        replaced('<w:pStyle w:val="Recipient"/>', '<w:pStyle w:val="Letter"/>'),
        "address-moved",
        tag="recipient.title",
        form=LETTER,
    ),
    Broken(
        "words above the name",
        lambda xml: re.sub(
            r'(<w:p><w:pPr>)<w:pStyle w:val="Recipient"/>(<w:framePr [^>]*/></w:pPr>)',
            rf"\1\2{run('Private')}</w:p>\g<0>",
            xml,
            count=1,
        ),
        "address-words",
        form=LETTER,
    ),
]

_RUNS = '</w:t></w:r><w:proofErr w:type="spellStart"/><w:r w:rsidR="00A1B2C3"><w:t>'

_MARKED = '<w:bookmarkStart w:id="70" w:name="issue"/><w:bookmarkEnd w:id="70"/>'

WORKS = [
    Works(
        "a text box, a bookmark and a link to it in each row",
        inserted(
            text_box("x").removesuffix("</w:p>")
            + f'{_MARKED}<w:hyperlink w:anchor="issue">{run("x")}</w:hyperlink></w:p>',
            '"terms.amendments[].made_on"',
        ),
    ),
    Works(
        "the rows of a list printed again",
        inserted(
            paragraph("{%p for row in terms.amendments %}")
            + paragraph("Amended{% if row.made_on %} on {{ row.made_on }}{% endif %}")
            + paragraph("{%p endfor %}"),
            '<w:tblCaption w:val="Amendments"',
        ),
    ),
    Works("nothing edited", lambda xml: xml),
    Works("a tag split over runs", replaced("{{ terms.version }}", f"{{{{ ter{_RUNS}ms.ver{_RUNS}sion }}}}")),
    Works("braces split over runs", replaced("{{ terms.version }}", f"{{{_RUNS}{{ terms.version }}{_RUNS}}}")),
    Works("curly quotation marks", lambda xml: xml.replace('box("7-12")', "box(“7-12”)")),
    Works("single quotation marks", lambda xml: xml.replace('box("7-12")', "box(‘7-12’)")),
    Works(
        "blanks that do not break",
        with_paragraph("{%\u00a0if\u00a0board\u00a0%}{{\u00a0board\u00a0}}{%\u00a0endif\u00a0%}"),
    ),
    Works(
        "a tab and a new line in a tag",
        inserted(
            "<w:p><w:r><w:t>{{ case_identifier</w:t><w:tab/><w:t>}}{{</w:t><w:br/><w:t>board }}</w:t></w:r></w:p>",
            '<w:tblCaption w:val="Amendments"',
        ),
    ),
    Works("a tag in a text box", inserted(text_box("{{ board }}"), '<w:tblCaption w:val="Amendments"')),
    Works(
        "a tag in a link",
        inserted(
            f'<w:p><w:hyperlink w:anchor="_top">{run("{{ case_identifier }}")}</w:hyperlink></w:p>',
            '<w:tblCaption w:val="Amendments"',
        ),
    ),
    Works("no blanks in a tag", replaced("{{ terms.version }}", "{{terms.version}}")),
    Works("many blanks in a tag", replaced("{{ terms.version }}", "{{   terms.version   }}")),
    Works("a guarded sentence", with_paragraph("{% if panel_chair.name %}Chair: {{ panel_chair.name }}.{% endif %}")),
    Works(
        "a paragraph under a condition",
        inserted(
            paragraph("{%p if panel_chair.name is not none %}")
            + paragraph("Chair: {{ panel_chair.name }}.")
            + paragraph("{%p else %}")
            + paragraph("No chair.")
            + paragraph("{%p endif %}"),
            '<w:tblCaption w:val="Amendments"',
        ),
    ),
    Works("a blank in a cell of its own", added(table(paragraph("{{ panel_chair.name }}")) + paragraph(""))),
    Works(
        "a loop in a sentence",
        with_paragraph("{% for row in panel_members %}{{ row.name }}, {% endfor %}and no other."),
    ),
    Works(
        "another name for the rows",
        lambda xml: (
            xml.replace("for row in terms.amendments", "for change in terms.amendments")
            .replace("{{ row.made_on }}", "{{ change.made_on }}")
            .replace("{{ row.reason }}", "{{ change.reason }}")
        ),
    ),
    Works("a comment", with_paragraph("{# ask the chair #}Words.")),
    Works("a comparison", with_paragraph("{% if review_type == 'concise' %}concise{% else %}extended{% endif %}")),
    Works("a sentence changed", replaced("may be amended at any point", "may be changed at any time")),
    Works(
        "a bookmark and a language round a tag",
        replaced(
            '<w:r><w:t xml:space="preserve">{{ terms.version }}</w:t></w:r>',
            '<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/><w:r><w:rPr><w:lang w:val="en-GB"/>'
            "</w:rPr><w:t>{{ terms.version }}</w:t></w:r>",
        ),
    ),
    Works(
        "a form that nobody posts with narrow margins",
        lambda xml: re.sub(r'(<w:pgMar [^>]*w:left=)"[0-9]+"', r'\1"720"', xml),
    ),
    Works("the address moved by a hair", lambda xml: xml.replace('w:y="2239"', 'w:y="2234"'), form=LETTER),
    Works("the order of sections", lambda xml: xml, form=LETTER),
]
