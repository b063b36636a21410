"""Documents whose properties are missing, indented or wrong are recognised, or refused."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, ClassVar, Literal

import pytest
from click.testing import CliRunner
from lxml import etree

from cpr_docs.authoring.build import build
from cpr_docs.authoring.sheet import Sheet
from cpr_docs.cli import main
from cpr_docs.documents.render import Renderer
from cpr_docs.documents.settings import Settings
from cpr_docs.errors import NotReadable, TemplateNotFound
from cpr_docs.evaluations.collate import collate
from cpr_docs.guidance.evaluation_form.model import EvaluationForm, ExtendedEvaluationForm
from cpr_docs.guidance.notification_letter.model import NotificationLetter
from cpr_docs.guidance.report.model import ConciseReport, ExtendedReport, Report
from cpr_docs.language.bilingual import BilingualProse
from cpr_docs.language.catalogue import Both
from cpr_docs.language.languages import Language
from cpr_docs.models.examples import example
from cpr_docs.models.field_types import Day, Label, ReviewType
from cpr_docs.models.form import Form
from cpr_docs.ooxml.names import PartName, qn
from cpr_docs.reading.compare import compare
from cpr_docs.reading.read import read, read_draft
from cpr_docs.resources import folder
from tests.documents.cases import RENDERER, case, every_language, every_variant, full_and_sparse, rendered
from tests.examples import blank_of
from tests.reading.cases import before, edited, read_back
from tests.reading.cleaned import cleaned, without_language
from tests.reading.editing import Edited, xml
from tests.reading.libreoffice_shape import saved_by_libreoffice

EN, CY = Language.ENGLISH, Language.WELSH


class Visit(Form):
    """A form outside the guidance, with one review type."""

    TITLE: ClassVar[str] = Both("Note of a Visit", cy="Nodyn o Ymweliad")
    GUIDANCE: ClassVar[str] = ""

    form: Literal["visit"]
    review_type: Literal[ReviewType.CONCISE]
    visited_on: Annotated[Day | None, Label(Both("Date of the visit", cy="Dyddiad yr ymweliad"), "")] = None
    account: Annotated[BilingualProse | None, Label(Both("What was seen", cy="Yr hyn a welwyd"), "")] = None


_VISIT = {
    "form": "visit",
    "review_type": "concise",
    "board": {"en": "Arian Board", "cy": "Bwrdd Arian"},
    "case_identifier": "DA-2012-07",
    "visited_on": "2012-03-01",
    "account": {"en": "A\nB", "cy": "C\nD"},
}


def _layout(sheet: Sheet) -> None:
    sheet.title(Visit.TITLE, Both("Child Practice Review", cy="Adolygiad Ymarfer Plant"))
    sheet.fields("board", "case_identifier", "visited_on")
    sheet.texts("account")


def without_title(document: Edited) -> Edited:
    """The document without its first paragraphs, which alone identify the review type of an evaluation form."""
    for paragraph in list(document.root[0].iterchildren(qn("w:p")))[:2]:
        document.root[0].remove(paragraph)
    return document


@pytest.mark.parametrize(
    ("purpose", "pen"), [("paper", False), ("final", False), ("final", True), ("published", False)]
)
@full_and_sparse
@every_language
@every_variant
def test_a_cleaned_document_of_any_purpose_is_read_without_strays(
    variant: type[Form], language: Language, sparse: bool, purpose: str, pen: bool
) -> None:
    if purpose == "published" and not variant.PUBLISHED_WITHOUT:
        pytest.skip("never published")
    form = case(variant, sparse)
    content = RENDERER.render(form, language, purpose=purpose, pen=pen).content
    # A sparse document may leave its type open, and is then refused with the question.
    reading = compare(cleaned(Edited(content)).saved(), review_type=getattr(form, "review_type", None))
    wanted = form.for_publication() if purpose == "published" else form
    assert reading.form == wanted.in_language(language)
    assert reading.strays == ()
    assert (reading.purpose == "published") is (purpose == "published")


def test_a_cleaned_paper_is_recognised_by_the_boxes_in_its_rows() -> None:
    content = RENDERER.render(example("referral"), EN, purpose="paper").content
    reading = compare(cleaned(Edited(content)).saved())
    assert (reading.purpose, reading.strays) == ("paper", ())


def test_a_cleaned_paper_whose_unpublished_lists_are_blank_is_no_published_copy() -> None:
    content = RENDERER.render(example("action_plan", sparse=True), CY, purpose="final").content
    reading = compare(cleaned(Edited(content)).saved())
    assert (reading.purpose, reading.strays) == ("final", ())


@every_language
def test_a_cleaned_blank_letter_is_read_without_strays(language: Language) -> None:
    blank = blank_of(NotificationLetter)
    content = RENDERER.render(blank, language).content
    assert read_draft(cleaned(Edited(content)).saved()) == blank.in_language(language)


@pytest.mark.parametrize("around", ["property", "value"])
def test_properties_that_a_program_indents_are_read(around: str) -> None:
    document = edited("report", EN)
    root = etree.fromstring(document.parts[PartName.CUSTOM_PROPERTIES])
    for line in root:
        if around == "property":
            line.text = line[0].tail = "\n    "
        else:
            line[0].text = f"\n      {line[0].text}\n    "
    document.parts[PartName.CUSTOM_PROPERTIES] = etree.tostring(root)
    assert read_back(document) == before("report", EN)


class TestWithoutProperties:
    @full_and_sparse
    @every_language
    @every_variant
    def test_every_form_is_recognised(self, variant: type[Form], language: Language, sparse: bool) -> None:
        form = case(variant, sparse)
        content = cleaned(Edited(rendered(variant, language, sparse).content)).saved()
        assert read(content) == form.in_language(language)
        assert compare(content, form).changes == ()

    @every_language
    @every_variant
    def test_every_form_is_recognised_without_any_properties(self, variant: type[Form], language: Language) -> None:
        document = Edited(rendered(variant, language).content)
        cleaned(document, PartName.CORE_PROPERTIES, PartName.EXTENDED_PROPERTIES)
        assert read(without_language(document).saved()) == case(variant).in_language(language)

    @every_language
    @every_variant
    def test_every_form_is_recognised_after_libreoffice_moved_its_controls(
        self, variant: type[Form], language: Language
    ) -> None:
        document = saved_by_libreoffice(Edited(rendered(variant, language).content))
        assert read(cleaned(document).saved()) == case(variant).in_language(language)

    @every_language
    @every_variant
    def test_words_of_the_other_language_do_not_mislead(self, variant: type[Form], language: Language) -> None:
        document = RENDERER.render(case(variant).in_language(language.other), language, missing="mark")
        assert read(cleaned(Edited(document.content)).saved()) == read(document.content)

    @every_language
    @pytest.mark.parametrize("variant", [ConciseReport, ExtendedReport])
    def test_a_published_copy_is_recognised_by_the_fields_that_it_leaves_out(
        self, variant: type[Form], language: Language
    ) -> None:
        form = case(variant)
        copy = Renderer(settings=Settings(published=True)).render(form, language)
        content = cleaned(Edited(copy.content)).saved()
        assert read(content) == form.for_publication().in_language(language)
        assert compare(content, form).published

    def test_answers_are_counted(self, tmp_path: Path) -> None:
        paths = [tmp_path / f"{language.value}.docx" for language in Language]
        for path, language in zip(paths, Language, strict=True):
            path.write_bytes(cleaned(edited("evaluation_form", language)).saved())
        collation = collate(paths)
        assert [(answered.file, answered.language) for answered in collation.returns] == [
            ("en.docx", EN),
            ("cy.docx", CY),
        ]
        assert collation.not_counted == ()

    def test_a_lost_control_is_named(self) -> None:
        document = cleaned(edited("report", EN))
        control = document.control("conclusions")
        control.getparent().remove(control)  # type: ignore[union-attr]
        with pytest.raises(NotReadable, match=r"lost these controls: conclusions;"):
            read(document.saved())

    def test_words_beside_a_control_are_found(self) -> None:
        document = cleaned(edited("evaluation_form", EN))
        paragraph = next(document.control("answers.name").iterancestors(qn("w:p")))
        paragraph.append(xml("<w:r><w:t>Sioned</w:t></w:r>"))
        with pytest.raises(Exception, match="stand in no control") as caught:
            read(document.saved())
        assert "Sioned" not in str(caught.value)

    def test_a_template_is_no_form(self) -> None:
        template = cleaned(Edited((folder("templates") / "cy" / "report.concise.docx").read_bytes()))
        with pytest.raises(NotReadable, match="is a template"):
            read(template.saved())

    def test_a_document_of_another_origin_is_refused(self) -> None:
        document = cleaned(edited("report", EN))
        for control in list(document.root.iter(qn("w:sdt"))):
            if document.control("board") is not control:
                control.getparent().remove(control)  # type: ignore[union-attr]
        with pytest.raises(NotReadable, match="not made by cpr_docs"):
            read(document.saved())


def stating(document: Edited, **changes: str) -> Edited:
    """The document with other values of its custom properties."""
    root = etree.fromstring(document.parts[PartName.CUSTOM_PROPERTIES])
    for line in root:
        name = str(line.get("name")).removeprefix("CprDocs")
        line[0].text = changes.get(name, line[0].text)
    document.parts[PartName.CUSTOM_PROPERTIES] = etree.tostring(root)
    return document


class TestPropertiesThatContradictTheDocument:
    @every_language
    @every_variant
    def test_another_review_type_or_language_is_refused(self, variant: type[Form], language: Language) -> None:
        others = [{"ReviewType": form.type_name()} for form in variant.variants() if form is not variant]
        content = rendered(variant, language).content
        for changes in (*others, {"Language": language.other.value}):
            with pytest.raises(NotReadable, match=r"but it was made as .*remove its custom properties"):
                read(stating(Edited(content), **changes).saved())

    def test_another_form_is_refused(self) -> None:
        with pytest.raises(NotReadable, match=r"but it was made as report \(concise\) in en"):
            read(stating(edited("report", EN), Form="terms_of_reference").saved())

    @every_language
    def test_controls_and_their_titles_decide_if_the_template_is_unknown(self, language: Language) -> None:
        letter = stating(edited("invitation_letter", language, "extended"), ReviewType="concise", Template="0" * 32)
        with pytest.raises(NotReadable, match=r"controls that this does not have: reviewer_2"):
            read(letter.saved())
        report = stating(edited("report", language), Language=language.other.value, Template="0" * 32)
        with pytest.raises(NotReadable, match="the other names"):
            read(report.saved())

    def test_without_its_properties_it_is_recognised(self) -> None:
        letter = stating(edited("invitation_letter", EN, "extended"), ReviewType="concise")
        assert read(cleaned(letter).saved()) == before("invitation_letter", EN, "extended")


class TestAmbiguousDocuments:
    def test_a_language_on_which_the_sources_disagree_is_asked_for(self) -> None:
        document = without_language(cleaned(edited("report", CY)), "en-GB")
        with pytest.raises(NotReadable, match=r"does not say its language.*language=.*--language"):
            read(document.saved())
        assert read(document.saved(), language="cy") == before("report", CY)
        assert compare(document.saved(), case(ConciseReport), language=CY).changes == ()

    @every_language
    def test_an_ambiguous_review_type_is_asked_for(self, language: Language) -> None:
        content = without_title(cleaned(edited("evaluation_form", language, "extended"))).saved()
        with pytest.raises(NotReadable, match=r"does not say its review type.*review_type=.*--review-type"):
            read(content)
        form = before("evaluation_form", language, "extended")
        assert read(content, review_type="extended") == form
        assert read(content, form=ExtendedEvaluationForm) == form
        assert compare(content, case(ExtendedEvaluationForm)).changes == ()

    def test_a_form_with_few_controls_left_is_asked_for(self) -> None:
        document = cleaned(edited("evaluation_form", EN))
        for control in list(document.root.iter(qn("w:sdt")))[3:]:
            control.getparent().remove(control)  # type: ignore[union-attr]
        with pytest.raises(NotReadable, match=r"say which \(form=, or --form"):
            read(document.saved())
        with pytest.raises(NotReadable, match="lost these controls: answers"):
            read(document.saved(), form="evaluation_form")

    def test_remaining_properties_count(self) -> None:
        document = without_title(edited("evaluation_form", CY, "extended"))
        root = etree.fromstring(document.parts[PartName.CUSTOM_PROPERTIES])
        for line in list(root):
            if line.get("name") in ("CprDocsForm", "CprDocsLanguage"):
                root.remove(line)
        document.parts[PartName.CUSTOM_PROPERTIES] = etree.tostring(root)
        assert read_back(document) == before("evaluation_form", CY, "extended")


class TestHints:
    @pytest.mark.parametrize("clean", [edited, lambda *case: cleaned(edited(*case))], ids=["stated", "cleaned"])
    def test_may_agree_with_the_document(self, clean: Callable[..., Edited]) -> None:
        content = clean("report", CY, "extended").saved()
        form = before("report", CY, "extended")
        assert read(content, form="report", language="cy", review_type="extended") == form
        assert read(content, form=Report, language=CY, review_type=ReviewType.EXTENDED) == form
        assert read(content, form=ExtendedReport) == form

    @pytest.mark.parametrize(
        "named", [{"form": "evaluation_form"}, {"form": EvaluationForm}, {"language": "en"}, {"review_type": "concise"}]
    )
    def test_never_overrule_the_properties(self, named: dict[str, str]) -> None:
        with pytest.raises(NotReadable, match="not what was named"):
            read(edited("report", CY, "extended").saved(), **named)  # type: ignore[arg-type]

    @pytest.mark.parametrize("name", ["report", "evaluation_form"])
    @pytest.mark.parametrize("named", [{"form": "recommendation"}, {"review_type": "concise"}, {"language": "en"}])
    def test_never_overrule_controls_and_words(self, name: str, named: dict[str, str]) -> None:
        with pytest.raises(NotReadable, match="does not have"):
            read(cleaned(edited(name, CY, "extended")).saved(), **named)  # type: ignore[arg-type]

    def test_need_a_template_in_their_language(self, tmp_path: Path) -> None:
        (tmp_path / "en").mkdir()
        (tmp_path / "en" / "visit.concise.docx").write_bytes(build(Visit, EN, _layout))
        visit = Visit.parse(_VISIT)
        document = Edited(Renderer(templates=tmp_path).render(visit, EN).content)
        content = without_language(cleaned(document), "cy-GB").saved()
        with pytest.raises(TemplateNotFound, match="no template of visit in cy"):
            read(content, templates=tmp_path, forms=[Visit], language="cy")

    @pytest.mark.parametrize("named", [{"form": "letter"}, {"language": "fr"}, {"review_type": "short"}])
    def test_must_exist(self, named: dict[str, str]) -> None:
        with pytest.raises(ValueError, match="must be"):
            read(edited("report", CY).saved(), **named)  # type: ignore[arg-type]


class TestOtherTemplates:
    @every_language
    def test_an_own_form_is_recognised_among_the_forms_of_the_guidance(
        self, language: Language, tmp_path: Path
    ) -> None:
        path = tmp_path / language.value / "visit.concise.docx"
        path.parent.mkdir()
        path.write_bytes(build(Visit, language, _layout))
        visit = Visit.parse(_VISIT)
        document = Edited(Renderer(templates=tmp_path).render(visit, language).content)
        for content in (document.saved(), cleaned(document).saved(), saved_by_libreoffice(document).saved()):
            assert read(content, templates=tmp_path, forms=[Visit]) == visit.in_language(language)
            assert read(content, templates=tmp_path, form=Visit) == visit.in_language(language)
        assert read(edited("report", language).saved(), forms=[Visit]) == before("report", language)

    def test_a_boards_own_template_is_distinguished_from_the_master(self, tmp_path: Path) -> None:
        (tmp_path / "en").mkdir()
        template = Edited((folder("templates") / "en" / "report.concise.docx").read_bytes())
        control = template.control("conclusions")
        control.getparent().remove(control)  # type: ignore[union-attr]
        template.root[0].insert(0, xml("<w:p><w:r><w:t>Our own report</w:t></w:r></w:p>"))
        (tmp_path / "en" / "report.concise.docx").write_bytes(template.saved())
        form = before("report", EN)
        own = Edited(Renderer(templates=tmp_path).render(form, EN).content)
        assert read(cleaned(own).saved(), templates=tmp_path) == form.model_copy(update={"conclusions": None})
        assert read(cleaned(edited("report", EN)).saved(), templates=tmp_path) == form


class TestCommand:
    def run(self, path: Path, document: Edited, *options: str) -> tuple[int, str, str]:
        path.write_bytes(document.saved())
        done = CliRunner().invoke(main, ["read", str(path), *options])
        return done.exit_code, done.stdout, done.stderr

    def test_an_option_decides_an_ambiguous_document(self, tmp_path: Path) -> None:
        document = without_language(without_title(cleaned(edited("evaluation_form", CY))), "en-GB")
        code, out, err = self.run(tmp_path / "form.docx", document)
        assert (code, out) == (1, "")
        assert "--language" in err
        options = ("--form", "evaluation_form", "--language", "cy", "--review-type", "concise")
        code, out, err = self.run(tmp_path / "form.docx", document, *options)
        assert (code, err) == (0, "")
        assert Form.parse(out) == before("evaluation_form", CY)

    def test_the_original_decides_the_form(self, tmp_path: Path) -> None:
        original = tmp_path / "case.json"
        original.write_text(case(ConciseReport).model_dump_json(), encoding="utf-8")
        document = without_language(cleaned(edited("report", CY)), "en-GB")
        options = ("--original", str(original), "--language", "cy")
        assert self.run(tmp_path / "form.docx", document, *options)[2] == "nid oes dim wedi newid\n"
        code, _out, err = self.run(tmp_path / "form.docx", document, *options, "--form", "report")
        assert code == 2
        assert "leave out --form" in err
