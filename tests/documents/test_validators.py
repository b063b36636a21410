"""Every document and every template is valid to the lint and to Microsoft's validator."""

from pathlib import Path

from cpr_docs import resources
from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form
from cpr_docs.ooxml.lint import lint
from tests.documents.cases import VARIANTS, every_language, every_variant, full_and_sparse, rendered
from tests.witnesses import open_xml_sdk, presence


@full_and_sparse
@every_language
@every_variant
def test_the_lint_finds_nothing_in_a_document(variant: type[Form], language: Language, sparse: bool) -> None:
    assert lint(rendered(variant, language, sparse).content) == []


@every_language
@full_and_sparse
def test_microsofts_validator_finds_nothing_in_the_documents(language: Language, sparse: bool, tmp_path: Path) -> None:
    presence.require(open_xml_sdk.NAME, open_xml_sdk.available())
    documents = [rendered(variant, language, sparse) for variant in VARIANTS]
    _assert_valid(
        [document.save(tmp_path / f"{number}-{document.filename}") for number, document in enumerate(documents)]
    )


@every_language
def test_microsofts_validator_finds_nothing_in_the_templates(language: Language) -> None:
    presence.require(open_xml_sdk.NAME, open_xml_sdk.available())
    paths = sorted((resources.folder("templates") / language.value).glob("*.docx"))
    assert len(paths) == len(VARIANTS)
    _assert_valid(paths)


def _assert_valid(paths: list[Path]) -> None:
    found = open_xml_sdk.validate(paths)
    assert {path.name: faults for path, faults in found.items() if faults} == {}
