"""Leaves out of a finished paper what is not asked: sections, tables, rows and paragraphs, or the words of a cell.

A row whose label must stay says "Not applicable": a row of a list, and a row that also prints something else.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from cpr_docs.language.catalogue import _, translate
from cpr_docs.language.languages import Language
from cpr_docs.models.fields import field_at
from cpr_docs.models.form import AnyForm
from cpr_docs.ooxml.content_control import ContentControl, controls_in
from cpr_docs.ooxml.headings import Headings
from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.traversal import text_of
from cpr_docs.templating.asked_test import asked_test
from cpr_docs.templating.enclosing_blocks import enclosing_blocks
from cpr_docs.templating.statements import any_of, print_if
from cpr_docs.templating.xml_builder import paragraph_like

NOT_APPLICABLE = _("Not applicable")
"""The words of a cell whose field is not asked."""

_OPENING = re.compile(r"\{%\w*\s*(?:if|for)\b")
_CLOSING = re.compile(r"\{%\w*\s*end(?:if|for)\b")
_BRANCH = re.compile(r"\{%\w*\s*el(?:se|if)\b")
_GAP = "Gap"


def leave_out_not_asked(root: etree._Element, form: type[AnyForm], language: Language, headings: Headings) -> None:
    """Prints each control whose label has a condition only where it may be asked."""
    tests = _tests(root, form)
    if any(tests.values()):
        _Omitter(tests, form, language).run(root, headings)


def _tests(root: etree._Element, form: type[AnyForm]) -> dict[etree._Element, str]:
    """The condition of each control of a field; empty for a field that is always asked."""
    tests = {}
    for element, around in enclosing_blocks(root, "w:sdt"):
        control = ContentControl(element)
        path = control.tag.partition("=")[0]
        if not path or control.is_repeating:
            continue
        try:
            field_at(form, path)
        except KeyError:
            continue
        tests[element] = asked_test(form, path, around)
    return tests


class _Omitter:
    """Puts conditions around the parts of a template that may not be asked."""

    def __init__(self, tests: Mapping[etree._Element, str], form: type[AnyForm], language: Language) -> None:
        self._tests = dict(tests)
        self._form = form
        self._language = language

    def run(self, root: etree._Element, headings: Headings) -> None:
        """Puts the conditions in, around the largest parts first."""
        body = root.find(qn("w:body"))
        if body is not None:
            for section in list(_sections(body, headings)):
                self._omit_section(section)
        for table in list(root.iter(qn("w:tbl"))):
            self._omit_in_table(table)
        for block in [*root.iter(qn("w:p")), *root.iter(qn("w:sdt"))]:
            if next(block.iterancestors(qn("w:tc"), qn("w:sdt")), None) is None:
                self._omit_block(block)

    def _test_of(self, elements: Iterable[etree._Element]) -> str:
        """The condition that all controls in some elements share; empty if they share none."""
        tests = {
            self._tests[control.element]
            for element in elements
            for control in controls_in(element)
            if control.element in self._tests
        }
        return tests.pop() if len(tests) == 1 else ""

    def _done(self, elements: Iterable[etree._Element]) -> None:
        for element in elements:
            for control in controls_in(element):
                self._tests.pop(control.element, None)

    def _omit_section(self, section: list[etree._Element]) -> None:
        test = self._test_of(section)
        if test and _is_whole(section):
            print_if(test, section[0], section[-1])
            self._done(section)

    def _omit_block(self, block: etree._Element) -> None:
        test = self._test_of([block])
        is_block = block.tag == qn("w:p") or next(block.iter(qn("w:p")), None) is not None
        if test and is_block and _is_whole([block]):
            print_if(test, block, block)
            self._done([block])

    def _omit_in_table(self, table: etree._Element) -> None:
        rows = list(table.iterchildren(qn("w:tr")))
        depth = 0
        omitted: dict[etree._Element, str] = {}
        for row in rows:
            words = text_of(row)
            if "{%tr" in words:
                depth += len(re.findall(r"\{%tr\s+for\b", words)) - len(re.findall(r"\{%tr\s+endfor\b", words))
                continue
            test = self._test_of([row])
            if test and not depth and _is_whole([row]):
                label = self._label_row(row)
                omitted |= dict.fromkeys([] if label is None else [label], test) | {row: test}
            else:
                for cell in row.iterchildren(qn("w:tc")):
                    self._omit_in_cell(cell)
        if omitted.keys() == set(rows):
            last = table.getnext()
            last = table if last is None or not _is_gap(last) else last
            print_if(any_of(omitted.values()), table, last)
        for row, test in omitted.items():
            print_if(test, row, row, letter="tr")
        self._done(omitted)

    def _omit_in_cell(self, cell: etree._Element) -> None:
        test = self._test_of([cell])
        content = [child for child in cell.iterchildren("*") if child.tag != qn("w:tcPr")]
        if not test or not content or not _is_whole(content):
            return
        pattern = next(cell.iter(qn("w:p")))
        instead = paragraph_like(pattern, translate(NOT_APPLICABLE, self._language))
        print_if(test, content[0], content[-1], otherwise=[instead])
        self._done(content)

    def _label_row(self, row: etree._Element) -> etree._Element | None:
        """The row above, if it is the label of the row's field."""
        above = row.getprevious()
        if above is None or above.tag != qn("w:tr") or any(True for _control in controls_in(above)):
            return None
        path = next(control.tag for control in controls_in(row) if control.element in self._tests).partition("=")[0]
        label = field_at(self._form, path).label
        labels = {_plain(translate(words, self._language)) for words in (label.text, label.title)}
        words = next(above.iter(qn("w:p")), above)
        return above if _plain(text_of(words)) in labels else None


def _sections(body: etree._Element, headings: Headings) -> Iterator[list[etree._Element]]:
    """The elements of each section: a heading, and what stands below it up to the next heading of its level."""
    children = [child for child in body.iterchildren("*") if child.tag != qn("w:sectPr")]
    levels = [headings.level(child) if child.tag == qn("w:p") else None for child in children]
    for at, level in enumerate(levels):
        if level:
            end = next((after for after in range(at + 1, len(levels)) if 0 < (levels[after] or 0) <= level), None)
            yield children[at:end]


def _is_whole(elements: Iterable[etree._Element]) -> bool:
    """True if each statement that opens in some elements closes in them."""
    words = "".join(map(text_of, elements))
    depth = 0
    for match in re.finditer(r"\{%[^{}]*%\}", words):
        depth += bool(_OPENING.match(match[0])) - bool(_CLOSING.match(match[0]))
        if depth < 0 or (not depth and _BRANCH.match(match[0])):
            return False
    return not depth


def _is_gap(element: etree._Element) -> bool:
    style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return style is not None and style.get(qn("w:val")) == _GAP and not text_of(element).strip()


def _plain(words: str) -> str:
    return " ".join(words.split()).rstrip(" :")
