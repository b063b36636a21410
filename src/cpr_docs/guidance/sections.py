"""Sections of several layouts: each function writes a section on the sheet, with the path prefix of its fields."""

import contextlib
from collections.abc import Iterator, Sequence
from typing import TypeVar

from cpr_docs.authoring import letters
from cpr_docs.authoring.markup import FULL_WIDTH, LABEL_FILL, cell, kept, paragraph, row, run
from cpr_docs.authoring.sheet import Sheet
from cpr_docs.guidance.parts.agencies import (
    AgenciesAsked,
    AgenciesInvolved,
    Agency,
    AgencyInvolved,
    Circulation,
    Inspectorates,
)
from cpr_docs.guidance.parts.questions import SIX_QUESTIONS
from cpr_docs.language.catalogue import _
from cpr_docs.language.languages import Language
from cpr_docs.models.fields import label_of

_T = TypeVar("_T")


CORE_ISSUES = (
    _("To examine inter-agency working and service provision for {child} through defined terms of reference."),
    _(
        "To seek contributions to the review from the child/children and appropriate family members and keep them "
        "informed of key aspects of progress."
    ),
    _("Identify particular issues identified for further clarification including:"),
    _("To produce a report for publication."),
    _(
        "The LSCB Co-ordinator will be responsible for maintaining links with all relevant agencies, families and "
        "interests."
    ),
    _(
        "The Panel Chair will inform the Chair of the LSCB and the LSCB subgroup of significant changes re the scope "
        "of the review and the TOR will be updated accordingly."
    ),
    _(
        "The Chair of LSCB will be responsible for making all public comment, and responses to media interest "
        "concerning the review until the process is completed. It is anticipated that there will be no public "
        "disclosure of information other than the Final LSCB Report."
    ),
    _(
        "The LSCB and Panel will seek legal advice on all matters relating to the review. In particular this will "
        "include advice on:"
    ),
)
"""The eight core issues of every terms of reference (Annex 2, Core Issues to be addressed).

The draft prints "for Child or Children X" in the first; the form's `child` stands in its place.
"""

LEGAL_ADVICE = (
    _("Terms of Reference;"),
    _("Disclosure of Information;"),
    _("Guidance to the panel on issues relating to interviewing individual members of staff."),
)
"""The subjects of legal advice in core issue 8."""


def heading_of(sheet: Sheet, *dates: str, of_review: str = "") -> None:
    """The document's title, the type of review, its dates, and the note about the version in the other language.

    `of_review` is the condition under which the document is about a review, if it is not always.
    """
    kind = _("Extended Child Practice Review") if sheet.extended else _("Concise Child Practice Review")
    sheet.title(sheet.form.TITLE)
    with sheet.when(of_review) if of_review else contextlib.nullcontext():
        sheet.text(kind, style="Subtitle")
    if dates:
        sheet.labelled(*dates, style="Tight")
        sheet.gap()
    sheet.text(also_in(sheet), style="Remark")


def heading_of_both(sheet: Sheet) -> None:
    """The title, the type of review and the note of a form with one template for both types of review."""
    sheet.title(sheet.form.TITLE, "{=review_type}")
    sheet.text(also_in(sheet), style="Remark")


def people(sheet: Sheet, *items: tuple[str, str]) -> None:
    """A table of people: each item is a label, and the path of a person, whose values share the cell."""
    sheet.fields(
        *((message, [f"{path}.{name}" for name in sheet.field(path).type.model_fields]) for message, path in items)
    )


def also_in(sheet: Sheet) -> str:
    """The message about the version in the other language (Welsh language standards on documents and forms)."""
    if sheet.language is Language.ENGLISH:
        return _("This document is also available in Welsh.")
    return _("This document is also available in English.")


def title(sheet: Sheet) -> None:
    """The title of a form without a review type, and the note about the version in the other language."""
    sheet.title(sheet.form.TITLE)
    sheet.text(also_in(sheet), style="Remark")


def case_facts(sheet: Sheet, prefix: str, *, level: int) -> None:
    """The facts of the case that decide on the criteria for a review, below a heading of the level."""
    sheet.heading(level, sheet.field(prefix).label.text)
    sheet.fields(f"{prefix}.incident_on", label_width=5000)
    sheet.text(_("Abuse or neglect of the child:"), keep=True)
    sheet.boxes(f"{prefix}.abuse")
    with sheet.together():
        for name in ("death", "life_threatening", "impairment", "danger_only"):
            sheet.tick(f"{prefix}.{name}")
    sheet.gap()
    questions = (
        "on_register",
        "on_register_within_six_months",
        "looked_after",
        "looked_after_within_six_months",
        "care_leaver_under_18",
    )
    sheet.fields(*(f"{prefix}.{name}" for name in questions), label_width=5000)
    sheet.fields(f"{prefix}.register_joined_on", f"{prefix}.register_left_on", label_width=5000)


def period(sheet: Sheet, prefix: str = "period") -> None:
    """The period under review, its length in derived boxes, and its rationale."""
    sheet.fields(f"{prefix}.start", f"{prefix}.end")
    sheet.boxes(f"{prefix}.band")
    sheet.texts(f"{prefix}.rationale", f"{prefix}.long_rationale")
    sheet.fields(f"{prefix}.agreed_on")


def core_issues(sheet: Sheet, case_issues: str) -> None:
    """The eight core issues; the third contains the issues of this case."""

    def issues_of_this_case() -> None:
        with sheet.each(case_issues):
            sheet.body.append(paragraph(sheet.control(f"{case_issues}[].text"), style="ListContinued"))

    sheet.numbered(
        [
            *CORE_ISSUES[:3],
            issues_of_this_case,
            *CORE_ISSUES[3:],
            lambda: sheet.bullets(LEGAL_ADVICE, style="ListContinued"),
        ]
    )


def six_questions(sheet: Sheet) -> None:
    """The six questions of an extended review."""
    with sheet.locked():
        for question in SIX_QUESTIONS:
            sheet.text(question, style="ListBullet")
    sheet.gap()


def additional_questions(sheet: Sheet, path: str) -> None:
    """The additional questions of the case."""
    with sheet.each(path):
        sheet.body.append(paragraph(sheet.control(f"{path}[].text"), style="ListBullet"))


def agencies(sheet: Sheet, prefix: str) -> None:
    """The agencies, a row for each with box, name and designation; below them any other agency.

    The guidance has two columns of five, in which a name and a post in Welsh take up to six lines.
    """
    names = [name for name in AgenciesInvolved.model_fields if name not in ("other", "more")]
    parts = ("name", "designation")
    widths = (3080, 2750, 3240)
    heads = (sheet.translate(_("Agency")), *(sheet.translate(label_of(AgencyInvolved, part).text) for part in parts))
    rows = [kept(row(*(sheet.label(head, width) for head, width in zip(heads, widths, strict=True)), header=True))]
    for name in names:
        path = f"{prefix}.{name}"
        label = sheet.translate(label_of(AgenciesInvolved, name).text)
        box = paragraph(*sheet.boxed(f"{path}.involved", "", label), style="CellBoxLabel")
        values = (sheet.value(f"{path}.{part}", width) for part, width in zip(parts, widths[1:], strict=True))
        rows.append(row(cell(widths[0], box, fill=LABEL_FILL), *values))
    sheet.table(widths, rows)
    sheet.fields(f"{prefix}.other")
    sheet.text(sheet.field(f"{prefix}.more").label.text, keep=True)
    sheet.columns(f"{prefix}.more", [("agency", "other_agency"), *parts], widths)


def agencies_asked(sheet: Sheet, prefix: str) -> None:
    """The grid of agencies with a box each, two columns of five; below the grid any other agency."""
    names = [name for name in AgenciesAsked.model_fields if name != "other"]
    half = FULL_WIDTH // 2
    rows = [row(*(sheet.value(f"{prefix}.{name}", half) for name in pair)) for pair in _pairs(names)]
    sheet.table((half, half), rows, keep=True)
    sheet.fields(f"{prefix}.other")


def agency_boxes(sheet: Sheet, path: str) -> None:
    """The grid of agencies as boxes of one choice, two columns of five and "other"."""
    answers = sheet.answers(path)
    half = FULL_WIDTH // 2
    other = next(answer for answer in answers if answer[0] == Agency.OTHER)
    listed = [answer for answer in answers if answer is not other]
    rows = [
        row(*(cell(half, paragraph(*sheet.boxed(path, value, label), style="CellBox")) for value, label in pair))
        for pair in _pairs(listed)
    ]
    rows.append(row(cell(half * 2, paragraph(*sheet.boxed(path, *other), style="CellBox"), span=2)))
    sheet.table((half, half), rows, together=True)


def welsh_government(sheet: Sheet, prefix: str = "welsh_government") -> None:
    """The box for Welsh Government use only: dates, and circulation to inspectorates."""
    sheet.heading(1, _("For Welsh Government use only"))
    sheet.fields(
        f"{prefix}.received_on", f"{prefix}.acknowledged_on", f"{prefix}.circulated_on", label_width=5200, keep=True
    )
    widths = (2300, 1400, 1400, 3970)
    answers = sheet.answers(f"{prefix}.inspectorates.cssiw.sent")
    heads = [
        sheet.translate(_("Agencies")),
        *(label for _value, label in answers),
        sheet.translate(label_of(Circulation, "reason").text),
    ]
    rows = [row(*(sheet.label(head, width) for head, width in zip(heads, widths, strict=True)), header=True)]
    for name in Inspectorates.model_fields:
        path = f"{prefix}.inspectorates.{name}"
        cells = [sheet.label(sheet.translate(label_of(Inspectorates, name).text), widths[0])]
        for (value, _label), width in zip(answers, widths[1:3], strict=True):
            ticked = run(f'{{{{ {path}.sent|ticked("{value}") }}}}')
            cells.append(cell(width, paragraph(sheet.box(f"{path}.sent", value), ticked, style="Cell")))
        cells.append(sheet.value(f"{path}.reason", widths[3]))
        rows.append(row(*cells))
    # Kept with the next paragraph, the last of the document, which would otherwise begin a new page.
    sheet.table(widths, rows, keep=True)


def terms_enclosed(sheet: Sheet, lead: str) -> None:
    """The terms of reference, the guidance and the further documents enclosed with a letter about one review type.

    Example: ``sections.terms_enclosed(sheet, _("You will also receive the following documents:"))``.
    """
    terms = (
        _("The Terms of Reference of this Extended Review")
        if sheet.extended
        else _("The Terms of Reference of this Concise Review")
    )
    guidance = _(
        "A copy of the Welsh Government’s draft guidance of the Framework for Multi-Agency Child Practice Reviews"
    )
    letters.enclosed(sheet, terms, guidance, lead=lead)


def _pairs(items: Sequence[_T]) -> Iterator[tuple[_T, _T]]:
    return zip(items[::2], items[1::2], strict=True)
