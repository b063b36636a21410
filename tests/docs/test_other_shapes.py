"""A form without a review, and one whose types share a class, have their pages as the forms of the guidance have."""

from types import SimpleNamespace

import pytest

import cpr_docs
from cpr_docs.language.catalogue import translate
from cpr_docs.language.languages import Language
from cpr_docs.models.fields import fields_of
from cpr_docs.models.form import AnyForm
from docs.generate import fields, gallery, headings
from tests.documents.other_shapes import Agenda, EventList, Forum, Notice, Referral

FORMS = (Forum, Notice, Referral, Agenda, EventList)


@pytest.fixture(params=FORMS, ids=lambda form: form.name())
def form(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> type[AnyForm]:
    """A form, as if the guidance had it."""
    chosen: type[AnyForm] = request.param
    for module in (fields, gallery, headings):
        monkeypatch.setattr(module, "form_class", {chosen.name(): chosen}.__getitem__)
    titles = {language: translate(chosen.TITLE, language) for language in Language}
    monkeypatch.setattr(cpr_docs, "forms", lambda: (SimpleNamespace(name=chosen.name(), title=titles),))
    return chosen


def test_its_fields_are_described_once_and_belong_to_no_review_type(form: type[AnyForm]) -> None:
    lines = fields.fields(form.name()).splitlines()
    for field in fields_of(form.variant()):
        assert len([line for line in lines if line.startswith(f"| `{field.path}` |")]) == 1
    assert "reviews only" not in "\n".join(lines)


def test_each_column_of_a_table_is_there_once(form: type[AnyForm]) -> None:
    columns = list(headings.columns(form.name()))
    assert len({column.path for column in columns}) == len(columns) > 0
    assert {column.only for column in columns} == {""}


def test_the_gallery_has_a_document_for_each_example(form: type[AnyForm]) -> None:
    documents = gallery.everything()
    assert len({document.folder for document in documents}) == len(documents) == 2 * (len(form.review_types()) or 1)
    assert all(("review" in document.name) is bool(form.review_types()) for document in documents)
