"""A draft holds a form's data as far as it goes, names what is still blank, and refuses what is wrong."""

import copy
import json
import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import Field

import cpr_docs
from cpr_docs.errors import DataError, InvalidForm, MissingLanguage, Problem
from cpr_docs.language.languages import Language
from cpr_docs.language.text import is_blank
from cpr_docs.modelling import Both, Label, Line, ReviewType, Rows, rule
from cpr_docs.models.draft import blank
from cpr_docs.models.fields import IDENTITY, Kind, field_at, fields_of
from cpr_docs.models.form import AnyForm, Form
from cpr_docs.models.parts import Part
from cpr_docs.models.registry import form_class, form_names
from tests.examples import blank_of, identity_of
from tests.models.classes import VARIANTS
from tests.models.data import EXTENDED_RECOMMENDATION, LETTER, RECOMMENDATION, REMOVED, REPORT, changed
from tests.models.rules import Changes, Expected
from tests.models.test_rules_of_a_letter import RULES as OF_A_LETTER
from tests.models.test_rules_of_a_recommendation import RULES as OF_A_RECOMMENDATION
from tests.models.test_rules_of_a_review import RULES as OF_A_REVIEW
from tests.strategies import forms

every_variant = pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.__name__)
a_form = st.sampled_from(VARIANTS).flatmap(lambda variant: forms(variant, []))
BLANK_CODES = {"missing", "required", "too_short"}


def parsed(form: Form) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(form.model_dump_json())
    return data


@given(a_form)
@settings(max_examples=20)
def test_a_whole_form_is_a_draft_without_blanks(form: Form) -> None:
    draft = type(form).draft(form.model_dump_json())
    assert draft.blanks == ()
    assert draft.form() == form
    assert type(draft.form()) is type(form)
    assert draft.values == form
    assert AnyForm.draft(draft.to_json()) == draft
    assert AnyForm.problems(form.model_dump_json()) == ()


def leaves(data: Any, path: str = "") -> Iterator[tuple[Any, Any, str]]:
    """Each value in data: its container, its key, its path."""
    steps = enumerate(data) if isinstance(data, list) else data.items()
    for step, value in list(steps):
        at = f"{path}[{step}]" if isinstance(data, list) else f"{path}.{step}".lstrip(".")
        if isinstance(value, dict | list):
            yield from leaves(value, at)
        if at not in IDENTITY and not isinstance(data, list):
            yield data, step, at


def required_by_type(form: type[Part], data: dict[str, Any], path: str = "") -> Iterator[str]:
    """The paths of fields that the types require, in the parts that hold anything, and that data does not have."""
    for name, info in form.model_fields.items():
        if not path and name in IDENTITY:
            continue
        value: Any = data.get(name)
        field = field_at(form, name)
        at = f"{path}.{name}".lstrip(".")
        if is_blank(value) and info.is_required():
            yield at
        elif field.kind is Kind.SECTION and not is_blank(value):
            if info.is_required() or not _is_default(field.type, value):
                yield from required_by_type(field.type, value, at)
        elif field.kind is Kind.ROWS:
            rows = [row for row in value or () if not is_blank(row) and not _is_default(field.type, row)]
            for index, row in enumerate(rows):
                yield from required_by_type(field.type, row, f"{at}[{index}]")


def _is_default(part: type[Part], data: dict[str, Any]) -> bool:
    return all(
        is_blank(value) or (name in part.model_fields and value == part.model_fields[name].default)
        for name, value in data.items()
    )


@given(a_form, st.data())
@settings(max_examples=30)
def test_a_form_of_which_values_are_removed_is_a_draft_whose_blanks_are_the_required_ones(
    form: Form, data: st.DataObject
) -> None:
    values = parsed(form)
    given_ = [*leaves(values)]
    chosen = data.draw(st.lists(st.sampled_from(range(len(given_))), unique=True, max_size=12))
    for index in chosen:
        container, step, _path = given_[index]
        container.pop(step, None)
    draft = AnyForm.draft(copy.deepcopy(values))
    expected = set(required_by_type(type(form), values))
    assert expected <= set(draft.blanks)
    by_condition = set(draft.blanks) - expected
    found = {problem.path: problem.code for problem in AnyForm.problems(draft.data)}
    assert set(found) == set(draft.blanks)
    assert {found[path] for path in by_condition} <= {"required"}
    again = AnyForm.draft(draft.to_json())
    assert (again, again.data) == (draft, draft.data)
    assert draft.blanks or draft.form().model_dump_json()
    for language in Language:
        alone = draft.in_language(language)
        assert alone.in_language(language) == alone
        assert not list(alone.lacking(language))


@given(a_form, a_form)
@settings(max_examples=10)
def test_drafts_are_equal_if_their_data_is(one: Form, other: Form) -> None:
    first, second = AnyForm.draft(parsed(one)), AnyForm.draft(parsed(other))
    assert (first == second) is (first.data == second.data)


@every_variant
def test_a_blank_knows_only_which_form_it_is(variant: type[Form]) -> None:
    draft = blank(variant, identity_of(variant).get("review_type"))
    preset = variant.preset(draft.review_type)
    assert draft.is_blank
    assert draft.form_type is variant
    identity = identity_of(variant)
    assert draft.data == {**identity, "schema_version": variant.SCHEMA_VERSION, **preset}
    assert draft.case_identifier is None
    # A rule may need one field more: a conflicting view, or the tick that there was none.
    required = [path for path in draft.blanks if "[" not in path and variant.model_fields[path].is_required()]
    assert required == [
        name
        for name, info in variant.model_fields.items()
        if info.is_required() and name not in IDENTITY and name not in preset
    ]
    assert cpr_docs.blank(variant.name(), identity.get("review_type")) == draft == AnyForm.draft(draft.to_json())
    with pytest.raises(InvalidForm) as caught:
        draft.form()
    assert tuple(problem.path for problem in caught.value.problems) == draft.blanks


def value_at(values: Any, path: str) -> Any:
    for name in path.split("."):
        if values is None:
            return None
        values = getattr(values, name)
    return values


@every_variant
def test_each_field_of_a_blank_is_none_and_each_list_empty(variant: type[Form]) -> None:
    draft = blank_of(variant)
    values, preset = draft.values, variant.preset(draft.review_type)
    for field in fields_of(variant):
        if field.path.partition("[]")[0] in preset:
            continue
        if "[]" not in field.path:
            assert value_at(values, field.path) in (None, False, ())
        else:
            assert value_at(values, field.path.partition("[]")[0]) in (None, ())


def test_a_derived_value_of_too_little_is_none() -> None:
    draft: Any = AnyForm.draft(changed(RECOMMENDATION, {"period.end": REMOVED}))
    assert draft.values.period.band is None
    assert draft.values.period.start is not None
    with pytest.raises(ValueError, match="before it starts"):
        _ = draft.values.period.model_copy(update={"end": draft.values.period.start.replace(year=1901)}).band


def test_a_row_without_a_required_field_is_kept_and_a_blank_row_is_not() -> None:
    rows = [{}, {"on": "2013-02-12"}, {"on": None, "starts": " "}, {"starts": "09:30"}]
    draft: Any = AnyForm.draft(changed(LETTER, {"sessions": rows, "reply.attending": REMOVED}))
    assert draft.data["sessions"] == [{"on": "2013-02-12"}, {"starts": "09:30:00"}]
    assert [path for path in draft.blanks if path.startswith("sessions")] == [
        "sessions[0].starts",
        "sessions[0].finishes",
        "sessions[1].on",
        "sessions[1].finishes",
    ]
    assert draft.values.sessions[1].on is None


def test_a_condition_without_an_answer_asks_nothing_and_one_with_it_does() -> None:
    changes: Changes = {"agreement": REMOVED, "reviewer.known": REMOVED}
    assert AnyForm.draft(changed(RECOMMENDATION, changes)).blanks == ("agreement",)
    changes = {"outcome": REMOVED, "period": REMOVED, "rationale.majority": REMOVED}
    assert set(AnyForm.draft(changed(RECOMMENDATION, changes)).blanks) == {"outcome", "rationale.majority"}


EVERY_RULE: list[Any] = [*OF_A_LETTER, *OF_A_RECOMMENDATION, *OF_A_REVIEW]


@pytest.mark.parametrize(("form", "changes", "expected"), EVERY_RULE)
def test_a_draft_refuses_a_broken_rule_and_names_a_required_value(
    form: str, changes: Changes, expected: Expected
) -> None:
    data = changed(form, changes)
    refused = [(path, code) for path, code in expected if code not in BLANK_CODES]
    assert sorted((problem.path, problem.code) for problem in AnyForm.problems(data)) == sorted(expected)
    if refused:
        with pytest.raises(InvalidForm) as caught:
            AnyForm.draft(data)
        assert sorted((problem.path, problem.code) for problem in caught.value.problems) == sorted(refused)
    else:
        assert sorted(AnyForm.draft(data).blanks) == sorted({path for path, _code in expected})


WRONG: list[tuple[Changes, list[tuple[str, str]]]] = [
    ({"recommended_on": "yesterday", "outline": REMOVED}, [("recommended_on", "day")]),
    ({"colour": "red"}, [("?", "unknown_field")]),
    ({"board": "Board"}, [("board", "not_bilingual")]),
    ({"agreement": "unanimous"}, [("rationale.majority", "not_asked")]),
    ({"period.end": "2001-01-01", "board": REMOVED}, [("period.end", "before_start")]),
    ({"schema_version": "x"}, [("schema_version", "int_type")]),
]


@pytest.mark.parametrize(("changes", "expected"), WRONG)
def test_a_draft_refuses_all_else_at_once(changes: Changes, expected: list[tuple[str, str]]) -> None:
    with pytest.raises(InvalidForm) as caught:
        AnyForm.draft(changed(RECOMMENDATION, changes))
    assert [(problem.path, problem.code) for problem in caught.value.problems] == expected


def test_a_draft_is_of_the_named_form_and_of_no_other() -> None:
    assert AnyForm.draft({"form": "report", "review_type": "concise"}).form_type is form_class("report").variant(
        "concise"
    )
    for wrong in ({"form": "report"}, {"form": "invitation_letter", "review_type": "concise"}, b"[", 5):
        with pytest.raises(DataError):
            form_class("report").draft(wrong)
    for name, review_type, error in (
        ("letter", "concise", ValueError),
        ("report", "long", ValueError),
        ("report", None, ValueError),
        (5, None, TypeError),
    ):
        with pytest.raises(error):
            cpr_docs.blank(name, review_type)  # type: ignore[arg-type]


def test_a_draft_shows_no_value_and_does_not_change() -> None:
    data = changed(RECOMMENDATION, {"outline": REMOVED, "subgroup_chair.name": "Canary Q7"})
    draft = AnyForm.draft(data)
    assert repr(draft) == "<Draft of recommendation (concise), blanks: 1>"
    assert "Q7" not in f"{draft} {draft!r}"
    draft.data["subgroup_chair"]["name"] = "Another"
    assert draft.data["subgroup_chair"]["name"] == "Canary Q7"
    with pytest.raises(AttributeError):
        draft.blanks = ()  # type: ignore[misc]
    for made in (copy.deepcopy(draft), pickle.loads(pickle.dumps(draft))):
        assert made == draft
        assert made.data == draft.data


@pytest.mark.parametrize("name", [LETTER, RECOMMENDATION, EXTENDED_RECOMMENDATION, REPORT])
def test_the_text_that_a_language_lacks_is_a_problem_if_the_language_is_named(name: str) -> None:
    data = changed(name, {"board": {"en": "Board"}, "case_identifier": REMOVED})
    assert [problem.code for problem in AnyForm.problems(data)] == ["missing"]
    assert [problem.code for problem in AnyForm.problems(data, "en")] == ["missing"]
    found = {problem.path: problem.code for problem in AnyForm.problems(data, "cy")}
    assert found == {"case_identifier": "missing", "board": "missing_language"}
    draft = AnyForm.draft(data)
    assert list(draft.lacking("cy")) == ["board"]
    with pytest.raises(MissingLanguage):
        draft.require("cy")
    draft.require("en")
    with pytest.raises(ValueError, match="language must be"):
        AnyForm.problems(data, "fr")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text() | st.sampled_from(["board", "en", "sessions", "on"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(st.sampled_from([Form, *(form_class(name) for name in form_names())]), JSON)
def test_any_data_at_all_has_problems_and_raises_nothing(form: type[Form], data: Any) -> None:
    assert form.problems(data)
    assert form.problems(data, "cy")


@given(a_form, JSON, st.data())
@settings(max_examples=30)
def test_anything_in_any_place_raises_nothing(form: Form, junk: Any, data: st.DataObject) -> None:
    values = parsed(form)
    for container, step, _path in data.draw(st.lists(st.sampled_from([*leaves(values)]), max_size=4)):
        container[step] = junk
    problems = AnyForm.problems(values, "en")
    assert all(isinstance(problem, Problem) for problem in problems)
    own = [problem for problem in problems if problem.code != "missing_language"]
    assert refused_by(AnyForm.parse, values) == own
    lacking = [problem for problem in own if problem.code in BLANK_CODES]
    assert refused_by(AnyForm.draft, values) == [problem for problem in own if problem not in lacking]


def refused_by(parse: Any, data: Any) -> list[Problem]:
    try:
        parse(data)
    except DataError as error:
        return list(error.problems)
    return []


def test_data_that_is_nested_too_deeply_is_a_problem() -> None:
    deep: Any = []
    for _level in range(100_000):
        deep = [deep]
    for data in ({**changed(LETTER, {}), "board": deep}, "[" * 100_000, '{"a":' * 100_000):
        assert [problem.code for problem in AnyForm.problems(data)] == ["json"]
        with pytest.raises(InvalidForm):
            AnyForm.draft(data)
    while deep:
        deep = deep.pop()


def test_a_library_has_drafts_of_its_own_forms() -> None:
    from tests.models.test_asked import Visit, visit

    library = cpr_docs.Library(forms=[Visit])
    draft = library.draft(visit(place="home"))
    assert draft == Visit.draft(visit(place="home"))
    assert draft.blanks == ("address",)
    assert library.blank("visit") == blank(Visit)
    assert library.blank("report", "concise") == blank("report", "concise")


RELEASED = sorted((Path(__file__).parents[1] / "released").rglob("*.json"))


@pytest.mark.parametrize("path", RELEASED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_data_of_each_released_version_is_a_draft(path: Path) -> None:
    form = Form.parse(path.read_bytes())
    draft = AnyForm.draft(path.read_bytes())
    assert (draft.blanks, draft.values, draft.form()) == ((), form, form)
    assert draft.data["schema_version"] == form.schema_version
    assert AnyForm.draft(draft.to_json()) == draft


class Several(Part):
    """A row with a list of its own."""

    text: Annotated[Line, Label(Both("Text", cy="Testun"), "")]
    done: Annotated[bool, Label(Both("Done", cy="Wedi’i wneud"), "")] = False
    after: Annotated[Line | None, Label(Both("After", cy="Wedyn"), "", asked="done")] = None


class Group(Part):
    title: Annotated[Line, Label(Both("Title", cy="Teitl"), "")]
    rows: Annotated[Rows[Several], Field(min_length=1), Label(Both("Rows", cy="Rhesi"), "")]


class Groups(Form):
    """A form of one's own, in its second version."""

    SCHEMA_VERSION: ClassVar[int] = 2
    TITLE: ClassVar[str] = Both("Groups", cy="Grwpiau")
    GUIDANCE: ClassVar[str] = ""
    form: Literal["groups"]
    review_type: Literal[ReviewType.CONCISE]
    groups: Annotated[Rows[Group], Label(Both("Groups", cy="Grwpiau"), "")] = ()

    @rule("groups[].title", since=2)
    def _has_different_titles(self) -> Iterator[Problem]:
        if len({group.title for group in self.groups}) < len(self.groups):
            yield Problem("groups", "same_titles", "have the same title")


def groups(*rows: Any, **more: Any) -> dict[str, Any]:
    return {
        "form": "groups",
        "review_type": "concise",
        "board": {"en": "Board"},
        "case_identifier": "A",
        "groups": rows,
        **more,
    }


def test_rows_in_rows_are_kept_as_far_as_they_go() -> None:
    draft = Groups.draft(
        groups(
            {"title": "1", "rows": [{"done": False}, {"done": True}, {"text": "x", "done": True, "after": "y"}]},
            {"rows": [{}, {"done": False}]},
            {"rows": [{"text": "z"}]},
        )
    )
    assert draft.blanks == (
        "groups[0].rows[0].text",
        "groups[0].rows[0].after",
        "groups[1].title",
    )
    assert draft.data["groups"] == [
        {"title": "1", "rows": [{"done": True}, {"text": "x", "done": True, "after": "y"}]},
        {"rows": [{"text": "z"}]},
    ]
    assert Groups.draft({**draft.data, "groups": [{"title": "1"}]}).blanks == ("groups[0].rows",)
    with pytest.raises(InvalidForm, match="asked only"):
        Groups.draft(groups({"rows": [{"after": "y"}]}))


def test_a_draft_of_earlier_data_that_breaks_a_newer_rule_keeps_its_version() -> None:
    same = groups({"title": "1"}, {"title": "1", "rows": [{"text": "x"}]})
    draft = Groups.draft(same)
    assert (draft.data["schema_version"], draft.blanks) == (1, ("groups[0].rows",))
    assert Groups.draft(draft.to_json()) == draft
    assert Groups.draft(groups({"title": "1"})).data["schema_version"] == 2
    with pytest.raises(InvalidForm, match="have the same title"):
        Groups.draft({**same, "schema_version": 2})
