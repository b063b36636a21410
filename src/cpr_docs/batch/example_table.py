"""Writes a table of recipients to start from: the headings of a form, its answers as drop-downs, an invented row."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Final

from cpr_docs.arguments import require
from cpr_docs.batch.letter_headings import address_path, everyday_fields, heading_names, meant_path, required_paths
from cpr_docs.language.bilingual import Bilingual
from cpr_docs.language.catalogue import _, translate
from cpr_docs.language.languages import Language
from cpr_docs.models.examples import example
from cpr_docs.models.field_types import Choice, FieldModel, Label
from cpr_docs.models.fields import FormField, Kind, field_at
from cpr_docs.models.form import AnyForm
from cpr_docs.models.registry import form_class, form_names, named_form_class
from cpr_docs.tables.cell_values import CellValue, cell_value
from cpr_docs.tables.row_fields import RowField, column_paths, language_name
from cpr_docs.tables.write_rows import save_table
from cpr_docs.tables.written_table import WrittenColumn, WrittenTable

_ADDRESS: Final = (_("Address 1"), _("Address 2"), _("Town"), _("Postcode"))
"""The headings of an address: a line break in a cell is hard to type."""


class LetterLanguages(Choice):
    """The languages in which a recipient gets a document, as a cell says them."""

    BOTH = "both", _("Welsh and English")
    WELSH = "cy", _("Welsh")
    ENGLISH = "en", _("English")


class _LanguageColumn(FieldModel):
    language: Annotated[LetterLanguages, Label(_("Language"), "")]


def example_table(
    form: str | type[AnyForm],
    target: str | os.PathLike[str],
    *,
    language: Language | str = Language.ENGLISH,
    overwrite: bool = False,
) -> None:
    """Implements `cpr_docs.example_table`."""
    base: Any = named_form_class(form) if isinstance(form, str) else form
    require("form", base, type, "the name or the class of a form")
    variants = base.variants()
    variant = base if base in variants else variants[0]
    if not variant.ADDRESSEE:
        raise ValueError(f"{variant.name()} has no recipient, so that no table of recipients belongs to it")
    chosen = Language(language)
    columns, row = _columns(variant, chosen), _example_row(variant, chosen)
    lines = [tuple(row.get(column.path) for column in columns)] if row else []
    save_table(
        WrittenTable(translate(_("Recipients"), chosen), chosen, columns, lines), Path(target), overwrite=overwrite
    )


def _columns(form: type[AnyForm], language: Language) -> tuple[WrittenColumn, ...]:
    """The columns of the recipient's fields, and of the language."""
    columns: list[WrittenColumn] = []
    for field in _fields(form):
        row_field = RowField(field.path, field, (), required=field.path in required_paths(form))
        if field.path == address_path(form):
            columns += [
                WrittenColumn(f"{field.path}.{number}", row_field, translate(heading, language))
                for number, heading in enumerate(_ADDRESS)
            ]
            continue
        shared = not field.bilingual or field.type.SHARED
        for path, of_column in ({field.path: None} if shared else column_paths(field.path, field)).items():
            columns.append(WrittenColumn(path, row_field, _heading(form, field, path, of_column, language)))
    of_language = field_at(_LanguageColumn, "language")
    heading = translate(of_language.label.title, language)
    return (*columns, WrittenColumn("language", RowField("language", of_language, (), required=False), heading))


def _fields(form: type[AnyForm]) -> Iterator[FormField]:
    """The recipient's fields, but for the answers that the recipient gives, and what else differs for each."""
    asked = form.ADDRESSEE != form.ANSWERED
    for name in field_at(form, form.ADDRESSEE).type.model_fields:
        field = field_at(form, f"{form.ADDRESSEE}.{name}")
        if field.kind in (Kind.SECTION, Kind.ROWS):
            continue
        if asked or name in everyday_fields() or field.path in required_paths(form):
            yield field
    yield from (field_at(form, path) for path in form.PER_RECIPIENT)


def _heading(form: type[AnyForm], field: FormField, path: str, of_column: Language | None, language: Language) -> str:
    """The label of the column; its path if the label may mean another field."""
    behind = f" ({language_name(of_column, language)})" if of_column else ""
    heading = f"{translate(field.label.title, language)}{behind}"
    found = heading_names(form).find(heading)
    return heading if found is not None and meant_path(found, heading, form) == path else path


def _example_row(form: type[AnyForm], language: Language) -> dict[str, CellValue]:
    """The cells of an invented recipient, by the path of the column; none for a form of one's own."""
    if form.name() not in form_names() or form not in form_class(form.name()).variants():
        return {}
    letter = example(form.name())
    cells: dict[str, CellValue] = {
        "language": cell_value(field_at(_LanguageColumn, "language"), LetterLanguages.BOTH, language, None)
    }
    for field in _fields(form):
        value: Any = letter
        for name in field.path.split("."):
            value = getattr(value, name)
        if field.path == address_path(form):
            cells.update(_address_cells(field.path, value, language))
            continue
        for path, of_column in {field.path: None, **column_paths(field.path, field)}.items():
            cells[path] = cell_value(field, value, language, of_column)
    return cells


def _address_cells(path: str, address: Any, language: Language) -> Iterator[tuple[str, str]]:
    """The lines of an address in its columns: the last two are the town and the postcode."""
    text = address.text_in(language) if isinstance(address, Bilingual) else address
    *street, town, postcode = (text or "\n").split("\n")
    first, second = street[:1], street[1:]
    for number, lines in enumerate((first, second, [town], [postcode])):
        yield f"{path}.{number}", "\n".join(lines)
