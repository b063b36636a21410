"""The properties of a document: its identity, and of the case the identifier alone, in the title."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from cpr_docs.documents.render import Renderer
from cpr_docs.language.catalogue import translate
from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form, identifier_of
from cpr_docs.models.schema_version import SCHEMA_VERSION
from cpr_docs.ooxml.core_properties import core_property
from cpr_docs.ooxml.lint import lint
from cpr_docs.ooxml.names import PartName
from cpr_docs.ooxml.package import Package, write_package
from cpr_docs.templating.document_properties import fingerprint
from tests.documents.cases import RENDERER, VARIANTS, case, changed, every_language, every_variant, rendered, template
from tests.documents.reading import custom_properties
from tests.examples import first_example, identity_of

_PROPERTIES = (PartName.CORE_PROPERTIES, PartName.EXTENDED_PROPERTIES, PartName.CUSTOM_PROPERTIES)


def _identity(variant: type[Form]) -> dict[str, str]:
    """The properties that name a variant: a form without a review type has none of it."""
    name, review_type = variant.name(), first_example(variant).model_dump(mode="json").get("review_type")
    return {"CprDocsForm": name, **({"CprDocsReviewType": review_type} if review_type else {})}


@every_language
@every_variant
def test_the_custom_properties_are_the_identity_and_nothing_else(variant: type[Form], language: Language) -> None:
    properties = custom_properties(Package.read(rendered(variant, language).content))
    # Hashes of the tags of its content controls.
    own = {name: text for name, text in properties.items() if not name.startswith(("CprDocsControls", "CprDocsMarked"))}
    assert own == {
        **_identity(variant),
        "CprDocsLanguage": language.value,
        "CprDocsSchemaVersion": str(variant.SCHEMA_VERSION),
        "CprDocsLibraryVersion": str(SCHEMA_VERSION),
        "CprDocsTemplate": fingerprint(template(variant, language)),
    }


@every_language
@every_variant
def test_title_and_language_are_those_of_the_form(variant: type[Form], language: Language) -> None:
    core = Package.read(rendered(variant, language).content)[PartName.CORE_PROPERTIES].decode()
    title = " – ".join(filter(None, (translate(variant.TITLE, language), identifier_of(case(variant)))))
    assert re.findall("<dc:title>(.*)</dc:title>", core) == [title]
    assert re.findall("<dc:language>(.*)</dc:language>", core) == [f"{language.value}-GB"]


@every_language
@every_variant
def test_no_property_changes_with_the_case_but_the_title(variant: type[Form], language: Language) -> None:
    full, sparse = (Package.read(rendered(variant, language, sparse).content) for sparse in (False, True))
    for part in _PROPERTIES:
        assert _untitled(full[part]) == _untitled(sparse[part])


@every_language
@every_variant
def test_the_title_of_a_draft_has_the_identifier_as_soon_as_it_is_known(
    variant: type[Form], language: Language
) -> None:
    path = variant.identifier_path()
    for known, end in (({}, ""), *([({path: "AB-1"}, " – AB-1")] if path else [])):
        content = RENDERER.render(variant.draft({**identity_of(variant), **known}), language).content
        assert core_property(Package.read(content), "dc:title") == translate(variant.TITLE, language) + end


@every_variant
def test_a_tab_in_the_identifier_is_a_space_in_the_title(variant: type[Form]) -> None:
    path = variant.identifier_path()
    form = changed(case(variant), **({path: "AB\t1"} if path else {}))
    title = translate(variant.TITLE, Language.ENGLISH) + (" – AB 1" if path else "")
    assert core_property(Package.read(RENDERER.render(form, "en").content), "dc:title") == title


@pytest.mark.parametrize("title", [b"", b"<dc:title/>", b"<dc:title> Our  paper </dc:title>"])
def test_a_template_without_a_title_gets_that_of_its_form(title: bytes, tmp_path: Path) -> None:
    variant = VARIANTS[0]
    parts = dict(template(variant, Language.ENGLISH))
    core = PartName.CORE_PROPERTIES
    parts[core] = re.sub(rb"<dc:title>.*</dc:title>", title, parts[core])
    path = tmp_path / "en" / f"{variant.name()}.{variant.type_name()}.docx"
    path.parent.mkdir()
    path.write_bytes(write_package(parts))
    content = Renderer(templates=tmp_path).render(case(variant), "en").content
    expected = "Our paper" if b"paper" in title else translate(variant.TITLE, Language.ENGLISH)
    assert core_property(Package.read(content), "dc:title") == f"{expected} – {case(variant).case_identifier}"
    assert lint(content) == []


@every_language
@every_variant
def test_no_value_of_the_case_is_outside_the_document_its_header_and_footer(
    variant: type[Form], language: Language
) -> None:
    package = Package.read(rendered(variant, language).content)
    elsewhere = b"".join(content for name, content in package.items() if not _shown(name)).decode()
    values = [text for text in _texts(json.loads(case(variant).model_dump_json())) if len(text) > 8]
    # Templates contain the first two, and the title the identifier.
    values = [
        text for text in values if text not in {variant.name(), variant.type_name(), identifier_of(case(variant))}
    ]
    assert values
    assert [value for value in values if value in elsewhere] == []


def test_a_changed_template_has_another_fingerprint_and_a_repacked_one_the_same() -> None:
    package = template(VARIANTS[0], Language.ENGLISH)
    backwards = Package(dict(sorted(package.items(), reverse=True)))
    assert fingerprint(backwards) == fingerprint(package)
    assert fingerprint(Package({**package, PartName.STYLES: b"<x/>"})) != fingerprint(package)


@pytest.mark.parametrize("identifier", ["A & B <1>", "{{ 7*7 }}"])
def test_a_case_identifier_with_markup_changes_the_title_alone(identifier: str) -> None:
    form = changed(case(VARIANTS[0]), case_identifier=identifier)
    package = Package.read(RENDERER.render(form, "en").content)
    before = Package.read(rendered(VARIANTS[0], Language.ENGLISH).content)
    assert all(_untitled(package[part]) == _untitled(before[part]) for part in _PROPERTIES)
    assert core_property(package, "dc:title").endswith(f" – {identifier}")


def _untitled(part: bytes) -> bytes:
    return re.sub(rb"<dc:title>.*</dc:title>", b"", part)


def _shown(name: str) -> bool:
    return bool(re.fullmatch(r"word/(document|header\d+|footer\d+)\.xml", name))


def _texts(data: Any) -> list[str]:
    if isinstance(data, str):
        return [data]
    below = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return [text for value in below for text in _texts(value)]


def test_a_template_without_custom_properties_gets_them(tmp_path: Path) -> None:
    variant = VARIANTS[0]
    parts = {name: content for name, content in template(variant, Language.ENGLISH).items() if "custom" not in name}
    for name in (PartName.CONTENT_TYPES, PartName.PACKAGE_RELATIONSHIPS):
        parts[name] = re.sub(rb"<[^<>]*custom\.xml[^<>]*/>", b"", parts[name])
        assert b"custom.xml" not in parts[name]
    path = tmp_path / "en" / f"{variant.name()}.{variant.type_name()}.docx"
    path.parent.mkdir()
    path.write_bytes(write_package(parts))
    content = Renderer(templates=tmp_path).render(case(variant), "en").content
    assert lint(content) == []
    expected = custom_properties(Package.read(rendered(variant, Language.ENGLISH).content))
    assert custom_properties(Package.read(content)) == expected | {"CprDocsTemplate": fingerprint(Package(parts))}
