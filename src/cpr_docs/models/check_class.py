"""Checks of the classes that a developer writes: parts, forms, and the choices that their fields name.

A class is checked when it is made. A mistake raises `TypeError` with the class, the field, the mistake and the remedy.
The guidance's own classes are not checked at import: a test checks them.
"""

import datetime
import enum
import inspect
import re
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from cpr_docs.language.bilingual import Bilingual
from cpr_docs.language.catalogue import Both, Untranslated, translate
from cpr_docs.language.languages import Language
from cpr_docs.language.text import TextKind
from cpr_docs.models.check_conditions import check_bound, check_label, check_rules, check_unbound
from cpr_docs.models.conditions import ConditionError
from cpr_docs.models.field_types import Choice, FieldModel, Label, Month, ReviewType
from cpr_docs.models.fields import IDENTITY, Kind, field_at, field_of, part_at

LONGEST_TITLE = 64
"""The maximum length of a content control's title and of its tag in Word."""

_FORM_NAME = re.compile(r"[a-z][a-z0-9_]*")
_NOT_IN_A_TEMPLATE = re.compile(r"settings|loop|paragraph|row\d*|true|false|none|self|super|caller|varargs|kwargs")
"""The names that have another meaning at the root of a template."""
_SCALARS = (bool, int, datetime.date, datetime.time, Month)
_INSTEAD: Mapping[Any, str] = {
    list: "Rows[…] of a Part",
    set: "Rows[…] of a Part",
    frozenset: "Rows[…] of a Part",
    dict: "Section[…] of a Part",
    float: "Pounds or int",
    datetime.datetime: "a Day and a Time",
    bytes: "Line or Prose",
    str: "Line, or Prose for paragraphs",
    typing.Literal: "a Choice",
}


def check_names(cls: Any, names: typing.Iterable[str]) -> None:
    """Raises `TypeError` if a field hides an attribute of a base class, such as `Form.name`."""
    for name in names:
        for base in cls.__mro__[1:]:
            if name in getattr(base, "model_fields", {}) or name in getattr(base, "__class_vars__", ()):
                break
            if name in vars(base) and not name.startswith("_"):
                raise _mistake(cls, name, f"the name hides {base.__name__}.{name}; choose another, such as {name}_")


def check_part(cls: Any) -> None:
    """Raises `TypeError` for the first mistake in the fields that the class declares."""
    for name in cls.__private_attributes__:
        if name in inspect.get_annotations(cls):
            raise _mistake(cls, name, f"is not a field, because it begins with _; write {name.strip('_') or 'a name'}")
    if not cls.__pydantic_fields_complete__:
        return  # A type is declared further down in the module.
    own = inspect.get_annotations(cls)
    for name, info in cls.model_fields.items():
        if name in own and name not in IDENTITY:
            _check_field(cls, name, info)
    for name, label in vars(cls).get("DERIVED", {}).items():
        _check_derived(cls, name, label)
    if _is_complete(cls):
        _check_conditions(cls, check_bound)
        _check_conditions(cls, check_rules)


def check_form(cls: Any) -> None:
    """Raises `TypeError` for the first mistake in the constants and the paths of a form class."""
    own = inspect.get_annotations(cls)
    for name in own:
        if name in cls.model_fields and _NOT_IN_A_TEMPLATE.fullmatch(name):
            raise _mistake(cls, name, f"has another meaning in a template; choose another name, such as {name}_")
    version = cls.SCHEMA_VERSION
    if not isinstance(version, int) or version < 1:
        raise _mistake(cls, "SCHEMA_VERSION", f"must be a whole number from 1, not {version!r}")
    _check_identity(cls)
    names = typing.get_args(cls.model_fields["form"].annotation)
    if len(names) != 1 or not isinstance(names[0], str):
        if "form" in own or "TITLE" in vars(cls):
            raise _mistake(cls, "form", 'must be declared as Literal["…"] with the form\'s one name')
        return
    if not _FORM_NAME.fullmatch(names[0]):
        raise _mistake(cls, "form", f"{names[0]!r} must be lower-case letters, digits and _, as in visit_note")
    _check_guidance_name(cls, names[0])
    for constant in ("TITLE", "GUIDANCE"):
        if not isinstance(getattr(cls, constant, None), str):
            written = 'Both("…", cy="…")' if constant == "TITLE" else '"…"'
            raise _mistake(cls, constant, f"is missing; write {constant}: ClassVar[str] = {written}")
    _check_text(cls, "TITLE", "the title", cls.TITLE)
    if cls.SHORT_TITLE != "":
        _check_text(cls, "SHORT_TITLE", "the short title", cls.SHORT_TITLE)
    if cls.FILE_NAME != "":
        _check_text(cls, "FILE_NAME", "the name of files", cls.FILE_NAME)
    if cls.MISSING not in ("refuse", "mark"):
        raise _mistake(cls, "MISSING", f'must be "refuse" or "mark", not {cls.MISSING!r}')
    for constant in ("MARKED", "NAMES_ALLOWED"):
        if not isinstance(getattr(cls, constant), bool):
            raise _mistake(cls, constant, f"must be True or False, not {getattr(cls, constant)!r}")
    _check_references(cls)
    if cls.__pydantic_fields_complete__:
        for name in cls.model_fields:
            if name not in IDENTITY:
                _check_paths(cls, name, (cls,))
    if _is_complete(cls):
        _check_conditions(cls, check_unbound)


def _check_identity(cls: Any) -> None:
    """Checks the review type of a form of a review, and the reference of a form without a case."""
    if "review_type" in cls.model_fields:
        review_type = cls.model_fields["review_type"].annotation
        if not hasattr(cls, "of_type"):
            raise _mistake(cls, "review_type", "is a field of a form of a review; derive the class from Form")
        is_one = all(isinstance(kind, ReviewType) for kind in typing.get_args(review_type))
        if review_type is not ReviewType and not is_one:
            raise _mistake(cls, "review_type", "must be Literal[ReviewType.CONCISE] or Literal[ReviewType.EXTENDED]")
    path = cls.identifier_path()
    if path == "reference" and cls.__pydantic_fields_complete__:
        field = field_of(cls, path)
        if field.kind is not Kind.LINE or field.bilingual:
            raise _mistake(cls, path, "identifies the documents of the form; write a Line")


def _check_conditions(cls: Any, check: Callable[[Any], None]) -> None:
    try:
        check(cls)
    except ConditionError as error:
        raise TypeError(f"{cls.__name__}.{error}") from None


def _is_complete(cls: Any, above: tuple[Any, ...] = ()) -> bool:
    """True if all types of the part and inside it are known, and no part contains itself."""
    if cls in above or not cls.__pydantic_fields_complete__:
        return False
    parts = (part_at(cls, [name]) for name in cls.model_fields)
    return all(_is_complete(part, (*above, cls)) for part in parts if part is not None and issubclass(part, FieldModel))


def _mistake(cls: Any, name: str, sentence: str) -> TypeError:
    return TypeError(f"{cls.__name__}.{name}: {sentence}")


def _check_field(cls: Any, name: str, info: FieldInfo) -> None:
    if info.alias or info.validation_alias or info.serialization_alias:
        raise _mistake(cls, name, "has an alias, but its path is its name; leave the alias out")
    text_kinds = [extra for extra in [*info.metadata, *_nested(info.annotation)] if isinstance(extra, TextKind)]
    annotation, optional = _check_type(cls, name, info.annotation, is_text=bool(text_kinds))
    is_blankable = any(type(extra).__name__ == "_Blankable" for extra in info.metadata)
    if optional and isinstance(annotation, type) and issubclass(annotation, FieldModel) and not is_blankable:
        raise _mistake(cls, name, f"may be blank; write Section[{annotation.__name__}]")
    labels = [extra for extra in info.metadata if isinstance(extra, Label)]
    if not labels:
        where = "inside the type, where it is not found" if any(_labels_in(info.annotation)) else "missing"
        raise _mistake(cls, name, f'its label is {where}; write Annotated[…, Label(Both("…", cy="…"), "…")]')
    if len(labels) > 1:
        raise _mistake(cls, name, "has two labels; write one")
    _check_label(cls, name, labels[0])
    if optional and annotation is bool and labels[0].answers is None:
        raise _mistake(cls, name, "is a question; give its label answers=Answers(…), or write bool = False for a tick")
    _check_default(cls, name, info, optional=optional)
    try:
        check_label(labels[0], field_of(cls, name), is_required=info.is_required())
    except ConditionError as error:
        raise _mistake(cls, name, str(error)) from None
    if labels[0].since > 1 and info.is_required():
        raise _mistake(cls, name, "was added later, and older documents do not have it; give it a default")


def _check_type(cls: Any, name: str, annotation: Any, *, is_text: bool) -> tuple[Any, bool]:
    """The type without None, and True if None is allowed."""
    members = [annotation]
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        members = [member for member in typing.get_args(annotation) if member is not type(None)]
        if len(members) > 1:
            written = " or ".join(_type_name(getattr(member, "__origin__", member)) for member in members)
            raise _mistake(cls, name, f"may be {written}; write one type, or a field for each")
    (type_,) = members
    while typing.get_origin(type_) is typing.Annotated:
        type_ = typing.get_args(type_)[0]
    optional = len(typing.get_args(annotation)) > 1 and type_ is not annotation
    if typing.get_origin(type_) is tuple:
        if optional:
            raise _mistake(
                cls, name, "is a list, which is blank if it has no rows; write Rows[…] without Section or None"
            )
        _check_rows(cls, name, typing.get_args(type_))
        return type_, False
    origin = typing.get_origin(type_) or type_
    is_bare_text = type_ is str and not is_text
    if is_bare_text or (origin in _INSTEAD and type_ is not str):
        raise _mistake(cls, name, f"a form cannot hold {_type_name(type_)}; write {_INSTEAD[origin]}")
    if type_ is str:
        return type_, optional
    if isinstance(type_, type):
        if _is_form(type_):
            raise _mistake(
                cls, name, f"a form cannot hold another form; write a Part with the fields of {type_.__name__}"
            )
        if issubclass(type_, Choice):
            _check_choice(cls, name, type_)
            return type_, optional
        if issubclass(type_, enum.Enum):
            raise _mistake(cls, name, f"{type_.__name__} has no labels; derive it from Choice")
        if issubclass(type_, Bilingual | FieldModel) or type_ in _SCALARS or type_.__name__ == "Decimal":
            return type_, optional
        if issubclass(type_, BaseModel):
            raise _mistake(cls, name, f"{type_.__name__} is no part; derive it from Part")
    raise _mistake(cls, name, f"a form cannot hold {_type_name(type_)}; write a type of cpr_docs.modelling")


def _check_rows(cls: Any, name: str, arguments: tuple[Any, ...]) -> None:
    item: Any = arguments[0] if arguments else None
    if len(arguments) != 2 or arguments[1] is not Ellipsis:
        raise _mistake(cls, name, "a form cannot hold a tuple; write Rows[…] of a Part, or Choices[…]")
    while typing.get_origin(item) is typing.Annotated:
        item = typing.get_args(item)[0]
    if isinstance(item, type) and issubclass(item, Choice):
        _check_choice(cls, name, item)
        return
    if typing.get_origin(item) in (typing.Union, types.UnionType):
        raise _mistake(cls, name, "its rows may be None, but blank rows are left out; write Rows[…] of the Part itself")
    if _is_form(item):
        raise _mistake(
            cls, name, f"the rows of a list are parts, not forms; write a Part with the fields of {item.__name__}"
        )
    if not (isinstance(item, type) and issubclass(item, FieldModel)):
        raise _mistake(cls, name, f"the rows of a list are parts, not {_type_name(item)}; write Rows[…] of a Part")


def _check_default(cls: Any, name: str, info: FieldInfo, *, optional: bool) -> None:
    if info.default_factory is not None:
        raise _mistake(cls, name, "has a default_factory; write a default, which is () for Rows")
    if isinstance(info.default, list | dict | set):
        raise _mistake(
            cls, name, "has a default that can be changed; write () for Rows and Choices, and None for a Section"
        )
    if optional and (info.is_required() or info.default is not None):
        raise _mistake(cls, name, "may be blank; give it the default None")
    if not optional and info.default is None:
        raise _mistake(cls, name, "is blank by default, but its type has no None; write … | None, or Section[…]")


def _check_label(cls: Any, name: str, label: Label) -> None:
    _check_text(cls, name, "the label", label.text)
    _check_text(cls, name, "the label's short text" if label.short else "the label", label.title)
    for language in Language:
        length = len(translate(label.title, language))
        if length > LONGEST_TITLE:
            remedy = "shorten short=" if label.short else "add a shorter text as short="
            sentence = f"the label has {length} characters in {language.value}, Word allows {LONGEST_TITLE}; {remedy}"
            raise _mistake(cls, name, sentence)
    for answer in label.answers or ():
        _check_text(cls, name, "the answer", answer)
    for language in Language if label.answers else ():
        if len({translate(answer, language) for answer in label.answers or ()}) == 1:
            raise _mistake(cls, name, f"both answers are the same in {language.value}; write two")
    if label.since < 1:
        raise _mistake(cls, name, f"since={label.since} is no SCHEMA_VERSION; write a whole number from 1")


def _check_text(cls: Any, name: str, what: str, text: Any) -> None:
    sentence = text_mistake(text)
    if sentence:
        raise _mistake(cls, name, f"{what} {sentence}")


def text_mistake(text: Any) -> str:
    """The mistake in a text that is printed in both languages, as a predicate; empty if there is none."""
    if not isinstance(text, str):
        return f'is a {type(text).__name__}; write Both("…", cy="…")'
    if not text.strip():
        return 'is empty; write Both("…", cy="…")'
    welsh: Any
    try:
        welsh = translate(text, Language.WELSH)
    except Untranslated:
        welsh = ""
    if not isinstance(welsh, str) or not welsh.strip():
        english = text if isinstance(text, Both) else translate(text, Language.ENGLISH)
        return f'"{english}" has no Welsh; write Both("{english}", cy="…")'
    return ""


def _check_choice(cls: Any, name: str, choice: type[Choice]) -> None:
    if choice.__module__.startswith("cpr_docs."):
        return
    if not len(choice):
        raise _mistake(cls, name, f"{choice.__name__} has no answers; write at least one")
    for member in choice:
        for text in dict.fromkeys((member.label, member.short)):
            sentence = text_mistake(text)
            if sentence:
                raise _mistake(cls, name, f"the label of {choice.__name__}.{member.name} {sentence}")
            if len(text) > LONGEST_TITLE and member.short == text:
                raise _mistake(
                    cls,
                    name,
                    f"the label of {choice.__name__}.{member.name} has {len(text)} characters, "
                    f"Word allows {LONGEST_TITLE}; add a shorter text as third value",
                )
        if not re.fullmatch(r"[\w-]+", member.value):
            raise _mistake(
                cls,
                name,
                f"{choice.__name__}.{member.name} has the value {member.value!r}; write letters, digits, _ and - alone",
            )
    for language in Language:
        labels = [translate(member.label, language).casefold() for member in choice]
        if len(set(labels)) < len(labels):
            raise _mistake(cls, name, f"two answers of {choice.__name__} have the same label in {language.value}")
    if len({member.value.casefold() for member in choice}) < len(choice):
        raise _mistake(cls, name, f"two values of {choice.__name__} differ in upper and lower case alone")


def _check_derived(cls: Any, name: str, label: Any) -> None:
    attribute = inspect.getattr_static(cls, name, None)
    if not isinstance(attribute, property) or attribute.fget is None:
        raise _mistake(cls, name, "DERIVED names no property; write it with @property")
    if "return" not in inspect.get_annotations(attribute.fget):
        raise _mistake(cls, name, "the property has no return type; write one, such as -> int")
    if not isinstance(label, Label):
        raise _mistake(cls, name, 'DERIVED has no label; write Label(Both("…", cy="…"), "…")')
    _check_label(cls, name, label)


def _check_guidance_name(cls: Any, name: str) -> None:
    # Imported on use: the help of the command loads no form.
    from cpr_docs.models.registry import form_names

    if name in form_names() and not any(base.__module__.startswith("cpr_docs.guidance.") for base in cls.__mro__):
        raise _mistake(cls, "form", f"{name!r} is a form of the guidance; choose another name")


def _check_references(cls: Any) -> None:
    """Checks the constants that name fields."""
    for constant in ("ADDRESSEE", "ANSWERED"):
        name = getattr(cls, constant)
        if name and name not in cls.model_fields:
            raise _mistake(cls, constant, f"{name!r} is no field of the form; name one of its sections")
    for path in cls.LATER:
        try:
            field = field_at(cls, path)
        except KeyError:
            raise _mistake(cls, "LATER", f"{path!r} is no field of the form; name a section or a field") from None
        if not field.absent or "[]" in path:
            raise _mistake(cls, "LATER", f"{path!r} is never blank; name an optional section or field, in no row")
    sheets = (*cls.FURTHER_SHEETS, *(path for paths in cls.FURTHER_SHEETS.values() for path in paths))
    named = {"NAMED_IN": cls.NAMED_IN, "PER_RECIPIENT": cls.PER_RECIPIENT, "FROM_SETTINGS": cls.FROM_SETTINGS}
    for constant, paths in {**named, "FURTHER_SHEETS": sheets}.items():
        for path in paths:
            try:
                field_at(cls, path)
            except KeyError:
                raise _mistake(cls, constant, f"{path!r} is no field of the form") from None
    for path in cls.PUBLISHED_WITH:
        try:
            field = field_at(cls, path)
        except KeyError:
            raise _mistake(cls, "PUBLISHED_WITH", f"{path!r} is no field of the form") from None
        if "[]" in path:
            raise _mistake(cls, "PUBLISHED_WITH", f"{path!r} is a field of a row; name the list")
    for path in cls.unpublished_fields():
        above, _dot, name = path.rpartition(".")
        try:
            owner = field_at(cls, above).type if above else cls
            is_required = owner.model_fields[name].is_required()
        except KeyError:
            raise _mistake(cls, "PUBLISHED_WITHOUT", f"{path!r} is no field of the form") from None
        if is_required:
            raise _mistake(cls, "PUBLISHED_WITHOUT", f"{path!r} is required; give it a default to leave it out")


def _check_paths(form: Any, path: str, above: tuple[Any, ...]) -> None:
    """Checks the tag of each control, and the version of each label; `above` is the parts around the field."""
    field = field_at(form, path)
    # A label of the library counts the library's versions.
    is_own = path.rpartition(".")[2] in inspect.get_annotations(above[-1])
    is_own = is_own and not above[-1].__module__.startswith("cpr_docs.")
    if is_own and field.label.since > form.SCHEMA_VERSION:
        remedy = f"raise SCHEMA_VERSION, which is {form.SCHEMA_VERSION}"
        raise _mistake(form, path, f"since={field.label.since} is a version to come; {remedy}")
    if field.label.row_for and not _is_outer_list(form, field.label.row_for):
        raise _mistake(form, path, f"row_for={field.label.row_for!r} is no list of the form outside rows")
    if field.kind not in (Kind.SECTION, Kind.ROWS):
        longest = max((f"{path}={answer}" for answer in field.answers), default=path, key=len)
        if len(longest) > LONGEST_TITLE:
            sentence = f"the tag {longest} has {len(longest)} characters, Word allows {LONGEST_TITLE}; shorten a name"
            raise _mistake(form, path, sentence)
        return
    if field.type in above:
        raise _mistake(form, path, f"{field.type.__name__} contains itself; write a Part for each depth")
    if not getattr(field.type, "__pydantic_fields_complete__", False):
        return
    for name in field.type.model_fields:
        _check_paths(form, f"{path}{'[]' if field.kind is Kind.ROWS else ''}.{name}", (*above, field.type))


def _is_outer_list(form: Any, path: str) -> bool:
    try:
        return "[]" not in path and field_at(form, path).kind is Kind.ROWS
    except KeyError:
        return False


def _is_form(type_: Any) -> bool:
    return isinstance(type_, type) and hasattr(type_, "SCHEMA_VERSION")


def _type_name(type_: Any) -> str:
    return type_.__name__ if isinstance(type_, type) and not typing.get_args(type_) else str(type_)


def _nested(annotation: Any) -> Iterator[Any]:
    """All metadata inside an annotation."""
    for argument in typing.get_args(annotation):
        yield from getattr(argument, "__metadata__", ())
        yield from _nested(argument)


def _labels_in(annotation: Any) -> Iterator[Label]:
    return (extra for extra in _nested(annotation) if isinstance(extra, Label))
