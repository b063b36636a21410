"""Checks of a template's language and of what it says that it is."""

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
from cpr_docs.templating.checking.expressions import ASKED, LOOPED, PRINTED, Usage
from cpr_docs.templating.checking.template import Template, spot_of
from cpr_docs.templating.checking.template_findings import TagLocation, TemplateCheck
from cpr_docs.templating.checking.welsh_review import carried_hash, english_hash
from cpr_docs.templating.document_properties import form_properties

_NO_LANGUAGE = _("the default formatting gives no language; it must be {language}")


def default_language(template: Template) -> Iterator[TagLocation]:
    """A missing or wrong ``w:lang`` in the default formatting, which alone reaches a PDF."""
    for part, root in template.opened.of_main(RelationshipType.STYLES):
        said = stated_language(root)
        if said != template.language.tag:
            spot = TagLocation(part, None, "", {"language": template.language.tag, "said": said})
            yield spot if said else spot._replace(message=_NO_LANGUAGE)


def another_template(template: Template) -> Iterator[TagLocation]:
    """A template that says of itself that it is of another form, review type or language than its file's name."""
    said = custom_properties(template.package)
    for name, expected in form_properties(template.form, template.language).items():
        if said.get(name, expected) != expected:
            parameters = {"name": name, "said": said[name], "expected": expected}
            yield TagLocation(PartName.CUSTOM_PROPERTIES, None, "", parameters)


CHECKS: tuple[TemplateCheck[Template], ...] = (
    TemplateCheck("language", _("the default formatting says {said}; it must be {language}"), default_language),
    TemplateCheck(
        "another-template",
        _("the template says of itself that its {name} is {said}, and its place and name say {expected}"),
        another_template,
    ),
)


_RECORD = "templates check --welsh-is-current"


class Pair(NamedTuple):
    """The templates of a form type in its two languages; `first` is the one that findings are placed in."""

    first: Template
    other: Template


def paths(pair: Pair) -> Iterator[TagLocation]:
    """What one prints and the other does not."""
    yield from _more_often(pair, PRINTED)


def conditions(pair: Pair) -> Iterator[TagLocation]:
    """Conditions that the other does not ask."""
    yield from _more_often(pair, ASKED)


def loops(pair: Pair) -> Iterator[TagLocation]:
    """Loops that the other does not have."""
    yield from _more_often(pair, LOOPED)


def controls(pair: Pair) -> Iterator[TagLocation]:
    """Controls that the other does not have."""
    there = {control.tag for control in pair.other.controls}
    for control in pair.first.controls:
        if control.tag not in there:
            yield TagLocation(control.part, control.element, control.tag, {"what": control.tag})


def headings(pair: Pair) -> Iterator[TagLocation]:
    """The first heading whose level differs, or that the other does not have."""
    for mine, theirs in zip_longest(pair.first.levels, pair.other.levels):
        if mine is None or (theirs is not None and mine[1] == theirs[1]):
            continue
        levels = {"here": mine[1], "there": "–" if theirs is None else theirs[1]}
        yield TagLocation(PartName.DOCUMENT, mine[0], "", levels)
        return


def tables(pair: Pair) -> Iterator[TagLocation]:
    """The first table that has other rows or cells, or that the other does not have."""
    here, there = _tables(pair.first), _tables(pair.other)
    for mine, theirs in zip_longest(here, there):
        if mine is None or (theirs is not None and mine[1] == theirs[1]):
            continue
        yield TagLocation(PartName.DOCUMENT, next(mine[0].iter(qn("w:tr")), mine[0]))
        return


def older(pair: Pair) -> Iterator[TagLocation]:
    """A Welsh template that was made from other English words than its twin has now; told of the Welsh alone."""
    if pair.first.language is not Language.WELSH or pair.other.body is None:
        return
    if carried_hash(pair.first.package) != english_hash(pair.other.body):
        yield TagLocation(PartName.CUSTOM_PROPERTIES, None, "", {"command": _RECORD})


def _more_often(pair: Pair, kind: str) -> Iterator[TagLocation]:
    def what(said: Usage) -> tuple[str, bool, bool]:
        # In and outside of controls apart, and the document apart from its header, so that the place fits.
        return said.what, said.tag.part == PartName.DOCUMENT, said.tag.control is not None

    there = Counter(what(said) for said in pair.other.said if said.kind == kind)
    seen: Counter[tuple[str, bool, bool]] = Counter()
    for said in pair.first.said:
        if said.kind == kind:
            seen[what(said)] += 1
            if seen[what(said)] > there[what(said)]:
                yield spot_of(said.tag, what=said.what)


def _tables(template: Template) -> list[tuple[etree._Element, tuple[int, ...]]]:
    found = () if template.body is None else template.body.iter(qn("w:tbl"))
    return [
        (table, tuple(sum(1 for _cell in children(row, "w:tc")) for row in children(table, "w:tr"))) for table in found
    ]


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
        older,
    ),
)
