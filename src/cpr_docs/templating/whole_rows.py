"""Keeps table rows with short text on one page; a row with a long text breaks across pages.

A text that is split after its first line is hard to read, and a long text that is kept whole leaves half a page blank.
"""

import re

from lxml import etree

from cpr_docs.language.bilingual import Bilingual
from cpr_docs.models.fields import FormField, Kind, field_at
from cpr_docs.models.form import AnyForm
from cpr_docs.ooxml.content_control import controls_in
from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.traversal import text_of
from cpr_docs.templating.copy_controls import copied
from cpr_docs.templating.expressions_of_controls import plain_path
from cpr_docs.templating.filters import BRIEF
from cpr_docs.templating.xml_builder import put_before

_LOOP = re.compile(r"\{%\w*\s*for\b")


def is_sentence(field: FormField) -> bool:
    """True for a line in two languages, which people make as long as they like, unlike a name or an answer."""
    return field.kind is Kind.LINE and isinstance(field.type, type) and issubclass(field.type, Bilingual)


def keep_brief_rows(root: etree._Element, form: type[AnyForm]) -> None:
    """Prints ``w:cantSplit`` for each row of text while its texts are brief, unless the template decides."""
    for row in list(root.iter(qn("w:tr"))):
        properties = row.find(qn("w:trPr"))
        if properties is not None and properties.find(qn("w:cantSplit")) is not None:
            continue
        texts = _texts(row, form)
        # A list in a cell is as long as its rows.
        if texts and not _LOOP.search(text_of(row)):
            _keep(row, properties, " and ".join(f"{text} is {BRIEF}" for text in texts))


def _texts(row: etree._Element, form: type[AnyForm]) -> list[str]:
    """The paths of the prose and the sentences that a row prints."""
    texts = []
    for control in controls_in(row):
        copy = copied(control.tag)
        try:
            field = field_at(form, control.tag.partition("=")[0] if copy is None else copy.path)
        except KeyError:
            continue
        path = plain_path(control)
        if (field.kind is Kind.PROSE or is_sentence(field)) and path:
            texts.append(path)
    return texts


def _keep(row: etree._Element, properties: etree._Element | None, condition: str) -> None:
    whole = etree.Element(qn("w:cantSplit"))
    if properties is None:
        properties = etree.Element(qn("w:trPr"))
        exceptions = row.find(qn("w:tblPrEx"))
        row.insert(0 if exceptions is None else row.index(exceptions) + 1, properties)
    properties.append(whole)
    put_before(whole, f"{{% if {condition} %}}")
    whole.tail = "{% endif %}"
