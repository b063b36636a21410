"""The published copy of a report: its omissions, its metadata, and reading it back."""

import difflib
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpr_docs.authoring.markup import row
from cpr_docs.authoring.sheet import Sheet
from cpr_docs.batch.check_table import check_batch
from cpr_docs.documents.document import Document
from cpr_docs.documents.render import Renderer
from cpr_docs.documents.settings import Settings
from cpr_docs.errors import InvalidForm, MissingLanguage, NotPublished, NotReadable
from cpr_docs.language.catalogue import translate
from cpr_docs.language.languages import Language
from cpr_docs.models.fields import fields_of
from cpr_docs.models.form import SIGNATURES, WELSH_GOVERNMENT_BOX, Form
from cpr_docs.ooxml.core_properties import core_property
from cpr_docs.ooxml.lint import lint
from cpr_docs.ooxml.names import PartName
from cpr_docs.ooxml.package import Package, write_package
from cpr_docs.reading.compare import compare
from cpr_docs.reading.read import read
from tests.documents.cases import RENDERER, VARIANTS, case, changed, every_language, full_and_sparse, rendered, template
from tests.documents.controls import read_controls
from tests.documents.reading import custom_properties, read_text
from tests.examples import variant_id
from tests.reading.editing import Edited
from tests.reading.test_promise import promised
from tests.strategies import forms
from tests.witnesses import libreoffice, open_xml_sdk, pages, presence

REPORTS = [variant for variant in VARIANTS if variant.name() == "report"]
OTHERS = [variant for variant in VARIANTS if not variant.PUBLISHED_WITHOUT]
PUBLISHED = Settings(published=True)
PUBLISHER = Renderer(settings=PUBLISHED)
CONDITION = re.compile(r"<w:p>(?:(?!</w:p>).)*\{%p (?:if not settings\.published|endif) %\}(?:(?!</w:p>).)*</w:p>")
DOCS = Path(__file__).parents[2] / "docs" / "published-copy.md"

every_report = pytest.mark.parametrize("variant", REPORTS, ids=lambda variant: str(variant.type_name()))
every_other = pytest.mark.parametrize("variant", OTHERS, ids=variant_id)


def published(variant: type[Form], language: Language, sparse: bool = False) -> Document:
    return PUBLISHER.render(case(variant, sparse), language)


def timeline_of(variant: type[Form]) -> list[Any]:
    """The events of the complete case whose exact day is known."""
    events: Any = case(variant).__dict__["timeline"]
    return [event for event in events if event.happened_on is not None]


@every_language
@every_report
def test_only_listed_content_is_left_out_and_nothing_is_added(variant: type[Form], language: Language) -> None:
    before = read_text(RENDERER.render(case(variant), language, purpose="final").content).splitlines()
    after = read_text(published(variant, language).content).splitlines()
    lines = [line for line in difflib.ndiff(before, after) if line[0] in "+-"]
    gone = [line[2:] for line in lines if line.startswith("-")]
    new = [line[2:] for line in lines if line.startswith("+")]
    box = gone.index(f"# {translate('For Welsh Government use only', language)}")
    outside = [line for line in gone[:box] if "[?" not in line]
    days = {
        f"[!timeline[].happened_on: {language.conventions.date(event.happened_on).replace(' ', '°', 1)}]"
        for event in timeline_of(variant)
    }
    signature = translate("Signature", language)
    columns = 2 if variant.type_name() == "extended" else 1
    marking = f"<Marking> {translate('OFFICIAL-SENSITIVE', language)}"
    own = {"", "----", "CprDocsPurpose: final"}
    assert {line.strip() for line in outside} - own <= {marking, f"| {signature}", *days}
    assert len(days) > 10
    assert sum(line.strip() == f"| {signature}" for line in outside) == columns
    # A dash replaces each prompt of a later hand, and a property says the purpose.
    assert [line for line in new if "–" not in line] == ["CprDocsPurpose: published"]


@every_language
@every_report
def test_no_prompt_asks_a_reader_to_complete_a_blank(variant: type[Form], language: Language) -> None:
    blanks = [control for control in read_controls(published(variant, language, True).content) if control.blank]
    assert blanks
    # In a line of other words nothing is printed.
    assert {control.text for control in blanks} <= {"", "–", "\u00a0"}
    assert "[" not in re.sub(
        r"<[^>]*>", "", Package.read(published(variant, language, True).content)[PartName.DOCUMENT].decode()
    )


@full_and_sparse
@every_language
@every_report
def test_the_document_is_valid(variant: type[Form], language: Language, sparse: bool) -> None:
    assert lint(published(variant, language, sparse).content) == []


@every_report
def test_no_contact_data_of_signatories_is_printed(variant: type[Form]) -> None:
    """The report has no such field; a new field would have to be listed as left out."""
    names = {control.tag.rpartition(".")[2] for control in read_controls(published(variant, Language.ENGLISH).content)}
    assert names
    assert names & {"telephone", "email", "address", "contact", "phone", "postcode"} == set()


@every_language
@every_report
def test_the_properties_contain_of_the_case_the_identifier_alone_and_no_person(
    variant: type[Form], language: Language
) -> None:
    full, sparse = (Package.read(published(variant, language, sparse).content) for sparse in (False, True))
    names = (PartName.CORE_PROPERTIES, PartName.EXTENDED_PROPERTIES, PartName.CUSTOM_PROPERTIES)
    titles = [core_property(copy, "dc:title") for copy in (full, sparse)]
    identifiers = [case(variant, sparse).case_identifier for sparse in (False, True)]
    assert [title.removesuffix(f" – {known}") for title, known in zip(titles, identifiers, strict=True)] == [
        translate(variant.TITLE, language)
    ] * 2
    untitled = [
        [copy[name].replace(title.encode(), b"") for name in names[:2]]
        for copy, title in zip((full, sparse), titles, strict=True)
    ]
    assert untitled[0] == untitled[1]
    # The record of the controls, hashes of their tags, has those that are printed.
    facts = [
        {name: value for name, value in custom_properties(copy).items() if not name.startswith("CprDocsControls")}
        for copy in (full, sparse)
    ]
    assert facts[0] == facts[1]
    assert re.findall(r"<(?:dc|cp|dcterms):(\w+)>", full[PartName.CORE_PROPERTIES].decode()) == ["title", "language"]
    assert re.findall(r"<(\w+)>", full[PartName.EXTENDED_PROPERTIES].decode()) == ["Application"]
    assert {name for name in custom_properties(full) if not name.startswith("CprDocsControls")} == {
        *("CprDocsForm", "CprDocsReviewType", "CprDocsLanguage", "CprDocsSchemaVersion", "CprDocsTemplate"),
        *("CprDocsPurpose", "CprDocsLibraryVersion"),
    }


def test_every_omission_has_a_name_a_reason_and_a_line_on_the_page_and_the_page_names_no_other() -> None:
    omissions = [omission for variant in VARIANTS for omission in variant.PUBLISHED_WITHOUT]
    listed = {omission.name for omission in omissions}
    assert all(omission.reason for omission in omissions)
    on_page = re.findall(r"^\| \*\*(.+?)\*\* \|", DOCS.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(on_page) == listed
    assert len(on_page) == len(listed) == 7


@every_report
def test_the_fields_that_are_left_out_are_optional_sections_and_fields_of_rows(variant: type[Form]) -> None:
    paths = [field.path for field in fields_of(variant)]
    assert variant.unpublished_fields() == ("welsh_government", "timeline[].happened_on")
    assert all(any(path.startswith(omitted) for path in paths) for omitted in variant.unpublished_fields())
    published = case(variant).for_publication()
    assert variant.model_validate(published.model_dump()) == published
    printed, events = (form.__dict__["timeline"] for form in (published, case(variant)))
    assert [event.happened_on for event in printed] == [None] * len(events)
    assert [event.when for event in printed] == [event.when for event in events]


def test_it_is_not_published_unless_the_settings_say_so() -> None:
    assert Settings().published is False
    assert not rendered(REPORTS[0], Language.ENGLISH).published


@pytest.mark.parametrize("value", ["yes", 1, None, "true", {}])
def test_the_setting_is_true_or_false_only(value: Any) -> None:
    with pytest.raises(InvalidForm, match="published"):
        Settings.parse({"published": value})


def test_the_file_has_a_different_name() -> None:
    copy = published(REPORTS[0], Language.WELSH)
    assert copy.filename == rendered(REPORTS[0], Language.WELSH).filename.replace("report-cy", "report-published-cy")
    assert copy.published


@every_other
def test_a_form_that_is_never_published_is_refused_in_one_sentence(variant: type[Form]) -> None:
    with pytest.raises(NotPublished) as caught:
        PUBLISHER.render(case(variant), "en")
    assert str(caught.value) == f"{variant.name()} is no form that is published, and there is no published copy of it"


def test_a_batch_of_letters_is_refused_before_one_is_written() -> None:
    letter = case(next(variant for variant in OTHERS if variant.name() == "invitation_letter"))
    with pytest.raises(NotPublished):
        check_batch(letter.model_dump(mode="json", exclude_none=True), [{"Name": "Ms A Tudur"}], settings=PUBLISHED)


class TestOmissions:
    SECRET = "Reason that only Welsh Government knows"

    def form(self, variant: type[Form]) -> Form:
        box = {"inspectorates": {"estyn": {"sent": True, "reason": {"en": self.SECRET, "cy": self.SECRET}}}}
        return changed(case(variant), welsh_government=box)

    @every_language
    @every_report
    def test_no_value_of_a_field_that_is_left_out_is_in_any_part(self, variant: type[Form], language: Language) -> None:
        parts = Package.read(PUBLISHER.render(self.form(variant), language).content).values()
        assert not any(self.SECRET.encode() in part for part in parts)

    @every_report
    def test_not_even_a_house_template_without_a_condition_prints_the_box(
        self, variant: type[Form], tmp_path: Path
    ) -> None:
        parts = dict(template(variant, Language.ENGLISH))
        document = parts[PartName.DOCUMENT].decode()
        opening, closing = list(CONDITION.finditer(document))[-2:]
        assert "if not settings.published" in opening[0]
        document = document[: opening.start()] + document[opening.end() : closing.start()] + document[closing.end() :]
        parts[PartName.DOCUMENT] = document.encode()
        path = tmp_path / "en" / f"report.{variant.type_name()}.docx"
        path.parent.mkdir()
        path.write_bytes(write_package(parts))
        copy = Renderer(templates=tmp_path, settings=PUBLISHED).render(self.form(variant), "en")
        text = read_text(copy.content)
        assert "For Welsh Government use only" in text
        assert self.SECRET not in text
        assert "OFFICIAL" not in text

    def test_text_that_is_left_out_may_be_missing_in_the_language(self) -> None:
        box = {"inspectorates": {"estyn": {"sent": True, "reason": {"cy": self.SECRET}}}}
        form = changed(case(REPORTS[0]), welsh_government=box)
        with pytest.raises(MissingLanguage):
            RENDERER.render(form, "en")
        assert PUBLISHER.render(form, "en").form.for_publication() == PUBLISHER.render(form, "en").form

    def test_other_missing_text_is_reported_without_it(self) -> None:
        box = {"inspectorates": {"estyn": {"sent": True, "reason": {"cy": self.SECRET}}}}
        form = changed(case(REPORTS[0]), welsh_government=box, conclusions={"cy": "Casgliad"})
        with pytest.raises(MissingLanguage) as caught:
            PUBLISHER.render(form, "en")
        assert [problem.path for problem in caught.value.problems] == ["conclusions"]


def test_a_layout_leaves_out_only_what_the_form_lists() -> None:
    sheet = Sheet(OTHERS[0], Language.ENGLISH)
    with pytest.raises(ValueError, match="does not leave out the box"), sheet.unless_published(WELSH_GOVERNMENT_BOX):
        pass
    with pytest.raises(ValueError, match="does not leave out the space for signatures"):
        sheet.row_unless_published(SIGNATURES, row(), 1)


class TestReadingBack:
    @full_and_sparse
    @every_language
    @every_report
    def test_everything_printed_is_read_back(self, variant: type[Form], language: Language, sparse: bool) -> None:
        copy = published(variant, language, sparse)
        assert read(copy.content) == case(variant, sparse).for_publication().in_language(language)
        assert read(copy.content) == copy.form.in_language(language)

    @every_language
    @every_report
    @promised(5)
    @given(data=st.data())
    def test_any_report_reads_back_and_compares_without_a_change(
        self, variant: type[Form], language: Language, data: st.DataObject
    ) -> None:
        form = data.draw(forms(variant, [language]))
        content = PUBLISHER.render(form, language).content
        assert read(content) == form.for_publication().in_language(language)
        reading = compare(content, form)
        assert (reading.form, reading.changes, reading.published) == (form, (), True)

    def test_omissions_are_kept_from_the_original_and_changes_are_reported(self) -> None:
        form = changed(case(REPORTS[0]), welsh_government={"received_on": "2013-02-01"})
        document = Edited(PUBLISHER.render(form, "en").content).type("reviewer_1.name", "Somebody Else")
        reading = compare(document.saved(), form)
        assert [str(change) for change in reading.changes] == ["reviewer_1.name: changed"]
        assert reading.form == form.model_copy(
            update={"reviewer_1": form.reviewer_1.model_copy(update={"name": "Somebody Else"})}  # type: ignore[attr-defined]
        )

    def test_a_report_that_is_not_published_must_still_have_its_box(self) -> None:
        document = Edited(rendered(REPORTS[0], Language.ENGLISH).content)
        control = document.control("welsh_government.received_on")
        control.getparent().remove(control)  # type: ignore[union-attr]
        with pytest.raises(NotReadable, match=r"lost these controls: welsh_government\.received_on"):
            read(document.saved())
        assert not compare(rendered(REPORTS[0], Language.ENGLISH).content, case(REPORTS[0])).published

    def test_a_published_copy_must_have_all_other_controls(self) -> None:
        document = Edited(published(REPORTS[0], Language.ENGLISH).content)
        control = document.control("reviewer_1.name")
        control.getparent().remove(control)  # type: ignore[union-attr]
        with pytest.raises(NotReadable, match=r"lost these controls: reviewer_1\.name;"):
            read(document.saved())


def test_a_renderer_makes_the_same_copy_each_time_and_leaves_the_form_unchanged() -> None:
    before = rendered(REPORTS[0], Language.ENGLISH).content
    assert published(REPORTS[0], Language.ENGLISH).content == published(REPORTS[0], Language.ENGLISH).content
    assert RENDERER.render(case(REPORTS[0]), Language.ENGLISH).content == before


class TestValidity:
    def copies(self, folder: Path) -> list[Path]:
        copies = [
            published(variant, language, sparse)
            for variant in REPORTS
            for language in Language
            for sparse in (False, True)
        ]
        return [copy.save(folder / f"{number}.docx") for number, copy in enumerate(copies)]

    def test_microsofts_validator_finds_nothing(self, tmp_path: Path) -> None:
        presence.require(open_xml_sdk.NAME, open_xml_sdk.available())
        found = open_xml_sdk.validate(self.copies(tmp_path))
        assert {path.name: faults for path, faults in found.items() if faults} == {}

    def test_no_page_is_blank_and_none_ends_in_a_heading(self, tmp_path: Path) -> None:
        presence.require(libreoffice.NAME, libreoffice.available())
        headings = {
            translate(message, language)
            for language in Language
            for message in (
                *(
                    "Statement by Reviewer",
                    "Statement by Reviewers",
                    "Time period reviewed",
                    "Amendments",
                    "Appendices",
                ),
                *("What do we need to do differently?", "How will this improve future practice?"),
                *("Practice and organisational issues", "Conclusions and Learning points from the Review"),
                *("Appendix 1: Terms of Reference", "Appendix 2: Summary timeline"),
                *("Appendix 3: Arrangements for the Review", "Engagement of Family Members"),
                *("Multi-Agency Learning Event process", "Agencies asked for a timeline"),
            )
        }
        for pdf in libreoffice.to_pdf(self.copies(tmp_path), tmp_path / "pdf"):
            for text in pages.page_texts(pdf):
                footer = re.compile(r"(Page|Tudalen) ?\d+ ?(of|o) ?\d+|[A-Z]{2}-CPR-\d{4}-\d\d")
                lines = [line.strip() for line in text.splitlines() if line.strip() and not footer.search(line)]
                assert len(lines) > 1, f"{pdf.name}: a blank page"
                assert not headings & {lines[-1]}, f"{pdf.name}: a heading is alone"
