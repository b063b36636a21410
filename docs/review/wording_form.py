"""The review of a form's Welsh as a form of its own, laid out, rendered and read back by the library."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, ClassVar, Literal

from cpr_docs import Language, Renderer, Settings
from cpr_docs.authoring import Page, Sheet, build
from cpr_docs.modelling import AnyForm, BilingualLine, Both, Choice, Day, Label, Line, Part, Prose, Rows
from docs.review.entries import CatalogueEntry

PAGE = Page.A4_LANDSCAPE


class Verdict(Choice):
    """The judgement of a reader of Welsh."""

    RIGHT = "right", Both("right", cy="cywir")
    WRONG = "wrong", Both("wrong", cy="anghywir")
    AWKWARD = "awkward", Both("awkward", cy="chwithig")


class WordingEntry(Part):
    """An entry of the catalogue, and what the reviewer says of it."""

    number: Annotated[Line, Label(Both("Entry", cy="Cofnod"), "")]
    """The number of the entry."""
    english: Annotated[Prose, Label(Both("English", cy="Saesneg"), "")]
    """The English."""
    welsh: Annotated[Prose, Label(Both("Welsh", cy="Cymraeg"), "")]
    """The Welsh as it is printed now."""
    source: Annotated[Line | None, Label(Both("Source", cy="Ffynhonnell"), "")] = None
    """The place where the Welsh was read, if anywhere."""
    verdict: Annotated[Verdict | None, Label(Both("Right or wrong", cy="Barn"), "")] = None
    """The judgement."""
    better: Annotated[Prose | None, Label(Both("Better Welsh", cy="Gwell Cymraeg"), "")] = None
    """The wording that should be printed."""
    reason: Annotated[Prose | None, Label(Both("Why", cy="Pam"), "")] = None
    """The reason."""


class WordingReview(AnyForm):
    """The Welsh of one form, entry by entry."""

    TITLE: ClassVar[str] = Both("Review of the Welsh", cy="Adolygiad o’r Gymraeg")
    GUIDANCE: ClassVar[str] = ""

    form: Literal["wording_review"]
    """The form's name."""
    board: Annotated[BilingualLine, Label(Both("Form", cy="Ffurflen"), "")]
    """The form that prints the entries; every form has this field, here with another label."""
    reference: Annotated[
        Line | None, Label(Both("Name of the form in the data", cy="Enw’r ffurflen yn y data"), "")
    ] = None
    """The form's name in the data."""
    reviewer: Annotated[Line | None, Label(Both("Reviewed by", cy="Adolygwyd gan"), "")] = None
    """The reviewer, as they want to be named in the catalogue, which is public."""
    reviewed_on: Annotated[Day | None, Label(Both("Date", cy="Dyddiad"), "")] = None
    """The day."""
    entries: Annotated[Rows[WordingEntry], Label(Both("Entries", cy="Cofnodion"), "")] = ()
    """The entries, in the order of the form."""


_COLUMNS = ("number", "english", "welsh", "source", "verdict", "better", "reason")
_SHARES = (6, 10, 10, 8, 7, 10, 7)


def layout(sheet: Sheet) -> None:
    """The review, with English and Welsh side by side."""
    sheet.title(WordingReview.TITLE)
    sheet.fields("board", "reference", "reviewer", "reviewed_on")
    sheet.help(
        Both(
            "Choose a judgement, and write the better Welsh and the reason. Leave a word in braces as it is: a "
            "value is printed there. Leave an entry blank that you have not judged.",
            cy="Dewiswch farn, ac ysgrifennwch y Gymraeg well a’r rheswm. Gadewch air mewn cromfachau cyrliog "
            "fel y mae: mae gwerth yn cael ei argraffu yno. Gadewch gofnod yn wag os nad ydych wedi’i farnu.",
        )
    )
    sheet.columns("entries", _COLUMNS, shares=_SHARES)


def write_templates(folder: Path) -> Path:
    """Builds the templates of the review into the folder, and returns it."""
    for language in Language:
        path = folder / language.value / "wording_review.docx"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(build(WordingReview, language, layout, page=PAGE))
    return folder


def review_of(title: BilingualLine, name: str, entries: Iterable[CatalogueEntry]) -> WordingReview:
    """The review of a form's entries, with nothing judged."""
    return WordingReview(
        form="wording_review",
        board=title,
        reference=name,
        entries=tuple(
            WordingEntry(number=each.number, english=each.english, welsh=each.welsh, source=each.source)
            for each in entries
        ),
    )


def document(review: WordingReview, templates: Path, language: Language = Language.WELSH) -> bytes:
    """The review as a Word document, to be filled in."""
    return Renderer(templates, Settings(protective_marking=None)).render(review, language).content
