"""The rows of any list of any form are written to a table, CSV and XLSX, and read again as they were."""

import functools
import itertools
import operator
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import cpr_docs
from cpr_docs.language.languages import Language
from cpr_docs.models.draft import Draft, data_of
from cpr_docs.models.form import AnyForm, Form
from cpr_docs.models.registry import form_class, form_names
from cpr_docs.tables.form_list import form_list, list_paths
from tests.reading.shapes import Shape, form_of, shapes
from tests.reading.test_promise import promised
from tests.strategies import drafts, forms

VARIANTS = [variant for name in form_names() for variant in form_class(name).variants() if list_paths(variant)]
SUFFIXES = (".csv", ".xlsx")

every_variant = pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.__name__)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tables")


def list_in(form: AnyForm | Draft[Any], path: str) -> list[dict[str, Any]]:
    """The rows as data."""
    data: Any = form.data if isinstance(form, Draft) else data_of(form)
    for step in path.split("."):
        data = data.get(step, {})
    return data or []


def returned(form: AnyForm | Draft[Any], path: str, table: Path, language: Language) -> list[dict[str, Any]]:
    """The rows after they were written and read."""
    cpr_docs.write_table(form, path, table, language=language, overwrite=True)
    is_draft = isinstance(form, Draft)
    form_type = form.form_type if isinstance(form, Draft) else type(form)
    if not form_list(form_type, path).rows_in(form.values if isinstance(form, Draft) else form):
        with pytest.raises(cpr_docs.InvalidTable, match="no row below its headings"):
            cpr_docs.rows(form_type, path, table, draft=is_draft)
        return []
    return cpr_docs.rows(form_type, path, table, draft=is_draft)


def assert_all_lists_return(form: AnyForm | Draft[Any], folder: Path) -> None:
    form_type = form.form_type if isinstance(form, Draft) else type(form)
    for path, suffix, language in itertools.product(list_paths(form_type), SUFFIXES, Language):
        assert returned(form, path, folder / f"rows{suffix}", language) == list_in(form, path)


@every_variant
@promised(3)
@given(data=st.data())
def test_every_list_of_a_form_comes_back(variant: type[Form], folder: Path, data: st.DataObject) -> None:
    assert_all_lists_return(data.draw(forms(variant, ())), folder)


@every_variant
@promised(3)
@given(data=st.data())
def test_every_list_of_a_draft_comes_back(variant: type[Form], folder: Path, data: st.DataObject) -> None:
    assert_all_lists_return(data.draw(drafts(variant, ())), folder)


@pytest.mark.parametrize("name", ["action_plan", "merged_timeline"])
def test_rows_that_name_rows_of_another_list_come_back(name: str, folder: Path) -> None:
    assert_all_lists_return(cpr_docs.example(name), folder)


@promised(20)
@given(shape=shapes(3), data=st.data())
def test_lists_in_lists_come_back(shape: Shape, folder: Path, data: st.DataObject) -> None:
    form = data.draw(forms(form_of(shape), ()))
    try:
        assert_all_lists_return(form, folder)
    except cpr_docs.OutputError:
        # Two rows that only the rows inside them tell apart are refused: `test_nested_tables`.
        assume(False)


@pytest.mark.parametrize("name", ["report", "recommendation", "terms_of_reference", "invitation_letter"])
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_empty_table_has_the_headings_that_are_read(
    name: str, language: Language, suffix: str, tmp_path: Path
) -> None:
    for kind in form_class(name).review_types() or (None,):
        form = form_class(name).variant(kind)
        for path in list_paths(form):
            target = tmp_path / f"{kind}.{path}{suffix}"
            cpr_docs.table_template(name, path, target, review_type=kind, language=language)
            with pytest.raises(cpr_docs.InvalidTable) as caught:
                cpr_docs.rows(name, path, target, review_type=kind)
            assert [problem.code for problem in caught.value.problems] == ["no_rows"]


def test_the_same_rows_are_the_same_bytes_a_minute_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    form = cpr_docs.example("report", "extended")
    now = time.time()
    for suffix in SUFFIXES:
        contents = set()
        for number in range(2):
            monkeypatch.setattr(time, "time", functools.partial(operator.add, now, 60 * number))
            cpr_docs.write_table(form, "timeline", tmp_path / f"{number}{suffix}")
            contents.add((tmp_path / f"{number}{suffix}").read_bytes())
        assert len(contents) == 1
