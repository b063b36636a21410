"""The practitioners of several agency timelines, as the rows of a table of recipients for `cpr_docs.check_batch`.

A person whom two timelines name is one recipient. Two entries are of one person if their names are the same, and
their agencies in either language, without regard to case, accents and punctuation. The first value of each column
counts.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from cpr_docs.arguments import require
from cpr_docs.guidance.agency_timeline.model import AgencyTimeline, PractitionerInvolved
from cpr_docs.guidance.parts.agencies import Agency
from cpr_docs.language.catalogue import _, translate
from cpr_docs.language.languages import Language
from cpr_docs.language.normalise import folded
from cpr_docs.models.field_types import Choice
from cpr_docs.models.fields import field_at
from cpr_docs.models.form import AnyForm
from cpr_docs.reading.form_source import form_of
from cpr_docs.reading.untrusted import Source
from cpr_docs.tables.row_fields import RowField, language_name
from cpr_docs.tables.write_rows import save_table
from cpr_docs.tables.written_table import WrittenColumn, WrittenTable

_AGENCY: Final = "agency"
_LANGUAGE: Final = _("Language")
_COLUMNS: Final = ("name", "job_title", _AGENCY, "address", "email", "language")
"""The fields of a practitioner that become columns, in their order."""


@dataclass(frozen=True, slots=True)
class JoinedRecipient:
    """Several entries of one person, of which one row was made."""

    row: int
    """The row in the table that `Recipients.save` writes, whose headings are row 1."""
    places: tuple[tuple[int, str], ...]
    """The number of each entry's timeline, from 1, and the path of the entry: ``(2, "practitioners[0]")``."""
    differing: tuple[str, ...]
    """The headings of the columns in which the entries differ, and the value of the first counts."""


class Recipients(list[dict[str, str]]):
    """The rows of a table of recipients: each is a dictionary by heading, as `cpr_docs.check_batch` reads them."""

    def __init__(self, rows: Iterable[dict[str, str]], joined: Iterable[JoinedRecipient], language: Language) -> None:
        super().__init__(rows)
        self.joined: tuple[JoinedRecipient, ...] = tuple(joined)
        """The people whom several entries name; check each of them."""
        self._language = language

    def save(self, path: str | os.PathLike[str], *, overwrite: bool = False) -> None:
        """Writes the table, CSV or XLSX, as the name of the file says.

        Raises `OutputExists` for a file that is there already, unless `overwrite`, and `OutputError` for other names.
        """
        columns = tuple(_columns(self._language))
        lines = [tuple(row[column.heading] or None for column in columns) for row in self]
        title = translate(_("Recipients"), self._language)
        save_table(WrittenTable(title, self._language, columns, lines), Path(path), overwrite=overwrite)


@dataclass(slots=True)
class _Person:
    """The values of a person, by heading, and the entries that they are from."""

    values: dict[str, str]
    places: list[tuple[int, str]] = field(default_factory=list)
    differing: dict[str, None] = field(default_factory=dict)

    def add(self, values: dict[str, str], place: tuple[int, str]) -> None:
        """Joins another entry of the person: it fills what is blank."""
        self.places.append(place)
        for heading, value in values.items():
            if not self.values[heading]:
                self.values[heading] = value
            elif value and folded(value) != folded(self.values[heading]):
                self.differing[heading] = None


def recipients(
    timelines: "Iterable[AnyForm | Source]",
    *,
    language: Language | str = Language.ENGLISH,
    templates: str | os.PathLike[str] | None = None,
) -> Recipients:
    """Implements `cpr_docs.recipients`."""
    chosen = Language(language)
    people: list[_Person] = []
    by_name_and_agency: dict[tuple[str, str], _Person] = {}
    cases: set[str] = set()
    given = [timelines] if isinstance(timelines, str | bytes | os.PathLike | AnyForm) else timelines
    for number, timeline in enumerate(given, start=1):
        form: Any = form_of(timeline, templates)
        require(f"timeline {number}", form, AgencyTimeline, "an agency timeline, or a Word document of one")
        form.require_valid()
        cases.add(form.case_identifier)
        for index, practitioner in enumerate(form.practitioners):
            agency = _agency_of(form, practitioner)
            keys = [(folded(practitioner.name), folded(words)) for words in agency.values()]
            values = _values(practitioner, agency, chosen)
            person = next((by_name_and_agency[key] for key in keys if key in by_name_and_agency), None)
            if person is None:
                person = _Person(dict(values))
                people.append(person)
            by_name_and_agency |= dict.fromkeys(keys, person)
            person.add(values, (number, f"practitioners[{index}]"))
    if len(cases) > 1:
        raise ValueError("the timelines must be of one case")
    joined = (
        JoinedRecipient(row, tuple(person.places), tuple(person.differing))
        for row, person in enumerate(people, start=2)
        if len(person.places) > 1
    )
    return Recipients([person.values for person in people], joined, chosen)


def _agency_of(form: AgencyTimeline, practitioner: PractitionerInvolved) -> dict[Language, str]:
    """The agency of a practitioner in each language: their own, where it is another one than the timeline's."""
    if practitioner.agency:
        known = (_labels(agency) for agency in Agency)
        written = folded(practitioner.agency)
        same = (labels for labels in known if written in map(folded, labels.values()))
        return next(same, dict.fromkeys(Language, practitioner.agency))
    if form.other_agency is None:
        return _labels(form.agency)
    return {language: form.other_agency.text_in_either(language) for language in Language}


def _labels(agency: Agency) -> dict[Language, str]:
    return {language: translate(agency.label, language) for language in Language}


def _values(practitioner: PractitionerInvolved, agency: dict[Language, str], language: Language) -> dict[str, str]:
    """The cells of a practitioner, by heading."""
    values = {}
    for column in _columns(language):
        name, _dot, of_language = column.path.partition(".")
        value = agency[Language(of_language)] if of_language else practitioner.__dict__[name]
        values[column.heading] = translate(value.label, language) if isinstance(value, Choice) else value or ""
    return values


def _columns(language: Language) -> Iterator[WrittenColumn]:
    """The columns, with headings in the language; the agency has one for each language."""
    for name in _COLUMNS:
        cell = field_at(PractitionerInvolved, name)
        row_field = RowField(name, cell, (), required=name == "name")
        heading = translate(_LANGUAGE if name == "language" else cell.label.title, language)
        if name != _AGENCY:
            yield WrittenColumn(name, row_field, heading)
            continue
        for each in Language:
            yield WrittenColumn(f"{name}.{each.value}", row_field, f"{heading} ({language_name(each, language)})")
