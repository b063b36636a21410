"""The promises of each purpose, for every form, type and language: prompts, boxes, rows, ticks, locks, later hands."""

import re
from collections.abc import Iterator

import pytest
from lxml import etree

from cpr_docs.language.catalogue import translate
from cpr_docs.language.languages import Language
from cpr_docs.models.fields import Kind, field_at
from cpr_docs.models.form import Form
from cpr_docs.models.purpose import Purpose
from cpr_docs.ooxml.content_control import controls_in
from cpr_docs.ooxml.lint import lint
from cpr_docs.ooxml.names import PartName, qn
from cpr_docs.ooxml.package import Package
from cpr_docs.reading.read import read
from tests.documents.cases import RENDERER, VARIANTS, case, changed, every_language, every_variant, full_and_sparse
from tests.documents.controls import Control, read_controls
from tests.documents.editions import OTHER_EDITIONS, PrintedFor
from tests.documents.reading import read_text
from tests.reading.editing import Edited

FINISHED = [edition for edition in OTHER_EDITIONS if edition.purpose.is_finished]
LOCKS = {"contentLocked", "sdtContentLocked"}

every_edition = pytest.mark.parametrize("edition", OTHER_EDITIONS, ids=str)
every_finished = pytest.mark.parametrize("edition", FINISHED, ids=str)


def blank_later(variant: type[Form], sparse: bool = False) -> Form:
    """The example, before a later hand fills in its sections."""
    form = case(variant, sparse)
    return form.replace(dict.fromkeys(variant.later()))


def is_later(variant: type[Form], control: Control) -> bool:
    return any(control.tag == path or control.tag.startswith((f"{path}.", f"{path}=")) for path in variant.later())


def is_blank_later(form: Form, control: Control) -> bool:
    """True if a later hand fills the control in, and has not yet."""
    for path in form.later():
        value = form
        for name in path.split("."):
            value = getattr(value, name)
        if value is None and (control.tag == path or control.tag.startswith((f"{path}.", f"{path}="))):
            return True
    return False


def fields_in(variant: type[Form], controls: list[Control]) -> Iterator[tuple[Control, Kind]]:
    for control in controls:
        field = field_at(variant, control.tag.partition("=")[0])
        if not field.derived:
            yield control, field.kind


def rendered_for(edition: PrintedFor, form: Form, language: Language) -> bytes:
    if not edition.fits(type(form)):
        pytest.skip("never published")
    return edition.render(form, language)


@every_edition
@full_and_sparse
@every_language
@every_variant
def test_each_document_is_valid(edition: PrintedFor, variant: type[Form], language: Language, sparse: bool) -> None:
    for form in (case(variant, sparse), blank_later(variant, sparse)):
        assert lint(rendered_for(edition, form, language)) == []


@every_edition
@full_and_sparse
@every_language
@every_variant
def test_no_prompt_stands_on_paper_nor_in_what_is_finished(
    edition: PrintedFor, variant: type[Form], language: Language, sparse: bool
) -> None:
    form = blank_later(variant, sparse)
    for control in read_controls(rendered_for(edition, form, language)):
        if control.blank and not (edition == (Purpose.FINAL, False) and is_later(variant, control)):
            assert re.fullmatch(r"[\s_\u2013]*", control.text), control.tag


@full_and_sparse
@every_language
@every_variant
def test_every_choice_stands_on_paper_as_boxes_with_its_words(
    variant: type[Form], language: Language, sparse: bool
) -> None:
    content = RENDERER.render(case(variant, sparse), language, purpose="paper").content
    controls = read_controls(content)
    in_words = {control.tag: control.blank for control in controls if control.kind == "w:dropDownList"}
    assert not any(in_words.values())
    # The answer of a row, of many; and the title of a paper, which is no question.
    assert all("[]" in tag and len(field_at(variant, tag).answers) > 6 for tag in in_words if tag != "sheet")
    words = read_text(content)
    for tag in [control.tag for control in read_controls(RENDERER.render(case(variant, sparse), language).content)]:
        field = field_at(variant, tag) if "=" not in tag else None
        if field is None or field.kind not in (Kind.CHOICE, Kind.YES_NO):
            continue
        boxes = {control.tag for control in controls if control.tag.startswith(f"{tag}=")}
        assert boxes == {f"{tag}={answer}" for answer in field.answers} or (tag in in_words and not boxes)
        if field.kind is Kind.CHOICE and boxes:
            assert all(translate(member.label, language) in words for member in field.type)


@every_language
@every_variant
def test_each_list_on_paper_has_blank_rows_and_in_what_is_finished_none(
    variant: type[Form], language: Language
) -> None:
    def rows(content: bytes) -> dict[str, int]:
        found: dict[str, int] = {}
        for control in controls_in(Edited(content).root):
            if control.is_repeating:
                found.setdefault(control.tag, len(control.content if control.content is not None else ()))
        return found

    for sparse in (False, True):
        form = case(variant, sparse)
        screen = rows(RENDERER.render(form, language).content)
        paper = rows(RENDERER.render(form, language, purpose="paper").content)
        final = rows(RENDERER.render(form, language, purpose="final").content)
        for path, count in paper.items():
            value = getattr(form, path, None) if "." not in path and "[" not in path else None
            given = len(value) if value is not None else None
            if given is not None and _must_have_rows(variant, path):
                assert count == given == final.get(path, 0)
                continue
            if ruling := field_at(variant, path).label.row_for:
                # A row for each row of the other list, and none to spare.
                assert count == len(getattr(form, ruling))
                continue
            assert count >= max(2, screen.get(path, 0))
            if given is not None:
                assert count > given
                assert final.get(path, 0) == given


def _must_have_rows(variant: type[Form], path: str) -> bool:
    """True for a list with a least number of rows: a valid form has all that it needs."""
    return any(getattr(each, "min_length", 0) for each in variant.model_fields[path].metadata)


@every_finished
@full_and_sparse
@every_language
@every_variant
def test_every_value_of_a_finished_paper_is_locked(
    edition: PrintedFor, variant: type[Form], language: Language, sparse: bool
) -> None:
    for form in (case(variant, sparse), blank_later(variant, sparse)):
        controls = read_controls(rendered_for(edition, form, language))
        answered = {control.tag.partition("=")[0] for control in controls if control.checked}
        for control, kind in fields_in(variant, controls):
            path = control.tag.partition("=")[0]
            to_fill_in = edition.purpose is Purpose.FINAL and is_blank_later(form, control)
            if control.kind == "w14:checkbox":
                has_value = path in answered or (kind is Kind.TICK and not to_fill_in)
            else:
                has_value = not control.blank
            if has_value:
                assert control.lock in LOCKS, control.tag
            elif to_fill_in:
                assert control.lock not in LOCKS, control.tag


@full_and_sparse
@every_language
@every_variant
def test_a_tick_is_said_in_words_only_beside_a_box_that_nobody_can_change(
    variant: type[Form], language: Language, sparse: bool
) -> None:
    words = translate("(ticked)", language)
    form = case(variant, sparse)
    for purpose in ("screen", "paper"):
        assert words not in _outside(RENDERER.render(form, language, purpose=purpose).content)
    content = RENDERER.render(form, language, purpose="final").content
    ticks = sum(control.checked for control in read_controls(content))
    assert _outside(content).count(words) == ticks


def _outside(content: bytes) -> str:
    """The words of the document; values of the examples hold no such words."""
    body = etree.fromstring(Package.read(content)[PartName.DOCUMENT])
    return "\n".join("".join(map(str, paragraph.itertext())) for paragraph in body.iter(qn("w:p")))


@full_and_sparse
@every_language
@every_variant
def test_a_blank_section_of_a_later_hand_is_printed_to_be_filled_in(
    variant: type[Form], language: Language, sparse: bool
) -> None:
    form = blank_later(variant, sparse)

    def later(purpose: str, pen: bool = False) -> list[tuple[str, str, bool]]:
        content = RENDERER.render(form, language, purpose=purpose, pen=pen).content
        controls = read_controls(content)
        return [(each.tag, each.text, each.blank) for each in controls if is_later(variant, each)]

    assert later("final") == later("screen")
    assert later("final", pen=True) == later("paper")


@every_language
@every_variant
def test_words_that_are_typed_into_a_later_section_are_read(variant: type[Form], language: Language) -> None:
    form = blank_later(variant, sparse=True)
    document = Edited(RENDERER.render(form, language, purpose="final").content)
    texts = [
        control
        for control, kind in fields_in(variant, read_controls(document.saved()))
        if is_later(variant, control) and kind is Kind.PROSE and control.path == control.tag
    ]
    for control in texts[:1]:
        document.type(control.tag, "Words of a later hand")
        typed = read(document.saved()).model_dump_json()
        assert ("Words of a later hand" in typed) or "not_asked" in typed


def test_a_house_template_gets_the_same_treatment() -> None:
    """The masters use no tag that says a tick in words by themselves: compilation adds it."""
    variant = next(each for each in VARIANTS if each.name() == "invitation_letter")
    form = changed(case(variant), reply={"attending": True})
    assert "(ticked)" in _outside(RENDERER.render(form, "en", purpose="final").content)
    assert "(ticked)" not in _outside(RENDERER.render(form, "en").content)
