"""Hands that fill in sections of a form in Word, field by field."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from cpr_docs.language.bilingual import Bilingual
from cpr_docs.language.languages import Language
from cpr_docs.language.text import paragraphs
from cpr_docs.models.fields import FormField, Kind, fields_of
from cpr_docs.models.form import Form
from cpr_docs.templating.filters import iso, runtime_for
from tests.reading.editing import Edited


def fill_in(document: Edited, form: Form, language: Language, sections: Iterable[str]) -> Edited:
    """Fills in sections of a blank form, as the form has them, in the document's language."""
    chosen = set(sections)
    for field in fields_of(type(form)):
        if field.path.partition(".")[0].partition("[")[0] in chosen:
            for row, value in _values(document, form, field):
                if value is not None:
                    _fill(document, field, value, language, row)
    return document


def _values(document: Edited, form: Form, field: FormField) -> Iterator[tuple[int, Any]]:
    """The value of a field, or that in each row of its lists, with the number of its control in the document."""
    *lists, name = field.path.split("[].")
    parts: list[tuple[int, Any]] = [(0, form)]
    for depth, list_name in enumerate(lists):
        parts = list(_rows(document, "[].".join(lists[: depth + 1]), list_name, parts))
    for number, part in parts:
        yield number, _value_at(part, name)


def _rows(document: Edited, path: str, name: str, parts: Iterable[tuple[int, Any]]) -> Iterator[tuple[int, Any]]:
    """The rows of the list in each part, with their numbers in the document; adds the rows that the document lacks."""
    for section, part in parts:
        rows = _value_at(part, name) or ()
        while rows and len(document.rows(path, section)) < len(rows):
            document.add_row(path, section=section)
        before = sum(len(document.rows(path, earlier)) for earlier in range(section))
        yield from enumerate(rows, before)


def _value_at(part: Any, path: str) -> Any:
    for step in path.split("."):
        part = None if part is None else getattr(part, step)
    return part


def _fill(document: Edited, field: FormField, value: Any, language: Language, row: int) -> None:
    tag = field.path
    if isinstance(value, tuple):
        for member in value:
            document.tick(f"{tag}={member}", row=row)
    elif isinstance(value, bool) and document.controls(tag) and document.is_open_box(tag):
        document.tick(tag, value, row=row)
    elif isinstance(value, bool) or field.kind is Kind.CHOICE:
        answer = ("yes" if value else "no") if isinstance(value, bool) else str(value)
        if document.controls(f"{tag}={answer}"):
            document.tick(f"{tag}={answer}", row=row)
        else:
            document.pick(tag, answer, row)
    else:
        runtime = runtime_for(language)
        words = value.text_in(language) if isinstance(value, Bilingual) else runtime.words[type(value)](value)
        if words is None:
            return
        if field.kind in (Kind.DATE, Kind.MONTH):
            document.pick_date(tag, iso(value).partition("T")[0], words, row)
        elif field.kind is Kind.PROSE:
            document.put(tag, *(_paragraph(each.text, each.bullet) for each in paragraphs(words)), row=row)
        else:
            document.type(tag, words, row)


def _paragraph(words: str, is_bullet: bool) -> str:
    style = '<w:pPr><w:pStyle w:val="ListBullet"/></w:pPr>' if is_bullet else ""
    return f'<w:p>{style}<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r></w:p>'
