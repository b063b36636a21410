"""Every problem is found before a letter is written: with its row, column and reason, never with the value."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import cpr_docs
from cpr_docs.batch.letter_headings import heading_names
from cpr_docs.models.registry import form_class, form_names
from tests.batch.cases import HEADINGS, RECIPIENTS, ROWS, letter, many, messages, problems, recipient, table
from tests.examples import first_example

NO_DATE = "must be a date, such as 31 January 2012, 31 Ionawr 2012 or 31/01/2012"
BOTH_LANGUAGES_MISSING = {"en": "The Mill Room"}


def test_the_fixtures_make_a_plan_without_problems() -> None:
    plan = cpr_docs.check_batch(letter(), RECIPIENTS, ignore=["E-mail"])
    assert (plan.rows, plan.documents, plan.problems) == (100, 111, ())
    assert plan.notes == ("recipients: 100, in rows 2 to 101", 'left out: column 8, "E-mail"')


def test_every_bad_row_is_reported_with_its_row_its_column_and_the_reason(tmp_path: Path) -> None:
    rows = [
        ("", "Nurse", "Health", "1 High Street", "cy"),
        ROWS[0],
        ("Mr A", "Nurse\nManager", "Health", "1 High Street", "French"),
        ("Mr B", "Nurse", "#N/A", "", "en", "20 Mill Lane"),
        ("Mr C\x07", "Nurse", "Police", "", "en"),
    ]
    assert messages(cpr_docs.check_batch(letter(), table(tmp_path, rows))) == [
        'row 2, column "Name": is missing',
        'row 4, column "Job title": must be a single line',
        'row 4, column "Language": must be Welsh, English, both, or blank where it is not known',
        "row 5: column 6 has no heading; a comma in an unquoted cell may have split it",
        'row 5, column "Agency": holds an error of the spreadsheet, such as #N/A',
        'row 6, column "Name": holds a character that no Word document can hold: U+0007, character 5',
    ]


def test_an_xlsx_is_checked_with_the_same_words(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in [(*HEADINGS, "dated"), (), (*ROWS[0], "soon"), (None, "x", "y", "z", "cy", 3)]:
        book.active.append(row)
    book.save(tmp_path / "people.xlsx")
    assert messages(cpr_docs.check_batch(letter(), tmp_path / "people.xlsx")) == [
        'row 3, column "dated": must be a date, such as 31 January 2012, 31 Ionawr 2012 or 31/01/2012',
        'row 4, column "Name": is missing',
        'row 4, column "dated": must be a date, such as 31 January 2012, 31 Ionawr 2012 or 31/01/2012',
    ]


def test_no_problem_tells_a_value() -> None:
    secret = "Xsecretx"
    rows = [
        dict.fromkeys(
            (*HEADINGS, "dated", "reply.attending", "venue.cy", "case identifier"), f"{secret}\n{secret}\x01"
        ),
        *([recipient(Name=secret)] * 2),
    ]
    found = cpr_docs.check_batch(letter(), rows)
    assert len(found.problems) > 5
    assert secret.casefold() not in repr((found, found.problems, messages(found))).casefold()


class TestSharedData:
    def test_a_fault_of_the_shared_letter_is_reported_once(self) -> None:
        rows = [recipient(Name=f"Mr {n}") for n in range(50)]
        assert problems(rows, letter(reply_by="2014-01-01", bord={"en": "x"}, sessions=[])) == [
            "sessions: is missing",
            "bord: is no field of the form; did you mean board?",
        ]

    def test_a_broken_rule_of_the_shared_letter_is_reported_once_though_other_rows_are_bad_too(self) -> None:
        rows = [recipient(Name=name) for name in ("Mr A", "", "Mr B")]
        assert problems(rows, letter(reply_by="2014-01-01")) == [
            "reply_by: is after the event has begun",
            'row 2, column "Name": is missing',
        ]

    def test_a_rule_that_only_some_rows_break_is_reported_for_these_rows(self) -> None:
        rows = [recipient(Name=f"Mr {n}", **{"reply by": day}) for n, day in enumerate(["2013-02-01", "2014-02-01"])]
        rows = [{("reply_by" if key == "reply by" else key): value for key, value in row.items()} for row in rows]
        assert problems(rows) == ['row 2, column "reply_by": is after the event has begun']

    def test_fields_of_a_column_may_be_missing_from_the_letter(self) -> None:
        shared = letter()
        del shared["dated"], shared["venue"]
        assert problems([recipient(dated="14 Ionawr 2013", **{"venue.cy": "Neuadd", "venue.en": "Hall"})], shared) == []

    def test_a_letter_that_is_no_form_is_refused(self) -> None:
        with pytest.raises(cpr_docs.UnknownForm):
            cpr_docs.check_batch({}, [recipient()])
        with pytest.raises(cpr_docs.InvalidForm):
            cpr_docs.check_batch("{", [recipient()])


class TestLanguages:
    def test_words_that_all_share_and_that_are_not_there_in_a_language_are_reported_once(self) -> None:
        rows = [recipient(Name=f"Mr {n}", Language=language) for n, language in enumerate(["en", "cy", "cy", ""])]
        shared = letter(venue=BOTH_LANGUAGES_MISSING)
        assert problems(rows, shared) == ["venue: has no Welsh"]
        assert problems(rows[:1], shared) == []
        assert problems(rows, shared, missing="mark") == []

    def test_words_of_a_column_are_reported_by_their_row(self) -> None:
        rows = [recipient(**{"venue.cy": venue, "Name": f"Mr {n}"}) for n, venue in enumerate(["Neuadd", ""])]
        assert problems(rows) == ['row 2, column "venue.cy": has no Welsh']

    def test_settings_without_words_in_a_language_are_reported_once(self) -> None:
        settings = cpr_docs.Settings.parse({"protective_marking": {"en": "OFFICIAL"}})
        found = problems([recipient(Name=f"Mr {n}") for n in range(3)], settings=settings)
        assert found == ["protective_marking: has no Welsh"]

    @pytest.mark.parametrize(
        ("choice", "languages"),
        [("recipient", ["cy", "en", "cy en"]), ("en", ["en"] * 3), ("cy", ["cy"] * 3), ("both", ["cy en"] * 3)],
    )
    def test_the_languages_of_the_documents_welsh_first(
        self, tmp_path: Path, choice: Any, languages: list[str]
    ) -> None:
        plan = cpr_docs.check_batch(letter(), table(tmp_path), language=choice)
        made = [(outcome.row, str(outcome.language)) for outcome in plan.render()]
        assert [" ".join(language for row, language in made if row == number) for number in (2, 3, 4)] == languages
        assert plan.documents == len(made)

    @pytest.mark.parametrize(
        ("cell", "languages"),
        [
            ("en", "en"), ("EN", "en"), ("English", "en"), (" saesneg ", "en"), ("cy", "cy"), ("Welsh", "cy"),
            ("CYMRAEG", "cy"), ("both", "cy en"), ("Dwyieithog", "cy en"), ("Welsh & English", "cy en"), ("", "cy en"),
            (None, "cy en"), ("Welsh and English", "cy en"), ("?", None),
            ("Gymraeg", "cy"), ("yn Gymraeg", "cy"), ("In Welsh", "cy"), ("Cymraeg yn unig", "cy"),
            ("yn Saesneg", "en"), ("English only", "en"), ("y ddwy iaith", "cy en"), ("Both languages", "cy en"),
            ("yn ddwyieithog", "cy en"), ("y Saesneg", "en"), ("Dim ots", "cy en"), ("n/a", "cy en"),
            ("Welsh/English", "cy en"), ("English / Welsh", "cy en"), ("cy + en", "cy en"),
            ("Cymraeg/Saesneg", "cy en"), ("Saesneg a Chymraeg", "cy en"), ("yn Gymraeg ac yn Saesneg", "cy en"),
            ("Welsh - English", "cy en"), ("no preference", "cy en"), ("Anhysbys", "cy en"), ("Welsh/Welsh", None),
            ("Welsh/French", None), ("Welsh, English, French", None), ("fr", None), (1, None), (True, None),
        ],
    )  # fmt: skip
    def test_the_languages_that_a_recipient_prefers(self, cell: Any, languages: str | None) -> None:
        plan = cpr_docs.check_batch(letter(), [recipient(Language=cell)])
        if languages is None:
            assert len(plan.problems) == 1
        else:
            assert " ".join(str(outcome.language) for outcome in plan.render()) == languages

    def test_without_a_column_for_it_nobodys_language_is_known(self) -> None:
        rows = [{"Name": "Mr A", "Address": "1 High Street\nQA4 2BD"}]
        plan = cpr_docs.check_batch(letter(), rows)
        assert plan.documents == 2
        read = "recipients: 1, in row 1"
        assert plan.notes == (read, "no column says which language a recipient prefers: every letter is made in both")
        assert cpr_docs.check_batch(letter(), rows, language="en").notes == (read,)

    def test_recipients_without_an_address_are_counted(self) -> None:
        rows = [
            {"Name": f"Mr {name}", "Address": address}
            for name, address in zip("ABC", ("", "1 Road\nQA4 2BD", " "), strict=True)
        ]
        plan = cpr_docs.check_batch(letter(), rows, language="en")
        assert plan.documents == 3
        _read, note = plan.notes
        assert str(note) == "recipients without an address, whose letters have a blank address block: 2"

    def test_addresses_that_nobody_can_post_to_are_counted(self) -> None:
        addresses = {"1 Road\nQA4 2BD": True, "1 Road\nqa42bd ": True, "QA4 2BD": False, "1 Road\nTown": False}
        for count, agency in ((2, ""), (1, "Police")):
            rows = [{"Name": "A", "Agency": agency, "Address": address} for address in addresses]
            # With the agency, the postcode alone makes three lines.
            _read, note = cpr_docs.check_batch(letter(), rows, language="en").notes
            assert str(note).endswith(f"no postcode as its last line, or fewer than three lines: {count}")

    def test_an_address_that_does_not_show_in_the_window_is_a_problem_of_its_row(self) -> None:
        long = "\n".join(f"Line {number}" for number in range(1, 8))
        rows = [{"Name": "Mr A", "Address": "1 Road"}, {"Name": "Mr B", "Address": long}]
        (problem,) = cpr_docs.check_batch(letter(), rows).problems
        assert (problem.row, problem.column, problem.code) == (2, "Address", "address_lines")
        assert "Line" not in str(problem)

    def test_a_language_that_there_is_not_is_refused(self) -> None:
        with pytest.raises(ValueError, match="recipient, en, cy, both"):
            cpr_docs.check_batch(letter(), [recipient()], language="fr")  # type: ignore[arg-type]


class TestRepeats:
    def test_the_same_recipient_twice_is_reported(self) -> None:
        rows = [recipient(), recipient(Name="Mr B"), recipient(Name=" ms  siân PROTHERO", Language="en"), recipient()]
        assert problems(rows) == [
            "row 3: is the same recipient as row 1",
            "row 4: is the same recipient as row 1",
        ]

    def test_the_same_name_at_another_address_is_another_recipient(self) -> None:
        assert problems([recipient(), recipient(Address="2 High Street")]) == []

    def test_two_files_of_one_name_are_reported(self) -> None:
        rows = [recipient(Name=name) for name in ("Mr A/B", "mr a b", "Mr C")]
        assert problems(rows, name="{name}-{language}") == ["row 2: would have a file of the same name as row 1"]
        assert problems(rows[:1], name="{row}", language="both") == [
            "row 1: would have one file for two languages; the pattern of the names needs the language"
        ]
        assert problems([recipient(Name="..")], name="{name}") == ["row 1: would have a file without a name"]


def test_an_empty_table_and_one_without_rows_are_reported(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_bytes(b"")
    with pytest.raises(cpr_docs.InvalidTable, match=r"empty\.csv: 1 problem\n  the table: is empty"):
        cpr_docs.check_batch(letter(), tmp_path / "empty.csv")
    assert messages(cpr_docs.check_batch(letter(), table(tmp_path, []))) == ["the table: has no row below its headings"]


@pytest.mark.parametrize("kind", ["bytes", "text", "object"])
def test_the_letter_may_be_json_or_parsed_json(kind: str) -> None:
    text = json.dumps(letter())
    data = {"bytes": text.encode(), "text": text, "object": letter()}[kind]
    assert cpr_docs.check_batch(data, [recipient()]).documents == 1  # type: ignore[arg-type]


def test_nothing_is_rendered_from_a_plan_with_problems() -> None:
    plan = cpr_docs.check_batch(letter(), [recipient(), recipient(Name="")])
    with pytest.raises(cpr_docs.InvalidTable, match='row 2, column "Name": is missing'):
        plan.render()
    assert [outcome.row for outcome in plan.render(skip_bad=True)] == [1]


def test_a_fault_that_all_share_cannot_be_skipped() -> None:
    plan = cpr_docs.check_batch(letter(sessions=[]), [recipient()])
    with pytest.raises(cpr_docs.InvalidTable, match="sessions"):
        plan.render(skip_bad=True)


def test_a_plan_shows_no_data() -> None:
    assert "Siân" not in repr(cpr_docs.check_batch(letter(), [recipient()]))


def test_another_form_is_batched_in_the_same_way(tmp_path: Path) -> None:
    shared = cpr_docs.example("evaluation_form", "extended").model_dump(mode="json") | {"answers": None}
    headings = ("Name (you may leave this blank)", "Teitl swydd/rôl", "Language", "Date of learning event")
    rows = [("Mr A", "Nurse", "cy", "12/02/2013"), ("", "", "en", "13 Chwefror 2013"), ("", "", "en", "12/02/2013")]
    plan = cpr_docs.check_batch(shared, table(tmp_path, rows, headings))
    assert messages(plan) == []
    assert [outcome.filename.rpartition("-000")[2] for outcome in plan.render()] == [
        "2-cy.docx",
        "3-en.docx",
        "4-en.docx",
    ]


def test_many_bad_rows_are_all_reported() -> None:
    rows = [recipient(Name="") for _ in many(500)]
    assert [problem.row for problem in cpr_docs.check_batch(letter(), rows).problems] == list(range(1, 501))


class TestProblemsThatFollowFromOthers:
    @pytest.mark.parametrize("name", form_names())
    def test_a_cell_that_cannot_be_read_is_one_problem(self, name: str) -> None:
        form = form_class(name).variants()[-1]
        personal = {form.ADDRESSEE, form.ANSWERED, "reply"}
        data = first_example(form).model_dump(mode="json")
        shared = {key: value for key, value in data.items() if key not in personal}
        row = {"Name": "Mr A"} if form.ADDRESSEE else {}
        paths = dict.fromkeys(path for names in heading_names(form).values() for path in names.paths)
        for path in paths.keys() - {f"{form.ADDRESSEE}.name"}:
            if f"{path}.cy" not in paths:
                found = cpr_docs.check_batch(shared, [row | {path: "#N/A"}], language="en").problems
                assert [(problem.code, problem.column) for problem in found] == [("spreadsheet_error", path)]

    def test_a_heading_that_is_not_understood_hides_no_problem_of_another_cell(self) -> None:
        rows = [{"Name": name, "Langauge": "cy", "dated": "soon", "Adress": "1 Road"} for name in ("Mr A", "", "Mr A")]
        shared = letter(venue=BOTH_LANGUAGES_MISSING, sessions=[])
        assert problems(rows, shared) == [
            'column "Langauge": names no field of the form; did you mean Language?',
            'column "Adress": names no field of the form; did you mean Address?',
            f'row 1, column "dated": {NO_DATE}',
            'row 2, column "Name": is missing',
            f'row 2, column "dated": {NO_DATE}',
            f'row 3, column "dated": {NO_DATE}',
        ]

    def test_without_a_column_that_every_row_needs_no_row_is_checked(self) -> None:
        assert problems([{"Nmae": "Mr A", "Agency": "#N/A", "dated": "soon"}]) == [
            'column "Nmae": names no field of the form; did you mean Name?'
        ]
