"""The texts of a form that are translated, and their units: a paragraph each, with path and number as id."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

from cpr_docs.language.languages import Language
from cpr_docs.language.text import BULLET, canonical_prose, paragraphs
from cpr_docs.models.describe_fields import longest_text
from cpr_docs.models.draft import Draft
from cpr_docs.models.fields import FormField, Kind, field_at
from cpr_docs.models.form import AnyForm
from cpr_docs.models.parts import bilingual_values
from cpr_docs.translation.comparable import any_row, digest, digest_of_words
from cpr_docs.translation.returned_units import NOTHING_EARLIER, EarlierTranslations

Translatable: TypeAlias = AnyForm | Draft[Any]
"""A form, or a draft of one."""


class TranslationState(StrEnum):
    """The state of a translation."""

    MISSING = "missing"
    """There is none."""
    STALE = "stale"
    """Its source has changed since."""
    DONE = "done"
    """It is there."""


@dataclass(frozen=True, slots=True, repr=False)
class TranslationUnit:
    """A paragraph of a text, in both languages."""

    path: str
    number: int
    """The position of the paragraph in its text, from 1."""
    source: str
    target: str
    """The paragraph in the language of the translation; empty if there is none."""
    is_bullet: bool
    state: TranslationState
    earlier_source: str = ""
    """The words that a stale translation is of, if they are known."""

    @property
    def id(self) -> str:
        """The path and the number of the paragraph: ``overview.summary#2``."""
        return f"{self.path}#{self.number}"


@dataclass(frozen=True, slots=True, repr=False)
class TranslatableText:
    """A text of a form that exists in the language that it is translated from."""

    path: str
    field: FormField
    target: str
    """The whole translation that the case has; empty if there is none."""
    units: tuple[TranslationUnit, ...]
    is_matched: bool
    """True if the translation has as many paragraphs as the source, so that they are pairs."""

    @property
    def state(self) -> TranslationState:
        """The state of the whole translation."""
        if not self.target:
            return TranslationState.MISSING
        stale = not self.is_matched or any(unit.state is TranslationState.STALE for unit in self.units)
        return TranslationState.STALE if stale else TranslationState.DONE

    def stamp(self, unit: TranslationUnit) -> str:
        """The hashes of the paragraph's source and of the present translation, by which an import knows a change."""
        return f"source={digest_of_words(unit.source)} present={digest(self.target)}"


def form_type_of(form: Translatable) -> type[AnyForm]:
    """The class of a form, or of the form that a draft is of."""
    form_type: type[AnyForm] = form.form_type if isinstance(form, Draft) else type(form)
    return form_type


def texts_of(
    form: Translatable, language: Language, earlier: EarlierTranslations = NOTHING_EARLIER
) -> Iterator[TranslatableText]:
    """The texts of a form that are translated into the language: those that exist in the other one."""
    form_type = form_type_of(form)
    for path, value in bilingual_values(form.values if isinstance(form, Draft) else form):
        source, target = value.text_in(language.other), value.text_in(language) or ""
        if source is not None:
            field = field_at(form_type, any_row(path))
            yield _text(path, field, source, target, earlier)


def longest_translation(text: TranslatableText, language: Language) -> int | None:
    """The greatest length of the text in the language, if its type has one."""
    return longest_text(text.field.type.model_fields[language.value])


def joined_paragraphs(text: TranslatableText, targets: Sequence[str]) -> str:
    """The text of its translated paragraphs; a paragraph that was a bullet is one again."""
    if text.field.kind is not Kind.PROSE:
        return targets[0]
    pairs = zip(text.units, targets, strict=True)
    lines = (BULLET + _bullet_text(unit, target) if unit.is_bullet else target for unit, target in pairs)
    return canonical_prose("\n".join(lines))


def _text(path: str, field: FormField, source: str, target: str, earlier: EarlierTranslations) -> TranslatableText:
    is_prose = field.kind is Kind.PROSE
    sources = [(each.text, each.bullet) for each in paragraphs(source)] if is_prose else [(source, False)]
    targets = target.split("\n") if is_prose else [target]
    is_matched = bool(target) and len(targets) == len(sources)
    units = []
    for number, (words, is_bullet) in enumerate(sources, start=1):
        # Paragraphs are pairs only if there are as many of them.
        present = targets[number - 1] if is_matched else earlier.target(path, words)
        shown = present.removeprefix(BULLET) if is_bullet and is_matched else present
        units.append(_unit(path, number, words, shown, is_bullet, earlier))
    return TranslatableText(path, field, target, tuple(units), is_matched)


def _unit(
    path: str, number: int, source: str, target: str, is_bullet: bool, earlier: EarlierTranslations
) -> TranslationUnit:
    if not target:
        return TranslationUnit(path, number, source, target, is_bullet, TranslationState.MISSING)
    if not earlier.is_stale(path, source, target):
        return TranslationUnit(path, number, source, target, is_bullet, TranslationState.DONE)
    before = earlier.earlier_source(path, source, target)
    return TranslationUnit(path, number, source, target, is_bullet, TranslationState.STALE, before)


def _bullet_text(unit: TranslationUnit, target: str) -> str:
    """The text of a bullet: a dash that the translator typed before it is that of the list."""
    typed = canonical_prose(target)
    is_of_list = typed.startswith(BULLET) and not unit.source.startswith(BULLET)
    return typed.removeprefix(BULLET) if is_of_list else target
