"""A signature stands on one page with what it signs, wherever the page before it ends."""

import functools
import io
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from pypdf import PdfReader

from cpr_docs.guidance.invitation_letter.model import InvitationLetter
from cpr_docs.guidance.parts.case_facts import CaseFacts
from cpr_docs.guidance.recommendation.decision import BoardDecision, ChairsAnswer
from cpr_docs.guidance.recommendation.model import Agreement, Outcome, Recommendation
from cpr_docs.guidance.report.model import Report
from cpr_docs.language.catalogue import translate
from cpr_docs.language.languages import Language
from cpr_docs.models.field_types import Choice
from cpr_docs.models.fields import label_of
from cpr_docs.models.form import Form
from cpr_docs.models.purpose import Purpose
from cpr_docs.pdf.convert.converter import Converter
from tests.documents.cases import RENDERER, VARIANTS, case, changed
from tests.witnesses import libreoffice, presence

ISSUES, SESSIONS = (0, 3, 6, 9), (1, 2, 3, 4)
"""The numbers of rows that move the end of a page past the signature."""
PURPOSES = (Purpose.FINAL, Purpose.PAPER)
SENTENCES = "\n".join(["The Chair asks that the review also looks at the work of the school."] * 5)


class Paper(NamedTuple):
    """A rendering whose length is varied."""

    variant: type[Form]
    language: Language
    purpose: Purpose
    length: int

    def __str__(self) -> str:
        return "-".join(map(str, (self.variant.__name__, self.language.value, self.purpose.value, self.length)))

    @property
    def form(self) -> Form:
        """The example, made longer."""
        base = case(self.variant)
        if self.variant.name() == InvitationLetter.name():
            session = base.model_dump(mode="json")["sessions"][0]
            days = [session | {"on": f"2013-06-{day}"} for day in range(19, 19 + self.length)]
            return changed(base, sessions=days, reply=None)
        rows = [{"text": {language.value: f"Issue {number}" for language in Language}} for number in range(self.length)]
        if self.variant.name() == Report.name():
            issue = base.model_dump(mode="json", exclude_none=True)["practice_issues"][0]
            return changed(base, practice_issues=[issue] * (1 + self.length // 3))
        return changed(base, case_issues=rows, board_decision=_decision(base, self.length))

    @property
    def pages(self) -> list[str]:
        """The text of each page."""
        presence.require(libreoffice.NAME, libreoffice.available())
        return _converted()[self]

    def say(self, message: str) -> str:
        """A message, as it stands in the text of a page."""
        return _plain(translate(message, self.language))

    def pages_with(self, *messages: str) -> list[int]:
        """The pages that hold all of the messages."""
        return [at for at, page in enumerate(self.pages) if all(self.say(message) in page for message in messages)]


def _decision(base: Form, length: int) -> dict[str, Any] | None:
    """One of the four states of the Chair's decision."""
    words = {language.value: SENTENCES for language in Language}
    signed = base.model_dump(mode="json", exclude_none=True)["board_decision"]
    signed = {name: value for name, value in signed.items() if name not in ("amendments", "reasons")}
    return (
        signed | {"answer": ChairsAnswer.AGREE.value},
        signed | {"answer": ChairsAnswer.AGREE_AMENDED.value, "amendments": words},
        signed | {"answer": ChairsAnswer.DISAGREE.value, "reasons": words},
        None,
    )[length // 3 % 4]


def _papers() -> Iterator[Paper]:
    for variant in VARIANTS:
        for language in Language:
            if variant.name() == Recommendation.name():
                yield from (Paper(variant, language, purpose, issues) for purpose in PURPOSES for issues in ISSUES)
            if variant.name() == InvitationLetter.name():
                yield from (Paper(variant, language, Purpose.FINAL, sessions) for sessions in SESSIONS)
            if variant.name() == Report.name():
                yield from (Paper(variant, language, Purpose.FINAL, issues) for issues in ISSUES[1:3])


PAPERS = list(_papers())


def every_paper_of(form: type[Form]) -> pytest.MarkDecorator:
    """Runs a test with each paper of a form."""
    return pytest.mark.parametrize("paper", [each for each in PAPERS if each.variant.name() == form.name()], ids=str)


@functools.cache
def _converted() -> dict[Paper, list[str]]:
    documents = [RENDERER.render(each.form, each.language, purpose=each.purpose).content for each in PAPERS]
    with Converter() as converter:
        pdfs = [conversion.pdf for conversion in converter.convert_all(documents)]
    return {
        each: [_plain(page.extract_text()) for page in PdfReader(io.BytesIO(pdf or b"")).pages]
        for each, pdf in zip(PAPERS, pdfs, strict=True)
    }


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u2011", "-"))


def _boxed(paper: Paper, choice: type[Choice]) -> list[int]:
    """The pages that hold a box for each answer."""
    labels = [re.escape(paper.say(member.label)) for member in choice]
    return [at for at, page in enumerate(paper.pages) if all(re.search(f"[☐☒] {label}", page) for label in labels)]


@every_paper_of(Recommendation)
def test_the_decision_its_signature_and_its_dates_are_on_one_page(paper: Paper) -> None:
    labels = [label_of(BoardDecision, name).text for name in ("in_discussion", "presented_on", "sent_on", "telephone")]
    pages = paper.pages_with("Decision of the Chair of LSCB", "Signature", *labels)
    assert len(pages) == 1
    assert pages[0] in _boxed(paper, ChairsAnswer)


@every_paper_of(Recommendation)
def test_the_sign_off_of_the_sub_group_is_on_one_page(paper: Paper) -> None:
    assert paper.pages_with("To be completed by Sub group Chair", "Signature", "Telephone number")


@every_paper_of(Recommendation)
@pytest.mark.parametrize("choice", [Outcome, Agreement])
def test_the_boxes_of_a_question_are_on_one_page(paper: Paper, choice: type[Choice]) -> None:
    assert _boxed(paper, choice)


@every_paper_of(Recommendation)
def test_the_ticks_of_the_harm_are_on_one_page(paper: Paper) -> None:
    harms = ("death", "life_threatening", "impairment", "danger_only")
    assert paper.pages_with(*(label_of(CaseFacts, name).text for name in harms))


@every_paper_of(InvitationLetter)
def test_the_close_of_the_letter_is_on_one_page_with_lines_of_its_text(paper: Paper) -> None:
    signatory = paper.form.model_dump(mode="json")["signatory"]
    pages = [at for at in paper.pages_with("Kind regards") if signatory["name"] in paper.pages[at]]
    assert len(pages) == 1
    text, close = paper.pages[pages[0]].split(paper.say("Kind regards"))
    assert signatory["email"] in close
    assert len(text) > 150
    assert pages[0] == len(paper.pages) - 2


@every_paper_of(Report)
def test_the_statements_of_the_reviewers_are_on_one_page_with_their_signatures(paper: Paper) -> None:
    assert paper.pages_with(
        "Statement of independence from the case",
        "Quality Assurance statement of qualification",
        "Signature",
        "Name (print) and designation",
    )
