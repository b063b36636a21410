"""Unreadable values are reported by label, heading and path, and never with the typed text."""

import pytest
from lxml import etree

from cpr_docs.language.languages import Language
from cpr_docs.ooxml.names import PartName, qn
from tests.documents.cases import every_language
from tests.reading.cases import edited, problems
from tests.reading.editing import content_of, xml

EN, CY = Language.ENGLISH, Language.WELSH


@pytest.mark.parametrize(
    ("language", "message"),
    [
        (EN, "“Date of First Panel meeting” under “Timetable” (timetable.first_panel_on): is not a date"),
        (CY, "“Dyddiad cyfarfod cyntaf y Panel” under “Amserlen” (timetable.first_panel_on): is not a date"),
    ],
)
def test_a_problem_names_label_heading_and_path_in_the_language_of_the_document(
    language: Language, message: str
) -> None:
    (problem,) = problems(edited("recommendation", language).type("timetable.first_panel_on", "when Sioned can"))
    assert str(problem) == message


def test_a_heading_is_known_by_its_style_whatever_the_style_is_called_in_the_document() -> None:
    document = edited("recommendation", EN).type("timetable.first_panel_on", "when Sioned can")
    document.parts[PartName.STYLES] = document.parts[PartName.STYLES].replace(b'"Heading', b'"Pennawd')
    for style in document.root.iter(qn("w:pStyle")):
        style.set(qn("w:val"), style.get(qn("w:val"), "").replace("Heading", "Pennawd"))
    assert problems(document)[0].heading == "Timetable"


_TYPED = {
    "a date that is none": ("recommendation", "recommended_on", "not_understood"),
    "a month that is none": ("recommendation", "timetable.report_expected", "not_understood"),
    "an amount that is none": ("recommendation", "costs.reviewer", "not_understood"),
    "a time that is none": ("invitation_letter", "sessions[].starts", "not_understood"),
    "a whole number that is none": ("terms_of_reference", "terms.version", "not_understood"),
    "a choice that is none": ("invitation_letter", "lunch", "no_choice"),
}


@every_language
@pytest.mark.parametrize(("name", "tag", "code"), _TYPED.values(), ids=_TYPED)
def test_typed_text_that_is_no_value_of_the_field(language: Language, name: str, tag: str, code: str) -> None:
    (problem,) = problems(edited(name, language).type(tag, "Sioned 31/31/2013"))
    assert (problem.path, problem.code) == (tag.replace("[]", "[0]"), code)
    assert problem.label
    assert "Sioned" not in str(problem)


@every_language
def test_a_required_field_that_was_cleared_is_missing_once(language: Language) -> None:
    (problem,) = problems(edited("recommendation", language).clear("recommended_on"))
    assert (problem.path, problem.code) == ("recommended_on", "missing")
    assert problem.label


@every_language
def test_two_paragraphs_in_a_control_of_one_line(language: Language) -> None:
    document = edited("report", language).type("reviewer_1.name", "Sioned").type("board", "Bwrdd")
    for tag in ("reviewer_1.name", "board"):
        run = next(content_of(document.control(tag)).iter(qn("w:r")))
        run.append(xml("<w:br/>"))
        run.append(xml("<w:t>Puw</w:t>"))
    found = {problem.path: problem for problem in problems(document)}
    assert set(found) == {"reviewer_1.name", f"board.{language.value}"}
    assert {problem.code for problem in found.values()} == {"newline"}
    assert all(problem.label for problem in found.values())


@every_language
def test_all_problems_are_reported_without_their_consequences(language: Language) -> None:
    """The alternative review depends on the outcome, which has two ticks and cannot be read."""
    document = edited("recommendation", language, sparse=True)
    document.tick("outcome=concise").tick("outcome=no_review").type("alternative_review", "x")
    document.type("recommended_on", "soon")
    assert {problem.path: problem.code for problem in problems(document)} == {
        "outcome": "two_ticks",
        "recommended_on": "not_understood",
    }


@every_language
def test_a_rule_that_is_broken_elsewhere_is_reported_with_unreadable_controls(language: Language) -> None:
    document = edited("terms_of_reference", language)
    document.pick_date("period.end", "1999-01-01", "1 January 1999").type("terms.dated", "soon")
    assert {problem.path: problem.code for problem in problems(document)} == {
        "period.end": "before_start",
        "terms.dated": "not_understood",
    }


@every_language
def test_a_rule_of_the_form_is_reported_by_the_label_of_its_section(language: Language) -> None:
    document = edited("terms_of_reference", language, "extended")
    document.clear("reviewer_2.name").clear("reviewer_2.designation")
    (problem,) = problems(document)
    assert (problem.path, problem.label) == ("reviewer_2", "Reviewer 2" if language is EN else "Adolygydd 2")
    assert problem.heading


class TestBoxes:
    @every_language
    def test_two_ticks(self, language: Language) -> None:
        document = edited("evaluation_form", language, sparse=True)
        (problem,) = problems(document.tick("answers.rating=good").tick("answers.rating=poor"))
        assert (problem.path, problem.code) == ("answers.rating", "two_ticks")

    @every_language
    @pytest.mark.parametrize(("on", "glyph"), [(True, "☐"), (True, " "), (False, "☒"), (False, "X"), (False, "✓")])
    def test_a_mark_that_contradicts_the_state(self, language: Language, on: bool, glyph: str) -> None:
        document = edited("evaluation_form", language, sparse=True).tick("answers.rating=good", on, glyph=glyph)
        (problem,) = problems(document)
        assert (problem.path, problem.code) == ("answers.rating", "tick_contradicted")

    @every_language
    def test_both_answers_of_a_yes_or_no(self, language: Language) -> None:
        document = edited("recommendation", language)
        answer = "timetable.within_guidance"
        (problem,) = problems(document.tick(f"{answer}=yes").tick(f"{answer}=no"))
        assert (problem.path, problem.code) == (answer, "two_ticks")


_NOT_TEXT = {
    "a picture": "<w:r><w:drawing/></w:r>",
    "an object": "<w:r><w:object/></w:r>",
    "a footnote": '<w:r><w:footnoteReference w:id="4"/></w:r>',
    "a symbol that means nothing": '<w:r><w:sym w:font="Webdings" w:char="F041"/></w:r>',
}


@every_language
@pytest.mark.parametrize("pasted", _NOT_TEXT.values(), ids=_NOT_TEXT)
def test_content_that_is_not_text_is_a_problem(language: Language, pasted: str) -> None:
    (problem,) = problems(edited("report", language).put("conclusions", f"<w:p>{pasted}</w:p>"))
    assert problem.path == "conclusions"
    assert problem.code in ("no_text", "symbol")


class TestWordsOutsideTheControls:
    @every_language
    def test_beside_a_control_outside_tables(self, language: Language) -> None:
        document = edited("recommendation", language)
        document.control("subgroup_sign_off.telephone").addnext(xml("<w:r><w:t>ext. 12</w:t></w:r>"))
        (problem,) = problems(document)
        assert (problem.path, problem.code) == ("subgroup_sign_off.telephone", "outside")

    @every_language
    def test_below_a_control_in_its_cell(self, language: Language) -> None:
        document = edited("recommendation", language)
        paragraph = document.control("subgroup_sign_off.telephone").getparent()
        assert paragraph is not None
        paragraph.addnext(xml("<w:p><w:r><w:t>ext. 12</w:t></w:r></w:p>"))
        assert [problem.code for problem in problems(document)] == ["outside"]

    @every_language
    def test_in_a_row_that_was_inserted_without_the_plus_sign(self, language: Language) -> None:
        cells = "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in "abc")
        document = edited("terms_of_reference", language)
        row = next(document.rows("panel_members")[-1].iter(qn("w:tr")))
        row.addnext(xml(f"<w:tr>{cells}</w:tr>"))
        (problem,) = problems(document)
        assert (problem.path, problem.code) == ("panel_members", "outside")

    @every_language
    def test_in_a_row_below_the_list(self, language: Language) -> None:
        cells = "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in "abc")
        document = edited("terms_of_reference", language)
        document.control("panel_members").addnext(xml(f"<w:tr>{cells}</w:tr>"))
        (problem,) = problems(document)
        assert (problem.path, problem.code) == ("panel_members", "outside")

    @every_language
    def test_in_a_paragraph_after_the_items_of_a_list(self, language: Language) -> None:
        document = edited("terms_of_reference", language)
        document.control("terms.case_issues").addnext(xml("<w:p><w:r><w:t>one more</w:t></w:r></w:p>"))
        (problem,) = problems(document)
        assert (problem.path, problem.code) == ("terms.case_issues", "outside")


class TestCopies:
    @every_language
    def test_a_copied_control_with_another_value(self, language: Language) -> None:
        document = edited("report", language)
        control = document.control("reviewer_1.name")
        control.addnext(etree.fromstring(etree.tostring(control)))
        (problem,) = problems(document.type("reviewer_1.name", "Sioned"))
        assert (problem.path, problem.code) == ("reviewer_1.name", "copied")

    @every_language
    def test_a_copied_list(self, language: Language) -> None:
        document = edited("terms_of_reference", language)
        table = next(document.control("panel_members").iterancestors(qn("w:tbl")))
        table.addnext(etree.fromstring(etree.tostring(table)))
        problem, *others = problems(document)
        assert (problem.path, problem.code) == ("panel_members", "copied")
        assert {other.code for other in others} == {"outside"}  # the headings of its columns


def test_a_heading_that_somebody_rewrote_is_not_repeated() -> None:
    document = edited("recommendation", EN).type("timetable.first_panel_on", "x")
    for heading in document.root.iter(qn("w:p")):
        style = heading.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if style is not None and str(style.get(qn("w:val"))).startswith("Heading"):
            heading.append(xml("<w:r><w:t>Sioned</w:t></w:r>"))
    found = problems(document)
    assert [problem.code for problem in found if problem.code != "outside"] == ["not_understood"]
    assert "Sioned" not in "".join(map(str, found))
