"""A refreshed document says in each copy what its controls say, and is otherwise the same."""

from pathlib import Path

import pytest
from lxml import etree

from cpr_docs.documents.render import Renderer
from cpr_docs.errors import InvalidForm, NotReadable
from cpr_docs.language.languages import Language
from cpr_docs.models.examples import example
from cpr_docs.models.form import Form
from cpr_docs.ooxml.content_control import ContentControl, controls_in
from cpr_docs.ooxml.lint import lint
from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.package import Package
from cpr_docs.reading.compare import compare
from cpr_docs.reading.refresh import refresh
from cpr_docs.templating.copy_controls import is_copy
from tests.cli.command import run
from tests.documents.cases import RENDERER, case, every_language, every_variant, rendered
from tests.examples import IDENTITY_COPIES
from tests.reading.cases import edited
from tests.reading.editing import Edited, packed, xml
from tests.reading.sessions_again import letter_with_sessions_again


def _canonical(content: bytes) -> dict[str, bytes]:
    """The parts, the XML of those with controls in canonical form."""
    parts = dict(Package.read(content))
    return {
        name: etree.tostring(etree.fromstring(part), method="c14n") if b"<w:sdt>" in part else part
        for name, part in parts.items()
    }


def _with_other_copies(content: bytes) -> bytes:
    """The document with other words in every copy, and other marks in the boxes of derived values."""
    parts = dict(Edited(content).parts)
    for name, part in parts.items():
        if b'"copy:' not in part:
            continue
        root = etree.fromstring(part)
        for control in list(controls_in(root)):
            if is_copy(control.tag) and control.tag not in IDENTITY_COPIES:
                for text in control.element.iter(qn("w:t")):
                    # A blank copy is that of a blank value, which has no control.
                    text.text = text.text and "Sioned"
            elif control.tag.endswith("period.band=over-24"):
                checked = next(control.element.iter(qn("w14:checked")))
                is_on = checked.get(qn("w14:val")) == "1"
                checked.set(qn("w14:val"), "0" if is_on else "1")
                next(control.element.iter(qn("w:t"))).text = "☐" if is_on else "☒"
        parts[name] = etree.tostring(root)
    return packed(parts)


@every_language
@every_variant
def test_every_copy_and_derived_box_is_put_right_and_nothing_else(variant: type[Form], language: Language) -> None:
    content = rendered(variant, language).content
    stale = _with_other_copies(content)
    assert compare(stale).stale
    document = refresh(stale)
    assert _canonical(document.content) == _canonical(content)
    assert (compare(document.content).stale, lint(document.content)) == ((), [])
    assert (document.form, document.language) == (case(variant).in_language(language), language)


@every_language
@every_variant
def test_a_document_without_a_stale_place_keeps_the_bytes_of_its_parts(variant: type[Form], language: Language) -> None:
    content = rendered(variant, language).content
    assert dict(Package.read(refresh(content).content)) == dict(Package.read(content))


@every_language
def test_a_changed_value_is_printed_as_a_new_document_prints_it(language: Language) -> None:
    document = edited("invitation_letter", language).type("child", "Child Z").type("recipient.name", "Dr Ann Ellis")
    document.put("board_address", *(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in ("One", "Two", "Three")))
    refreshed = refresh(document.saved())
    copies = [control for control in controls_in(Edited(refreshed.content).root) if is_copy(control.tag)]
    new = RENDERER.render(refreshed.form, language)
    expected = [control for control in controls_in(Edited(new.content).root) if is_copy(control.tag)]
    assert [(copy.tag, copy.text) for copy in copies] == [(copy.tag, copy.text) for copy in expected]
    assert compare(refreshed.content).form == refreshed.form


@every_language
def test_words_comments_and_a_signature_elsewhere_stay(language: Language) -> None:
    document = edited("invitation_letter", language).type("child", "Child Z")
    words = "<w:p><w:r><w:t>Rang on Monday.</w:t></w:r></w:p>"
    document.root[0].insert(0, xml(words))
    copy = document.control("copy:child")
    for name, at in (("w:commentRangeStart", 0), ("w:commentRangeEnd", 2)):
        ContentControl(copy).content.insert(at, xml(f'<{name} w:id="7"/>'))  # type: ignore[union-attr]
    refreshed = Edited(refresh(document.saved()).content)
    assert refreshed.root[0][0][0][0].text == "Rang on Monday."
    ranges = [child.tag for child in ContentControl(refreshed.control("copy:child")).content]  # type: ignore[union-attr]
    assert ranges == [qn("w:commentRangeStart"), qn("w:r"), qn("w:commentRangeEnd")]
    assert [stray.words for stray in compare(refreshed.saved()).strays] == ["Rang on Monday."]


@every_language
def test_a_copy_in_a_text_box_and_its_repetition_for_older_programs_are_refreshed(language: Language) -> None:
    document = edited("invitation_letter", language)
    words = etree.tostring(document.control("copy:child"), encoding="unicode")
    box = f"<w:pict><w:txbxContent><w:p>{words}</w:p></w:txbxContent></w:pict>"
    choice, fallback = f"<mc:Choice Requires='w14'>{box}</mc:Choice>", f"<mc:Fallback>{box}</mc:Fallback>"
    both = f"<mc:AlternateContent>{choice}{fallback}</mc:AlternateContent>"
    document.root[0].insert(0, xml(f"<w:p><w:r>{both}</w:r></w:p>"))
    refreshed = Edited(refresh(document.type("child", "Child Z").saved()).content)
    assert {ContentControl(copy).text for copy in refreshed.controls("copy:child")} == {"Child Z"}


def test_a_value_that_cannot_be_read_is_refused() -> None:
    document = edited("invitation_letter", Language.ENGLISH).type("reply_by", "soon")
    with pytest.raises(InvalidForm):
        refresh(document.saved())


def test_a_list_with_more_or_fewer_rows_is_refused(sessions_again: Path) -> None:
    document = letter_with_sessions_again(sessions_again, Language.ENGLISH).delete_row("sessions", 0)
    for templates in (sessions_again, None):
        with pytest.raises(NotReadable, match="the rows of sessions are printed again"):
            refresh(document.saved(), templates=templates)


@every_language
def test_a_slip_with_more_or_fewer_rows_than_the_letter_is_refused(language: Language) -> None:
    letter = example("invitation_letter", "extended").replace(reply=None)
    document = Edited(RENDERER.render(letter, language).content).delete_row("sessions", 0)
    with pytest.raises(NotReadable, match=r"the rows of reply\.sessions no longer follow"):
        refresh(document.saved())


@every_language
def test_a_changed_row_is_printed_again_as_it_is_now(sessions_again: Path, language: Language) -> None:
    document = letter_with_sessions_again(sessions_again, language, answered=True)
    document.type("sessions[].finishes", {"en": "7.00 pm", "cy": "7.00 yh"}[language], row=1)
    assert [place.path for place in compare(document.saved(), templates=sessions_again).stale] == [
        "sessions[1].finishes"
    ]
    refreshed = refresh(document.saved(), templates=sessions_again)
    assert compare(refreshed.content, templates=sessions_again).stale == ()
    copies = Edited(refreshed.content).controls("copy:sessions[].finishes")
    new = Edited(Renderer(sessions_again).render(refreshed.form, language).content)
    expected = new.controls("copy:sessions[].finishes")
    assert [ContentControl(copy).text for copy in copies] == [ContentControl(copy).text for copy in expected]


@every_language
def test_the_sessions_of_the_slip_are_not_refreshed(language: Language) -> None:
    letter = example("invitation_letter", "extended").replace(reply=None)
    document = Edited(RENDERER.render(letter, language).content)
    document.type("sessions[].starts", {"en": "7.00 am", "cy": "7.00 yb"}[language], row=1)
    with pytest.raises(NotReadable, match=r"the rows of reply\.sessions no longer follow"):
        refresh(document.saved())


def test_a_document_that_prints_values_outside_the_controls_is_refused() -> None:
    released = Path(__file__).parents[1] / "released" / "1" / "invitation_letter.concise.en.docx"
    document = Edited(released.read_bytes()).type("child", "Child Z")
    with pytest.raises(NotReadable, match="outside every control"):
        refresh(document.saved())


@every_language
def test_the_command_writes_the_refreshed_document(language: Language, tmp_path: Path) -> None:
    source, target = tmp_path / "a.docx", tmp_path / "b.docx"
    source.write_bytes(edited("invitation_letter", language).type("child", "Child Z").saved())
    assert run(tmp_path, "refresh", "a.docx", "-o", "b.docx").exit_code == 0
    assert compare(target.read_bytes()).stale == ()
    assert run(tmp_path, "refresh", "a.docx", "-o", "b.docx").exit_code == 2
