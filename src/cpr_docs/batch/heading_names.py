"""The names of a form's fields that a heading may use, in both languages.

A field is named by its label or its path, or in both languages at once ("Name / Enw"). The addressee's fields have
everyday synonyms too. Lists of addresses split an address and a name into several columns: such headings are recognised
here.
"""

import difflib
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from cpr_docs.batch.row_languages import HEADINGS as LANGUAGE_HEADINGS
from cpr_docs.language.catalogue import translate
from cpr_docs.language.languages import Language
from cpr_docs.language.normalise import folded
from cpr_docs.models.field_types import Label
from cpr_docs.models.fields import IDENTITY, FormField, Kind, field_at
from cpr_docs.models.form import AnyForm

_LANGUAGE_NAMES = {
    Language.ENGLISH: ("English", "en", "Saesneg", "in English", "yn Saesneg"),
    Language.WELSH: ("Welsh", "cy", "Cymraeg", "Gymraeg", "in Welsh", "yn Gymraeg"),
}
# By the name of the addressee's field. A label of the form takes precedence.
_SYNONYMS = {
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

_NAME_PARTS = {
    Language.ENGLISH: (
        "Title", "Honorific", "First name", "Forename", "Given name", "Christian name", "Middle name", "Initials",
        "Surname", "Last name", "Family name", "Second name", "First names", "Forenames", "Middle names", "Initial",
        "Given names", "Surnames", "Salutation", "Prefix", "Mr/Mrs", "Mr/Mrs/Ms", "Mr/Mrs/Miss/Ms", "Known as",
    ),
    Language.WELSH: (
        "Teitl", "Enw cyntaf", "Enw bedydd", "Enw canol", "Enwau canol", "Enwau cyntaf", "Llythrennau blaen", "Cyfenw",
        "Ail enw", "Enw olaf", "Enw teuluol", "Cyfarchiad", "Enwau bedydd", "Cyfenwau",
    ),
}  # fmt: skip
_NAME_PART_LANGUAGES = {folded(name): language for language, names in _NAME_PARTS.items() for name in names}
_SEPARATOR = re.compile(r"[/|\n]")
# A remark to the person who fills in the list: "Name (please print)", "Address *".
_REMARK = re.compile(r"\s*(?:\(.*\)|\[.*\]|[*:?]+)\s*$")
_MIN_SIMILARITY = 0.75
_MAX_LENGTH = 80


@dataclass(frozen=True, slots=True)
class HeadingName:
    """A name that a heading may use."""

    text: str
    """The name as a message shows it."""
    paths: tuple[str, ...]
    """The paths of the fields that it may mean."""


@functools.cache
def heading_names(form: type[AnyForm]) -> dict[str, HeadingName]:
    """Every name of a field, by its folded text."""
    texts: dict[str, str] = {}
    paths: dict[str, dict[str, None]] = {}

    def add(name: str, path: str) -> None:
        texts.setdefault(folded(name), name)
        paths.setdefault(folded(name), {})[path] = None

    for path, field, name in _field_names(form, "", ()):
        add(name, path)
        if field.bilingual:
            for language, words in _LANGUAGE_NAMES.items():
                for word in words:
                    add(f"{name} ({word})", f"{path}.{language.value}")
    labels = set(texts)
    for path, name in _synonyms(form):
        if folded(name) not in labels:
            add(name, path)
    return {key: HeadingName(texts[key], tuple(found)) for key, found in paths.items()}


def heading_name(heading: str, form: type[AnyForm]) -> HeadingName | None:
    """The name that a heading uses, alone or in both languages ("Name / Enw"); None for any other heading."""
    names = heading_names(form)
    whole = names.get(folded(heading))
    if whole is not None or not _SEPARATOR.search(heading):
        return whole
    halves = [names.get(folded(half)) for half in _SEPARATOR.split(heading)]
    first, *others = halves
    if first is None or any(other is None or other.paths != first.paths for other in others):
        return None
    return first


def names_of(path: str, form: type[AnyForm]) -> Iterator[str]:
    """The folded names that mean this path alone."""
    return (key for key, name in heading_names(form).items() if name.paths == (path,))


def address_path(form: type[AnyForm]) -> str | None:
    """The path of the addressee's address; None if the form has no address that columns can be joined into."""
    path = f"{form.ADDRESSEE}.address"
    try:
        field = field_at(form, path)
    except KeyError:
        return None
    return path if field.kind is Kind.PROSE and not field.bilingual else None


def address_part(heading: str) -> tuple[int, int] | None:
    """The order of a column within an address of several columns, as a sort key; None for any other heading."""
    part = _address_part(heading)
    if part is not None or not _SEPARATOR.search(heading):
        return part
    halves = {_address_part(half) for half in _SEPARATOR.split(heading)}
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


def name_part(heading: str) -> Language | None:
    """The language of a heading for one part of a person's name, such as "Surname"; None for any other heading."""
    return _NAME_PART_LANGUAGES.get(folded(heading))


def close_name(heading: str, form: type[AnyForm]) -> str | None:
    """The known name that the heading misspells, or that a remark follows; None for any other heading."""
    key = folded(heading)
    if not key or len(key) > _MAX_LENGTH:
        return None
    known = _known_names(form)
    without_remark = folded(_REMARK.sub("", heading))
    if without_remark in known:
        return known[without_remark]
    close = difflib.get_close_matches(key, known, n=1, cutoff=_MIN_SIMILARITY)
    return known[close[0]] if close else None


def close_paths(heading: str, form: type[AnyForm]) -> tuple[str, ...]:
    """The paths of the name that `close_name` finds."""
    close = close_name(heading, form)
    name = heading_names(form).get(folded(close)) if close else None
    return name.paths if name else ()


@functools.cache
def _known_names(form: type[AnyForm]) -> dict[str, str]:
    known = {key: name.text for key, name in heading_names(form).items()}
    for heading in LANGUAGE_HEADINGS:
        known.setdefault(folded(heading), heading)
    if address_path(form):
        for name in (name for names in _ADDRESS_PARTS for name in names):
            known.setdefault(folded(name), name)
    return known


def _synonyms(form: type[AnyForm]) -> Iterator[tuple[str, str]]:
    if form.ADDRESSEE:
        fields = field_at(form, form.ADDRESSEE).type.model_fields
        for field, names in _SYNONYMS.items():
            path = f"{form.ADDRESSEE}.{field}"
            if field in fields and not field_at(form, path).bilingual:
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
