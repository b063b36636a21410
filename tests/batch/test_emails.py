"""E-mail drafts: one for each recipient with an address, in their languages, with their letters.

They have the same bytes each time, and nothing that a table contains can add a header.
"""

import email
import email.policy
from collections.abc import Sequence
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import cpr_docs
from cpr_docs.batch.email_column import AddressInvalid, email_address, is_email_heading
from cpr_docs.batch.email_message import EmailDrafts
from cpr_docs.batch.email_words import FIELDS, default_words, filled
from cpr_docs.documents.settings import Settings
from cpr_docs.language.languages import Language
from cpr_docs.models.registry import form_names
from cpr_docs.models.replace import as_validated
from tests.batch.cases import hashes, letter, manifest, recipient
from tests.pdf.conftest import soffice, temporary
from tests.pdf.soffice import StandIn

__all__ = ["soffice", "temporary"]

HEADERS = ["To", "Subject", "X-Unsent", "MIME-Version", "Content-Type", "Content-Language"]
ROWS = (
    {**recipient(Salutation="Ms Prothero"), "E-mail": "sian@board.example"},
    {**recipient(Name="Mr Tom Oakley", Language="en"), "E-mail": " mailto:tom@board.example "},
    {**recipient(Name="Dr Nia Bevan", Language=""), "E-mail": "nia.bevan@board.example"},
    {**recipient(Name="Mrs Ann Hill", Language="en"), "E-mail": None},
)
SUBJECTS = {
    "cy": "Gwahoddiad i’r Digwyddiad Dysgu: DA-CPR-2012-03",
    "en": "Invitation to the Learning Event: DA-CPR-2012-03",
}


def plan(rows: Sequence[dict[str, Any]] = ROWS, **options: Any) -> cpr_docs.BatchPlan:
    return cpr_docs.check_batch(letter(), rows, **{"email": True, **options})


def parsed(content: bytes) -> EmailMessage:
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    assert message.defects == []
    return message


def text(message: EmailMessage) -> str:
    body = message.get_body()
    assert isinstance(body, EmailMessage)
    return str(body.get_content()).replace("\r\n", "\n")


def attached(message: EmailMessage) -> dict[str | None, bytes]:
    return {part.get_filename(): part.get_content() for part in message.iter_attachments()}


def drafts(folder: Path) -> dict[str, EmailMessage]:
    return {path.name.removeprefix("DA-CPR-2012-03-"): parsed(path.read_bytes()) for path in folder.glob("*.eml")}


class TestDrafts:
    def test_each_recipient_with_an_address_has_one_in_their_languages(self, tmp_path: Path) -> None:
        summary = plan().write(tmp_path)
        assert (summary.written, summary.emails) == (5, 3)
        found = drafts(tmp_path)
        assert sorted(found) == ["0001-cy.eml", "0002-en.eml", "0003-cy-en.eml"]
        assert {
            name: (message["To"].addresses[0].display_name, message["To"].addresses[0].addr_spec)
            for name, message in found.items()
        } == {
            "0001-cy.eml": ("Ms Siân Prothero", "sian@board.example"),
            "0002-en.eml": ("Mr Tom Oakley", "tom@board.example"),
            "0003-cy-en.eml": ("Dr Nia Bevan", "nia.bevan@board.example"),
        }
        assert found["0001-cy.eml"]["Subject"] == SUBJECTS["cy"]
        assert found["0002-en.eml"]["Subject"] == SUBJECTS["en"]
        assert found["0003-cy-en.eml"]["Subject"] == f"{SUBJECTS['cy']} / {SUBJECTS['en']}"
        assert text(found["0001-cy.eml"]).startswith("SWYDDOGOL-SENSITIF\n\nAnnwyl Ms Prothero,\n\n")
        both = text(found["0003-cy-en.eml"])
        assert both.index("Annwyl Dr Nia Bevan,") < both.index("Dear Dr Nia Bevan,")

    def test_it_is_a_draft_without_sender_date_and_identifier(self, tmp_path: Path) -> None:
        plan().write(tmp_path)
        for message in drafts(tmp_path).values():
            assert message.keys() == HEADERS
            assert message["X-Unsent"] == "1"

    def test_the_letters_are_attached_as_they_were_written(self, tmp_path: Path) -> None:
        plan().write(tmp_path)
        for name, message in drafts(tmp_path).items():
            stem, languages = name.removesuffix(".eml").split("-", 1)
            files = [f"DA-CPR-2012-03-{stem}-{language}.docx" for language in languages.split("-")]
            assert attached(message) == {file: (tmp_path / file).read_bytes() for file in files}

    def test_with_pdf_the_pdfs_are(self, tmp_path: Path, soffice: StandIn) -> None:
        summary = plan().write(tmp_path, pdf=True, office=soffice)
        assert (summary.written, summary.emails, summary.problems) == (10, 3, ())
        pdfs = {path.name: path.read_bytes() for path in tmp_path.glob("*.pdf")}
        for message in drafts(tmp_path).values():
            found = attached(message)
            assert found.items() <= pdfs.items()
            assert len(found) == text(message).count("DA-CPR") + len(message["Content-Language"].split(", "))
        again = plan().write(tmp_path, pdf=True, office=soffice)
        assert (again.written, again.kept, again.emails, again.problems) == (0, 10, 3, ())

    def test_the_same_table_makes_the_same_bytes_however_they_are_made(self, tmp_path: Path) -> None:
        rows = [{**row, "Name": f"{row['Name']} {number}"} for number in range(20) for row in ROWS]
        for number, workers in enumerate((1, 2)):
            plan(rows).write(tmp_path / str(number), workers=workers)
        assert hashes(tmp_path / "0") == hashes(tmp_path / "1")
        rendered = {outcome.filename: outcome.content for outcome in plan(rows).render(workers=2)}
        assert rendered == {
            path.name: path.read_bytes() for path in (tmp_path / "0").iterdir() if path.suffix != ".csv"
        }

    def test_the_manifest_lists_them(self, tmp_path: Path) -> None:
        plan(keep="E-mail").write(tmp_path)
        lines = [line for line in manifest(tmp_path) if line["file"].endswith(".eml")]
        assert [(line["row"], line["language"]) for line in lines] == [("1", "cy"), ("2", "en"), ("3", "both")]
        everything = hashes(tmp_path)
        assert all(everything[line["file"]] == line["sha256"] for line in lines)

    def test_a_letter_that_is_missing_has_none(self, tmp_path: Path) -> None:
        (tmp_path / "DA-CPR-2012-03-0003-en.docx").write_bytes(b"mine")
        summary = plan().write(tmp_path)
        assert [problem.row for problem in summary.problems] == [3]
        assert sorted(drafts(tmp_path)) == ["0001-cy.eml", "0002-en.eml"]

    def test_no_letter_for_print_is_one(self, tmp_path: Path) -> None:
        summary = plan().for_print().write(tmp_path)
        assert (summary.written, summary.emails) == (5, 0)
        assert drafts(tmp_path) == {}


class TestAnotherRun:
    def test_keeps_what_is_there(self, tmp_path: Path) -> None:
        plan().write(tmp_path)
        before = hashes(tmp_path)
        (tmp_path / "DA-CPR-2012-03-0003-cy-en.eml").unlink()
        assert plan().write(tmp_path).emails == 3
        assert hashes(tmp_path) == before

    def test_a_corrected_address_is_reported_before_anything_is_written(self, tmp_path: Path) -> None:
        plan().write(tmp_path)
        before = hashes(tmp_path)
        corrected = [ROWS[0], {**ROWS[1], "E-mail": "tom.oakley@board.example"}, *ROWS[2:]]
        with pytest.raises(cpr_docs.StaleFiles) as caught:
            plan(corrected).write(tmp_path)
        assert [str(problem) for problem in caught.value.problems] == [
            "row 2, DA-CPR-2012-03-0002-en.eml: is of an earlier run, and this row makes another one"
        ]
        assert hashes(tmp_path) == before
        summary = plan(corrected).write(tmp_path, stale="remove")
        assert summary.removed == ("DA-CPR-2012-03-0002-en.eml",)
        assert drafts(tmp_path)["0002-en.eml"]["To"].addresses[0].addr_spec == "tom.oakley@board.example"

    def test_one_without_emails_does_not_leave_drafts_that_it_has_not_checked(self, tmp_path: Path) -> None:
        plan().write(tmp_path)
        with pytest.raises(cpr_docs.StaleFiles) as caught:
            plan(email=False).write(tmp_path)
        assert {problem.reason for problem in caught.value.problems} == {
            "is an e-mail of an earlier run, and this run makes no such e-mail"
        }
        plan(email=False).write(tmp_path, stale="remove")
        assert drafts(tmp_path) == {}

    def test_a_file_of_that_name_is_left_alone(self, tmp_path: Path) -> None:
        (tmp_path / "DA-CPR-2012-03-0002-en.eml").write_bytes(b"mine")
        summary = plan().write(tmp_path)
        assert [str(problem) for problem in summary.problems] == [
            "row 2, DA-CPR-2012-03-0002-en.eml: there is another file of that name"
        ]
        assert (tmp_path / "DA-CPR-2012-03-0002-en.eml").read_bytes() == b"mine"


class TestAddresses:
    @pytest.mark.parametrize(
        "heading",
        ["E-mail", "email", "E-Mail Address", "Email (work)", "E-bost", "Cyfeiriad e-bost", "E-bost / E-mail"],
    )
    def test_the_column_is_known_by_its_heading(self, heading: str) -> None:
        assert is_email_heading(heading)
        found = plan([{"Name": "Ms A", "Language": "en", heading: "a@board.example"}])
        assert (found.problems, found.emails) == ((), 1)
        assert "left out" not in " ".join(map(str, found.notes))

    def test_a_table_without_it_is_refused(self) -> None:
        for options in ({}, {"ignore": "E-mail"}):
            rows = ROWS if options else [{"Name": "Ms A"}]
            assert [str(problem) for problem in plan(rows, **options).problems] == [
                'the table: has no column of e-mail addresses, such as "E-mail" or "E-bost"'
            ]

    def test_two_such_columns_are_refused(self) -> None:
        (problem,) = plan([{"Name": "Ms A", "E-mail": "a@b.example", "E-bost": "a@b.example"}]).problems
        assert str(problem) == 'column "E-bost": names the same field twice: columns 2 and 3'

    def test_recipients_without_one_are_counted_and_listed(self) -> None:
        notes = plan([*ROWS, {**ROWS[3], "Name": "Mr F"}, ROWS[0] | {"Name": "Ms G"}]).notes
        assert "recipients without an e-mail address, for whom no e-mail is made: 2 (rows 4 to 5)" in notes

    @pytest.mark.parametrize(
        "cell",
        ["a", "a@", "@b.example", "a@b", "a b@c.example", "a@b.example, c@d.example", "a@b.example;c@d.example", 7,
         "Ms A <a@b.example>", "a@b.example\nBcc: c@d.example", "a\r\n@b.example", "a..b@c.example", ".a@b.example",
         "a@-b.example", "a@b..example", "a@b.example\x00", "â@b.example", "a@tŷ.example", f"{'a' * 65}@b.example",
         "n/a", "dim", f"a@{'b.' * 130}example", '"a b"@c.example', "a@[127.0.0.1]", True],
    )  # fmt: skip
    def test_a_cell_that_is_no_address_is_a_problem_of_its_row(self, cell: object) -> None:
        with pytest.raises(AddressInvalid):
            email_address(cell)
        (problem,) = plan([ROWS[0], {**ROWS[1], "E-mail": cell}]).problems
        assert str(problem) == 'row 2, column "E-mail": must be one e-mail address, or blank'

    @pytest.mark.parametrize("cell", ["a@b.example", "O'Hara.x+y@b-c.d.example", "A_B@C.EXAMPLE", "mailto:a@b.example"])
    def test_an_address_is_taken_as_it_is(self, cell: str) -> None:
        assert email_address(f" {cell}\n") == cell.removeprefix("mailto:")
        assert email_address(None) is None


FORM: Any = cpr_docs.example("invitation_letter")
_ANY_TEXT = st.text(st.characters(codec="utf-8"), max_size=200)


@given(name=_ANY_TEXT, subject=_ANY_TEXT, body=_ANY_TEXT)
@example(name="Ms A\r\nBcc: x@y.example", subject="a\nBcc: x@y.example", body=".\r\n.\r\nFrom x\n--=_")
@example(name='"Rhŷs, Dr" <x@y.example>, Ŵ', subject="=?utf-8?q?x?=", body="\ufeff\x00\x1b[0m")
@example(name="ŵ" * 150, subject="x" * 200, body="y" * 200)
def test_no_value_adds_a_header_or_a_recipient(name: str, subject: str, body: str) -> None:
    person = FORM.recipient.model_copy(update={"name": name})
    form = as_validated(FORM.model_copy(update={"recipient": person}))
    words = {Language.ENGLISH: "".join(part.replace("{", "(") for part in (subject, "\n", body))}
    content = EmailDrafts(words, Settings()).content(
        form, [Language.ENGLISH], "a.b@c.example", [("ŵy ŷd.pdf", b"%PDF"), ("a.docx", b"PK")]
    )
    message = parsed(content)
    assert message.keys() == HEADERS
    (address,) = message["To"].addresses
    assert address.addr_spec == "a.b@c.example"
    assert len(list(message.iter_parts())) == 3
    assert attached(message) == {"ŵy ŷd.pdf": b"%PDF", "a.docx": b"PK"}
    assert max(map(len, content.split(b"\r\n"))) < 998
    assert content.count(b"\n") == content.count(b"\r\n")
    content.decode("ascii")


@pytest.mark.parametrize("name", ["Ms Angharad Tudur-Price", "Dr Siân Ŵyn", 'Rhŷs "Bach", Dr', "O'Hara, Kate (Dr.)"])
def test_the_name_arrives_as_it_is(name: str) -> None:
    person = FORM.recipient.model_copy(update={"name": name})
    form = as_validated(FORM.model_copy(update={"recipient": person}))
    message = parsed(EmailDrafts({}, Settings()).content(form, list(Language), "a@b.example", []))
    assert message["To"].addresses[0].display_name == name


class TestWords:
    def test_a_boards_own_words_take_the_place_of_the_librarys(self) -> None:
        own = {
            "cy": "Pwnc {reference}\n\nAnnwyl {salutation}\n{sender}",
            "en": "\ufeffSubject\r\n\r\nDear { name }:\r\n",
        }
        outcomes = [each for each in plan(email=own).render() if each.filename.endswith(".eml")]
        message = parsed(outcomes[2].content or b"")
        assert message["Subject"] == "Pwnc DA-CPR-2012-03 / Subject"
        assert text(message).splitlines()[0] == "Annwyl Dr Nia Bevan"
        assert text(message).splitlines()[-1] == "Dear Dr Nia Bevan:"

    def test_words_in_one_language_alone_are_refused_if_letters_are_in_both(self) -> None:
        words = {"en": "Subject\n\nText"}
        (problem,) = plan(email=words).problems
        assert problem.path == "email.cy"
        assert plan(ROWS[1:2], email=words).problems == ()

    def test_words_that_cannot_be_filled_are_refused(self) -> None:
        found = plan(email={"cy": "\nx", "en": "{nmae} {name}\n{nmae}"}).problems
        assert [str(problem) for problem in found] == [
            "email.cy: has no subject in its first line",
            "email.en: has {nmae}, which stands for nothing; these do: "
            + ", ".join(f"{{{field}}}" for field in FIELDS),
        ]

    @pytest.mark.parametrize("language", Language)
    @pytest.mark.parametrize("form", form_names())
    def test_the_librarys_fit_any_form_and_leave_no_braces(self, form: str, language: Language) -> None:
        for sparse in (False, True):
            subject, body = filled(default_words(language), cpr_docs.example(form, sparse=sparse), language, Settings())
            assert subject
            assert not set("{}") & set(subject + body)
            assert "\n\n\n" not in body

    def test_a_line_whose_values_are_all_blank_is_left_out(self) -> None:
        settings = Settings(protective_marking=None)
        words = "{marking}\nA\n\n{marking}\n\n{marking}: x\nB {marking} {reference}"
        assert filled(words, FORM, Language.ENGLISH, settings) == ("", "A\n\nB  DA-CPR-2012-03\n")
