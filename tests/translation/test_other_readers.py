"""Other programs open the files: a validator of XLIFF, translate-toolkit as a second reader and writer, Word's own."""

import importlib.util
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

import pytest
from pydantic import Field

import cpr_docs
from cpr_docs.language.bilingual import BilingualLine
from cpr_docs.language.catalogue import Both
from cpr_docs.language.languages import Language
from cpr_docs.language.text import Line
from cpr_docs.models.field_types import Label, ReviewType
from cpr_docs.models.form import Form
from tests.documents.cases import VARIANTS, case, every_language, every_variant
from tests.examples import variant_id
from tests.translation.translator import expected, marked, texts, units
from tests.witnesses import open_xml_sdk, presence, xliff_schema

TEXT = "It began.\n- One\n- Two"


@pytest.fixture(scope="module")
def toolkit() -> Any:
    presence.require("translate-toolkit", importlib.util.find_spec("translate") is not None)
    from translate.storage import xliff

    return xliff.xlifffile


def stale_case() -> tuple[Any, bytes]:
    """A case in which a source and the number of paragraphs have changed since an earlier file."""
    form = cpr_docs.example("recommendation").replace({"outline": {"en": TEXT, "cy": "Dechrau\n- Un\n- Dau"}})
    earlier = cpr_docs.export_translation(form, "cy")
    changed = form.replace({"outline.en": TEXT.replace("One", "Three"), "communication.en": "One\nTwo"})
    return changed, cpr_docs.export_translation(changed, "cy", previous=earlier)


class TestTheSchema:
    @every_variant
    @every_language
    def test_every_export_is_valid(self, variant: type[Form], language: Language) -> None:
        presence.require(xliff_schema.NAME, xliff_schema.available())
        assert xliff_schema.faults(cpr_docs.export_translation(case(variant), language)) == []
        half = case(variant).in_language(language.other)
        assert xliff_schema.faults(cpr_docs.export_translation(half, language)) == []
        drafted = variant.draft({**half.model_dump(mode="json", exclude_none=True), "board": None})
        assert xliff_schema.faults(cpr_docs.export_translation(drafted, language)) == []

    def test_an_export_with_stale_translations_is_valid(self) -> None:
        presence.require(xliff_schema.NAME, xliff_schema.available())
        _form, content = stale_case()
        assert b"<alt-trans" in content
        assert xliff_schema.faults(content) == []


class TestTranslateToolkit:
    @every_variant
    @every_language
    def test_it_reads_what_was_written(self, toolkit: Any, variant: type[Form], language: Language) -> None:
        content = cpr_docs.export_translation(case(variant), language)
        store = toolkit.parsestring(content)
        assert (store.sourcelanguage, store.targetlanguage) == (language.other.tag, language.tag)
        found = [(unit.getid().rpartition("\x04")[2], unit.source, unit.target or "") for unit in store.units]
        own = [
            (str(each.get("id")), each.findtext("{*}source"), each.findtext("{*}target") or "")
            for each in units(content)
        ]
        assert found == own

    def test_it_shows_the_notes(self, toolkit: Any) -> None:
        form = cpr_docs.example("terms_of_reference")
        store = toolkit.parsestring(cpr_docs.export_translation(form, "cy"))
        notes = {unit.getid().rpartition("\x04")[2]: unit.getnotes() for unit in store.units}
        assert "Enw neu label: peidiwch â’i dreiglo." in notes["child#1"]
        assert "Cylch Gorchwyl yr Adolygiad" in notes["child#1"]
        assert "rhes 1" in notes["panel_members[0].designation#1"]

    @pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.variant_name())
    def test_what_it_writes_comes_back(self, toolkit: Any, variant: type[Form]) -> None:
        form = variant.parse(case(variant).in_language("en").model_dump(mode="json", exclude_none=True))
        store = toolkit.parsestring(cpr_docs.export_translation(form, "cy"))
        for unit in store.units:
            unit.target = marked(unit.source)
        result: Any = cpr_docs.import_translation(form, bytes(store))
        assert texts(result.form, Language.WELSH) == expected(form, Language.WELSH)
        assert result.comments == ()

    def test_a_note_of_its_user_is_told(self, toolkit: Any) -> None:
        form = cpr_docs.example("terms_of_reference")
        store = toolkit.parsestring(cpr_docs.export_translation(form, "cy"))
        store.units[0].addnote("Is this the name?", origin="translator")
        result = cpr_docs.import_translation(form, bytes(store))
        assert [(each.path, each.words) for each in result.comments] == [("board", "Is this the name?")]


def test_word_s_own_validator_finds_nothing(tmp_path: Path) -> None:
    presence.require(open_xml_sdk.NAME, open_xml_sdk.available())
    files = {}
    for variant in VARIANTS:
        for language in Language:
            path = tmp_path / f"{variant_id(variant)}.{language}.docx"
            path.write_bytes(cpr_docs.export_translation(case(variant), language, file_format="docx"))
            files[path] = path.name
    assert {files[path]: found for path, found in open_xml_sdk.validate(files).items() if found} == {}


class ShortLine(BilingualLine):
    cy: Annotated[Line | None, Field(max_length=12, title="Welsh")] = None


class ShortWords(Form):
    TITLE: ClassVar[str] = Both("Card", cy="Cerdyn")
    GUIDANCE: ClassVar[str] = ""
    form: Literal["short_words"]
    review_type: Literal[ReviewType.CONCISE]
    words: Annotated[ShortLine, Label(Both("Words", cy="Geiriau"), "")]


def card() -> ShortWords:
    identity = {"form": "short_words", "review_type": "concise", "case_identifier": "X-1"}
    return ShortWords.parse({**identity, "board": {"en": "A Board"}, "words": {"en": "Twelve at the most"}})


class TestTheGreatestLength:
    def test_it_is_in_the_unit_and_in_a_note(self) -> None:
        content = cpr_docs.export_translation(card(), "cy")
        unit = next(each for each in units(content) if each.get("id") == "words#1")
        assert (unit.get("maxwidth"), unit.get("size-unit")) == ("12", "char")
        assert any("12" in str(note.text) for note in unit.iter("{*}note"))
        other = cpr_docs.export_translation(card().replace({"words": {"cy": "Deuddeg"}}), "en")
        assert b"maxwidth" not in other

    def test_a_longer_translation_is_refused_with_its_path(self) -> None:
        content = cpr_docs.export_translation(card(), "cy")
        longer = content.replace(b'<target state="needs-translation"/>', b"<target>Mwy na deuddeg o nodau</target>")
        with pytest.raises(cpr_docs.InvalidForm) as caught:
            cpr_docs.import_translation(card(), longer)
        assert [(each.path, each.code) for each in caught.value.problems] == [("words.cy", "too_long")]
        assert "deuddeg" not in str(caught.value)
