"""Every form, review type and language, full, sparse and with text of the other language, converted together."""

import functools
from typing import Literal, NamedTuple

import pytest

from cpr_docs.documents.document import Document
from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form
from cpr_docs.pdf.convert.converter import Converter
from tests.documents.cases import RENDERER, VARIANTS, case, rendered
from tests.examples import variant_id
from tests.witnesses import libreoffice, presence

Kind = Literal["full", "sparse", "marked"]
KINDS: tuple[Kind, ...] = ("full", "sparse", "marked")


class Case(NamedTuple):
    """A document of the fixtures."""

    variant: type[Form]
    language: Language
    kind: Kind

    def __str__(self) -> str:
        return f"{variant_id(self.variant)}-{self.language.value}-{self.kind}"

    @property
    def document(self) -> Document:
        """The Word document; the marked document has all its text in the other language."""
        if self.kind == "marked":
            form = case(self.variant).in_language(self.language.other)
            return RENDERER.render(form, self.language, missing="mark")
        return rendered(self.variant, self.language, self.kind == "sparse")


CASES = [Case(variant, language, kind) for variant in VARIANTS for language in Language for kind in KINDS]
every_case = pytest.mark.parametrize("each", CASES, ids=str)


def pdf_of(each: Case) -> bytes:
    """The PDF by LibreOffice; the first call converts all cases."""
    presence.require(libreoffice.NAME, libreoffice.available())
    return _pdfs()[each]


@functools.cache
def _pdfs() -> dict[Case, bytes]:
    with Converter() as converter:
        conversions = list(converter.convert_all(each.document.content for each in CASES))
    assert [str(each) for each, made in zip(CASES, conversions, strict=True) if made.pdf is None] == []
    return {each: made.pdf for each, made in zip(CASES, conversions, strict=True) if made.pdf is not None}
