"""Documents that a person edited in Word, in both languages, are read back."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from lxml import etree

from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form
from cpr_docs.ooxml.names import qn
from cpr_docs.reading.read import read
from tests.documents.cases import RENDERER, case, every_language, every_variant
from tests.reading.cases import before, changed, edited, read_back
from tests.reading.editing import Edited, content_of, packed, properties_of, xml

EN, CY = Language.ENGLISH, Language.WELSH
_DAY = datetime.date(2013, 3, 5)
_PRINTED = {EN: "5 March 2013", CY: "5 Mawrth 2013"}


def bilingual(language: Language, words: str) -> dict[str, str]:
    return {language.value: words}


@every_language
def test_text_typed_over_a_value_and_over_a_placeholder(language: Language) -> None:
    document = edited("recommendation", language, sparse=True)
    document.type("subgroup_chair.name", "Siân Ŵyn").type("board_decision.telephone", "01234 567")
    back = read_back(document)
    assert (back.subgroup_chair.name, back.board_decision.telephone) == ("Siân Ŵyn", "01234 567")


@every_language
def test_typed_text_is_in_the_documents_language(language: Language) -> None:
    document = edited("report", language).type("conclusions", "Dim byd / nothing")
    assert read_back(document).conclusions.model_dump(exclude_none=True) == bilingual(language, "Dim byd / nothing")


@every_language
@pytest.mark.parametrize(
    "prompt",
    [
        "Click or tap here to enter text.",
        "Click here to enter text.",
        "Klicken oder tippen Sie hier, um Text einzugeben.",
        "Haga clic o pulse aquí para escribir texto",
        "Cliciwch neu tapiwch yma i roi testun.",
        "Enter text",
        "Rhowch destun",
    ],
)
def test_a_placeholder_of_words_own_in_any_language_is_blank(language: Language, prompt: str) -> None:
    document = edited("report", language).clear("conclusions", prompt)
    assert read_back(document) == changed(before("report", language), conclusions=None)


@every_language
def test_a_placeholder_that_the_document_keeps_in_its_glossary_is_blank(language: Language) -> None:
    document = edited("report", language).clear("conclusions", "Zde napište text").add_glossary("Zde napište text")
    assert read_back(document) == changed(before("report", language), conclusions=None)


@every_language
def test_words_under_a_placeholder_flag_that_another_program_left_are_read(language: Language) -> None:
    document = edited("report", language).clear("conclusions", "Jane Smith agrees").clear("reviewer_1.name", "Siân Puw")
    back = read_back(document)
    assert (back.conclusions.text_in(language), back.reviewer_1.name) == ("Jane Smith agrees", "Siân Puw")


@every_language
@every_variant
def test_a_placeholder_whose_flag_was_dropped_is_blank(variant: type[Form], language: Language) -> None:
    document = Edited(RENDERER.render(case(variant, sparse=True), language).content)
    for flag in list(document.root.iter(qn("w:showingPlcHdr"))):
        flag.getparent().remove(flag)  # type: ignore[union-attr]
    assert read_back(document) == case(variant, sparse=True).in_language(language)


@every_language
@pytest.mark.parametrize("tag", ["timetable.first_panel_on", "timetable.report_expected", "costs.reviewer"])
def test_a_value_that_was_cleared(language: Language, tag: str) -> None:
    section, name = tag.split(".")
    back = read_back(edited("recommendation", language).clear(tag))
    assert back == changed(before("recommendation", language), section, **{name: None})


@every_language
def test_a_date_that_was_picked(language: Language) -> None:
    document = edited("recommendation", language).pick_date("board_decision.sent_on", "2013-03-05", _PRINTED[language])
    assert read_back(document).board_decision.sent_on == _DAY


@every_language
@pytest.mark.parametrize(
    ("pattern", "text"), [("dd/MM/yy", "05/03/13"), ("d.M.yyyy", "5.3.2013"), ("'y' yyyy-MM-dd", "y 2013-03-05")]
)
def test_a_date_that_was_picked_in_a_boards_own_format(language: Language, pattern: str, text: str) -> None:
    document = edited("recommendation", language).pick_date("board_decision.sent_on", "2013-03-05", text)
    shape = properties_of(document.control("board_decision.sent_on")).find(f"{qn('w:date')}/{qn('w:dateFormat')}")
    assert shape is not None
    shape.set(qn("w:val"), pattern)
    assert read_back(document).board_decision.sent_on == _DAY


@every_language
@pytest.mark.parametrize("text", ["5 March 2013", "5 Mawrth 2013", "05/03/2013", "5ed o Fawrth 2013"])
def test_a_date_that_was_typed_while_the_calendar_has_none(language: Language, text: str) -> None:
    document = edited("recommendation", language).clear("board_decision.sent_on").type("board_decision.sent_on", text)
    assert read_back(document).board_decision.sent_on == _DAY


@every_language
def test_a_month_an_amount_and_a_time_as_a_person_types_them(language: Language) -> None:
    document = edited("recommendation", language)
    document.type("timetable.report_expected", "3/2013").type("costs.reviewer", "£1,500")
    back = read_back(document)
    assert (str(back.timetable.report_expected), back.costs.reviewer) == ("2013-03", Decimal("1500.00"))
    letter = edited("invitation_letter", language).type("sessions[].starts", "10.15 yb")
    assert read_back(letter).sessions[0].starts == datetime.time(10, 15)


@every_language
def test_another_item_of_a_drop_down(language: Language) -> None:
    letter = edited("invitation_letter", language)
    was = before("invitation_letter", language).lunch
    assert read_back(letter.pick("lunch", "no" if was else "yes")).lunch is not was


@every_language
def test_a_box_that_was_ticked_and_another_that_was_emptied(language: Language) -> None:
    document = edited("evaluation_form", language)
    was = before("evaluation_form", language).answers.rating.value
    document.tick(f"answers.rating={was}", on=False).tick("answers.rating=poor")
    assert read_back(document).answers.rating == "poor"
    assert read_back(document.tick("answers.rating=poor", on=False)).answers.rating is None


@every_language
def test_a_tick_in_another_glyph_than_the_librarys(language: Language) -> None:
    document = edited("evaluation_form", language, sparse=True).tick("answers.rating=good", glyph="✓")
    assert read_back(document).answers.rating == "good"
    text = next(content_of(document.control("answers.rating=good")).iter(qn("w:t")))
    run = text.getparent()
    assert run is not None
    run.replace(text, xml('<w:sym w:font="Wingdings" w:char="F0FE"/>'))
    assert read_back(document).answers.rating == "good"


class TestRows:
    @every_language
    def test_added(self, language: Language) -> None:
        document = edited("terms_of_reference", language).add_row("panel_members")
        was = before("terms_of_reference", language).panel_members
        number = len(was)
        document.type("panel_members[].name", "Mair Puw", row=number)
        document.type("panel_members[].designation", "Nyrs", row=number)
        *others, new = read_back(document).panel_members
        assert tuple(others) == was
        expected = {"name": "Mair Puw", "designation": bilingual(language, "Nyrs")}
        assert new.model_dump(exclude_none=True) == expected

    @every_language
    def test_added_and_left_blank(self, language: Language) -> None:
        document = edited("terms_of_reference", language).add_row("panel_members").add_row("terms.amendments")
        assert read_back(document) == before("terms_of_reference", language)

    @every_language
    def test_added_to_a_list_of_blocks(self, language: Language) -> None:
        document = edited("report", language).add_row("learning_points", after=0)
        for field in ("heading", "different", "improvement"):
            document.type(f"learning_points[].{field}", field, row=1)
        back = read_back(document).learning_points
        was = before("report", language).learning_points
        assert (back[0], back[2:]) == (was[0], was[1:])
        assert back[1].improvement.text_in(language) == "improvement"

    @every_language
    def test_deleted(self, language: Language) -> None:
        document = edited("terms_of_reference", language).delete_row("panel_members", 1)
        was = before("terms_of_reference", language)
        rows = (was.panel_members[0], *was.panel_members[2:])
        assert read_back(document) == changed(was, panel_members=rows)

    @every_language
    def test_deleted_to_the_last(self, language: Language) -> None:
        document = edited("terms_of_reference", language)
        while document.rows("panel_members"):
            document.delete_row("panel_members", 0)
        assert read_back(document) == changed(before("terms_of_reference", language), panel_members=())

    @every_language
    def test_moved(self, language: Language) -> None:
        document = edited("terms_of_reference", language).move_row("panel_members", 0, 2)
        first, second, third, *others = before("terms_of_reference", language).panel_members
        assert read_back(document).panel_members == (second, third, first, *others)

    @every_language
    def test_emptied(self, language: Language) -> None:
        document = edited("terms_of_reference", language)
        for field in ("name", "designation", "agency"):
            document.clear(f"panel_members[].{field}")
        was = before("terms_of_reference", language)
        assert read_back(document) == changed(was, panel_members=was.panel_members[1:])

    @every_language
    def test_copied_inside_its_item(self, language: Language) -> None:
        """A person copies the table row itself and pastes the copy below."""
        document = edited("terms_of_reference", language)
        item = content_of(document.rows("panel_members")[0])
        item.append(etree.fromstring(etree.tostring(item[0])))
        document.type("panel_members[].name", "Mair Puw", row=1)
        first, *others = before("terms_of_reference", language).panel_members
        copied = first.model_copy(update={"name": "Mair Puw"})
        assert read_back(document).panel_members == (first, copied, *others)

    @every_language
    def test_deleted_while_changes_are_tracked(self, language: Language) -> None:
        document = edited("terms_of_reference", language)
        row = next(document.rows("panel_members")[0].iter(qn("w:tr")))
        properties = row.find(qn("w:trPr"))
        if properties is None:
            properties = etree.Element(qn("w:trPr"))
            row.insert(0, properties)
        properties.append(xml('<w:del w:id="900" w:author="A" w:date="2013-01-01T00:00:00Z"/>'))
        was = before("terms_of_reference", language)
        assert read_back(document) == changed(was, panel_members=was.panel_members[1:])


def _split(run: etree._Element) -> None:
    """Splits a run as Word does at spelling errors, bookmarks and editing pauses."""
    text = run.find(qn("w:t"))
    if text is None or len(text.text or "") < 4 or run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}") is not None:
        return
    words = str(text.text)
    second = etree.fromstring(etree.tostring(run))
    second.tail = None
    text.set(qn("xml:space"), "preserve")
    text.text = words[:3]
    rest = second.find(qn("w:t"))
    assert rest is not None
    rest.set(qn("xml:space"), "preserve")
    rest.text = words[3:]
    # The lines below the first, of an address, are behind the split.
    for below in [*text.itersiblings()]:
        run.remove(below)
    run.addnext(second)
    run.addnext(xml('<w:proofErr w:type="spellStart"/>'))
    run.addnext(xml('<w:bookmarkStart w:id="77" w:name="_GoBack"/>'))
    run.addnext(xml('<w:bookmarkEnd w:id="77"/>'))


@every_language
@pytest.mark.parametrize("name", ["recommendation", "report", "invitation_letter", "terms_of_reference"])
def test_runs_that_word_split(language: Language, name: str) -> None:
    assert read_back(edited(name, language, "extended").each_run(_split)) == before(name, language, "extended")


_INLINE = {
    "bold": ("<w:r><w:rPr><w:b/></w:rPr><w:t>a b</w:t></w:r>", "a b"),
    "blanks that count": ('<w:r><w:t xml:space="preserve">a </w:t></w:r><w:r><w:t>b</w:t></w:r>', "a b"),
    "blanks that do not": ("<w:r><w:t>a </w:t></w:r><w:r><w:t> b</w:t></w:r>", "ab"),
    "a smart tag": ('<w:smartTag w:uri="u" w:element="place"><w:r><w:t>Bangor</w:t></w:r></w:smartTag>', "Bangor"),
    "a link": ('<w:hyperlink r:id="rId99"><w:r><w:t>a@b.cymru</w:t></w:r></w:hyperlink>', "a@b.cymru"),
    "an insertion": ('<w:ins w:id="1" w:author="A"><w:r><w:t>new</w:t></w:r></w:ins>', "new"),
    "a deletion": (
        '<w:del w:id="1" w:author="A"><w:r><w:delText>old</w:delText></w:r></w:del><w:r><w:t>new</w:t></w:r>',
        "new",
    ),
    "a move": (
        '<w:moveFrom w:id="1" w:author="A"><w:r><w:t>x</w:t></w:r></w:moveFrom>'
        '<w:moveTo w:id="2" w:author="A"><w:r><w:t>x</w:t></w:r></w:moveTo>',
        "x",
    ),
    "hyphens": ("<w:r><w:t>e</w:t><w:noBreakHyphen/><w:t>bost</w:t><w:softHyphen/><w:t>io</w:t></w:r>", "e‑bost\xadio"),
    "a tab": ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "a\tb"),
    "an arrow": ('<w:r><w:t>a</w:t><w:sym w:font="Wingdings" w:char="F0E0"/><w:t>b</w:t></w:r>', "a→b"),
    "a letter as a symbol": ('<w:r><w:sym w:font="Arial" w:char="0175"/></w:r>', "ŵ"),
    "a field": (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>today</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        "today",
    ),
    "a comment": (
        '<w:commentRangeStart w:id="3"/><w:r><w:t>a</w:t></w:r><w:commentRangeEnd w:id="3"/>'
        '<w:r><w:commentReference w:id="3"/></w:r>',
        "a",
    ),
    "hidden text": ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>hid</w:t></w:r><w:r><w:t>seen</w:t></w:r>", "seen"),
    "a control from elsewhere": (
        '<w:sdt><w:sdtPr><w:tag w:val="elsewhere"/><w:text/></w:sdtPr><w:sdtContent><w:r><w:t>in it</w:t></w:r>'
        "</w:sdtContent></w:sdt>",
        "in it",
    ),
    "a line end in the XML": ("<w:r><w:t>a\nb</w:t></w:r>", "a b"),
}


@every_language
@pytest.mark.parametrize(("pasted", "text"), _INLINE.values(), ids=_INLINE)
def test_content_pasted_into_a_control_of_one_line(language: Language, pasted: str, text: str) -> None:
    document = edited("report", language)
    control = document.type("reviewer_1.name", "").control("reviewer_1.name")
    content = content_of(control)
    for run in list(content):
        content.remove(run)
    content.extend(list(xml(f"<w:p>{pasted}</w:p>")))
    assert read_back(document).reviewer_1.name == text


def _paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


_NUMBER = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr>'
_CELLS = "".join(f"<w:tc>{_paragraph(text)}</w:tc>" for text in "ab")
_DELETED_CELL = f'<w:tc><w:tcPr><w:cellDel w:id="1" w:author="A"/></w:tcPr>{_paragraph("c")}</w:tc>'
_BLOCKS = {
    "paragraphs": ([_paragraph("a"), "<w:p/>", _paragraph("b")], "a\nb"),
    "a list of its own": ([_paragraph("a", _NUMBER.format(99)), _paragraph("b")], "- a\nb"),
    "a style without its list": ([_paragraph("a", f'<w:pStyle w:val="ListBullet"/>{_NUMBER.format(0)}')], "a"),
    "line breaks": (["<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r></w:p>"], "a\nb"),
    "typed bullets": ([_paragraph("• a"), _paragraph("- b")], "- a\n- b"),
    "bold and a size": (['<w:p><w:r><w:rPr><w:b/><w:sz w:val="48"/></w:rPr><w:t>a</w:t></w:r></w:p>'], "a"),
    "a table": ([f"<w:tbl><w:tr>{_CELLS}</w:tr></w:tbl>", "<w:p/>"], "a\nb"),
    "a table with a cell that was deleted under tracking": (
        [f"<w:tbl><w:tr>{_CELLS}{_DELETED_CELL}</w:tr></w:tbl>", "<w:p/>"],
        "a\nb",
    ),
    "a paragraph's end deleted under tracking": (
        [_paragraph("a", '<w:rPr><w:del w:id="1" w:author="A"/></w:rPr>'), _paragraph("b")],
        "ab",
    ),
}


@every_language
@pytest.mark.parametrize(("pasted", "text"), _BLOCKS.values(), ids=_BLOCKS)
def test_content_pasted_into_a_control_of_paragraphs(language: Language, pasted: list[str], text: str) -> None:
    back = read_back(edited("report", language).put("conclusions", *pasted))
    assert back.conclusions.text_in(language) == text


@every_language
def test_a_derived_value_that_was_typed_over_is_ignored(language: Language) -> None:
    document = edited("report", language)
    for control in ("0-6", "7-12", "13-18"):
        document.tick(f"period.band={control}")
    assert read_back(document) == before("report", language)


@every_language
def test_a_control_that_was_copied_with_its_content(language: Language) -> None:
    document = edited("report", language)
    control = document.control("reviewer_1.name")
    control.addnext(etree.fromstring(etree.tostring(control)))
    assert read_back(document) == before("report", language)


@every_language
def test_controls_from_elsewhere_have_no_effect(language: Language) -> None:
    document = edited("report", language)
    for tag in ("form", "review_type", "terms", "period", "terms.amendments.reason", "nothing", "terms.amendments=x"):
        foreign = f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>'
        document.root[0].insert(0, xml(foreign))
    assert read_back(document) == before("report", language)


@every_language
def test_parts_under_other_names_as_word_online_writes_them(language: Language) -> None:
    parts = edited("report", language).parts
    parts["word/document2.xml"] = parts.pop("word/document.xml")
    parts["word/_rels/document2.xml.rels"] = parts.pop("word/_rels/document.xml.rels")
    for name in ("[Content_Types].xml", "_rels/.rels"):
        parts[name] = parts[name].replace(b"word/document.xml", b"word/document2.xml")
    back: Any = read(packed(parts))
    assert back == before("report", language)
