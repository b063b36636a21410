"""Notes for the translator: the form, the place and the label of a text, and how it is to be translated."""

from collections.abc import Iterator

from cpr_docs.language.catalogue import _, fill_in, translate
from cpr_docs.language.languages import Language
from cpr_docs.models.fields import field_at
from cpr_docs.models.form import AnyForm
from cpr_docs.models.problems import location_of
from cpr_docs.translation.texts import TranslatableText, TranslationState, TranslationUnit, longest_translation


def form_words(form_type: type[AnyForm], language: Language) -> str:
    """The title of the form, in the language."""
    return translate(form_type.TITLE, language)


def label_words(text: TranslatableText, language: Language) -> str:
    """The label of the text, in the language."""
    return translate(text.field.label.title, language)


def place_words(form_type: type[AnyForm], path: str, language: Language) -> str:
    """The titles of the sections and lists around a text, with the numbers of rows; empty for a text in none."""
    *around, _own = location_of(path)
    titles: list[str] = []
    steps: list[str] = []
    for step in around:
        if isinstance(step, int):
            row = fill_in(_("row {row}"), {"row": step + 1}, language)
            titles[-1], steps[-1] = f"{titles[-1]}, {row}", f"{steps[-1]}[]"
        else:
            steps.append(step)
            titles.append(translate(field_at(form_type, ".".join(steps)).label.title, language))
    return ": ".join(titles)


def unit_notes(
    form_type: type[AnyForm], text: TranslatableText, unit: TranslationUnit, language: Language
) -> Iterator[str]:
    """The notes on one paragraph, in the language of the translation."""
    place = place_words(form_type, text.path, language)
    yield fill_in(_("Form: {form}"), {"form": form_words(form_type, language)}, language)
    yield fill_in(_("Label: {label}"), {"label": label_words(text, language)}, language)
    if place:
        yield fill_in(_("Place: {place}"), {"place": place}, language)
    yield from instructions(text, unit, language)


def instructions(text: TranslatableText, unit: TranslationUnit, language: Language) -> Iterator[str]:
    """The notes on one paragraph that say how it is to be translated."""
    if text.field.label.keeps_letters:
        yield translate(_("A name or a label: do not mutate it."), language)
    if unit.is_bullet:
        yield translate(_("A bullet of a list: without its dash."), language)
    longest = longest_translation(text, language)
    if longest is not None:
        yield fill_in(_("The whole text has at most {count} characters."), {"count": longest}, language)
    if unit.state is TranslationState.STALE:
        yield translate(_("The source has changed since this was translated."), language)
    if text.target and not text.is_matched and unit.number == 1:
        message = _("The present translation has another number of paragraphs: {words}")
        yield fill_in(message, {"words": text.target}, language)
