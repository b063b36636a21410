"""A heading names a field by its label in either language or by its path; no other heading is guessed."""

from typing import Any

import pytest

import cpr_docs
from cpr_docs.batch.columns import match_columns
from cpr_docs.guidance.evaluation_form.model import ConciseEvaluationForm
from cpr_docs.guidance.invitation_letter.model import ConciseInvitationLetter
from cpr_docs.language.catalogue import translate
from cpr_docs.language.languages import Language
from cpr_docs.models.fields import field_at
from cpr_docs.models.registry import form_class, form_names
from tests.batch.cases import letter, problems, recipient
from tests.examples import variant_id

LETTER = ConciseInvitationLetter
VARIANTS = [variant for name in form_names() for variant in form_class(name).variants()]


def path_of(heading: str) -> str:
    columns = match_columns(["recipient.name", heading], LETTER)
    assert {problem.code for problem in columns.problems} <= {"unknown_column"}
    assert len(columns.fields) + (columns.language is not None) + len(columns.problems) == 2
    if columns.language is not None:
        return "language"
    return columns.fields[1].path if len(columns.fields) > 1 else ""


@pytest.mark.parametrize(
    ("heading", "path"),
    [
        ("Job title", "recipient.job_title"),
        ("JOB TITLE", "recipient.job_title"),
        ("  job  -  title: ", "recipient.job_title"),
        ("Jobtitle", "recipient.job_title"),
        ("job_title", "recipient.job_title"),
        ("recipient.job_title", "recipient.job_title"),
        ("Recipient: job title", "recipient.job_title"),
        ("Asiantaeth", "recipient.agency"),
        ("ASIANTAETH", "recipient.agency"),
        ("Cyfeiriad", "recipient.address"),
        ("Case identifier", "case_identifier"),
        ("dated", "dated"),
        ("venue.cy", "venue.cy"),
        ("Venue (Welsh)", "venue.cy"),
        ("Venue – Cymraeg", "venue.cy"),
        ("venue in English", "venue.en"),
        ("Signatory e-mail", "signatory.email"),
        ("signatory.email", "signatory.email"),
        ("reviewer_1.designation.cy", "reviewer_1.designation.cy"),
        ("Swydd", "recipient.job_title"),
        ("Rôl", "recipient.job_title"),
        ("Position", "recipient.job_title"),
        ("Sefydliad", "recipient.agency"),
        ("Organisation", "recipient.agency"),
        ("Cyflogwr", "recipient.agency"),
        ("Postal address", "recipient.address"),
        ("Cyfeiriad post", "recipient.address"),
        ("Address line 1", "recipient.address"),
        ("Llinell cyfeiriad 1", "recipient.address"),
        ("Street", "recipient.address"),
        ("Addr1", "recipient.address"),
        ("Address 1 / Cyfeiriad 1", "recipient.address"),
        ("Agency / Asiantaeth", "recipient.agency"),
        ("Swydd|Post", "recipient.job_title"),
        ("Agency / Address", ""),
        ("Language / Iaith", "language"),
        ("Language (Welsh/English)", "language"),
        ("Postcode", ""),
        ("Title", "recipient.title"),
        ("Teitl (Cymraeg)", "recipient.title.cy"),
        ("Mr/Mrs", "recipient.title"),
        ("Language", "language"),
        ("Iaith", "language"),
        ("Dewis iaith", "language"),
        ("preferred LANGUAGE", "language"),
        ("Telephone", ""),
        ("Designation (Welsh)", ""),
        ("sessions[].on", ""),
        ("review_type", ""),
        ("form", ""),
        ("recipient", ""),
        ("Row", ""),
    ],
)
def test_the_field_that_a_heading_names(heading: str, path: str) -> None:
    assert path_of(heading) == path


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", ["title", "name", "job_title", "agency", "address"])
def test_every_field_of_the_addressee_is_named_by_its_label_in_either_language(name: str, language: Language) -> None:
    label = translate(field_at(LETTER, f"recipient.{name}").label.title, language)
    for heading in (label, label.upper(), f" {label} :", label.replace(" ", "_")):
        assert match_columns([heading], LETTER).fields[0].path == f"recipient.{name}"


@pytest.mark.parametrize(
    "form", [variant for variant in VARIANTS if variant.identifier_path() == "case_identifier"], ids=variant_id
)
def test_no_label_of_an_addressee_means_two_fields(form: type) -> None:
    columns = match_columns(["Case identifier"], form)
    assert columns.fields[0].path == "case_identifier"
    addressee = form.ADDRESSEE  # type: ignore[attr-defined]
    for name in field_at(form, addressee).type.model_fields if addressee else ():
        field = field_at(form, f"{addressee}.{name}")
        for language in Language:
            suffix = " (cy)" if field.bilingual else ""
            (column,) = match_columns([translate(field.label.title, language) + suffix], form).fields
            assert column.field.path == field.path


def test_the_answers_of_an_evaluation_form_are_named_by_their_labels() -> None:
    headings = [
        "Name (you may leave this blank)",
        "Did this learning event meet its objectives?",
        "Date of learning event",
    ]
    columns = match_columns(headings, ConciseEvaluationForm)
    assert [column.path for column in columns.fields] == ["answers.name", "answers.objectives_met", "event_on"]


def messages(headings: list[str], form: type = LETTER, ignore: tuple[str, ...] = ()) -> list[str]:
    return [str(problem) for problem in match_columns(headings, form, ignore).problems]


class TestUnknownHeadings:
    def test_a_column_that_names_no_field_is_a_problem_with_a_suggestion(self) -> None:
        assert messages(["Name", "Fax", "Job titel", ""]) == [
            'column "B": names no field of the form, and its cells would be lost',
            'column "Job titel": names no field of the form; did you mean Job title?',
        ]

    def test_a_heading_that_is_like_no_name_is_not_shown_for_it_may_be_that_of_a_person(self) -> None:
        headings = ["Name", *[""] * 25, "Carys Llwyd-Evans", "Adr\x1besss", "Na\u202eme"]
        problems = messages(headings)
        assert problems == [
            'column "Na\\u202eme": names the same field twice: columns 1 and 29',
            'column "AA": names no field of the form, and its cells would be lost',
            'column "Adr\\x1besss": names no field of the form; did you mean Address?',
        ]

    @pytest.mark.parametrize(
        ("heading", "meant"),
        [("Adress", "Address"), ("Langauge", "Language"), ("Cyferiad", "Cyfeiriad"), ("Ieith", "Iaith"),
         ("Organistion", "Organisation"), ("Agnecy", "Agency"), ("Sefydlaid", "Sefydliad"), ("Post cde", "Postcode"),
         ("Retrun by", "Return by"), ("Agency (in full)", "Agency"), ("Job title [optional]", "Job title"),
         ("Name of recipient (please print)", "Name of recipient")],
    )  # fmt: skip
    def test_a_misspelling_in_either_language_is_seen(self, heading: str, meant: str) -> None:
        assert messages(["Name", heading]) == [f'column "{heading}": names no field of the form; did you mean {meant}?']

    @pytest.mark.parametrize("heading", ["E-mail", "email address", "E-bost", "Cyfeiriad e-bost"])
    def test_an_address_for_sending_is_understood_and_reported_as_left_out(self, heading: str) -> None:
        columns = match_columns(["Name", heading], LETTER)
        assert columns.problems == ()
        assert [column.path for column in columns.fields] == ["recipient.name"]
        assert columns.notes == (f'left out: column 2, "{heading}"',)

    def test_one_list_of_recipients_serves_every_form_and_what_it_has_no_field_for_is_noted(self) -> None:
        spare = ["Title", "Cyfarchiad", "Agency (Welsh)", "Asiantaeth / Agency", "Address 1", "Post code", "E-mail"]
        columns = match_columns(["Name", "Job title", *spare], ConciseEvaluationForm)
        assert columns.problems == ()
        assert [column.path for column in columns.fields] == ["answers.name", "answers.job_title"]
        assert columns.notes == tuple(f'left out: column {n}, "{name}"' for n, name in enumerate(spare, start=3))
        kept = match_columns(["Name", "Address"], ConciseEvaluationForm, keep=["Address"])
        assert (kept.problems, kept.notes, kept.kept_headings) == ((), (), ("Address",))

    def test_a_title_that_may_be_a_part_of_the_name_and_any_other_column_stop_the_run(self) -> None:
        assert messages(["Job title/role", "Title", "Fax"], ConciseEvaluationForm) == [
            'the table: has no column "Name (you may leave this blank)"; join these columns in one column of that '
            'name: "Title"',
            'column "C": names no field of the form, and its cells would be lost',
        ]

    def test_a_column_that_is_named_is_left_out_on_purpose(self) -> None:
        for ignore in (("E-mail", "notes"), ("e-mail,Notes",), ("E-MAIL , NOTES",)):
            columns = match_columns(["Name", "E-mail", "Notes"], LETTER, ignore)
            assert columns.problems == ()
            assert columns.notes == ('left out: column 2, "E-mail"', 'left out: column 3, "Notes"')
        assert messages(["Name", "Notes, and more", "Notes"], ignore=("Notes, and more",)) == [
            'column "C": names no field of the form, and its cells would be lost'
        ]

    def test_a_known_column_can_be_left_out_too(self) -> None:
        columns = match_columns(["Name", "Agency"], LETTER, ["Agency"])
        assert [column.path for column in columns.fields] == ["recipient.name"]

    def test_a_misspelt_name_is_reported_once(self) -> None:
        assert messages(["Nmae", "Agency"]) == ['column "Nmae": names no field of the form; did you mean Name?']

    def test_of_a_row_that_names_no_field_only_headings_close_to_a_name_are_reported(self) -> None:
        assert messages(["Nmae", "Ms Siân Prothero"]) == [
            'column "Nmae": names no field of the form; did you mean Name?'
        ]


class TestSeveralColumnsForOneField:
    @pytest.mark.parametrize(
        ("headings", "order"),
        [
            (["Address 1", "Address 2", "Postcode"], [1, 2, 3]),
            (["Postcode", "Address 2", "Address 1"], [3, 2, 1]),
            (["Address", "Town", "Post code"], [1, 2, 3]),
            (["Address line 2", "County", "Address line 1"], [3, 1, 2]),
            (["Cyfeiriad 1", "Cyfeiriad 2", "Cod post"], [1, 2, 3]),
            (["Stryd", "Tref", "Côd Post"], [1, 2, 3]),
            (["Street", "City", "Postal code"], [1, 2, 3]),
            (["1st line of address", "2nd line of address", "Town/City"], [1, 2, 3]),
        ],
    )
    def test_an_address_in_several_columns_is_one_in_the_order_of_its_lines(
        self, headings: list[str], order: list[int]
    ) -> None:
        columns = match_columns(["Name", *headings], LETTER)
        assert columns.problems == ()
        address = columns.fields[-1]
        assert (address.path, [address.index, *address.further]) == ("recipient.address", order)

    def test_blank_lines_of_it_are_left_out(self) -> None:
        row = {"Name": "Ms A", "Address 1": "4 Stryd y Bont", "Address 2": "", "Postcode": "QA5 3LJ"}
        (made,) = cpr_docs.check_batch(letter(), [row | {"Language": "cy"}]).render()
        form = cpr_docs.read(made.content or b"")
        assert isinstance(form, cpr_docs.InvitationLetter)
        assert form.recipient.address is not None
        assert form.recipient.address.cy == "4 Stryd y Bont\nQA5 3LJ"

    def test_a_town_or_a_postcode_alone_is_no_address(self) -> None:
        assert messages(["Name", "Town", "Postcode"]) == [
            'column "Town": names no field of the form, and its cells would be lost',
            'column "Postcode": names no field of the form, and its cells would be lost',
        ]

    @pytest.mark.parametrize(
        ("cells", "name"),
        [
            ({"First name": "Ffion", "Surname": "Prys"}, "Ffion Prys"),
            ({"Surname": "Prys", "Forename": "Ffion"}, "Ffion Prys"),
            ({"Last name": "Prys", "Middle names": "Mair Non", "First name": "Ffion"}, "Ffion Mair Non Prys"),
            ({"Initials": "F. M.", "Surname": "Prys"}, "F. M. Prys"),
            ({"Enw cyntaf": "Ffion", "Enw canol": " ", "Cyfenw": "Prys"}, "Ffion Prys"),
            ({"Enw cyntaf / First name": "Ffion", "Cyfenw / Surname": "Prys"}, "Ffion Prys"),
        ],
    )
    def test_a_name_in_several_columns_is_one_in_the_order_of_its_words(self, cells: dict[str, str], name: str) -> None:
        assert _recipient_of(cells | {"Language": "cy"}).name == name

    @pytest.mark.parametrize("headings", [("Title", "First name", "Surname"), ("Teitl", "Enw cyntaf", "Cyfenw")])
    def test_a_title_before_it_is_never_lost(self, headings: tuple[str, ...]) -> None:
        read = _recipient_of(dict(zip(headings, ("Ms", "Ffion", "Prys"), strict=True)) | {"Language": "cy"})
        title = getattr(read, "title", None)
        assert " ".join(filter(None, (title and title.cy, read.name))) == "Ms Ffion Prys"

    @pytest.mark.parametrize("headings", [("Title", "Surname"), ("Teitl", "Cyfenw"), ("Mr/Mrs", "Family name")])
    def test_with_a_title_the_surname_alone_is_a_name(self, headings: tuple[str, str]) -> None:
        read = _recipient_of(dict(zip(headings, ("Ms", "Prys"), strict=True)) | {"Language": "cy"})
        assert (read.title and read.title.cy, read.name) == ("Ms", "Prys")
        assert messages([headings[1], "Agency"]) != []

    def test_a_row_without_any_part_of_the_name_is_reported_with_all_of_them(self) -> None:
        rows = [{"First name": "", "Surname": "", "Agency": "Police", "Language": "cy"}]
        assert problems(rows) == ['row 1, column "First name, Surname": is missing']

    def test_with_the_whole_name_its_parts_are_a_question(self) -> None:
        assert messages(["Name", "Surname"]) == [
            'column "Surname": names no field of the form, and its cells would be lost'
        ]
        assert messages(["First name", "Initials", "Surname"]) == [
            'column "Initials": names no field of the form, and its cells would be lost'
        ]

    @pytest.mark.parametrize(
        ("headings", "name", "beside"),
        [
            (["First name", "Known as"], "Name", ("Agency", "Title")),
            (["Forename"], "Name", ("Agency", "Teitl")),
            (["Cyfenw"], "Enw", ("Agency",)),
        ],
    )
    def test_a_name_of_which_a_part_is_missing_is_reported_in_the_words_of_the_table(
        self, headings: list[str], name: str, beside: tuple[str, ...]
    ) -> None:
        listed = ", ".join(f'"{heading}"' for heading in headings)
        for other in beside:
            found = problems([dict.fromkeys([other, *headings], "x")], letter(recipient={"name": "A"}))
            assert found == [
                f'the table: has no column "{name}"; join these columns in one column of that name: {listed}'
            ]

    def test_a_table_without_names_is_reported_once(self) -> None:
        assert problems([{"Agency": "Police"}] * 3, letter(recipient={"name": "Mrs A"})) == [
            'the table: has no column "Name"'
        ]

    def test_a_name_that_may_be_blank_needs_no_column(self) -> None:
        assert messages(["Job title/role", "Language"], ConciseEvaluationForm) == []
        assert messages(["Enw", "Swydd"], ConciseEvaluationForm) == []


def _recipient_of(row: dict[str, str]) -> Any:
    """The recipient of a row's Welsh letter."""
    (made,) = cpr_docs.check_batch(letter(), [row]).render()
    read: Any = cpr_docs.read(made.content or b"")
    return read.recipient


def test_text_in_two_languages_must_say_which() -> None:
    assert problems([recipient(Venue="x")]) == [
        'column "Venue": must say which language it is in: "Venue (English)" or "Venue (Welsh)"'
    ]


def test_two_columns_for_one_field_are_a_problem() -> None:
    assert problems([recipient(Enw="x")]) == ['column "Enw": names the same field twice: columns 1 and 6']
    assert problems([recipient(Iaith="cy")]) == ['column "Iaith": names the same field twice: columns 5 and 6']


def test_a_table_without_headings_is_a_problem_that_repeats_none_of_its_cells() -> None:
    (problem,) = problems([{"Ms Siân Prothero": "Mr A", "Police": "Education"}])
    assert problem == "the table: has no heading that names a field of the form; the first row must hold the headings"
