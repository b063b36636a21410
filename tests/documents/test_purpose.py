"""The purpose of a document: an argument of every rendering, recorded in the document and in its name."""

from typing import Any

import pytest

from cpr_docs.documents.render import Renderer
from cpr_docs.documents.settings import Settings
from cpr_docs.errors import NotReadable
from cpr_docs.language.languages import Language
from cpr_docs.library import render
from cpr_docs.models.form import Form
from cpr_docs.models.purpose import Purpose
from cpr_docs.ooxml.package import Package
from cpr_docs.reading.compare import compare
from cpr_docs.reading.read import read
from tests.documents.cases import RENDERER, VARIANTS, case, every_language, every_variant
from tests.documents.reading import custom_properties
from tests.reading.editing import Edited

LETTER = next(variant for variant in VARIANTS if variant.name() == "invitation_letter")
REPORT = next(variant for variant in VARIANTS if variant.name() == "report")


def purposes_of(variant: type[Form]) -> list[Purpose]:
    """The purposes for which a form is rendered."""
    return [purpose for purpose in Purpose if purpose is not Purpose.PUBLISHED or variant.PUBLISHED_WITHOUT]


@every_language
@every_variant
def test_a_document_says_its_purpose_and_is_for_the_screen_otherwise(variant: type[Form], language: Language) -> None:
    form = case(variant)
    assert RENDERER.render(form, language).content == RENDERER.render(form, language, purpose="screen").content
    for purpose in purposes_of(variant):
        document = RENDERER.render(form, language, purpose=purpose.value)
        stated = custom_properties(Package.read(document.content)).get("CprDocsPurpose")
        assert (document.purpose, document.published) == (purpose, purpose is Purpose.PUBLISHED)
        assert stated == (None if purpose is Purpose.SCREEN else purpose.value)
        assert compare(document.content).purpose is purpose


def test_only_a_published_copy_has_a_name_of_its_own() -> None:
    names = {purpose: RENDERER.render(case(REPORT), "cy", purpose=purpose).filename for purpose in Purpose}
    screen = names.pop(Purpose.SCREEN)
    assert names.pop(Purpose.PUBLISHED) == screen.replace("report-cy", "report-published-cy")
    assert set(names.values()) == {screen}


@pytest.mark.parametrize("value", ["", "print", "Screen", 1])
def test_a_purpose_that_does_not_exist_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match=r'purpose must be "screen", "paper", "final" or "published"'):
        render(case(LETTER), "en", purpose=value)


def test_settings_for_published_copies_are_the_purpose_and_agree_with_no_other() -> None:
    publisher = Renderer(settings=Settings(published=True))
    by_purpose = RENDERER.render(case(REPORT), "en", purpose="published")
    assert publisher.render(case(REPORT), "en").content == by_purpose.content
    assert publisher.render(case(REPORT), "en", purpose="published").content == by_purpose.content
    for purpose in ("screen", "paper", "final"):
        with pytest.raises(ValueError, match=f'published copies, and purpose is "{purpose}"'):
            publisher.render(case(REPORT), "en", purpose=purpose)


def test_a_document_of_a_purpose_that_is_not_known_is_not_read() -> None:
    document = Edited(RENDERER.render(case(LETTER), "en", purpose="final").content)
    document.parts["docProps/custom.xml"] = document.parts["docProps/custom.xml"].replace(b">final<", b">window<")
    with pytest.raises(NotReadable, match="purpose"):
        read(document.saved())
