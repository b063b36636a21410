"""Documents rendered before their form had all of its fields, and documents that lost a control."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

import pytest
from lxml import etree

from cpr_docs.authoring.build import build
from cpr_docs.authoring.sheet import Sheet
from cpr_docs.documents.render import Renderer
from cpr_docs.errors import InvalidForm, NotReadable, Problem
from cpr_docs.language.catalogue import Both
from cpr_docs.language.languages import Language
from cpr_docs.language.text import Line
from cpr_docs.models.field_types import Choice, Label, ReviewType
from cpr_docs.models.fields import fields_of, since
from cpr_docs.models.form import Form
from cpr_docs.models.parts import Part, Rows, Section
from cpr_docs.models.schema_version import refuses
from cpr_docs.ooxml.custom_properties import custom_properties, put_properties
from cpr_docs.ooxml.names import PartName
from cpr_docs.ooxml.package import Package, write_package
from cpr_docs.reading.compare import compare
from cpr_docs.reading.read import read
from cpr_docs.templating.invariants import invariants_of
from tests.documents.cases import VARIANTS, every_language, rendered, template
from tests.examples import variant_id
from tests.reading.editing import Edited


def label(text: str, since: int = 1) -> Label:
    return Label(Both(text, cy=f"{text} (cy)"), "", since=since)


class Place(Choice):
    HOME = "home", Both("At home", cy="Gartref")
    SCHOOL = "school", Both("At school", cy="Yn yr ysgol")


class Note(Form):
    TITLE: ClassVar[str] = Both("Note", cy="Nodyn")
    GUIDANCE: ClassVar[str] = ""
    form: Literal["note"]
    review_type: Literal[ReviewType.CONCISE]
    seen: Annotated[Line | None, label("What was seen")] = None


class Witness(Part):
    name: Annotated[Line, label("Name")]


class Follow(Part):
    place: Annotated[Place | None, label("Place")] = None


class Grown(Note):
    told: Annotated[Line | None, label("Who was told")] = None
    witnesses: Annotated[Rows[Witness], label("Witnesses")] = ()
    follow: Annotated[Section[Follow], label("Afterwards")] = None


class Dated(Note):
    """The grown form with the version of each new field in its label."""

    SCHEMA_VERSION: ClassVar[int] = 2
    told: Annotated[Line | None, label("Who was told", since=2)] = None
    witnesses: Annotated[Rows[Witness], label("Witnesses", since=2)] = ()
    follow: Annotated[Section[Follow], label("Afterwards", since=2)] = None


class Stricter(Dated):
    """The form with a rule that its second version brought."""

    def rules(self) -> Iterator[Problem]:
        if self.told is None and refuses(__name__, 2):
            yield Problem("told", "nobody", "must say who was told")


def _lay_out(sheet: Sheet) -> None:
    sheet.fields("board", "case_identifier", "seen")
    if sheet.form is not Note:
        sheet.fields("told")
        sheet.columns("witnesses", ["name"], [9070])
        sheet.boxes("follow.place")


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[type[Form], Path]:
    """The templates of each form."""
    forms: tuple[type[Form], ...] = (Note, Grown, Dated, Stricter)
    found = {form: tmp_path_factory.mktemp(form.__name__) for form in forms}
    for form, folder in found.items():
        for language in Language:
            path = folder / language.value / "note.concise.docx"
            path.parent.mkdir()
            path.write_bytes(build(form, language, _lay_out))
    return found


def _note(**more: Any) -> dict[str, Any]:
    both = {"en": "A Board", "cy": "Bwrdd"}
    return {"form": "note", "review_type": "concise", "board": both, "case_identifier": "X", **more}


def _older(folders: dict[type[Form], Path], language: Language) -> Edited:
    """A document of the older form."""
    note = Note.parse(_note(seen="A bruise"))
    return Edited(Renderer(folders[Note]).render(note, language).content)


def _without(document: Edited, *tags: str) -> Edited:
    for tag in tags:
        control = document.control(tag)
        control.getparent().remove(control)  # type: ignore[union-attr]
    return document


def _without_record(document: Edited) -> Edited:
    """The document without the record of its controls, as the first version of the library rendered it."""
    root = etree.fromstring(document.parts[PartName.CUSTOM_PROPERTIES])
    for line in list(root):
        if str(line.get("name")).startswith("CprDocsControls"):
            root.remove(line)
    document.parts[PartName.CUSTOM_PROPERTIES] = etree.tostring(root)
    return document


@every_language
@pytest.mark.parametrize("form", [Grown, Dated])
def test_a_field_of_a_later_version_is_blank(
    folders: dict[type[Form], Path], form: type[Form], language: Language
) -> None:
    expected = form.parse(_note(seen="A bruise")).in_language(language)
    document = _older(folders, language)
    assert read(document.saved(), templates=folders[form], forms=[form]) == expected


@every_language
def test_a_note_tells_only_of_a_newer_field_that_the_original_has(
    folders: dict[type[Form], Path], language: Language
) -> None:
    document, folder = _older(folders, language).saved(), folders[Dated]
    assert compare(document, templates=folder, forms=[Dated]).notes == ()
    assert compare(document, Dated.parse(_note(seen="A bruise")), templates=folder).notes == ()
    original = Dated.parse(_note(seen="A bruise", told="A nurse", witnesses=[{"name": "Ms A"}]))
    reading = compare(document, original, templates=folder)
    assert (reading.form, reading.changes) == (original, ())
    assert [(note.path, note.code) for note in reading.notes] == [("told", "not_printed"), ("witnesses", "not_printed")]


@every_language
@pytest.mark.parametrize("form", [Note, Grown, Dated])
def test_a_missing_control_that_the_older_form_had_is_named(
    folders: dict[type[Form], Path], form: type[Form], language: Language
) -> None:
    document = _without(_older(folders, language), "seen", "board")
    with pytest.raises(NotReadable, match=r"lost these controls: board, seen;"):
        read(document.saved(), templates=folders[form], forms=[form])


@pytest.mark.parametrize("tag", ["told", "witnesses", "follow.place=home"])
def test_a_missing_control_of_the_current_form_is_named(folders: dict[type[Form], Path], tag: str) -> None:
    content = Renderer(folders[Grown]).render(Grown.parse(_note()), "en").content
    with pytest.raises(NotReadable, match=rf"lost these controls: {tag};"):
        read(_without(Edited(content), tag).saved(), templates=folders[Note], forms=[Grown])


@every_language
class TestARuleThatIsNewerThanTheDocument:
    def test_is_a_note(self, folders: dict[type[Form], Path], language: Language) -> None:
        document = _older(folders, language)
        reading = compare(document.saved(), templates=folders[Stricter], forms=[Stricter])
        assert reading.form == Stricter.parse(_note(seen="A bruise")).in_language(language)
        assert reading.form.schema_version == 1
        (note,) = [note for note in reading.notes if note.code == "newer_rule"]
        assert str(note) == "told: must say who was told (a rule that is newer than the data)"

    def test_is_a_note_again_when_the_form_is_rendered_today(
        self, folders: dict[type[Form], Path], language: Language
    ) -> None:
        form = Stricter.parse(_note(seen="A bruise"))
        content = Renderer(folders[Stricter]).render(form, language).content
        assert content == Renderer(folders[Stricter]).render(form, language).content
        assert custom_properties(Package.read(content))["CprDocsDataVersion"] == "1"
        reading = compare(content, form, templates=folders[Stricter], forms=[Stricter])
        assert (reading.form, reading.changes) == (form, ())
        assert [note.code for note in reading.notes] == ["newer_rule"]
        assert read(content, templates=folders[Stricter], forms=[Stricter]) == form.in_language(language)

    def test_counts_once_an_answer_keeps_it(self, folders: dict[type[Form], Path], language: Language) -> None:
        form = Stricter.parse(_note(seen="A bruise"))
        document = Edited(Renderer(folders[Stricter]).render(form, language).content).type("told", "A nurse")
        reading = compare(document.saved(), form, templates=folders[Stricter], forms=[Stricter])
        assert (reading.form.schema_version, reading.notes) == (2, ())
        assert [str(change) for change in reading.changes] == ["told: filled in"]

    def test_refuses_a_document_of_its_version(self, folders: dict[type[Form], Path], language: Language) -> None:
        form = Stricter.parse(_note(told="A nurse", schema_version=2))
        document = Edited(Renderer(folders[Stricter]).render(form, language).content).clear("told")
        with pytest.raises(InvalidForm, match="must say who was told"):
            read(document.saved(), templates=folders[Stricter], forms=[Stricter])


@pytest.mark.parametrize("name", ["CprDocsSchemaVersion", "CprDocsLibraryVersion"])
def test_a_document_of_a_newer_version_is_refused(folders: dict[type[Form], Path], name: str) -> None:
    document = Renderer(folders[Dated]).render(Dated.parse(_note()), "en")
    parts = dict(Package.read(document.content))
    put_properties(parts, custom_properties(Package(parts)) | {name: "3"})
    with pytest.raises(NotReadable, match=r"newer version of cpr_docs \(schema 3; this one reads up to 2\)"):
        read(write_package(parts), templates=folders[Dated], forms=[Dated])


@pytest.mark.parametrize("name", ["CprDocsSchemaVersion", "CprDocsLibraryVersion", "CprDocsDataVersion"])
@pytest.mark.parametrize("version", ["", "0", "-1", "two", "1.5", "9" * 10])
def test_a_version_that_is_no_version_is_refused(folders: dict[type[Form], Path], name: str, version: str) -> None:
    document = Renderer(folders[Dated]).render(Dated.parse(_note()), "en")
    parts = dict(Package.read(document.content))
    put_properties(parts, custom_properties(Package(parts)) | {name: version})
    with pytest.raises(NotReadable, match="does not say which version of cpr_docs made it"):
        read(write_package(parts), templates=folders[Dated], forms=[Dated])


class TestDocumentsWithoutARecord:
    def test_their_own_template_decides_which_controls_they_had(self, folders: dict[type[Form], Path]) -> None:
        document = _without_record(_older(folders, Language.WELSH))
        assert read(document.saved(), templates=folders[Note], forms=[Note]).seen == "A bruise"  # type: ignore[attr-defined]

    def test_another_template_decides_only_with_the_versions_in_the_labels(
        self, folders: dict[type[Form], Path]
    ) -> None:
        document = _without_record(_older(folders, Language.WELSH))
        with pytest.raises(NotReadable, match=r"follow\.place=home, .*told, witnesses \(or its template is not"):
            read(document.saved(), templates=folders[Grown], forms=[Grown])
        expected = Dated.parse(_note(seen="A bruise")).in_language("cy")
        assert read(document.saved(), templates=folders[Dated], forms=[Dated]) == expected
        with pytest.raises(NotReadable, match=r"lost these controls: seen \(or its template"):
            read(_without(document, "seen").saved(), templates=folders[Dated], forms=[Dated])


@every_language
@pytest.mark.parametrize("variant", VARIANTS, ids=variant_id)
def test_the_record_fits_into_properties_that_word_keeps(variant: type[Form], language: Language) -> None:
    properties = custom_properties(Package.read(rendered(variant, language).content))
    pieces = [text for name, text in properties.items() if name.startswith("CprDocsControls")]
    assert max(map(len, pieces)) <= 255
    invariants = invariants_of(template(variant, language), variant)
    assert sum(map(len, pieces)) == 4 * len(invariants.controls | invariants.unpublished)


class _Sooner(Part):
    first: Annotated[Line | None, label("First", since=3)] = None


class _Later(_Sooner):
    second: Annotated[Line | None, label("Second")] = None


class _Versions(Note):
    SCHEMA_VERSION: ClassVar[int] = 3
    rows: Annotated[Rows[_Later], label("Rows", since=2)] = ()


def test_a_field_is_as_new_as_the_newest_label_on_the_way_to_it() -> None:
    assert {field.path: since(_Versions, field.path) for field in _own(_Versions)} == {
        "seen": (1, 1),
        "rows[].first": (3, 1),
        "rows[].second": (2, 1),
    }


def test_fields_of_the_library_count_by_the_version_of_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_Sooner, "__module__", "cpr_docs.models.sooner")
    assert since(_Versions, "rows[].first") == (2, 3)
    assert since(_Versions, "rows[].second") == (2, 1)


def _own(form: type[Form]) -> Iterable[Any]:
    return [field for field in fields_of(form) if field.path not in Form.model_fields]
