"""Adapts a template to an edition: the controls, rows and paragraphs that a document of the purpose prints.

The result is a template in the same language, which is compiled, and which reading compares a document with. The
expansion of its controls does the rest: blank values, locks, and room to write.
"""

import re

from lxml import etree

from cpr_docs.language.languages import Language
from cpr_docs.models.form import AnyForm
from cpr_docs.ooxml.headings import Headings
from cpr_docs.ooxml.names import PartName
from cpr_docs.ooxml.package import Package
from cpr_docs.ooxml.xml import UTF16, parse_xml
from cpr_docs.templating.choice_boxes import drop_downs_as_boxes
from cpr_docs.templating.edition import Edition
from cpr_docs.templating.finished_cells import print_given_lines
from cpr_docs.templating.finished_lines import print_labelled_lines
from cpr_docs.templating.finished_lists import print_given_rows, print_given_texts
from cpr_docs.templating.kept_values import with_kept_values
from cpr_docs.templating.not_asked import leave_out_not_asked
from cpr_docs.templating.tick_words import add_tick_words
from cpr_docs.templating.unknown_values import keep_unknown

_STORY = re.compile(r"word/(?:document|(?:header|footer|footnotes|endnotes)\d*)\.xml")


def adapted(template: Package, form: type[AnyForm], language: Language, edition: Edition) -> Package:
    """The template for an edition; the same object for the screen, unless it has a filter of grammar."""
    template = with_kept_values(template, form)
    if edition.is_screen:
        return template
    styles = template.get(PartName.STYLES)
    headings = Headings(None if styles is None else parse_xml(styles, PartName.STYLES))
    parts = dict(template)
    for name, content in template.items():
        if _STORY.fullmatch(name) and not content.startswith(UTF16):
            root = parse_xml(content, name)
            _adapt(root, form, language, edition, headings)
            parts[name] = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return Package(parts)


def _adapt(root: etree._Element, form: type[AnyForm], language: Language, edition: Edition, headings: Headings) -> None:
    if edition.is_draft:
        keep_unknown(root, form)
    drop_downs_as_boxes(root, form, language, edition)
    if edition.is_finished:
        add_tick_words(root)
        leave_out_not_asked(root, form, language, headings)
        print_given_lines(root, form, edition)
        print_labelled_lines(root, form, edition, headings)
        print_given_rows(root, form, language, edition, headings)
        print_given_texts(root, form, language, edition, headings)
