"""The comments on draft learning points, under the point that each is about: the tables and the JSON of a summary."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from cpr_docs.evaluations.answered_forms import NotCounted, Return
from cpr_docs.evaluations.summary_tables import Cell, SummaryTable, SummaryTables, in_own_language
from cpr_docs.guidance.learning_points_letter.model import LearningPointsLetter
from cpr_docs.language.catalogue import _
from cpr_docs.language.languages import Language
from cpr_docs.models.fields import field_at


@dataclass(slots=True)
class LetterSet:
    """The answers to one draft: letters of one case and one event, with the same learning points."""

    case_identifier: str
    event_on: datetime.date
    points: dict[int, dict[Language, str]]
    """The texts of the learning points by number; a letter that was read back has one language."""
    returns: list[tuple[int, Return, LearningPointsLetter]] = field(default_factory=list)
    """The letters, each with its number in the summary."""

    def takes(self, letter: LearningPointsLetter) -> bool:
        """True if a letter has the same draft, as far as both have a language."""
        texts = _texts(letter)
        return (
            (self.case_identifier, self.event_on) == (letter.case_identifier, letter.event_on)
            and self.points.keys() == texts.keys()
            and all(
                self.points[number].get(each, text) == text for number in texts for each, text in texts[number].items()
            )
        )

    def add(self, number: int, returned: Return, letter: LearningPointsLetter) -> None:
        """Adds a letter with the same draft."""
        for point, texts in _texts(letter).items():
            self.points[point] |= texts
        self.returns.append((number, returned, letter))

    def point_text(self, number: int, language: Language) -> str:
        """A learning point in the language, or in the other one."""
        texts = self.points[number]
        return texts.get(language) or texts.get(language.other) or ""

    def comments(self, number: int | None) -> Iterator[tuple[int, Language, str]]:
        """The comments on a learning point, or on the whole draft: the letter's number, the language, the words."""
        for of_letter, returned, letter in self.returns:
            reply = letter.reply
            if reply is None:
                continue
            given = (
                [reply.general] if number is None else [row.comment for row in reply.comments if row.number == number]
            )
            for text in filter(None, given):
                words, language = in_own_language(text, returned)
                yield of_letter, language, words

    @property
    def without_comments(self) -> int:
        """The number of letters whose recipients have no comments."""
        return sum(letter.reply is not None and letter.reply.no_comments for _number, _return, letter in self.returns)


def are_letters(returns: Sequence[Return]) -> bool:
    """True if the returns are comments on learning points, and not evaluations."""
    return bool(returns) and isinstance(returns[0].form, LearningPointsLetter)


def letter_sets(returns: Sequence[Return]) -> list[LetterSet]:
    """The sets of letters with the same draft, in the order in which they come first."""
    sets: list[LetterSet] = []
    for number, returned in enumerate(returns, start=1):
        letter = returned.form
        assert isinstance(letter, LearningPointsLetter)
        found = next((each for each in sets if each.takes(letter)), None)
        if found is None:
            points: dict[int, dict[Language, str]] = {point.number: {} for point in letter.points}
            found = LetterSet(letter.case_identifier, letter.event_on, points)
            sets.append(found)
        found.add(number, returned, letter)
    return sets


def _texts(letter: LearningPointsLetter) -> dict[int, dict[Language, str]]:
    return {
        point.number: {each: text for each in Language if (text := point.text.text_in(each)) is not None}
        for point in letter.points
    }


class CommentTables(SummaryTables):
    """Makes the tables of comments on learning points in one language."""

    def letter_overview(self, returns: Sequence[Return], not_counted: Sequence[NotCounted]) -> SummaryTable:
        """The number of letters, by language and by draft, and of those without comments."""
        sets = letter_sets(returns)
        rows: list[tuple[Cell, ...]] = [(self.translate(_("Letters returned")), len(returns))]
        rows += [
            (self.language_name(each), sum(returned.language is each for returned in returns)) for each in Language
        ]
        rows += [(self._set_name(each), len(each.returns)) for each in sets]
        rows.append((self.translate(_("I have no comments")), sum(each.without_comments for each in sets)))
        rows.append((self.translate(_("Files not counted")), len(not_counted)))
        return SummaryTable(self.letters_title, ("", self.translate(_("Number"))), tuple(rows))

    @property
    def letters_title(self) -> str:
        """The title of the summary."""
        return self.translate(_("Comments on the draft learning points"))

    def letter_comments(self, returns: Sequence[Return]) -> Iterator[SummaryTable]:
        """For each draft a table for each learning point, and one for the draft as a whole."""
        sets = letter_sets(returns)
        label = self.translate(field_at(LearningPointsLetter, "points[].number").label.text)
        general = self.translate(field_at(LearningPointsLetter, "reply.general").label.text)
        for each in sets:
            before = f"{self._set_name(each)}: " if len(sets) > 1 else ""
            for number in each.points:
                heading = each.point_text(number, self.language).partition("\n")[0]
                yield self._comment_table(f"{before}{label} {number}: {heading}", each.comments(number))
            yield self._comment_table(f"{before}{general}", each.comments(None))

    def letter_list(self, returns: Sequence[Return], with_names: bool) -> SummaryTable:
        """A row for each letter."""
        names = (_("File"), _("Name")) if with_names else ()
        columns = (_("Letter"), *names, _("Language"), _("Case identifier"), _("Date of learning event"), _("Comments"))
        rows: list[tuple[Cell, ...]] = []
        for number, returned in enumerate(returns, start=1):
            letter = returned.form
            assert isinstance(letter, LearningPointsLetter)
            reply = letter.reply
            rows.append(
                (
                    number,
                    *((returned.file, letter.recipient.name) if with_names else ()),
                    self.language_name(returned.language),
                    letter.case_identifier,
                    self.language.conventions.date(letter.event_on),
                    0 if reply is None else len(reply.comments) + (reply.general is not None),
                )
            )
        return SummaryTable(self.translate(_("Letters")), tuple(map(self.translate, columns)), tuple(rows))

    def _set_name(self, letters: LetterSet) -> str:
        return f"{letters.case_identifier}, {self.language.conventions.date(letters.event_on)}"

    def _comment_table(self, title: str, comments: Iterator[tuple[int, Language, str]]) -> SummaryTable:
        columns = (self.translate(_("Letter")), self.translate(_("Language")), self.translate(_("Comment")))
        rows = tuple((number, self.language_name(language), words) for number, language, words in comments)
        return SummaryTable(title, columns, rows)


def comment_data(returns: Sequence[Return], not_counted: Sequence[NotCounted], with_names: bool) -> dict[str, Any]:
    """The summary as JSON."""
    return {
        "returned": len(returns),
        "letters": [_set_data(each) for each in letter_sets(returns)],
        "returns": [_letter_data(number, returned, with_names) for number, returned in enumerate(returns, start=1)],
        "not_counted": [{"file": file.file, "reason": file.reason} for file in not_counted],
    }


def _set_data(letters: LetterSet) -> dict[str, Any]:
    return {
        "case_identifier": letters.case_identifier,
        "event_on": letters.event_on.isoformat(),
        "returned": len(letters.returns),
        "no_comments": letters.without_comments,
        "points": [
            {
                "number": number,
                "text": {language.value: text for language, text in texts.items()},
                "comments": _comments_data(letters.comments(number)),
            }
            for number, texts in letters.points.items()
        ],
        "general": _comments_data(letters.comments(None)),
    }


def _comments_data(comments: Iterator[tuple[int, Language, str]]) -> list[dict[str, Any]]:
    return [{"return": number, "language": language.value, "text": words} for number, language, words in comments]


def _letter_data(number: int, returned: Return, with_names: bool) -> dict[str, Any]:
    letter = returned.form
    assert isinstance(letter, LearningPointsLetter)
    names = {"file": returned.file, "name": letter.recipient.name} if with_names else {}
    return {"return": number, **names, "language": returned.language.value, "case_identifier": letter.case_identifier}
