"""Copies, and boxes of derived values, that differ from the form in the document: named with their place."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from cpr_docs.errors import StalePlace
from cpr_docs.language.languages import Language
from cpr_docs.models.examples import example
from cpr_docs.models.form import Form
from cpr_docs.ooxml.content_control import ContentControl, controls_in
from cpr_docs.ooxml.names import PartName, qn
from cpr_docs.reading.compare import compare
from cpr_docs.reading.result import Reading
from cpr_docs.templating.copy_controls import copied, is_copy
from tests.documents.cases import RENDERER, case, every_language, every_variant, full_and_sparse, rendered
from tests.examples import IDENTITY_COPIES
from tests.reading.cases import before, edited, problems
from tests.reading.editing import Edited, packed, xml
from tests.reading.sessions_again import letter_with_sessions_again

_PARTS = {PartName.DOCUMENT: "body", "word/header1.xml": "header", "word/footer1.xml": "footer"}


def _reading(document: Edited) -> Reading:
    return compare(document.saved())


def _without_template(content: bytes) -> bytes:
    """The document as if its template were not available."""
    document = Edited(content)
    properties = document.parts[PartName.CUSTOM_PROPERTIES]
    start = properties.index(b"<vt:lpwstr>", properties.index(b"CprDocsTemplate")) + len(b"<vt:lpwstr>")
    document.parts[PartName.CUSTOM_PROPERTIES] = properties[:start] + b"0" * 8 + properties[start + 8 :]
    return document.saved()


def _copies(content: bytes) -> Iterator[tuple[str, etree._Element, etree._Element]]:
    """Each copy of a document with its part, and the root of the part."""
    parts = Edited(content).parts
    for part in _PARTS:
        root = etree.fromstring(parts[part])
        for control in list(controls_in(root)):
            if is_copy(control.tag):
                yield part, root, control.element


def _unanswered(language: Language) -> Edited:
    """A letter for several sessions whose reply slip is blank."""
    return Edited(RENDERER.render(example("invitation_letter", "extended").replace(reply=None), language).content)


@full_and_sparse
@every_language
@every_variant
def test_nothing_is_stale_in_a_new_document(variant: type[Form], language: Language, sparse: bool) -> None:
    content = rendered(variant, language, sparse).content
    assert (compare(content).stale, compare(content).strays) == ((), ())
    assert compare(_without_template(content)).stale == ()


def _check_each_copy(content: bytes, form: Form) -> None:
    """Each copy, alone with another word, is the one stale place, and the form is read as it was."""
    parts = Edited(content).parts
    for part, root, copy in list(_copies(content)):
        if ContentControl(copy).tag in IDENTITY_COPIES:
            continue
        expression = copied(ContentControl(copy).tag)
        assert expression is not None
        text = next(copy.iter(qn("w:t")))
        if not text.text:
            # A copy of a blank value, which has no control.
            continue
        was, text.text = text.text, "Sioned"
        document = packed({**parts, part: etree.tostring(root)})
        reading = compare(_without_template(document))
        (stale,) = reading.stale
        text.text = was
        assert isinstance(stale, StalePlace)
        assert (re.sub(r"\[\d+\]", "[]", stale.path), stale.place) == (expression.path, _PARTS[part])
        assert reading.form == form
        assert "Sioned" not in str(stale)


@every_language
@every_variant
def test_every_copy_is_compared_without_the_template(variant: type[Form], language: Language) -> None:
    content = rendered(variant, language).content
    form = case(variant)
    assert {part for part, _root, _copy in _copies(content)} >= _running_parts(form)
    _check_each_copy(content, form.in_language(language))


def _running_parts(form: Form) -> set[str]:
    """The header with the board's name, but for letters of other offices; the footer with the case, if there is one."""
    header = set() if getattr(form, "SENDER", "") else {"word/header1.xml"}
    identifier = getattr(form, "case_identifier", None) or getattr(form, "reference", None)
    return header | ({"word/footer1.xml"} if identifier else set())


def _check_locks(content: bytes) -> None:
    """Each copy is locked, and has a title and a tag that Word accepts."""
    for _part, _root, element in _copies(content):
        copy = ContentControl(element)
        assert (copy.is_locked, copy.is_placeholder) == (True, False)
        assert copy.alias
        assert len(copy.tag) <= 64


@every_language
@every_variant
def test_a_copy_is_locked_and_has_a_title_and_an_id_of_its_own(variant: type[Form], language: Language) -> None:
    _check_locks(rendered(variant, language).content)


@every_language
def test_each_place_of_a_changed_value_is_named(language: Language) -> None:
    document = edited("invitation_letter", language).type("child", "Child Z").type("case_identifier", "AR-1")
    stale = _reading(document).stale
    assert [(place.path, place.place) for place in stale] == [
        ("child", "body"),
        ("child", "body"),
        ("case_identifier", "footer"),
    ]
    assert len({place.heading for place in stale}) == 3
    in_footer = {Language.ENGLISH: "in the footer", Language.WELSH: "yn y troedyn"}[language]
    assert in_footer in stale[2].describe(language)


def _with_another_row(document: Edited, language: Language) -> Edited:
    """The letter with a third session, as Word's “+” adds it."""
    last = document.rows("sessions")[-1]
    last.addnext(etree.fromstring(etree.tostring(last)))
    words = {"en": "28 June 2013", "cy": "28 Mehefin 2013"}[language]
    return document.pick_date("sessions[].on", "2013-06-28", words, row=2)


class TestRowsPrintedAgain:
    @pytest.fixture(params=[True, False], ids=["its templates", "no templates"])
    def templates(self, request: pytest.FixtureRequest, sessions_again: Path) -> Path | None:
        return sessions_again if request.param else None

    @every_language
    def test_nothing_is_stale_in_a_new_document(
        self, sessions_again: Path, templates: Path | None, language: Language
    ) -> None:
        document = letter_with_sessions_again(sessions_again, language)
        tags = [control.tag for control in controls_in(document.root)]
        assert [tags.count(f"copy:sessions[].{name}") for name in ("on", "starts", "finishes")] == [2, 2, 2]
        assert compare(document.saved(), templates=templates).stale == ()

    @every_language
    def test_every_copy_of_a_row_is_locked_and_compared(self, sessions_again: Path, language: Language) -> None:
        content = letter_with_sessions_again(sessions_again, language, answered=True).saved()
        _check_locks(content)
        _check_each_copy(content, before("invitation_letter", language, "extended"))

    @every_language
    def test_the_row_is_named(self, sessions_again: Path, templates: Path | None, language: Language) -> None:
        document = letter_with_sessions_again(sessions_again, language)
        document.type("sessions[].starts", {"en": "7.00 am", "cy": "7.00 yb"}[language], row=1)
        stale = compare(document.saved(), templates=templates).stale
        assert [place.path for place in stale] == ["sessions[1].starts", "reply.sessions"]

    @every_language
    @pytest.mark.parametrize("change", ["removed", "added"])
    def test_the_list_is_named_if_it_has_more_or_fewer_rows(
        self, sessions_again: Path, templates: Path | None, language: Language, change: str
    ) -> None:
        document = letter_with_sessions_again(sessions_again, language)
        if change == "removed":
            document.delete_row("sessions", 0)
        else:
            _with_another_row(document, language)
        stale = compare(document.saved(), templates=templates).stale
        assert {place.path for place in stale} == {"sessions", "reply.sessions"}

    @every_language
    def test_a_blank_row_is_no_row(self, sessions_again: Path, templates: Path | None, language: Language) -> None:
        document = letter_with_sessions_again(sessions_again, language, answered=True).add_row("sessions", after=0)
        assert compare(document.saved(), templates=templates).stale == ()


class TestRowsOfTheReplySlip:
    """The slip names each session of the letter, without a copy."""

    @every_language
    def test_the_slip_is_named_if_a_session_was_changed(self, language: Language) -> None:
        document = _unanswered(language)
        document.type("sessions[].starts", {"en": "7.00 am", "cy": "7.00 yb"}[language], row=1)
        assert [place.path for place in _reading(document).stale] == ["reply.sessions"]

    @every_language
    @pytest.mark.parametrize("change", ["removed", "added"])
    def test_the_slip_is_named_if_there_are_more_or_fewer_sessions(self, language: Language, change: str) -> None:
        document = _unanswered(language)
        if change == "removed":
            document.delete_row("sessions", 0)
        else:
            _with_another_row(document, language)
        assert [place.path for place in _reading(document).stale] == ["reply.sessions"]

    @every_language
    def test_a_blank_row_is_no_row(self, language: Language) -> None:
        document = edited("invitation_letter", language, "extended").add_row("sessions", after=0)
        assert _reading(document).stale == ()


class TestDerivedValues:
    @every_language
    @pytest.mark.parametrize("name", ["recommendation", "report"])
    def test_a_box_that_differs_from_the_dates_is_named_and_the_dates_count(
        self, language: Language, name: str
    ) -> None:
        document = edited(name, language)
        band = before(name, language).period.band
        document.tick(f"period.band={band.value}", on=False).tick("period.band=over-24")
        reading = _reading(document)
        assert [place.path for place in reading.stale] == ["period.band"]
        assert reading.form == before(name, language)
        assert document.is_open_box(f"period.band={band.value}")

    @every_language
    def test_a_changed_date_is_named_at_the_boxes(self, language: Language) -> None:
        document = edited("terms_of_reference", language)
        words = {"en": "4 September 2011", "cy": "4 Medi 2011"}[language]
        document.pick_date("period.start", "2011-09-04", words)
        stale = _reading(document).stale
        assert {place.path for place in stale} == {"period.band"}
        assert all(place.heading for place in stale)

    @every_language
    @pytest.mark.parametrize("name", ["recommendation", "report", "terms_of_reference"])
    def test_a_date_typed_over_a_calendar_is_told_together_with_the_boxes(self, language: Language, name: str) -> None:
        document = edited(name, language)
        day = before(name, language).period.start
        words = language.conventions.date(day.replace(year=day.year - 3))
        document.type("period.start", words)
        found = problems(document)
        assert [(each.path, each.code) for each in found] == [("period.start", "two_dates"), ("period.band", "stale")]
        assert all(each.heading for each in found)

    @every_language
    def test_a_box_may_be_ticked_where_there_are_no_dates_and_is_named(self, language: Language) -> None:
        data = case_of_no_period()
        document = Edited(RENDERER.render(data, language).content)
        assert _reading(document).stale == ()
        document.tick("period.band=7-12")
        reading = _reading(document)
        assert [place.path for place in reading.stale] == ["period.band"]
        assert reading.form == data.in_language(language)


def case_of_no_period() -> Form:
    """A recommendation whose period is not known yet."""
    values = example("recommendation", sparse=True).model_dump(mode="json")
    return Form.parse({**values, "outcome": "no_review", "alternative_review": None, "period": None})


@every_language
def test_a_copy_in_a_text_box_is_compared(language: Language) -> None:
    document = edited("invitation_letter", language)
    copy = next(control.element for control in controls_in(document.root) if control.tag == "copy:child")
    words = etree.tostring(copy, encoding="unicode").replace(str(ContentControl(copy).text), "Child Q")
    box = (
        "<w:p><w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent>"
        f"<w:p>{words}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )
    document.root[0].insert(0, xml(box))
    assert [(place.path, place.place) for place in _reading(document).stale] == [("child", "text box")]


def test_a_copy_of_no_field_is_named() -> None:
    document = edited("invitation_letter", Language.ENGLISH)
    tag = next(tag for tag in document.root.iter(qn("w:tag")) if tag.get(qn("w:val")) == "copy:child")
    tag.set(qn("w:val"), "copy:chidl")
    assert [place.path for place in _reading(document).stale] == [""]


def test_words_in_a_control_that_only_looks_like_a_copy_are_strays() -> None:
    document = edited("invitation_letter", Language.ENGLISH)
    tag = next(tag for tag in document.root.iter(qn("w:tag")) if tag.get(qn("w:val")) == "copy:recipient.agency")
    tag.set(qn("w:val"), "copy:a b")
    assert _reading(document).strays
