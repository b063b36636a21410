"""Words outside the controls of an incoming document that its template did not print there.

Each paragraph is compared with the lines that the template prints for the form that was read. A paragraph that differs
is either a stray (somebody added words) or a stale copy (see `copies`).
"""

import difflib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from cpr_docs.reading.control_index import OutsideParagraph
from cpr_docs.reading.copies import StaleCopy, is_stale
from cpr_docs.templating.choice_boxes import BETWEEN_BOXES
from cpr_docs.templating.fixed_text import FixedText, PrintedLine, TemplateLine
from cpr_docs.templating.fixed_words import OutsideWords, style_of

_BETWEEN = BETWEEN_BOXES.strip()


class Added(NamedTuple):
    """The words that a paragraph has and its printed line lacks."""

    words: str
    replaced: bool = False
    """True if the words replace others."""
    beside: str = ""
    """The tag of the control beside the words; empty if the paragraph has no control."""


def added_words(now: OutsideWords, printed: OutsideWords) -> Added:
    """The words that the paragraph has now and the printed line lacks."""
    if now.tags == printed.tags and len(now.pieces) > 1:
        found = [
            (at, *_added_to(*_without_sign(piece, was)))
            for at, (piece, was) in enumerate(zip(now.pieces, printed.pieces, strict=True))
        ]
        differing = [(at, words, replaced) for at, words, replaced in found if words]
        words = " … ".join(words for _at, words, _replaced in differing)
        beside = _tag_beside(now, printed, differing[0][0]) if differing else ""
        return Added(words, any(replaced for _at, _words, replaced in differing), beside)
    words, replaced = _added_to(now.text, printed.text)
    return Added(words, replaced, next(iter(now.tags), ""))


def _without_sign(now: str, was: str) -> tuple[str, str]:
    """The texts without the sign between two boxes at their end, so that words after a label are found whole."""
    if now.endswith(_BETWEEN) and was.endswith(_BETWEEN):
        return now.removesuffix(_BETWEEN).rstrip(), was.removesuffix(_BETWEEN).rstrip()
    return now, was


def _tag_beside(now: OutsideWords, printed: OutsideWords, at: int) -> str:
    """The tag of the control that words in a piece belong to.

    A label follows its box, so words belong to the box before them; words before the first box belong to it, and so do
    words between the sign that separates two boxes and the second.
    """
    was = printed.pieces[at]
    if 0 < at < len(now.tags) and was.endswith(_BETWEEN) and now.pieces[at].startswith(was):
        return now.tags[at]
    return now.tags[max(at - 1, 0)]


def _added_to(now: str, was: str) -> tuple[str, bool]:
    """The added words, and True if they replace others."""
    if now == was or not now:
        return "", False
    if was and now.startswith(was):
        return now.removeprefix(was).strip(), False
    if was and now.endswith(was):
        return now.removesuffix(was).strip(), False
    before, after = was.split(), now.split()
    added, replaced = [], False
    for kind, _i1, _i2, j1, j2 in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind in ("insert", "replace"):
            added.append(" ".join(after[j1:j2]))
            replaced = replaced or kind == "replace"
    return " … ".join(added), replaced


_MIN_SIMILARITY = 0.6
_AFTER_LABEL = ":;,(-–"


class LineSearch:
    """Printed lines, searched by tags, by words and by similarity."""

    def __init__(self, lines: Iterable[PrintedLine]) -> None:
        self._lines = list(lines)
        self._by_tags: defaultdict[tuple[str, ...], list[PrintedLine]] = defaultdict(list)
        for line in self._lines:
            if line.words.tags:
                self._by_tags[line.words.tags].append(line)

    def discard(self, line: PrintedLine) -> None:
        """Removes a line, so that it is found no more."""
        if line in self._lines:
            self._lines.remove(line)
            if line.words.tags:
                self._by_tags[line.words.tags].remove(line)

    def with_tags(self, tags: tuple[str, ...]) -> PrintedLine | None:
        """The first line around controls with these tags."""
        return next(iter(self._by_tags[tags]), None) if tags else None

    def within(self, text: str, *, min_length: int = 1) -> PrintedLine | None:
        """The longest line whose words begin or end the text.

        A line shorter than `min_length` counts only if a character that follows a label comes after its words.
        """
        found = [
            line
            for line in self._lines
            if (text.startswith(line.words.text) or text.endswith(line.words.text))
            and (len(line.words.text) >= min_length or text[len(line.words.text)] in _AFTER_LABEL)
        ]
        return max(found, key=lambda line: len(line.words.text), default=None)

    def first(self, test: Callable[[PrintedLine], bool]) -> PrintedLine | None:
        """The first line that passes a test."""
        return next(filter(test, self._lines), None)

    def similar(self, text: str) -> PrintedLine | None:
        """The line most similar to the text; None if no line is similar."""
        words = text.split()
        best, ratio = None, _MIN_SIMILARITY
        for line in self._lines:
            matcher = difflib.SequenceMatcher(None, line.words.text.split(), words, autojunk=False)
            if matcher.real_quick_ratio() >= ratio and matcher.quick_ratio() >= ratio and matcher.ratio() >= ratio:
                best, ratio = line, matcher.ratio()
        return best


_MAX_COMPARED = 200
"""The number of differing paragraphs that are compared with the template; each further one is a stray as a whole."""
_OTHER_PARTS = frozenset({"header", "footer", "footnotes", "endnotes"})
_MIN_REPEATED_LENGTH = 12
"""The minimum length of fixed text that may be printed any number of times, to recognise it within other words."""


class StrayText(NamedTuple):
    """Words that somebody added to a paragraph."""

    paragraph: OutsideParagraph
    words: str
    beside: str = ""
    """The tag of the control beside the words in their paragraph."""
    fixed_text: str = ""
    """The template's own words of the paragraph."""


class OutsideDifferences(NamedTuple):
    """The paragraphs outside the controls that differ from the template."""

    strays: list[StrayText]
    stale: list[StaleCopy]


def compare_outside(
    paragraphs: Sequence[OutsideParagraph], template: FixedText, values: Mapping[str, Any], *, is_blank: bool = False
) -> OutsideDifferences:
    """The strays and the stale copies; raises any exception of the template if the values do not fit it.

    With `is_blank` the values are not known: any words may appear in place of a value.
    """
    printed = template.printed(values)
    found = OutsideDifferences([], [])
    for in_other_parts in (False, True):
        comparison = _Comparison(template, printed, in_other_parts=in_other_parts, is_blank=is_blank)
        comparison.run(
            [paragraph for paragraph in paragraphs if (paragraph.part in _OTHER_PARTS) is in_other_parts], found
        )
    return found


class _Comparison:
    """Compares the paragraphs of the body, or of the other parts, with the lines that the template prints there."""

    def __init__(
        self, template: FixedText, printed: Sequence[PrintedLine], *, in_other_parts: bool, is_blank: bool
    ) -> None:
        self._template = template
        self._is_blank = is_blank
        self._ticked = template.ticked
        self._in_other_parts = in_other_parts
        self._printed = [line for line in printed if self._line(line).is_beside is in_other_parts]
        self._printed_numbers = {line.number for line in self._printed}
        self._numbers = {line.words: line.number for line in reversed(self._printed)}
        self._free = {line.words for line in self._printed if self._line(line).is_free}
        self._unmatched = Counter(line.words for line in self._printed if not self._line(line).is_free)

    def run(self, paragraphs: Sequence[OutsideParagraph], found: OutsideDifferences) -> None:
        """Adds the differences to `found`; the paragraphs as printed are matched first, so that few are searched."""
        known: dict[int, int] = {}
        differing: list[int] = []
        for at, paragraph in enumerate(paragraphs):
            if self._is_as_printed(paragraph.words):
                known[at] = self._numbers[paragraph.words]
            else:
                differing.append(at)
        if not differing:
            return
        missing = LineSearch(line for line in self._printed if self._take_unmatched(line))
        free = LineSearch(line for line in self._printed if self._line(line).is_free)
        for count, at in enumerate(differing):
            paragraph = paragraphs[at]
            if count >= _MAX_COMPARED:
                found.strays.append(StrayText(paragraph, paragraph.words.text))
                continue
            near = self._line_numbers_near(at, known, len(paragraphs))
            elsewhere = self._line_number_elsewhere(paragraph.words.text, near)
            # Fixed text of another branch of a condition is not an edited line of the branch that is printed.
            is_fixed = elsewhere is not None and not self._template.lines[elsewhere].has_values
            line = None if is_fixed else self._line_of(paragraph, near, missing, free)
            if line is not None:
                known[at] = line.number
                missing.discard(line)
                self._add_difference(paragraph, line, found)
            elif elsewhere is None:
                found.strays.append(StrayText(paragraph, paragraph.words.text, next(iter(paragraph.words.tags), "")))
            else:
                known[at] = elsewhere
                if self._template.lines[elsewhere].has_values:
                    found.stale.append(StaleCopy(paragraph, self._template.lines[elsewhere].paths))

    def _line_numbers_near(self, at: int, known: Mapping[int, int], count: int) -> range:
        """The numbers of the lines possible at a paragraph: the line before it again, or the next.

        If the values are not known, lines without words of their own are not matched; then all lines between the
        matched paragraphs before and after are possible.
        """
        if not self._is_blank:
            before = known.get(at - 1, -1 if at else min(self._printed_numbers, default=0) - 1)
            return range(before, before + 2)
        before = next((known[other] for other in range(at - 1, -1, -1) if other in known), 0)
        after = next((known[other] for other in range(at + 1, count) if other in known), len(self._template.lines))
        return range(before, after + 1)

    def _is_as_printed(self, words: OutsideWords) -> bool:
        if words in self._free:
            return True
        if self._unmatched[words] <= 0 and not (self._in_other_parts and words in self._numbers):
            return False
        self._unmatched[words] -= 1
        return True

    def _take_unmatched(self, line: PrintedLine) -> bool:
        """True if no paragraph of the document matched the line, which then counts as matched."""
        if self._line(line).is_free or self._unmatched[line.words] <= 0:
            return False
        self._unmatched[line.words] -= 1
        return True

    def _line_of(
        self, paragraph: OutsideParagraph, near: range, missing: LineSearch, free: LineSearch
    ) -> PrintedLine | None:
        """The printed line that the paragraph was before somebody edited it or its control."""
        words = paragraph.words
        within = missing.within(words.text), free.within(words.text, min_length=_MIN_REPEATED_LENGTH)
        return (
            missing.with_tags(words.tags)
            or free.with_tags(words.tags)
            # The longer of both: a label may begin with the words of another.
            or max(filter(None, within), key=lambda line: len(line.words.text), default=None)
            or missing.first(lambda line: self._may_print(line, paragraph, near))
            or missing.similar(words.text)
        )

    def _may_print(self, line: PrintedLine, paragraph: OutsideParagraph, near: range) -> bool:
        """True if the line may print these words, and has words of its own or belongs at the paragraph's position."""
        template = self._line(line)
        if not template.has_values or not template.pattern.fullmatch(paragraph.words.text):
            return False
        if template.of_settings and not template.has_words:
            return template.style == style_of(paragraph.element)
        return template.has_words or line.number in near

    def _line_number_elsewhere(self, text: str, near: range) -> int | None:
        """The number of the line by which the template prints the text for other values, or in each row of a list."""
        for number, line in enumerate(self._template.lines):
            if line.is_beside is self._in_other_parts and line.pattern.fullmatch(text):
                is_unknown = self._is_blank and not line.has_words and number not in self._printed_numbers
                if line.is_free or (is_unknown and number in near):
                    return number
        return None

    def _add_difference(self, paragraph: OutsideParagraph, line: PrintedLine, found: OutsideDifferences) -> None:
        template = self._line(line)
        if self._is_blank and template.has_values and template.pattern.fullmatch(paragraph.words.text):
            return
        added = added_words(self._without_ticks(paragraph.words), self._without_ticks(line.words))
        if added.words and not (added.replaced and template.pattern.fullmatch(paragraph.words.text)):
            found.strays.append(StrayText(paragraph, added.words, added.beside, line.words.text))
        elif is_stale(paragraph.words, line.words, template):
            found.stale.append(StaleCopy(paragraph, template.paths))

    def _without_ticks(self, words: OutsideWords) -> OutsideWords:
        """The words without tick marks: a printed mark follows a box, which somebody may have clicked since."""
        pieces = tuple(" ".join(piece.replace(self._ticked, " ").split()) for piece in words.pieces)
        return OutsideWords(pieces, words.tags)

    def _line(self, line: PrintedLine) -> TemplateLine:
        return self._template.lines[line.number]
