"""The names of a letter's fields that a heading may use, in both languages.

The addressee's fields have everyday synonyms beside their labels and paths. Lists of addresses split an address into
several columns: such headings are recognised here, and those of a name in `name_parts`.
"""

import functools
import re
from collections.abc import Iterator, Sequence, Set
from typing import Any

from cpr_docs.batch.email_column import HEADINGS as EMAIL_HEADINGS
from cpr_docs.batch.name_parts import name_columns, name_part
from cpr_docs.batch.row_languages import HEADINGS as LANGUAGE_HEADINGS
from cpr_docs.batch.row_languages import is_language_heading
from cpr_docs.language.catalogue import translate
from cpr_docs.language.languages import Language
from cpr_docs.language.normalise import folded
from cpr_docs.models.field_types import Label
from cpr_docs.models.fields import IDENTITY, FormField, Kind, field_at
from cpr_docs.models.form import AnyForm
from cpr_docs.tables.heading_names import (
    LANGUAGE_NAMES,
    SEPARATOR,
    HeadingName,
    HeadingNames,
    close_text,
    heading_texts,
)

# By the name of the addressee's field. A label of the form takes precedence.
_SYNONYMS = {
    "title": ("Title", "Honorific", "Prefix", "Mr/Mrs", "Mr/Mrs/Ms", "Mr/Mrs/Miss/Ms", "Teitl"),
    "name": (
        "Name", "Full name", "Name of recipient", "Name of participant", "Participant",
        "Enw", "Enw llawn", "Enw’r derbynnydd", "Enw’r cyfranogwr",
    ),
    "job_title": (
        "Job title", "Job", "Post", "Post title", "Position", "Role", "Occupation", "Designation",
        "Swydd", "Teitl swydd", "Teitl y swydd", "Rôl",
    ),
    "agency": (
        "Agency", "Organisation", "Organization", "Employer", "Asiantaeth", "Sefydliad", "Corff", "Cyflogwr",
    ),
    "salutation": ("Salutation", "Dear", "Greeting", "Cyfarchiad", "Annwyl"),
    "address": (
        "Address", "Postal address", "Full address", "Mailing address",
        "Cyfeiriad", "Cyfeiriad post", "Cyfeiriad llawn",
    ),
}  # fmt: skip
# The headings of an address in several columns, in the order of its lines.
_ADDRESS_PARTS = (
    ("House", "House name", "House number", "Building", "Tŷ", "Enw’r tŷ", "Rhif y tŷ", "Adeilad"),
    ("Street", "Road", "Stryd", "Ffordd", "Heol"),
    ("Village", "Locality", "District", "Pentref", "Ardal"),
    ("Town", "City", "Town/City", "Post town", "Tref", "Dinas", "Tref/Dinas"),
    ("County", "Sir"),
    ("Postcode", "Postal code", "Cod post", "Côd post", "Cod postio"),
)
_ADDRESS_ORDER = {folded(name): place for place, names in enumerate(_ADDRESS_PARTS) for name in names}
_LINE = re.compile(r"(?:addr(?:ess)?(?:line)?|line|cyfeiriad(?:llinell)?|llinell(?:cyfeiriad|ycyfeiriad)?)([1-9])")
_LINE_OF = re.compile(r"([1-9])(?:st|nd|rd|th)?lineof(?:the)?address|llinell([1-9])ycyfeiriad")
# Numbered lines come before the village; an address can begin with a house or a street, but not with what follows.
_FIRST_CONTINUATION = 2


@functools.cache
def heading_names(form: type[AnyForm]) -> HeadingNames:
    """Every name of a field of the letter."""
    names = HeadingNames(_field_names(form, "", ()))
    labels = set(names)
    for path, name in _synonyms(form):
        if folded(name) not in labels:
            names.add(name, path)
    return names


def everyday_fields() -> Set[str]:
    """The names of the addressee's fields that have everyday names."""
    return _SYNONYMS.keys()


def address_path(form: type[AnyForm]) -> str | None:
    """The path of the addressee's address; None if the form has no address that columns can be joined into."""
    path = f"{form.ADDRESSEE}.address"
    try:
        field = field_at(form, path)
    except KeyError:
        return None
    return path if field.kind is Kind.PROSE and not _needs_language(field) else None


def address_part(heading: str) -> tuple[int, int] | None:
    """The order of a column within an address of several columns, as a sort key; None for any other heading."""
    part = _address_part(heading)
    if part is not None or not SEPARATOR.search(heading):
        return part
    halves = {_address_part(half) for half in SEPARATOR.split(heading)}
    return halves.pop() if len(halves) == 1 else None


def _address_part(heading: str) -> tuple[int, int] | None:
    key = folded(heading)
    if numbered := _LINE.fullmatch(key) or _LINE_OF.fullmatch(key):
        return _FIRST_CONTINUATION - 1, int(numbered[numbered.lastindex or 1])
    for prefix in ("", "address", "cyfeiriad"):
        place = _ADDRESS_ORDER.get(key.removeprefix(prefix))
        if place is not None:
            return place, 0
    return None


def begins_address(part: tuple[int, int]) -> bool:
    """True if the column can be the first line of an address; a town or a postcode cannot."""
    return part[0] < _FIRST_CONTINUATION


def close_name(heading: str, form: type[AnyForm]) -> str | None:
    """The known name that the heading misspells, or that a remark follows; None for any other heading."""
    return close_text(heading, _known_names(form))


def close_paths(heading: str, form: type[AnyForm]) -> tuple[str, ...]:
    """The paths of the name that `close_name` finds."""
    close = close_name(heading, form)
    name = heading_names(form).get(folded(close)) if close else None
    return name.paths if name else ()


@functools.cache
def _known_names(form: type[AnyForm]) -> dict[str, str]:
    known = heading_names(form).texts()
    for heading in (*LANGUAGE_HEADINGS, *EMAIL_HEADINGS):
        known.setdefault(folded(heading), heading)
    if address_path(form):
        for name in (name for names in _ADDRESS_PARTS for name in names):
            known.setdefault(folded(name), name)
    return known


def is_spare_heading(heading: str, form: type[AnyForm]) -> bool:
    """True for a heading of a list of recipients whose field the addressee of this form lacks.

    One list serves every letter and form of an event: an evaluation form has no place for an address.
    """
    absent = everyday_fields() - {path.rpartition(".")[2] for path, _required in addressee_fields(form)}
    if "address" in absent and address_part(heading) is not None:
        return True
    return all(_everyday_names().get(folded(half)) in absent for half in SEPARATOR.split(heading))


@functools.cache
def _everyday_names() -> dict[str, str]:
    """The field of each everyday name, also followed by the language of its column, by the folded name."""
    languages = [f" ({word})" for words in LANGUAGE_NAMES.values() for word in words]
    return {
        folded(name + suffix): field
        for field, names in _SYNONYMS.items()
        for name in names
        for suffix in ("", *languages)
    }


class LetterHeadings:
    """Tells how much a row of a table is like the headings of a letter's recipients."""

    def __init__(self, form: type[AnyForm]) -> None:
        self._form = form

    def score(self, headings: Sequence[Any]) -> tuple[int, int]:
        """The numbers of required and of all fields that the cells name."""
        texts = heading_texts(headings)
        names = heading_names(self._form)
        paths = {name.paths[0] for text in texts if (name := names.find(text)) is not None}
        parts = any(map(name_part, texts))
        unknown = {index: text for index, text in enumerate(texts) if names.find(text) is None}
        if name_columns(unknown, has_title=f"{self._form.ADDRESSEE}.title" in paths):
            paths.add(f"{self._form.ADDRESSEE}.name")
        return len(paths & required_paths(self._form)), len(paths) + parts + any(map(is_language_heading, texts))

    def close_count(self, headings: Sequence[Any]) -> int:
        """The number of cells that are like a known name."""
        return sum(close_name(text, self._form) is not None for text in heading_texts(headings))


def addressee_fields(form: type[AnyForm]) -> Iterator[tuple[str, bool]]:
    """The path of each field of the addressee, and True if the field is required."""
    if form.ADDRESSEE:
        for name, info in field_at(form, form.ADDRESSEE).type.model_fields.items():
            yield f"{form.ADDRESSEE}.{name}", info.is_required()


def required_paths(form: type[AnyForm]) -> set[str]:
    """The paths of the addressee's required fields."""
    return {path for path, required in addressee_fields(form) if required}


def _synonyms(form: type[AnyForm]) -> Iterator[tuple[str, str]]:
    if form.ADDRESSEE:
        fields = field_at(form, form.ADDRESSEE).type.model_fields
        for field, names in _SYNONYMS.items():
            path = f"{form.ADDRESSEE}.{field}"
            if field in fields and not _needs_language(field_at(form, path)):
                yield from ((path, name) for name in names)


def _field_names(form: type[AnyForm], prefix: str, sections: tuple[Label, ...]) -> Iterator[tuple[str, FormField, str]]:
    """The path, the field and the name, for each name of every field that a column may fill."""
    part = field_at(form, prefix.rstrip(".")).type if prefix else form
    without_section = prefix in ("", f"{form.ADDRESSEE}.")
    for name in part.model_fields:
        path = prefix + name
        if path in IDENTITY:
            continue
        field = field_at(form, path)
        if field.kind is Kind.SECTION:
            yield from _field_names(form, f"{path}.", (*sections, field.label))
        elif field.kind is not Kind.ROWS:
            for language in Language:
                for text in (field.label.title, field.label.text):
                    label = translate(text, language)
                    prefixes = " ".join(translate(section.title, language) for section in sections)
                    yield path, field, f"{prefixes} {label}".strip()
                    if without_section:
                        yield path, field, label
            yield path, field, path


def meant_path(name: HeadingName, heading: str, form: type[AnyForm]) -> str | None:
    """The one path that a heading means; None if it could mean several.

    In a letter with a field ``agency`` of its own, "Agency" is the recipient's, and ``agency`` alone is that path.
    """
    if len(name.paths) == 1:
        return name.paths[0]
    if heading.strip() in name.paths:
        return heading.strip()
    of_addressee = [path for path, _required in addressee_fields(form) if path in name.paths]
    others = (path for path in name.paths if path not in of_addressee)
    is_clear = len(of_addressee) == 1 and all(folded(path) == folded(name.text) for path in others)
    return of_addressee[0] if is_clear else None


def _needs_language(field: FormField) -> bool:
    """True if a heading of the field has to say which language it is in."""
    return field.bilingual and not field.type.SHARED
