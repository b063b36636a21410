"""Child Practice Review Report (5.17 to 5.20, 6.8; Annex 2)."""

from cpr_docs.authoring.markup import FULL_WIDTH, Element, cell, locked_group, paragraph, row, run
from cpr_docs.authoring.sheet import Sheet
from cpr_docs.guidance import sections
from cpr_docs.guidance.terms_of_reference.layout import amendments, terms
from cpr_docs.language.catalogue import _
from cpr_docs.models.form import SIGNATURES, WELSH_GOVERNMENT_BOX

APPENDICES = (
    _("Appendix 1: Terms of Reference"),
    _("Appendix 2: Summary timeline"),
    _("Appendix 3: Arrangements for the Review"),
)
"""The appendices, which the guidance lists after the statements (Annex 2, Report)."""


def layout(sheet: Sheet) -> None:
    """Writes the form on the sheet."""
    sections.heading_of(sheet, "completed_on", "accepted_on")
    sheet.foot("{=completed_on}")
    sheet.fields("board", (_("Re: Case identifier"), ["case_identifier"]))
    sheet.heading(1, _("Brief outline of circumstances resulting in the Review"))
    sheet.text(
        _(
            "Abuse or neglect of a child is known or suspected, and an extended review is held on the following "
            "criteria:"
        )
        if sheet.extended
        else _(
            "Abuse or neglect of a child is known or suspected, and a concise review is held on the following criteria:"
        ),
        keep=True,
    )
    sheet.boxes("criterion")
    sheet.block("circumstances", style="")
    sheet.heading(2, _("Time period reviewed"))
    sections.period(sheet)
    sheet.heading(1, _("Practice and organisational issues"))
    sheet.help(
        _("Each issue has a heading and a brief outline of its circumstances. Good practice may be one of them.")
    )
    with sheet.each("practice_issues"):
        sheet.numbered_heading(2, _("Issue {number}:"), "practice_issues[].heading")
        sheet.block("practice_issues[].outline", style="")
    if sheet.extended:
        _scrutiny(sheet)
    _conclusions(sheet)
    _statements(sheet)
    sheet.heading(1, _("Appendices"))
    sheet.bullets(APPENDICES)
    sheet.heading(1, APPENDICES[0])
    sheet.fields("terms.version", "terms.dated")
    terms(sheet, "terms", level=2)
    amendments(sheet, "terms", level=2)
    sheet.heading(1, APPENDICES[1])
    sheet.columns("timeline", [("when", "happened_on"), "event", "agencies"], [2381, 4389, 2300])
    sheet.heading(1, APPENDICES[2])
    sheet.heading(2, _("Multi-Agency Learning Event process"))
    sheet.texts("arrangements.learning_event")
    sheet.heading(2, _("Engagement of Family Members"))
    with sheet.together():
        # Above the tables: below them, it may begin a page alone.
        sheet.tick("arrangements.family_declined")
        sheet.gap(keep=True)
    sheet.texts("arrangements.family_engagement", "arrangements.family_perspective")
    with sheet.unless_published(WELSH_GOVERNMENT_BOX):
        sections.welsh_government(sheet)


def _scrutiny(sheet: Sheet) -> None:
    sheet.heading(1, sheet.field("scrutiny").label.text)
    names = [name for name in sheet.field("scrutiny").type.model_fields if name != "further"]
    sheet.texts(*(f"scrutiny.{name}" for name in names))
    with sheet.each("scrutiny.further"):
        sheet.numbered_heading(2, _("Further issue {number}:"), "scrutiny.further[].question")
        sheet.block("scrutiny.further[].finding", style="")


def _conclusions(sheet: Sheet) -> None:
    sheet.heading(1, _("Conclusions and Learning points from the Review"))
    sheet.help(_("Conclusions should be specific, workable and affordable, and have clearly definable outcomes."))
    sheet.heading(2, sheet.field("conclusions").label.text)
    sheet.block("conclusions", style="")
    with sheet.prompts():
        sheet.text(_("A review may conclude that no change is needed in operational policy or practice."))
    # Without conclusions nobody has found that there are none.
    with sheet.when("conclusions is not none and not learning_points"):
        sheet.text(_("No learning points are recorded."))
    with sheet.each("learning_points"):
        sheet.numbered_heading(2, _("Learning point {number}:"), "learning_points[].heading")
        sheet.labelled("learning_points[].kind", keep=True)
        for name in ("different", "improvement"):
            sheet.heading(3, sheet.field(f"learning_points[].{name}").label.text)
            sheet.block(f"learning_points[].{name}", style="")


def _statements(sheet: Sheet) -> None:
    sheet.heading(1, _("Statement by Reviewers") if sheet.extended else _("Statement by Reviewer"))
    reviewers = ["reviewer_1", "reviewer_2"] if sheet.extended else ["reviewer_1"]
    width = FULL_WIDTH // len(reviewers)

    def statement(title: str, *sentences: str) -> Element:
        label = paragraph(run(sheet.translate(title)), style="CellLabel")
        return cell(width, locked_group([label, *(sheet.paragraph(sentence, style="Cell") for sentence in sentences)]))

    independence = statement(
        _("Statement of independence from the case"),
        _(
            "Before this review I had no direct involvement with the child or family, I gave no professional advice on "
            "the case, and I had no line management of the practitioners involved."
        ),
    )
    qualification = statement(
        _("Quality Assurance statement of qualification"),
        _(
            "I have the recognised qualifications, knowledge, experience and training to undertake this review. The "
            "review was conducted appropriately and was rigorous in its analysis of the issues in the terms of "
            "reference."
        ),
    )
    process = statement(
        _("Statement on the learning process"), _("I confirm that the learning process was undertaken appropriately.")
    )
    names = [sheet.field(reviewer).label.text for reviewer in reviewers] if sheet.extended else [_("Reviewer")]
    labels = [sheet.translate(name) for name in names]
    rows = [
        row(*(sheet.label(label, width) for label in labels), header=True),
        row(*[independence] * len(reviewers)),
        row(*[qualification] * len(reviewers)),
        *([row(cell(width, paragraph(style="Cell")), process)] if sheet.extended else []),
        *sheet.row_unless_published(
            SIGNATURES,
            row(
                *(
                    cell(width, paragraph(run(sheet.translate(_("Signature"))), style="CellLabel"))
                    for _name in reviewers
                ),
                height=1300,
            ),
            len(reviewers),
        ),
        row(*(cell(width, *_name_and_post(sheet, reviewer)) for reviewer in reviewers)),
        row(
            *(
                cell(
                    width,
                    paragraph(run(sheet.translate(_("Date"))), style="CellLabel"),
                    paragraph(sheet.control(f"{reviewer}.signed_on"), style="Cell"),
                )
                for reviewer in reviewers
            )
        ),
    ]
    sheet.table([width] * len(reviewers), rows, together=True)


def _name_and_post(sheet: Sheet, reviewer: str) -> list[Element]:
    return [
        paragraph(run(sheet.translate(_("Name (print) and designation"))), style="CellLabel"),
        paragraph(sheet.control(f"{reviewer}.name"), style="Cell"),
        paragraph(sheet.control(f"{reviewer}.designation"), style="Cell"),
    ]
