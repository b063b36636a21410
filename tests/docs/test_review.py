"""A review of the Welsh goes out as a Word document and comes back as corrections, which the catalogue takes whole."""

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from babel.messages import pofile
from babel.messages.catalog import Message

import cpr_docs
from cpr_docs.modelling import BilingualLine
from cpr_docs.models.registry import form_names
from docs.generate.filling import filled
from docs.review.corrections import (
    HEADINGS,
    Correction,
    CorrectionsRefused,
    apply,
    corrections_of,
    from_csv,
    to_csv,
)
from docs.review.entries import CATALOGUE, CatalogueEntry, entries, entries_of
from docs.review.wording_form import Verdict, WordingReview, document, review_of, write_templates
from tests.docs.pages import DOCS

PAGE = DOCS / "review-the-welsh.md"
FORM = "evaluation_form"


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    return Path(shutil.copy(CATALOGUE, tmp_path / "cpr_docs.po"))


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_templates(tmp_path_factory.mktemp("review"))


@pytest.fixture(scope="module")
def review() -> WordingReview:
    return review_of(BilingualLine(en="Evaluation form", cy="Ffurflen werthuso"), FORM, entries_of(FORM))


def correction(entry: CatalogueEntry, proposed: str, severity: str = "wrong", reason: str = "Why") -> Correction:
    return Correction(entry.english, entry.welsh, proposed, severity, reason)


def messages_of(path: Path) -> dict[Any, Message]:
    with path.open("rb") as file:
        return {message.id: message for message in pofile.read_po(file) if message.id}


def entry_of(english: str, path: Path = CATALOGUE) -> CatalogueEntry:
    return next(each for each in entries(path).values() if each.english == english)


def test_each_entry_has_a_number_of_its_own_which_other_entries_do_not_change() -> None:
    numbers = {each.number for each in entries().values()}
    assert len(numbers) == len(entries())
    assert CatalogueEntry("", "Excellent", "Ardderchog", "").number == entry_of("Excellent").number


def test_the_page_has_the_wording_of_every_form() -> None:
    page = filled(PAGE.read_text(encoding="utf-8"))
    assert [name for name in form_names() if f"\n\nIn the data: `{name}`.\n" not in page] == []
    found = entries_of(FORM)
    assert {"Excellent", "Name of the LSCB"} <= {each.english for each in found}
    assert len(found) == len(set(found))


def test_a_filled_in_document_becomes_corrections(review: WordingReview, templates: Path) -> None:
    first, second, third, *rest = review.entries
    filled = review.model_copy(
        update={
            "reviewer": "Mair Enghraifft",
            "reviewed_on": date(2026, 11, 29),
            "entries": (
                first.model_copy(update={"verdict": Verdict.RIGHT}),
                second.model_copy(update={"verdict": Verdict.WRONG, "better": "Gwell", "reason": "The plural."}),
                third.model_copy(update={"better": "Gwell byth"}),
                *rest,
            ),
        }
    )
    returned = cpr_docs.read(document(filled, templates), templates=templates, forms=[WordingReview])
    assert isinstance(returned, WordingReview)
    found = list(corrections_of(returned))
    signature = "Mair Enghraifft, 2026-11-29"
    assert [(each.proposed_msgstr, each.severity, each.reason) for each in found] == [
        ("", "right", signature),
        ("Gwell", "wrong", f"{signature}: The plural."),
        ("Gwell byth", "awkward", signature),
    ]
    assert [each.current_msgstr for each in found] == [each.welsh for each in entries_of(FORM)[:3]]
    assert from_csv(to_csv(found)) == found
    assert to_csv(found).decode().splitlines()[0] == ",".join(HEADINGS)


def test_corrections_go_into_the_catalogue_with_their_reason(catalogue: Path) -> None:
    excellent, good = entry_of("Excellent"), entry_of("Case identifier")
    assert apply([correction(excellent, "Rhagorol"), correction(good, "", "right", "Mair")], catalogue) == 2
    found = messages_of(catalogue)
    assert found["Excellent"].string == "Rhagorol"
    assert found["Excellent"].user_comments == ["Reviewed: corrected, wrong; Why"]
    assert found["Case identifier"].string == good.welsh
    assert found["Case identifier"].user_comments == ["Reviewed: right; Mair"]
    assert found.keys() == messages_of(CATALOGUE).keys()


@pytest.mark.parametrize(
    ("changes", "mistake"),
    [
        ({"current_msgstr": "Hen"}, "it may have changed since the review"),
        ({"proposed_msgstr": ""}, "has no better Welsh"),
        ({"severity": "bad"}, "the severity must be one of"),
        ({"proposed_msgstr": "Annwyl {rhywun}"}, "other words in braces"),
    ],
)
def test_if_a_row_does_not_fit_nothing_is_written(changes: dict[str, str], mistake: str, catalogue: Path) -> None:
    before = catalogue.read_bytes()
    fits = correction(entry_of("Excellent"), "Rhagorol")
    dear = entry_of("Dear {recipient.salutation}")
    other = correction(dear, "Annwyl {recipient.salutation},")._replace(**changes)
    with pytest.raises(CorrectionsRefused, match=f"^row 3: .*{mistake}"):
        apply([fits, other], catalogue)
    assert catalogue.read_bytes() == before


def test_other_headings_are_refused() -> None:
    with pytest.raises(CorrectionsRefused, match="the headings must be msgid"):
        from_csv(b"english,welsh\na,b\n")
