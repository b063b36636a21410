"""The timelines that are to be merged: read, and checked against each other; every problem is told at once."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cpr_docs.errors import CprDocsError, DataError, DocumentProblem, InvalidMerge
from cpr_docs.guidance.agency_timeline.model import AgencyTimeline
from cpr_docs.guidance.merged_timeline.merged_entry import MergedSource
from cpr_docs.guidance.merged_timeline.model import MergedTimeline
from cpr_docs.guidance.parts.agencies import Agency
from cpr_docs.language.bilingual import Bilingual
from cpr_docs.language.catalogue import Sentence, _
from cpr_docs.language.languages import Language
from cpr_docs.language.normalise import folded, visible
from cpr_docs.models.form import AnyForm
from cpr_docs.reading.form_source import form_of
from cpr_docs.reading.untrusted import Source

SUBJECT = _("the timelines to merge")

_GRID = {agency: place for place, agency in enumerate(Agency)}


@dataclass(frozen=True, slots=True)
class MergeInput:
    """An agency's timeline, with the name that messages call it by."""

    name: str
    form: AgencyTimeline = field(repr=False)

    @property
    def order(self) -> tuple[int, str, str]:
        """Its place among all, which does not depend on the order in which they were given."""
        return _GRID[self.form.agency], _text(self.form.other_agency), _text(self.form.service)


def merge_inputs(
    timelines: "Iterable[AnyForm | Source]", onto: MergedTimeline | None, templates: str | os.PathLike[str] | None
) -> list[MergeInput]:
    """The timelines in the order of the grid; raises `InvalidMerge` with every problem."""
    problems: list[DocumentProblem] = []
    found: list[MergeInput] = []
    given = [timelines] if isinstance(timelines, str | bytes | os.PathLike | AnyForm) else list(timelines)
    for number, timeline in enumerate(given, start=1):
        name = _name(timeline, number)
        try:
            form = form_of(timeline, templates)
        except DataError as error:
            problems += (
                DocumentProblem(each.path, each.code, each.message, each.parameters, each.label, document=name)
                for each in error.problems
            )
            continue
        except CprDocsError as error:
            problems.append(DocumentProblem("", "unreadable", "{error}", {"error": error.as_sentence()}, document=name))
            continue
        if isinstance(form, AgencyTimeline):
            form.require_valid()
            found.append(MergeInput(name, form))
        else:
            other = Sentence(type(form).TITLE)
            message = _("is no agency timeline: it is a form “{form}”")
            problems.append(DocumentProblem("", "other_form", message, {"form": other}, document=name))
    if onto is not None and onto.filtered is not None:
        message = _("is an extract, and nothing is merged with it: take the whole timeline")
        problems.append(DocumentProblem("filtered", "extract", message, document=Sentence(MergedTimeline.TITLE)))
    problems += _of_other_cases(found, onto)
    problems += _given_twice(found)
    if problems:
        raise InvalidMerge(Sentence(SUBJECT), problems)
    return sorted(found, key=lambda each: each.order)


def _of_other_cases(found: Sequence[MergeInput], onto: MergedTimeline | None) -> Iterator[DocumentProblem]:
    """The timelines of another case, board or review type than the first, or than the merged timeline."""
    first: Any = onto if onto is not None else found[0].form if found else None
    for each in found:
        form = each.form
        if form.case_identifier != first.case_identifier:
            yield DocumentProblem("case_identifier", "other_case", _("is that of another case"), document=each.name)
        if not agree(form.board, first.board):
            yield DocumentProblem("board", "other_board", _("is another board"), document=each.name)
        if form.review_type != first.review_type:
            yield DocumentProblem("review_type", "other_type", _("is another type of review"), document=each.name)


def _given_twice(found: Sequence[MergeInput]) -> Iterator[DocumentProblem]:
    for index, each in enumerate(found):
        for other in found[:index]:
            if is_same_source(each.form, other.form) and each.form.version == other.form.version:
                message = _("is the version that {other} is, too, of the same agency and service")
                yield DocumentProblem("version", "same_version", message, {"other": other.name}, document=each.name)
                break


def is_same_source(one: AgencyTimeline | MergedSource, other: AgencyTimeline | MergedSource) -> bool:
    """True for two timelines of the same agency and service."""
    return (
        one.agency is other.agency and agree(one.other_agency, other.other_agency) and agree(one.service, other.service)
    )


def is_perhaps_same_source(one: AgencyTimeline | MergedSource, other: AgencyTimeline | MergedSource) -> bool:
    """True for two timelines of the same agency whose names, or services, have no language in which they differ."""
    pairs = (one.other_agency, other.other_agency), (one.service, other.service)
    return one.agency is other.agency and all(agree(*pair) or not _in_both(*pair) for pair in pairs)


def agree(one: Bilingual | None, other: Bilingual | None) -> bool:
    """True for two names that are the same in a language that both have; or that are both blank."""
    if one is None or other is None:
        return one is other
    return any(folded(a) == folded(b) for a, b in _in_both(one, other))


def _in_both(one: Bilingual | None, other: Bilingual | None) -> list[tuple[str, str]]:
    """Two names, in each language that both have."""
    if one is None or other is None:
        return []
    return [(a, b) for language in Language if (a := one.text_in(language)) and (b := other.text_in(language))]


def _name(timeline: object, number: int) -> str:
    if isinstance(timeline, str | os.PathLike):
        return visible(Path(timeline).name)
    return Sentence(_("timeline {number}"), number=number)


def _text(name: Bilingual | None) -> str:
    return "" if name is None else folded(name.text_in_either(Language.ENGLISH))
