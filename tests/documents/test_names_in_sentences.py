"""A name in a sentence of the letter stands there once, letter by letter, whatever it begins with."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from cpr_docs.guidance.invitation_letter.model import ExtendedInvitationLetter
from cpr_docs.language.languages import Language
from cpr_docs.models.registry import form_class
from cpr_docs.ooxml.names import PartName, qn
from cpr_docs.ooxml.package import Package
from cpr_docs.reading.read import read
from cpr_docs.templating.filters import runtime_for
from tests.documents.cases import RENDERER, case, changed

LETTER = next(variant for variant in form_class("invitation_letter").variants() if variant.type_name() == "extended")
_TAGS = ("reviewer_1.name", "reviewer_2.name")
_BEFORE = (
    "", "Yr Athro ", "yr Athro ", "Y Parch. ", "Y Cynghorydd ", "yr Arglwydd ", "y Fonesig ", "Dr ", "Mr ",
    "Ein Cadeirydd ", "ei Anrhydedd ", "Eu Harglwyddiaethau ",
)  # fmt: skip
names = st.builds(
    "{}{}{} Owen".format,
    st.sampled_from(_BEFORE),
    st.sampled_from([*string.ascii_uppercase, "Ŵ", "Ŷ", "Â", "Ch", "Ll", "Rh", "Ff", "Th", "Wy", "8", "-", "“"]),
    st.sampled_from(["", "yn", "air", "mffre", "'Hara", "awen", "r"]),
)


@pytest.mark.parametrize("language", Language)
@settings(max_examples=15)
@given(names, names)
def test_a_name_is_printed_once_in_its_sentence_and_read_back(language: Language, first: str, second: str) -> None:
    reviewers = case(LETTER).model_dump(mode="json", exclude_none=True)
    form = changed(
        case(LETTER),
        reviewer_1=reviewers["reviewer_1"] | {"name": f"{first} Un"},
        reviewer_2=reviewers["reviewer_2"] | {"name": f"{second} Dau"},
    )
    document = RENDERER.render(form, language)
    text = _sentence(document.content)
    assert (text.count(f"{first} Un"), text.count(f"{second} Dau")) == (1, 1)
    assert (text.count("Owen Un"), text.count("Owen Dau")) == (1, 1)
    got = read(document.content)
    assert isinstance(got, ExtendedInvitationLetter)
    assert (got.reviewer_1.name, got.reviewer_2.name) == (f"{first} Un", f"{second} Dau")


@pytest.mark.parametrize("language", Language)
@given(names)
def test_and_before_a_name_has_no_letter_of_the_name(language: Language, name: str) -> None:
    word = runtime_for(language).filters["conjunction"](name)
    assert word in (["and"] if language is Language.ENGLISH else ["a", "ac"])


def _sentence(content: bytes) -> str:
    """The paragraph with the controls of both reviewers' names."""
    body = etree.fromstring(Package.read(content)[PartName.DOCUMENT])
    for paragraph in body.iter(qn("w:p")):
        tags = {tag.get(qn("w:val")) for tag in paragraph.iter(qn("w:tag"))}
        if set(_TAGS) <= tags:
            return "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
    raise AssertionError("no paragraph has both names")
