"""Words of a returned document that stand outside its controls, and that its template did not print there.

The words of each paragraph are compared with those that the template prints for the form that was read. A paragraph
that differs is told as one of two things: words that somebody added (a stray), or a value printed again whose control
says something else by now (stale).
"""

import difflib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from lxml import etree

from cpr_docs.templating.fixed_text import FixedText, PrintedLine, TemplateLine
from cpr_docs.templating.fixed_words import OutsideWords, style_of

_MOST_COMPARED = 200
"""The number of paragraphs that differ and are compared with the template's; each further one is a stray as a whole."""
_BESIDE = frozenset({"header", "footer", "footnotes", "endnotes"})
_ALIKE = 0.6
_BEHIND_LABEL = ":;,(-–"
_LONG = 12
"""The length from which set text that a document may have any number of times is recognised within other words."""


@dataclass(slots=True)
class PrintedParagraph:
    """A paragraph of a document with words outside its controls."""

    words: OutsideWords
    element: etree._Element
    heading: str = ""
    """The heading above, or the paragraph's own words where it is one."""
    cell: str = ""
    """The path of a control in the same table cell."""
    rows_of: str = ""
    """The list whose rows stand here and nothing else."""
    rows: tuple[tuple[str, str], ...] = ()
    """The rows that the paragraph is in, as the beginning of a tag and of a path."""
    part: str = "body"
    """The kind of part: body, text box, header, footer, footnotes or endnotes."""


class StrayText(NamedTuple):
    """Words that somebody added to a paragraph."""

    paragraph: PrintedParagraph
    words: str
    beside: str = ""
    """The tag of the control that they stand beside in their paragraph."""
    set_text: str = ""
    """The template's own words of the paragraph."""


class StaleText(NamedTuple):
    """A paragraph that prints a value again, and not as its control has it by now."""

    paragraph: PrintedParagraph
    paths: tuple[str, ...]
    """The paths that it prints, as the template names them."""


class Outside(NamedTuple):
    """The paragraphs of a document that are not as its template prints them."""

    strays: list[StrayText]
    stale: list[StaleText]


def compare_outside(
    paragraphs: Sequence[PrintedParagraph], template: FixedText, values: Mapping[str, Any], *, is_blank: bool = False
) -> Outside:
    """The strays and the stale copies; raises whatever the template raises for values that do not fit it.

    With `is_blank` the values are not known: any words may stand where the template prints one.
    """
    printed = template.printed(values)
    found = Outside([], [])
    for beside in (False, True):
        comparison = _Comparison(template, printed, beside=beside, is_blank=is_blank)
        comparison.tell([one for one in paragraphs if (one.part in _BESIDE) is beside], found)
    return found


class _Comparison:
    """Compares the paragraphs of the body, or of the parts beside it, with the lines that the template prints there."""

    def __init__(self, template: FixedText, printed: Sequence[PrintedLine], *, beside: bool, is_blank: bool) -> None:
        self._template = template
        self._is_blank = is_blank
        self._ticked = template.ticked
        self._beside = beside
        self._printed = [line for line in printed if self._line(line).is_beside is beside]
        self._shown = {line.number for line in self._printed}
        self._numbers = {line.words: line.number for line in reversed(self._printed)}
        self._free = {line.words for line in self._printed if self._line(line).is_free}
        self._left = Counter(line.words for line in self._printed if not self._line(line).is_free)

    def tell(self, paragraphs: Sequence[PrintedParagraph], to: Outside) -> None:
        """Compares every paragraph: first those that are as printed, so that only the others are looked for."""
        known: dict[int, int] = {}
        differing: list[int] = []
        for at, paragraph in enumerate(paragraphs):
            if self._is_as_printed(paragraph.words):
                known[at] = self._numbers[paragraph.words]
            else:
                differing.append(at)
        if not differing:
            return
        missing = _Lines(line for line in self._printed if self._take(line))
        free = _Lines(line for line in self._printed if self._line(line).is_free)
        for count, at in enumerate(differing):
            paragraph = paragraphs[at]
            if count >= _MOST_COMPARED:
                to.strays.append(StrayText(paragraph, paragraph.words.text))
                continue
            near = self._near(at, known, len(paragraphs))
            line = self._line_of(paragraph, near, missing, free)
            if line is not None:
                known[at] = line.number
                missing.discard(line)
                self._difference(paragraph, line, to)
            elif (elsewhere := self._elsewhere(paragraph.words.text, near)) is None:
                to.strays.append(StrayText(paragraph, paragraph.words.text, next(iter(paragraph.words.tags), "")))
            elif elsewhere.has_values:
                to.stale.append(StaleText(paragraph, elsewhere.paths))

    def _near(self, at: int, known: Mapping[int, int], count: int) -> range:
        """The numbers of the lines that may stand where a paragraph does: the last one again, or the next.

        Where the values are not known, a line without words of its own is not known either: then all between the known
        paragraphs before and after.
        """
        if not self._is_blank:
            before = known.get(at - 1, -1 if at else min(self._shown, default=0) - 1)
            return range(before, before + 2)
        before = next((known[other] for other in range(at - 1, -1, -1) if other in known), 0)
        after = next((known[other] for other in range(at + 1, count) if other in known), len(self._template.lines))
        return range(before, after + 1)

    def _is_as_printed(self, words: OutsideWords) -> bool:
        if words in self._free:
            return True
        if self._left[words] <= 0 and not (self._beside and words in self._numbers):
            return False
        self._left[words] -= 1
        return True

    def _take(self, line: PrintedLine) -> bool:
        """True for a line that no paragraph of the document was."""
        if self._line(line).is_free or self._left[line.words] <= 0:
            return False
        self._left[line.words] -= 1
        return True

    def _line_of(
        self, paragraph: PrintedParagraph, near: range, missing: "_Lines", free: "_Lines"
    ) -> PrintedLine | None:
        """The printed line that the paragraph was before somebody changed it or its control; None for none."""
        words = paragraph.words
        return (
            missing.with_tags(words.tags)
            or free.with_tags(words.tags)
            or missing.within(words.text)
            or free.within(words.text, shortest=_LONG)
            or missing.first(lambda line: self._may_print(line, paragraph, near))
            or missing.alike(words.text)
        )

    def _may_print(self, line: PrintedLine, paragraph: PrintedParagraph, near: range) -> bool:
        """True if the line may print these words, and has words of its own or stands where the paragraph does."""
        template = self._line(line)
        if not template.has_values or not template.pattern.fullmatch(paragraph.words.text):
            return False
        if template.of_settings and not template.has_words:
            return template.style == style_of(paragraph.element)
        return template.has_words or line.number in near

    def _elsewhere(self, text: str, near: range) -> TemplateLine | None:
        """The line by which the template prints these words for other values, or in each row of a list."""
        for number, line in enumerate(self._template.lines):
            if line.is_beside is self._beside and line.pattern.fullmatch(text):
                is_unknown = self._is_blank and not line.has_words and number not in self._shown
                if line.is_free or (is_unknown and number in near):
                    return line
        return None

    def _difference(self, paragraph: PrintedParagraph, line: PrintedLine, to: Outside) -> None:
        template = self._line(line)
        if self._is_blank and template.has_values and template.pattern.fullmatch(paragraph.words.text):
            return
        added = added_words(self._without_ticks(paragraph.words), self._without_ticks(line.words))
        if added.words and not (added.replaced and template.pattern.fullmatch(paragraph.words.text)):
            to.strays.append(StrayText(paragraph, added.words, added.beside, line.words.text))
        elif paragraph.words.text != line.words.text and template.has_values and not template.of_settings:
            to.stale.append(StaleText(paragraph, template.paths))

    def _without_ticks(self, words: OutsideWords) -> OutsideWords:
        """The words without the mark of a tick, which follows from a box that may have been clicked since."""
        pieces = tuple(" ".join(piece.replace(self._ticked, " ").split()) for piece in words.pieces)
        return OutsideWords(pieces, words.tags)

    def _line(self, line: PrintedLine) -> TemplateLine:
        return self._template.lines[line.number]


class _Lines:
    """Printed lines among which a paragraph is looked for."""

    def __init__(self, lines: Iterator[PrintedLine]) -> None:
        self._lines = list(lines)
        self._tagged: defaultdict[tuple[str, ...], list[PrintedLine]] = defaultdict(list)
        for line in self._lines:
            if line.words.tags:
                self._tagged[line.words.tags].append(line)

    def discard(self, line: PrintedLine) -> None:
        """Takes a line away."""
        if line in self._lines:
            self._lines.remove(line)
            if line.words.tags:
                self._tagged[line.words.tags].remove(line)

    def with_tags(self, tags: tuple[str, ...]) -> PrintedLine | None:
        """The first line round controls of these tags."""
        return next(iter(self._tagged[tags]), None) if tags else None

    def within(self, text: str, *, shortest: int = 1) -> PrintedLine | None:
        """The longest line whose words begin or end the text."""
        found = [
            line
            for line in self._lines
            if (text.startswith(line.words.text) or text.endswith(line.words.text))
            and (len(line.words.text) >= shortest or text[len(line.words.text)] in _BEHIND_LABEL)
        ]
        return max(found, key=lambda line: len(line.words.text), default=None)

    def first(self, test: Any) -> PrintedLine | None:
        """The first line that passes a test."""
        return next(filter(test, self._lines), None)

    def alike(self, text: str) -> PrintedLine | None:
        """The line that is most like the text, if any is like it."""
        words = text.split()
        best, ratio = None, _ALIKE
        for line in self._lines:
            matcher = difflib.SequenceMatcher(None, line.words.text.split(), words, autojunk=False)
            if matcher.real_quick_ratio() >= ratio and matcher.quick_ratio() >= ratio and matcher.ratio() >= ratio:
                best, ratio = line, matcher.ratio()
        return best


class Added(NamedTuple):
    """Words that a paragraph has and its printed line had not."""

    words: str
    replaced: bool = False
    """True if they stand in the place of others."""
    beside: str = ""


def added_words(now: OutsideWords, printed: OutsideWords) -> Added:
    """The words that a paragraph has and the printed line had not."""
    if now.tags == printed.tags and len(now.pieces) > 1:
        found = [
            (at, *_added_to(piece, was)) for at, (piece, was) in enumerate(zip(now.pieces, printed.pieces, strict=True))
        ]
        differing = [(at, words, replaced) for at, words, replaced in found if words]
        words = " … ".join(words for _at, words, _replaced in differing)
        # A label stands behind its box: the words before the first box are beside that one.
        beside = now.tags[max(differing[0][0] - 1, 0)] if differing else ""
        return Added(words, any(replaced for _at, _words, replaced in differing), beside)
    words, replaced = _added_to(now.text, printed.text)
    return Added(words, replaced, next(iter(now.tags), ""))


def _added_to(now: str, was: str) -> tuple[str, bool]:
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
