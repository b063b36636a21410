"""A mistake in a class of one's own is reported when the class is made, with the field and the remedy."""

import datetime
import enum
import re
import sys
import types
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

import pydantic
import pytest

import cpr_docs
from cpr_docs.modelling import (
    Answers,
    AnyForm,
    BilingualLine,
    Both,
    CaseForm,
    Choice,
    Day,
    Form,
    Label,
    Line,
    Omission,
    Part,
    Prose,
    ReviewType,
    Rows,
    Section,
)
from cpr_docs.models.check_class import check_form, check_names, check_part
from tests.models.classes import PARTS

LABEL = Label(Both("Present", cy="Yn bresennol"), "")
LONG = Both("A label of very many words " * 3, cy="Byr")
TOO_LONG = "a_name_that_is_much_longer_than_the_tags_of_word_may_be_in_a_document"


class Person(Part):
    name: Annotated[Line, LABEL]


class Colour(enum.Enum):
    RED = "red"


class Other(pydantic.BaseModel):
    text: str


class Wrong(Choice):
    HOME = "home"


class English(Choice):
    HOME = "home", "At home"


class Cased(Choice):
    HOME = "home", Both("At home", cy="Gartref")
    AWAY = "HOME", Both("Away", cy="Oddi cartref")


class Alike(Choice):
    HOME = "home", Both("At home", cy="Gartref")
    AWAY = "away", Both("Away", cy="gartref")


class Equals(Choice):
    HOME = "at=home", Both("At home", cy="Gartref")


class Lengthy(Choice):
    HOME = "home", Both("A" * 65, cy="Gartref")


class Blank(Choice):
    pass


class Plain(Form):
    TITLE: ClassVar[str] = Both("Note", cy="Nodyn")
    GUIDANCE: ClassVar[str] = ""
    form: Literal["plain"]
    review_type: Literal[ReviewType.CONCISE]


_SECTION: Any = Section
_create: Any = pydantic.create_model
_meta: Any = type(Plain)


def labelled(type_: Any, label: Any = LABEL) -> Any:
    return Annotated[type_, label]


LIST = "write Rows[…] of a Part"
FIELDS: dict[str, tuple[Any, str]] = {
    "a list": ((labelled(list[Person]), []), f"a form cannot hold list[{__name__}.Person]; {LIST}"),
    "a bare list": ((labelled(list), ()), f"a form cannot hold list; {LIST}"),
    "a set": ((labelled(set[str]), ...), f"a form cannot hold set[str]; {LIST}"),
    "a dict": ((labelled(dict[str, str]), ...), "a form cannot hold dict[str, str]; write Section[…] of a Part"),
    "a float": ((labelled(float), ...), "a form cannot hold float; write Pounds or int"),
    "bare text": ((labelled(str), ...), "a form cannot hold str; write Line, or Prose for paragraphs"),
    "bare text that may be blank": (
        (labelled(str | None), None),
        "a form cannot hold str; write Line, or Prose for paragraphs",
    ),
    "bytes": ((labelled(bytes), ...), "a form cannot hold bytes; write Line or Prose"),
    "a moment": ((labelled(datetime.datetime), ...), "a form cannot hold datetime; write a Day and a Time"),
    "a literal": ((labelled(Literal["a", "b"]), ...), "a form cannot hold typing.Literal['a', 'b']; write a Choice"),
    "anything": ((labelled(Any), ...), "a form cannot hold Any; write a type of cpr_docs.modelling"),
    "two types": ((labelled(int | Line), ...), "may be int or str; write one type, or a field for each"),
    "an enumeration": ((labelled(Colour), ...), "Colour has no labels; derive it from Choice"),
    "a model that is no part": ((labelled(Other), ...), "Other is no part; derive it from Part"),
    "a form": ((labelled(Plain), ...), "a form cannot hold another form; write a Part with the fields of Plain"),
    "a part that may be None": ((labelled(Person | None), None), "may be blank; write Section[Person]"),
    "a section of rows": (
        (labelled(_SECTION[Rows[Person]]), None),
        "is a list, which is blank if it has no rows; write Rows[…] without Section or None",
    ),
    "rows of lines": ((labelled(Rows[Line]), ()), "the rows of a list are parts, not str; write Rows[…] of a Part"),
    "rows of sections": (
        (labelled(Rows[Section[Person]]), ()),
        "its rows may be None, but blank rows are left out; write Rows[…] of the Part itself",
    ),
    "rows of forms": (
        (labelled(Rows[Plain]), ()),
        "the rows of a list are parts, not forms; write a Part with the fields of Plain",
    ),
    "a pair": (
        (labelled(tuple[Person, Person]), ...),
        "a form cannot hold a tuple; write Rows[…] of a Part, or Choices[…]",
    ),
    "no label": ((Line, ...), 'its label is missing; write Annotated[…, Label(Both("…", cy="…"), "…")]'),
    "a label inside the type": (
        (labelled(Line) | None, None),
        'its label is inside the type, where it is not found; write Annotated[…, Label(Both("…", cy="…"), "…")]',
    ),
    "two labels": ((Annotated[Line, LABEL, LABEL], ...), "has two labels; write one"),
    "a label without Welsh": (
        (labelled(Line, Label("Shoe size", "")), ...),
        'the label "Shoe size" has no Welsh; write Both("Shoe size", cy="…")',
    ),
    "a label with empty Welsh": (
        (labelled(Line, Label(Both("Shoe size", cy=" "), "")), ...),
        'the label "Shoe size" has no Welsh; write Both("Shoe size", cy="…")',
    ),
    "an empty label": ((labelled(Line, Label("", "")), ...), 'the label is empty; write Both("…", cy="…")'),
    "a label that is no text": (
        (labelled(Line, Label(7, "")), ...),  # type: ignore[arg-type]
        'the label is a int; write Both("…", cy="…")',
    ),
    "a long label": (
        (labelled(Line, Label(LONG, "")), ...),
        "the label has 81 characters in en, Word allows 64; add a shorter text as short=",
    ),
    "a label that is long in Welsh": (
        (labelled(Line, Label(Both("Short", cy="h" * 65), "")), ...),
        "the label has 65 characters in cy, Word allows 64; add a shorter text as short=",
    ),
    "a short text that is long": (
        (labelled(Line, Label(LONG, "", short=LONG)), ...),
        "the label has 81 characters in en, Word allows 64; shorten short=",
    ),
    "a short text without Welsh": (
        (labelled(Line, Label(LONG, "", short="Shoes")), ...),
        'the label\'s short text "Shoes" has no Welsh; write Both("Shoes", cy="…")',
    ),
    "a question without answers": (
        (labelled(bool | None), None),
        "is a question; give its label answers=Answers(…), or write bool = False for a tick",
    ),
    "answers without Welsh": (
        (labelled(bool | None, Label(LABEL.text, "", answers=Answers("Aye", "Never"))), None),
        'the answer "Aye" has no Welsh; write Both("Aye", cy="…")',
    ),
    "answers that are the same": (
        (labelled(bool | None, Label(LABEL.text, "", answers=Answers(LABEL.text, LABEL.text))), None),
        "both answers are the same in en; write two",
    ),
    "a version of nought": (
        (labelled(Line, Label(LABEL.text, "", since=0)), ...),
        "since=0 is no SCHEMA_VERSION; write a whole number from 1",
    ),
    "a later field that is required": (
        (labelled(Line, Label(LABEL.text, "", since=2)), ...),
        "was added later, and older documents do not have it; give it a default",
    ),
    "an optional field without a default": ((labelled(Line | None), ...), "may be blank; give it the default None"),
    "a section without a default": ((labelled(_SECTION[Person]), ...), "may be blank; give it the default None"),
    "a required field that is None by default": (
        (labelled(Line), None),
        "is blank by default, but its type has no None; write … | None, or Section[…]",
    ),
    "a default that can be changed": (
        (labelled(Rows[Person]), []),
        "has a default that can be changed; write () for Rows and Choices, and None for a Section",
    ),
    "a default factory": (
        (labelled(Rows[Person]), pydantic.Field(default_factory=tuple)),
        "has a default_factory; write a default, which is () for Rows",
    ),
    "an alias": (
        (labelled(Line), pydantic.Field(alias="other")),
        "has an alias, but its path is its name; leave the alias out",
    ),
    "an answer without a label": (
        (labelled(Wrong), ...),
        'the label of Wrong.HOME is empty; write Both("…", cy="…")',
    ),
    "an answer without Welsh": (
        (labelled(English), ...),
        'the label of English.HOME "At home" has no Welsh; write Both("At home", cy="…")',
    ),
    "answers that differ in case": ((labelled(Cased), ...), "two values of Cased differ in upper and lower case alone"),
    "answers with one label": ((labelled(Alike), ...), "two answers of Alike have the same label in cy"),
    "an answer with an equals sign": (
        (labelled(Equals), ...),
        "Equals.HOME has the value 'at=home'; write letters, digits, _ and - alone",
    ),
    "a long answer": (
        (labelled(Lengthy), ...),
        "the label of Lengthy.HOME has 65 characters, Word allows 64; add a shorter text as third value",
    ),
    "a choice of nothing": ((labelled(Blank), ...), "Blank has no answers; write at least one"),
}


@pytest.mark.parametrize("mistake", FIELDS)
def test_a_mistake_in_a_field_names_the_class_the_field_and_the_remedy(mistake: str) -> None:
    field, sentence = FIELDS[mistake]
    with pytest.raises(TypeError, match=rf"\A{re.escape(f'Mine.present: {sentence}')}\Z"):
        _create("Mine", __base__=Part, __module__=__name__, present=field)
    with pytest.raises(TypeError, match=r"\AMine\.present: "):
        _create("Mine", __base__=Plain, __module__=__name__, present=field)


@pytest.mark.parametrize(
    ("name", "hidden"),
    [
        ("name", "AnyForm.name"),
        ("variants", "AnyForm.variants"),
        ("replace", "AnyForm.replace"),
        ("parse", "AnyForm.parse"),
        ("rules", "Part.rules"),
        ("is_blank", "Part.is_blank"),
        ("copy", "BaseModel.copy"),
    ],
)
def test_a_field_may_not_hide_an_attribute(name: str, hidden: str) -> None:
    sentence = f"Mine.{name}: the name hides {hidden}; choose another, such as {name}_"
    with pytest.raises(TypeError, match=rf"\A{re.escape(sentence)}\Z"):
        _create("Mine", __base__=Plain, __module__=__name__, **{name: (labelled(Line), ...)})


@pytest.mark.parametrize("name", ["settings", "loop", "row", "row2", "paragraph", "none", "true", "self"])
def test_a_field_of_a_form_may_not_have_a_name_with_another_meaning_in_templates(name: str) -> None:
    sentence = f"Mine.{name}: has another meaning in a template; choose another name, such as {name}_"
    with pytest.raises(TypeError, match=rf"\A{re.escape(sentence)}\Z"):
        _create("Mine", __base__=Plain, __module__=__name__, **{name: (labelled(Line), ...)})


def test_a_part_may_have_a_field_called_name() -> None:
    assert Person(name="Siân").name == "Siân"


def test_a_name_that_begins_with_an_underscore_is_no_field() -> None:
    with pytest.raises(TypeError, match=r"\AMine\._secret: is not a field, because it begins with _; write secret\Z"):

        class Mine(Part):
            _secret: Annotated[Line, LABEL]


def test_the_tag_of_a_field_must_fit_into_a_content_control() -> None:
    sentence = f"Mine.{TOO_LONG}: the tag {TOO_LONG} has 69 characters, Word allows 64; shorten a name"
    with pytest.raises(TypeError, match=rf"\A{re.escape(sentence)}\Z"):
        _create("Mine", __base__=Plain, __module__=__name__, **{TOO_LONG: (labelled(Line), ...)})


class Derived(Part):
    @property
    def untyped(self):  # type: ignore[no-untyped-def]
        return 1

    @property
    def total(self) -> int:
        return 1


@pytest.mark.parametrize(
    ("derived", "sentence"),
    [
        ({"absent": LABEL}, "absent: DERIVED names no property; write it with @property"),
        ({"untyped": LABEL}, "untyped: the property has no return type; write one, such as -> int"),
        ({"total": "Total"}, 'total: DERIVED has no label; write Label(Both("…", cy="…"), "…")'),
        ({"total": Label("Total", "")}, 'total: the label "Total" has no Welsh; write Both("Total", cy="…")'),
    ],
)
def test_a_derived_property_must_be_there_with_a_type_and_a_label(derived: dict[str, Any], sentence: str) -> None:
    with pytest.raises(TypeError, match=rf"\AMine\.{re.escape(sentence)}\Z"):

        class Mine(Derived):
            DERIVED: ClassVar[Mapping[str, Label]] = derived


CONSTANTS: dict[str, tuple[dict[str, Any], str]] = {
    "no title": ({"TITLE": None}, 'TITLE: is missing; write TITLE: ClassVar[str] = Both("…", cy="…")'),
    "no Welsh title": ({"TITLE": "Memo"}, 'TITLE: the title "Memo" has no Welsh; write Both("Memo", cy="…")'),
    "no place in the guidance": ({"GUIDANCE": None}, 'GUIDANCE: is missing; write GUIDANCE: ClassVar[str] = "…"'),
    "version nought": ({"SCHEMA_VERSION": 0}, "SCHEMA_VERSION: must be a whole number from 1, not 0"),
    "an addressee that is no field": (
        {"ADDRESSEE": "recipient"},
        "ADDRESSEE: 'recipient' is no field of the form; name one of its sections",
    ),
    "an answered section that is no field": (
        {"ANSWERED": "answers"},
        "ANSWERED: 'answers' is no field of the form; name one of its sections",
    ),
    "a field per recipient that is no field": (
        {"PER_RECIPIENT": ("agency",)},
        "PER_RECIPIENT: 'agency' is no field of the form",
    ),
    "a section from the settings that is no field": (
        {"FROM_SETTINGS": {"office": "welsh_government"}},
        "FROM_SETTINGS: 'office' is no field of the form",
    ),
    "a further sheet that is no list": (
        {"FURTHER_SHEETS": {"visits": ("sources",)}},
        "FURTHER_SHEETS: 'visits' is no field of the form",
    ),
    "an omission that is no field": (
        {"PUBLISHED_WITHOUT": (Omission("it", "why", ("nothing",)),)},
        "PUBLISHED_WITHOUT: 'nothing' is no field of the form",
    ),
    "an omission that is required": (
        {"PUBLISHED_WITHOUT": (Omission("it", "why", ("board",)),)},
        "PUBLISHED_WITHOUT: 'board' is required; give it a default to leave it out",
    ),
}


@pytest.mark.parametrize("mistake", CONSTANTS)
def test_a_mistake_in_a_constant_of_a_form(mistake: str) -> None:
    constants, sentence = CONSTANTS[mistake]
    with pytest.raises(TypeError, match=rf"\AMine\.{re.escape(sentence)}\Z"):
        _meta("Mine", (Plain,), {"__module__": __name__, **constants, "__annotations__": _class_vars(constants)})


def _class_vars(constants: dict[str, Any]) -> dict[str, Any]:
    return dict.fromkeys(constants, ClassVar[Any])


LITERAL = 'must be declared as Literal["…"] with the form\'s one name'


@pytest.mark.parametrize(
    ("annotation", "sentence"),
    [
        (str, LITERAL),
        (Literal["one", "two"], LITERAL),
        (Literal["Visit Note"], "'Visit Note' must be lower-case letters, digits and _, as in visit_note"),
        (Literal["report"], "'report' is a form of the guidance; choose another name"),
    ],
)
def test_a_form_has_one_name_of_its_own(annotation: Any, sentence: str) -> None:
    with pytest.raises(TypeError, match=rf"\AMine\.form: {re.escape(sentence)}\Z"):
        _create("Mine", __base__=Plain, __module__=__name__, form=(annotation, ...))


def test_a_review_type_is_a_member_of_the_enumeration() -> None:
    sentence = r"\AMine\.review_type: must be Literal\[ReviewType\.CONCISE\] or Literal\[ReviewType\.EXTENDED\]\Z"
    with pytest.raises(TypeError, match=sentence):
        _create("Mine", __base__=Plain, __module__=__name__, review_type=(Literal["concise"], ...))


def test_a_form_without_a_class_for_each_review_type_is_its_only_variant() -> None:
    class Untyped(Form):
        TITLE: ClassVar[str] = Both("Note", cy="Nodyn")
        GUIDANCE: ClassVar[str] = ""
        form: Literal["untyped"]

    assert Untyped.variants() == (Untyped,)
    assert Untyped.review_types() == tuple(ReviewType)


def test_the_review_type_belongs_to_a_form_of_a_review() -> None:
    sentence = r"\AMine\.review_type: is a field of a form of a review; derive the class from Form\Z"
    with pytest.raises(TypeError, match=sentence):
        _create("Mine", __base__=CaseForm, __module__=__name__, review_type=(Literal[ReviewType.CONCISE], ...))


@pytest.mark.parametrize("type_", [BilingualLine | None, Prose | None, int | None])
def test_the_reference_of_a_form_without_a_case_is_a_line(type_: Any) -> None:
    label = Label(Both("Reference", cy="Cyfeirnod"), "")
    sentence = r"\AMine\.reference: identifies the documents of the form; write a Line\Z"
    with pytest.raises(TypeError, match=sentence):
        _create("Mine", __base__=AnyForm, __module__=__name__, reference=(Annotated[type_, label], None))


def test_a_label_is_not_of_a_version_to_come() -> None:
    sentence = r"\AMine\.seen_on: since=2 is a version to come; raise SCHEMA_VERSION, which is 1\Z"
    with pytest.raises(TypeError, match=sentence):

        class Mine(Plain):
            seen_on: Annotated[Day | None, Label(Both("Seen", cy="Gwelwyd"), "", since=2)] = None


@pytest.mark.parametrize(("constant", "value"), [("MISSING", "allow"), ("MARKED", "no"), ("NAMES_ALLOWED", None)])
def test_a_constant_has_one_of_its_values(constant: str, value: object) -> None:
    with pytest.raises(TypeError, match=rf"\AWrong\.{constant}: must be .+, not {re.escape(repr(value))}\Z"):
        type("Wrong", (Plain,), {constant: value, "__module__": __name__, "__annotations__": {constant: ClassVar}})


def test_rules_yield_problems() -> None:
    class Texts(Person):
        def rules(self) -> Any:
            yield "the name is wrong"

    class Nothing(Person):
        def rules(self) -> Any:
            pass

    for part in (Texts, Nothing):
        sentence = rf"\A{part.__name__}\.rules: must yield problems; write yield Problem\(path, code, message\)\Z"
        with pytest.raises(TypeError, match=sentence):
            part(name="Siân")


LATER = """
from typing import Annotated
from cpr_docs.modelling import Both, Label, Line, Part

class Plan(Part):
    steps: "Annotated[list[Step], LABEL]" = ()

class Step(Part):
    text: Annotated[Line, LABEL]
"""


def test_a_type_that_is_declared_later_is_checked_when_it_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    module: Any = types.ModuleType("later_types")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    module.LABEL = LABEL
    exec(LATER, module.__dict__)
    with pytest.raises(TypeError, match=r"\APlan\.steps: a form cannot hold list\[later_types\.Step\]; write Rows"):
        module.Plan.model_validate({})


class Same(Form):
    TITLE: ClassVar[str] = Both("Note", cy="Nodyn")
    GUIDANCE: ClassVar[str] = ""
    form: Literal["plain"]
    review_type: Literal[ReviewType.CONCISE]


def test_two_forms_of_one_name_are_refused() -> None:
    names = f"{__name__}.Plain and {__name__}.Same"
    with pytest.raises(TypeError, match=rf"\Aforms must have different names; {re.escape(names)} are both plain\Z"):
        cpr_docs.check(forms=[Plain, Same])


def test_no_class_of_the_library_has_a_mistake() -> None:
    for part in PARTS:
        check_names(part, vars(part).get("__annotations__", {}))
        check_part(part)
        if issubclass(part, Form) and part is not Form:
            check_form(part)
