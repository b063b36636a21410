"""Evaluation form of a multi-agency consultation (Annex 3; Annex 1, Appendix 1e)."""

from cpr_docs.authoring.sheet import Sheet
from cpr_docs.guidance import evaluation_questions, sections


def layout(sheet: Sheet) -> None:
    """Writes the form on the sheet."""
    sections.title(sheet)
    sheet.fields("board", "case_identifier", "event_on", "venue", "answers.name", "answers.job_title")
    evaluation_questions.questions(sheet)
