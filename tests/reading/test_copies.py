"""Values that the template prints again: a copy that differs from its control is stale, added words are strays."""

from cpr_docs.language.languages import Language
from cpr_docs.ooxml.names import qn
from cpr_docs.reading.compare import compare
from cpr_docs.templating.fixed_words import outside_text
from tests.documents.cases import every_language
from tests.reading.cases import before, edited
from tests.reading.editing import xml


@every_language
def test_a_copy_whose_control_was_changed_is_stale_and_no_stray(language: Language) -> None:
    document = edited("invitation_letter", language).type("child", "Child Z").type("recipient.name", "Dr Ann Ellis")
    reading = compare(document.saved())
    assert reading.strays == ()
    assert {problem.path for problem in reading.stale} == {"child", "recipient.name"}
    assert reading.form.child.text_in(language) == "Child Z"  # type: ignore[attr-defined]


@every_language
def test_words_after_a_copy_are_a_stray(language: Language) -> None:
    document = edited("invitation_letter", language)
    name = before("invitation_letter", language).recipient.name
    line = next(paragraph for paragraph in document.root.iter(qn("w:p")) if outside_text(paragraph).endswith(name))
    line.append(xml("<w:r><w:t>, Sioned rang twice</w:t></w:r>"))
    assert [stray.words for stray in compare(document.saved()).strays] == [", Sioned rang twice"]
