"""A heading names a field by its label in either language or by its path, and never one that nobody meant."""

import pytest

from cpr_docs.batch.columns import match_columns
from cpr_docs.language.languages import Language
from cpr_docs.language.messages import say
from cpr_docs.models.evaluation_form import ConciseEvaluationForm
from cpr_docs.models.fields import field_at
from cpr_docs.models.guidance import FORM_NAMES, form_class
from cpr_docs.models.invitation_letter import ConciseInvitationLetter
from tests.batch.cases import problems, recipient

LETTER = ConciseInvitationLetter
VARIANTS = [variant for name in FORM_NAMES for variant in form_class(name).variants()]


def path_of(heading: str) -> str:
    columns = match_columns(["recipient.name", heading], LETTER)
    assert not columns.problems
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
        ("Language", "language"),
        ("Iaith", "language"),
        ("Dewis iaith", "language"),
        ("preferred LANGUAGE", "language"),
        ("E-mail", ""),
        ("Telephone", ""),
        ("Designation (Welsh)", ""),
        ("sessions[].on", ""),
        ("review_type", ""),
        ("form", ""),
        ("recipient", ""),
        ("Row", ""),
    ],
)
def test_what_a_heading_names(heading: str, path: str) -> None:
    assert path_of(heading) == path


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", ["name", "job_title", "agency", "address"])
def test_every_field_of_the_addressee_is_named_by_its_label_in_either_language(name: str, language: Language) -> None:
    label = say(field_at(LETTER, f"recipient.{name}").label.title, language)
    for heading in (label, label.upper(), f" {label} :", label.replace(" ", "_")):
        assert match_columns([heading], LETTER).fields[0].path == f"recipient.{name}"


@pytest.mark.parametrize("form", VARIANTS, ids=lambda form: f"{form.name()}.{form.type_name()}")
def test_no_label_of_an_addressee_means_two_fields(form: type) -> None:
    columns = match_columns(["Case identifier"], form)
    assert columns.fields[0].path == "case_identifier"
    addressee = form.ADDRESSEE  # type: ignore[attr-defined]
    for name in field_at(form, addressee).type.model_fields if addressee else ():
        field = field_at(form, f"{addressee}.{name}")
        for language in Language:
            suffix = " (cy)" if field.bilingual else ""
            (column,) = match_columns([say(field.label.title, language) + suffix], form).fields
            assert column.field.path == field.path


def test_the_answers_of_an_evaluation_form_are_named_by_their_labels() -> None:
    headings = [
        "Name (you may leave this blank)",
        "Did this learning event meet its objectives?",
        "Date of learning event",
    ]
    columns = match_columns(headings, ConciseEvaluationForm)
    assert [column.path for column in columns.fields] == ["answers.name", "answers.objectives_met", "event_on"]


def test_a_column_that_names_nothing_is_left_out_with_a_note() -> None:
    columns = match_columns(["Name", "E-mail", "Job titel", ""], LETTER)
    assert columns.notes == (
        'left out: column 2, "E-mail"',
        'left out: column 3, "Job titel"; did you mean recipient.job_title?',
    )


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
