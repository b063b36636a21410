"""A wrong argument of a public function: the error names the argument and the expected type."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import cpr_docs

FORM = cpr_docs.example("evaluation_form")
DATA = FORM.model_dump(mode="json")
DOCUMENT = cpr_docs.render(FORM, "en")
FACE: Any = cpr_docs  # Any, because mypy would report these errors

WRONG: dict[str, tuple[Callable[[], object], type[Exception], str]] = {
    "render a dictionary": (lambda: FACE.render(DATA, "en"), TypeError, "form must be a form"),
    "render JSON": (lambda: FACE.render("{}", "en"), TypeError, "form must be a form"),
    "render nothing": (lambda: FACE.render(None, "en"), TypeError, "form must be a form"),
    "render a class": (lambda: FACE.render(type(FORM), "en"), TypeError, "form must be a form"),
    "render in French": (lambda: FACE.render(FORM, "fr"), ValueError, 'language must be "en" or "cy"'),
    "render in no language": (lambda: FACE.render(FORM, None), ValueError, 'language must be "en" or "cy"'),
    "missing": (lambda: FACE.render(FORM, "en", missing="no"), ValueError, 'missing must be "refuse" or "mark"'),
    "never_print": (lambda: FACE.render(FORM, "en", never_print="x"), TypeError, "never_print must be"),
    "settings": (lambda: FACE.Renderer(settings={}), TypeError, "settings must be Settings"),
    "templates": (lambda: FACE.Renderer(5), TypeError, "templates must be the path of a folder"),
    "no folder": (lambda: FACE.Renderer("no-such-folder"), cpr_docs.TemplateNotFound, "no folder no-such-folder"),
    "source": (lambda: FACE.Renderer().source(type(FORM), "fr"), ValueError, "language must be"),
    "check a class": (lambda: FACE.check(forms=type(FORM)), TypeError, "forms must be a list of classes of forms"),
    "check names": (lambda: FACE.check(forms=["report"]), TypeError, "forms must be a list of classes of forms"),
    "check other classes": (lambda: FACE.check(forms=[str]), TypeError, "forms must be a list of classes of forms"),
    "check a number": (lambda: FACE.check(5), TypeError, "folder must be the path of a folder"),
    "check no folder": (lambda: FACE.check("no-such-folder"), cpr_docs.TemplateNotFound, "no-such-folder"),
    "read a form": (lambda: FACE.read(FORM), TypeError, "source must be a path, bytes, or a file"),
    "read nothing": (lambda: FACE.read(None), TypeError, "source must be a path, bytes, or a file"),
    "read with a class": (lambda: FACE.read(DOCUMENT.content, forms=type(FORM)), TypeError, "forms must be a list"),
    "read, no folder": (
        lambda: FACE.read(DOCUMENT.content, templates="no-such-folder"),
        cpr_docs.TemplateNotFound,
        "no folder no-such-folder",
    ),
    "compare with data": (lambda: FACE.compare(DOCUMENT.content, DATA), TypeError, "original must be a form"),
    "collate one": (lambda: FACE.collate("a.docx"), TypeError, "paths must be a list of paths"),
    "collate forms": (lambda: FACE.collate([FORM]), TypeError, "paths must be a list of paths"),
    "collate, no folder": (lambda: FACE.collate([], templates="no"), cpr_docs.TemplateNotFound, "no folder no"),
    "pack one": (lambda: FACE.pack("a.docx", "pack.pdf"), TypeError, "items must be a list of documents"),
    "pack numbers": (lambda: FACE.pack([5], "pack.pdf"), TypeError, "items must be a list of documents"),
    "print one": (lambda: FACE.print_run(DOCUMENT, "run.pdf"), TypeError, "letters must be a list of documents"),
    "print forms": (lambda: FACE.print_run([FORM], "run.pdf"), TypeError, "letters must be a list of documents"),
    "a batch of nothing": (lambda: FACE.check_batch(None, []), TypeError, "letter must be a dictionary, or JSON"),
    "a batch, settings": (lambda: FACE.check_batch(DATA, [], settings={}), TypeError, "settings must be Settings"),
    "a batch, forms": (lambda: FACE.check_batch(DATA, [], forms=type(FORM)), TypeError, "forms must be a list"),
    "a batch, no folder": (
        lambda: FACE.check_batch(DATA, [], templates="no-such-folder"),
        cpr_docs.TemplateNotFound,
        "no folder no-such-folder",
    ),
    "no such example": (lambda: FACE.example("letter"), ValueError, "form must be a name that cpr_docs.forms() lists"),
    "no such type": (lambda: FACE.example("report", "both"), ValueError, 'review_type must be "concise" or "extended"'),
    "no such variant": (lambda: FACE.Report.variant("both"), ValueError, 'review_type must be "concise" or "extended"'),
    "the words of French": (lambda: FORM.in_language("fr"), ValueError, "language must be"),
    "what French lacks": (lambda: list(FORM.lacking("fr")), ValueError, "language must be"),
    "French required": (lambda: FORM.require("fr"), ValueError, "language must be"),
}


@pytest.mark.parametrize(("call", "error", "text"), WRONG.values(), ids=WRONG)
def test_a_wrong_argument_is_named(
    call: Callable[[], object], error: type[Exception], text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(error) as caught:
        call()
    message = str(caught.value)
    assert text in message
    assert "\n" not in message
    assert "DA-CPR" not in message
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_neither_language_has_no_templates(tmp_path: Path) -> None:
    with pytest.raises(cpr_docs.TemplateNotFound, match="has no folder en or cy"):
        cpr_docs.Renderer(tmp_path)
    (tmp_path / "cy").mkdir()
    assert cpr_docs.Renderer(tmp_path).render(FORM, "cy").content


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_language_by_its_name_is_that_language(language: str) -> None:
    form = cpr_docs.EvaluationForm.parse({**DATA, "board": {language: "A board"}})
    other = cpr_docs.Language(language).other.value
    assert "board" not in list(form.lacking(language))
    assert "board" in list(form.lacking(other))
    with pytest.raises(cpr_docs.MissingLanguage):
        form.require(other)
