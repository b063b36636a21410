"""In every document, no line ends between a day and its month, before "am", or after the prefix *is*."""

import re
from collections.abc import Iterator

from lxml import etree

from cpr_docs.language import calendar
from cpr_docs.language.languages import Language
from cpr_docs.language.line_breaks import NO_BREAK_SPACE
from cpr_docs.models.fields import Kind, field_at
from cpr_docs.models.form import AnyForm, Form
from cpr_docs.ooxml.content_control import ContentControl, controls_in
from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.package import Package
from cpr_docs.ooxml.traversal import STORIES
from cpr_docs.reading.compare import compare
from cpr_docs.templating.copy_controls import copied
from tests.documents.cases import every_language, every_variant, full_and_sparse, rendered
from tests.reading.editing import Edited

_MONTHS = "|".join((*calendar.ENGLISH.months, *calendar.WELSH.months))
_LOOSE = re.compile(rf"\b[0-9]{{1,2}} (?:{_MONTHS})\b|[0-9] (?:am|pm|yb|yp|yh|noon|midnight|canol)\b")
_HYPHEN = qn("w:noBreakHyphen")


def _roots(content: bytes) -> Iterator[etree._Element]:
    for name, part in Package.read(content).items():
        if name.startswith("word/") and name.endswith(".xml"):
            root = etree.fromstring(part)
            if root.tag in STORIES:
                yield root


def _text_of(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(qn("w:t")))


def _is_typed(form: type[AnyForm], control: ContentControl) -> bool:
    """True for the control or the copy of a text, in which people write dates as they like."""
    copy = copied(control.tag)
    try:
        field = field_at(form, control.tag if copy is None else copy.path)
    except KeyError:
        return False
    return field.kind in (Kind.LINE, Kind.PROSE) and not field.path.endswith(".when")


@every_language
@every_variant
def test_a_day_and_the_figures_of_a_time_are_bound(variant: type[Form], language: Language) -> None:
    for root in _roots(rendered(variant, language).content):
        for control in list(controls_in(root)):
            if _is_typed(variant, control):
                control.element.getparent().remove(control.element)  # type: ignore[union-attr]
        assert not [found for found in map(_text_of, root.iter(qn("w:p"))) if _LOOSE.search(found)]


@every_language
@every_variant
def test_the_prefix_is_never_ends_a_line(variant: type[Form], language: Language) -> None:
    for root in _roots(rendered(variant, language, True).content):
        assert not [text.text for text in root.iter(qn("w:t")) if re.search(r"\b[Ii]s-", text.text or "")]


@full_and_sparse
@every_language
@every_variant
def test_common_spaces_and_hyphens_in_their_place_are_the_same_words(
    variant: type[Form], language: Language, sparse: bool
) -> None:
    content = rendered(variant, language, sparse).content
    document = Edited(content)
    for text in document.root.iter(qn("w:t")):
        text.text = (text.text or "").replace(NO_BREAK_SPACE, " ")
    for hyphen in list(document.root.iter(_HYPHEN)):
        hyphen.tag = qn("w:t")
        hyphen.text = "-"
    now, before = compare(document.saved()), compare(content)
    assert (now.form, now.strays, now.stale) == (before.form, (), ())
