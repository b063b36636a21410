"""Checks of a template's language and identity, and of differences between a form's English and Welsh templates."""

from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from lxml import etree

from cpr_docs.language.catalogue import _
from cpr_docs.language.languages import Language
from cpr_docs.ooxml.core_properties import default_language as stated_language
from cpr_docs.ooxml.custom_properties import custom_properties
from cpr_docs.ooxml.names import PartName, RelationshipType, qn
from cpr_docs.ooxml.traversal import children
from cpr_docs.templating.checking.expressions import CONDITION, LOOP, PRINT, Usage, without_grammar
from cpr_docs.templating.checking.template import Template, location_of
from cpr_docs.templating.checking.template_findings import TagLocation, TemplateCheck
from cpr_docs.templating.checking.welsh_review import carried_hash, words_hash_of
from cpr_docs.templating.document_properties import VERSION_NAMES, form_properties

_NO_LANGUAGE = _("the default formatting gives no language; it must be {language}")
_RECORD_COMMAND = "templates check --welsh-is-current"


class Pair(NamedTuple):
    """The templates of a form in its two languages; findings are located in `first`."""

    first: Template
    other: Template


def default_language(template: Template) -> Iterator[TagLocation]:
    """A missing or wrong ``w:lang`` in the default formatting, the only language that a PDF is given."""
    for part, root in template.parsed.of_main(RelationshipType.STYLES):
        language = stated_language(root)
        if language != template.language.tag:
            location = TagLocation(part, None, "", {"language": template.language.tag, "said": language})
            yield location if language else location._replace(message=_NO_LANGUAGE)


def another_template(template: Template) -> Iterator[TagLocation]:
    """Custom properties with another form, review type or language than the file's folder and name."""
    properties = custom_properties(template.package)
    for name, expected in form_properties(template.form, template.language).items():
        # A template of an earlier version is one of the form all the same.
        if name not in VERSION_NAMES and properties.get(name, expected) != expected:
            parameters = {"name": name, "said": properties[name], "expected": expected}
            yield TagLocation(PartName.CUSTOM_PROPERTIES, None, "", parameters)


def paths(pair: Pair) -> Iterator[TagLocation]:
    """Printing tags that the other template has less often."""
    return _more_often(pair, PRINT)


def conditions(pair: Pair) -> Iterator[TagLocation]:
    """Conditions that the other template has less often."""
    return _more_often(pair, CONDITION)


def loops(pair: Pair) -> Iterator[TagLocation]:
    """Loops that the other template has less often."""
    return _more_often(pair, LOOP)


def controls(pair: Pair) -> Iterator[TagLocation]:
    """Controls, and copies, that the other template does not have."""
    others = {control.tag for control in pair.other.controls}
    for control in pair.first.controls:
        if control.tag not in others:
            yield TagLocation(control.part, control.element, control.tag, {"what": control.tag})
    copied = {without_grammar(copy.tag) for _part, copy in pair.other.copy_controls}
    for part, copy in pair.first.copy_controls:
        if without_grammar(copy.tag) not in copied:
            yield TagLocation(part, copy.element, copy.tag, {"what": copy.tag})


def headings(pair: Pair) -> Iterator[TagLocation]:
    """The first heading with another level than in the other template, or without a counterpart."""
    for mine, theirs in zip_longest(pair.first.heading_levels, pair.other.heading_levels):
        if mine is None or (theirs is not None and mine[1] == theirs[1]):
            continue
        levels = {"here": mine[1], "there": "–" if theirs is None else theirs[1]}
        yield TagLocation(PartName.DOCUMENT, mine[0], "", levels)
        return


def tables(pair: Pair) -> Iterator[TagLocation]:
    """The first table with other rows or cells than in the other template, or without a counterpart."""
    for mine, theirs in zip_longest(_table_shapes(pair.first), _table_shapes(pair.other)):
        if mine is None or (theirs is not None and mine[1] == theirs[1]):
            continue
        yield TagLocation(PartName.DOCUMENT, next(mine[0].iter(qn("w:tr")), mine[0]))
        return


def outdated_welsh(pair: Pair) -> Iterator[TagLocation]:
    """A Welsh template whose English source text is not the text of the English template any more."""
    if pair.first.language is not Language.WELSH or pair.other.body is None:
        return
    if carried_hash(pair.first.package, Language.ENGLISH) != words_hash_of(pair.other.package):
        yield TagLocation(PartName.CUSTOM_PROPERTIES, None, "", {"command": _RECORD_COMMAND})


def outdated_english(pair: Pair) -> Iterator[TagLocation]:
    """An English template whose record of the Welsh text is not the text of the Welsh template any more.

    A template of an earlier version has no such record.
    """
    if pair.first.language is not Language.ENGLISH or pair.other.body is None:
        return
    if carried_hash(pair.first.package, Language.WELSH) not in ("", words_hash_of(pair.other.package)):
        yield TagLocation(PartName.CUSTOM_PROPERTIES, None, "", {"command": _RECORD_COMMAND})


def _more_often(pair: Pair, kind: str) -> Iterator[TagLocation]:
    def key(usage: Usage) -> tuple[str, bool, bool]:
        # Separate counts for controls and for headers, so that the reported location is where the tag is missing.
        return usage.paired, usage.tag.part == PartName.DOCUMENT, usage.tag.control is not None

    expected = Counter(key(usage) for usage in pair.other.usages if usage.kind == kind)
    seen: Counter[tuple[str, bool, bool]] = Counter()
    for usage in pair.first.usages:
        if usage.kind == kind:
            seen[key(usage)] += 1
            if seen[key(usage)] > expected[key(usage)]:
                yield location_of(usage.tag, what=usage.canonical)


def _table_shapes(template: Template) -> list[tuple[etree._Element, tuple[int, ...]]]:
    """The tables of the main document, each with the number of cells in each row."""
    tables = () if template.body is None else template.body.iter(qn("w:tbl"))
    return [
        (table, tuple(sum(1 for _cell in children(row, "w:tc")) for row in children(table, "w:tr"))) for table in tables
    ]


CHECKS: tuple[TemplateCheck[Template], ...] = (
    TemplateCheck("language", _("the default formatting says {said}; it must be {language}"), default_language),
    TemplateCheck(
        "another-template",
        _("the template says of itself that its {name} is {said}, and its place and name say {expected}"),
        another_template,
    ),
)

PAIR_CHECKS: tuple[TemplateCheck[Pair], ...] = (
    TemplateCheck(
        "pair-path", _("the template in the other language does not print this, or not as often: {what}"), paths
    ),
    TemplateCheck("pair-condition", _("the template in the other language does not ask this: {what}"), conditions),
    TemplateCheck("pair-loop", _("the template in the other language does not go through this list: {what}"), loops),
    TemplateCheck("pair-control", _("the template in the other language has no such control: {what}"), controls),
    TemplateCheck(
        "pair-heading",
        _("the headings of the two languages differ from here on: level {here} here, {there} in the other"),
        headings,
    ),
    TemplateCheck("pair-table", _("from this table on, the tables of the two languages differ"), tables),
    TemplateCheck(
        "welsh-older",
        _(
            "the English was changed after this Welsh was made from it: once the Welsh says the same, record it with "
            "{command}"
        ),
        outdated_welsh,
    ),
    TemplateCheck(
        "english-older",
        _(
            "the Welsh was changed after this English said the same: once the English says the same again, record it "
            "with {command}"
        ),
        outdated_english,
        "warning",
    ),
)
