"""Documents saved by LibreOffice 7.4, which does not support content controls: refused in one sentence."""

from pathlib import Path

import pytest

from cpr_docs.errors import NotReadable
from cpr_docs.language.languages import Language
from cpr_docs.ooxml.package import Package
from cpr_docs.reading.read import read
from tests.documents.cases import RENDERER, VARIANTS, case, every_language
from tests.examples import variant_id
from tests.witnesses import libreoffice, presence


@every_language
def test_a_document_that_libreoffice_saved_is_refused_in_one_sentence(language: Language, tmp_path: Path) -> None:
    presence.require(libreoffice.NAME, libreoffice.available())
    paths = []
    for variant in VARIANTS:
        paths.append(tmp_path / f"{variant_id(variant)}.docx")
        paths[-1].write_bytes(RENDERER.render(case(variant), language).content)
    for saved in libreoffice.to_docx(paths, tmp_path / "saved"):
        with pytest.raises(NotReadable, match=r"^LibreOffice saved this document.*in Word") as caught:
            read(saved)
        assert "\n" not in str(caught.value)


def test_libreoffice_loses_the_tags_that_identify_answers(tmp_path: Path) -> None:
    """If this fails, a newer LibreOffice is installed, which keeps the tags: see `test_reseat.py`."""
    presence.require(libreoffice.NAME, libreoffice.available())
    path = tmp_path / "form.docx"
    path.write_bytes(RENDERER.render(case(VARIANTS[0]), Language.ENGLISH).content)
    (saved,) = libreoffice.to_docx([path], tmp_path / "saved")
    body = Package.read(saved)["word/document.xml"]
    assert (b"<w:tag " in body, b"repeatingSection" in body) == (False, False)
