"""Values that the template prints again: a copy that differs from its control is stale, added words are strays."""

import pytest

from cpr_docs.language.languages import Language
from cpr_docs.ooxml.names import qn
from cpr_docs.reading.compare import compare
from tests.documents.cases import every_language
from tests.reading.cases import edited
from tests.reading.editing import xml


@every_language
def test_a_copy_whose_control_was_changed_is_stale_and_no_stray(language: Language) -> None:
    document = edited("invitation_letter", language).type("child", "Child Z").type("recipient.name", "Dr Ann Ellis")
    reading = compare(document.saved())
    assert reading.strays == ()
    assert {problem.path for problem in reading.stale} == {"child", "recipient.name"}
    assert reading.form.child.text_in(language) == "Child Z"


@every_language
def test_words_after_a_copy_are_a_stray(language: Language) -> None:
    document = edited("invitation_letter", language)
    next(document.control("copy:recipient.name").iterancestors(qn("w:p"))).append(
        xml("<w:r><w:t>, Sioned rang twice</w:t></w:r>")
    )
    assert [stray.words for stray in compare(document.saved()).strays] == [", Sioned rang twice"]


@pytest.mark.parametrize("path", ["review_type", "form"])
def test_a_copy_of_a_forms_identity_pasted_from_another_form_is_not_compared(path: str) -> None:
    document = edited("board_paper", Language.ENGLISH)
    control = f'<w:sdtPr><w:tag w:val="copy:{path}"/></w:sdtPr><w:sdtContent><w:r><w:t>x</w:t></w:r></w:sdtContent>'
    next(document.root.iter(qn("w:p"))).append(xml(f"<w:sdt>{control}</w:sdt>"))
    assert compare(document.saved()).stale == ()
