"""A case goes out, is translated, and comes back: every form, drafts too, into either language."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cpr_docs
from cpr_docs.language.languages import Language
from cpr_docs.models.draft import Draft
from cpr_docs.models.form import Form
from tests.documents.cases import case, every_language, every_variant, full_and_sparse
from tests.strategies import drafts, forms
from tests.translation.translator import FORMATS, edited, expected, marked, others, texts, translated, units

few = settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])

every_format = pytest.mark.parametrize("file_format", FORMATS)
languages, formats = st.sampled_from(list(Language)), st.sampled_from(list(FORMATS))


def returned(form: Any, content: bytes) -> Any:
    translation = cpr_docs.import_translation(form, content)
    assert (translation.changed, translation.conflicts, translation.incomplete) == ((), (), ())
    assert (translation.form is None) == isinstance(form, Draft)
    return translation.draft or translation.form


def comes_back_whole(form: Any, language: Language, file_format: Any) -> None:
    content = cpr_docs.export_translation(form, language, file_format=file_format)
    assert content == cpr_docs.export_translation(form, language, file_format=file_format)
    file = FORMATS[file_format](content)
    result = returned(form, file)
    assert texts(result, language) == texts(form, language) | expected(form, language)
    assert others(result, language) == others(form, language)
    # A second import changes nothing, and so does one of a file to which nothing was done.
    assert cpr_docs.import_translation(result, file).taken == ()
    assert returned(result, cpr_docs.export_translation(result, language, file_format=file_format)) == result


@every_variant
@every_language
@full_and_sparse
@every_format
def test_an_example_comes_back_translated(
    variant: type[Form], language: Language, sparse: bool, file_format: str
) -> None:
    comes_back_whole(case(variant, sparse), language, file_format)


@every_variant
@every_language
@every_format
def test_an_example_in_one_language_comes_back_as_it_was_in_both(
    variant: type[Form], language: Language, file_format: Any
) -> None:
    form = case(variant)
    there = texts(form, language)
    alone = variant.parse(form.in_language(language.other).model_dump(mode="json", exclude_none=True))
    result = returned(alone, cpr_docs.export_translation(form, language, file_format=file_format))
    assert result == form
    assert texts(result, language) == there


@every_variant
@given(data=st.data())
@few
def test_any_form_comes_back_translated(variant: type[Form], data: st.DataObject) -> None:
    comes_back_whole(data.draw(forms(variant, ())), data.draw(languages), data.draw(formats))


@every_variant
@given(data=st.data())
@few
def test_any_draft_comes_back_translated(variant: type[Form], data: st.DataObject) -> None:
    comes_back_whole(data.draw(drafts(variant, ())), data.draw(languages), data.draw(formats))


@every_variant
@every_language
def test_a_file_to_which_nothing_was_done_changes_nothing(variant: type[Form], language: Language) -> None:
    form = case(variant)
    assert cpr_docs.import_translation(form, cpr_docs.export_translation(form, language)).taken == ()


def test_each_paragraph_is_a_unit_named_by_path_and_number() -> None:
    form = cpr_docs.example("report", "extended")
    found = [unit.get("id") for unit in units(cpr_docs.export_translation(form, "cy"))]
    assert len(found) == len(set(found))
    assert {str(id_).rpartition("#")[0] for id_ in found} == set(texts(form, Language.ENGLISH))
    paragraphs = sum(text.count("\n") + 1 for text in texts(form, Language.ENGLISH).values())
    assert len(found) == paragraphs


def test_a_program_may_drop_what_it_does_not_know() -> None:
    form = cpr_docs.example("report")

    def strip(unit: Any) -> None:
        del unit.attrib["extradata"], unit.attrib["resname"]
        for note in list(unit):
            if not str(note.tag).endswith(("source", "target")):
                unit.remove(note)

    content = edited(translated(cpr_docs.export_translation(form, "cy")), strip)
    assert texts(returned(form, content), Language.WELSH) == expected(form, Language.WELSH)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("<target state", '<target xml:lang="cy" state', id="a language of its own"),
        pytest.param("« ", "\n          « ", id="wrapped lines"),
        pytest.param("« ", '<g id="1">« </g>', id="formatting of another program"),
        pytest.param("« ", '<mrk mtype="seg" mid="1">« </mrk>', id="segments"),
        pytest.param("« ", '<ph id="1">{b}</ph>« <x id="2"/>', id="codes of another program"),
        pytest.param("« ", '<bpt id="1">&lt;b&gt;</bpt>« <ept id="1">&lt;/b&gt;</ept>', id="paired codes"),
        pytest.param("« ", "<!-- a comment -->« <?pi x?>", id="comments of XML"),
        pytest.param("« ", "<![CDATA[« ]]>", id="a CDATA section"),
    ],
)
def test_marks_of_other_programs_leave_the_words(before: str, after: str) -> None:
    form = cpr_docs.example("report")
    content = translated(cpr_docs.export_translation(form, "cy")).decode()
    assert before in content
    assert texts(returned(form, content.replace(before, after).encode()), Language.WELSH) == expected(
        form, Language.WELSH
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_file_may_have_a_byte_order_mark(encoding: str) -> None:
    form = cpr_docs.example("report")
    content = translated(cpr_docs.export_translation(form, "cy")).decode()
    declared = content.replace("encoding='utf-8'", f"encoding='{encoding.removesuffix('-sig')}'")
    assert texts(returned(form, declared.encode(encoding)), Language.WELSH) == expected(form, Language.WELSH)


def test_a_bullet_stays_one_whether_or_not_its_dash_was_typed() -> None:
    form = cpr_docs.example("recommendation").replace(outline={"en": "It began.\n- One\n- Two"})
    content = translated(cpr_docs.export_translation(form, "cy"), marked, "outline")
    content = translated(content, lambda text: f"• {marked(text)}", "outline#2")
    assert texts(returned(form, content), Language.WELSH)["outline"] == "« It began. »\n- « One »\n- « Two »"
