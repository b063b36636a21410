"""The gettext catalogue: English messages are in the code, their Welsh in ``locale/cy/LC_MESSAGES/cpr_docs.po``.

`_` marks a message in the code; `p_` marks a message with a context, for English that has several translations ("Yes");
`n_` marks a message with a number, of which Welsh has up to six forms: *1 rhes*, *2 res*, *3 rhes*.
`translate` looks a message up, and `Sentence` is a message with parameters that can be given in either language.
Translators correct the ``.po`` file; a wheel contains it compiled.
"""

import errno
import functools
import gettext
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from cpr_docs.language.languages import Language

_CATALOGUE = Path(__file__).parent.parent / "locale" / "cy" / "LC_MESSAGES" / "cpr_docs.po"
_CONTEXT_END = "\x04"


class Untranslated(LookupError):
    """A message has no Welsh: a defect of the library, which its tests detect."""


class Both(str):
    """Text in both languages, for forms outside the guidance, whose text is not in the catalogue.

    An instance equals its English text, and is accepted wherever a message is: as label, choice, title or sheet text.
    """

    __slots__ = ("cy",)

    cy: str
    """The Welsh text."""

    def __new__(cls, en: str, *, cy: str) -> Self:
        """An instance that equals the English text."""
        both = super().__new__(cls, en)
        both.cy = cy
        return both

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, str]]:
        return (str(self),), {"cy": self.cy}


def _(message: str) -> str:
    """Marks a message for the catalogue."""
    return message


def p_(context: str, message: str) -> str:
    """Marks a message whose Welsh depends on its context, such as the verb of a question."""
    return f"{context}{_CONTEXT_END}{message}"


class Counted(str):
    """A message with a number, the parameter ``count``; an instance equals the English for several."""

    __slots__ = ("one",)

    one: str
    """The English for one."""

    def __new__(cls, one: str, many: str) -> Self:
        """An instance that equals the English for several."""
        counted = super().__new__(cls, many)
        counted.one = one
        return counted

    def __reduce__(self) -> tuple[type[Self], tuple[str, str]]:
        return type(self), (self.one, str(self))

    def for_count(self, count: int, language: Language) -> str:
        """The form of the message for the number; raises `Untranslated` if the catalogue has no Welsh for it."""
        if language is Language.ENGLISH:
            return self.one if count == 1 else str(self)
        several = str(self)
        form = _catalogue().ngettext(self.one, several, count)
        # The Welsh may read as the English does, as in "3 problem": without Welsh, the argument itself comes back.
        if form is self.one or form is several:
            raise Untranslated(f"no Welsh in the catalogue for {several!r}")
        return form


def n_(one: str, many: str) -> Counted:
    """Marks a message with a number, in the English for one and for several."""
    return Counted(one, many)


def translate(message: str, language: Language) -> str:
    """The message in the language; raises `Untranslated` if the catalogue has no Welsh for it."""
    if isinstance(message, Both):
        return str(message) if language is Language.ENGLISH else message.cy
    context, _end, english = message.rpartition(_CONTEXT_END)
    if language is Language.ENGLISH or not english:
        return english
    catalogue = _catalogue()
    translated = catalogue.pgettext(context, english) if context else catalogue.gettext(english)
    if translated is english or (translated == english and not _has(catalogue, message)):
        raise Untranslated(f"no Welsh in the catalogue for {english!r}")
    return translated


def in_both_languages(message: str) -> dict[str, str]:
    """The message in each language, as the data of a form has bilingual text."""
    return {language.value: translate(message, language) for language in (Language.ENGLISH, Language.WELSH)}


def fill_in(message: str, parameters: Mapping[str, Any], language: Language | str = Language.ENGLISH) -> str:
    """The message in the language, with its parameters; without parameters, braces are literal.

    A message that the catalogue lacks, such as pydantic's own, stays English.
    """
    language = Language(language)
    try:
        if isinstance(message, Counted):
            pattern = message.for_count(parameters["count"], language)
        else:
            pattern = translate(message, language)
    except Untranslated:
        pattern = message.rpartition(_CONTEXT_END)[2]
    if not parameters:
        return pattern
    return pattern.format_map({name: in_language(value, language) for name, value in parameters.items()})


def in_language(value: Any, language: Language | str) -> Any:
    """The value in the language if it knows its Welsh, as a `Sentence`, an error and a problem do; otherwise itself."""
    if isinstance(value, Both):
        return translate(value, Language(language))
    text = getattr(type(value), "text", None)
    return value.text(language) if callable(text) else value


class Sentence(str):
    """A message with its parameters, equal to its English text, which can be given in either language too."""

    __slots__ = ("message", "parameters")

    message: str
    parameters: Mapping[str, Any]

    def __new__(cls, message: str, **parameters: Any) -> Self:
        """The sentence of a marked message; a parameter may be a sentence, an error or a problem itself."""
        sentence = super().__new__(cls, fill_in(message, parameters))
        sentence.message = message
        sentence.parameters = parameters
        return sentence

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, Any]]:
        return (self.message,), dict(self.parameters)

    def text(self, language: Language | str = Language.ENGLISH) -> str:
        """The sentence in the language."""
        return fill_in(self.message, self.parameters, language)


@dataclass(frozen=True, slots=True)
class Listed:
    """Texts with a separator between them, each of which may know its Welsh; a parameter of a message."""

    texts: tuple[Any, ...]
    separator: str = ", "

    def __str__(self) -> str:
        return self.text()

    def text(self, language: Language | str = Language.ENGLISH) -> str:
        """The list in the language."""
        return self.separator.join(str(in_language(each, language)) for each in self.texts)


def joined(*texts: Any) -> Sentence:
    """The texts that are not blank, with commas between them."""
    return Sentence("{texts}", texts=Listed(tuple(text for text in texts if str(text))))


def _has(catalogue: gettext.GNUTranslations, message: str) -> bool:
    return message in catalogue._catalog  # type: ignore[attr-defined]


@functools.cache
def _catalogue() -> gettext.GNUTranslations:
    compiled = _CATALOGUE.with_suffix(".mo")
    if compiled.exists():
        return gettext.GNUTranslations(io.BytesIO(compiled.read_bytes()))
    # A checkout has no compiled catalogue, so that a correction takes effect immediately.
    try:
        # Imported on use: a wheel contains the catalogue compiled.
        from babel.messages import mofile, pofile
    except (ValueError, LookupError):
        # Babel reads the local time zone on import.
        raise OSError(errno.EINVAL, "names no time zone that this machine knows", "TZ") from None

    with _CATALOGUE.open("rb") as source:
        catalogue = pofile.read_po(source, locale="cy")
    target = io.BytesIO()
    mofile.write_mo(target, catalogue)
    target.seek(0)
    return gettext.GNUTranslations(target)
