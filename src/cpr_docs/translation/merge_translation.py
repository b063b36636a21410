"""Puts the units of a translation file into the case that they were exported from.

A text is taken as a whole: if each of its paragraphs is translated, and their source is still that of the case. No
other value of the case changes.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from cpr_docs.errors import Problem, TranslationRefused
from cpr_docs.language.catalogue import _
from cpr_docs.language.languages import Language
from cpr_docs.language.text import is_blank_text
from cpr_docs.models.draft import Draft
from cpr_docs.models.fields import FieldPaths, label_at
from cpr_docs.models.form import AnyForm
from cpr_docs.models.problems import location_of, path_of
from cpr_docs.translation.comparable import any_row, digest, digest_of_words, stamped, unit_tag
from cpr_docs.translation.returned_units import ReturnedFile, ReturnedUnit
from cpr_docs.translation.texts import (
    Translatable,
    TranslatableText,
    form_type_of,
    joined_paragraphs,
    texts_of,
)

CHANGED: Final = "source_changed"
"""The code of the problem of a text whose source is not that of the export."""


@dataclass(frozen=True, slots=True)
class TranslatorComment:
    """A note that a translator left at a paragraph."""

    path: str
    """The path of the text; empty for a note elsewhere in the file."""
    label: str
    """The label of the text in English."""
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Translation:
    """A case with the translation that came back."""

    language: Language
    """The language of the translation."""
    form: AnyForm | None
    """The form; None for a draft."""
    draft: Draft[Any] | None
    """The draft; None for a form."""
    taken: tuple[str, ...]
    """The paths of the texts that have a new translation."""
    changed: tuple[Problem, ...]
    """The texts that were left out because their source has changed since the export."""
    conflicts: tuple[Problem, ...]
    """The texts whose translation was changed in the case, too, since the export: the case's is kept."""
    incomplete: tuple[Problem, ...]
    """The texts of which some paragraphs are translated: they are not taken."""
    comments: tuple[TranslatorComment, ...] = ()
    """The translator's notes."""


def merge(form: Translatable, file: ReturnedFile, *, skip_changed: bool = False) -> Translation:
    """The case with the translation of a file.

    Raises `TranslationRefused` with every text whose source is not that of the file, unless `skip_changed`, and
    `InvalidForm` if a translation does not fit its field.
    """
    form_type = form_type_of(form)
    texts = {text.path: text for text in texts_of(form, file.language)}
    units = _with_whole_ids(file.units, texts.values())
    _refuse_duplicates(form_type, units)
    merged = _Merge(form_type, file.language, texts, units)
    if merged.changed and not skip_changed:
        raise TranslationRefused(form_type.variant_name(), merged.changed)
    result = _with_texts(form, merged.translations)
    return Translation(
        file.language,
        None if isinstance(result, Draft) else result,
        result if isinstance(result, Draft) else None,
        tuple(path.rpartition(".")[0] for path in merged.translations),
        tuple(merged.changed),
        tuple(merged.conflicts),
        tuple(merged.incomplete),
        tuple(_comments(form_type, file, units)),
    )


class _Merge:
    """Compares the texts of a case with the units that came back."""

    def __init__(
        self,
        form_type: type[AnyForm],
        language: Language,
        texts: Mapping[str, TranslatableText],
        returned: Iterable[ReturnedUnit],
    ) -> None:
        self._form_type = form_type
        self._language = language
        self.changed: list[Problem] = []
        self.conflicts: list[Problem] = []
        self.incomplete: list[Problem] = []
        self.translations: dict[str, str] = {}
        """The new texts, by the path of the language's words."""
        by_path: dict[str, dict[str, ReturnedUnit]] = defaultdict(dict)
        for unit in returned:
            by_path[unit.path][unit.id] = unit
        for path, units in by_path.items():
            text = texts.get(path)
            if text is None:
                self._add(self.changed, path, "unknown_text", _("is no text of the case, or no longer one"))
            elif not self._has_changed(text, units):
                self._merge(text, units)

    def _has_changed(self, text: TranslatableText, units: Mapping[str, ReturnedUnit]) -> bool:
        current = {unit.id: digest_of_words(unit.source) for unit in text.units}
        for unit in units.values():
            found = digest_of_words(unit.source)
            exported = stamped(unit.stamp, "source") or found
            if current.get(unit.id) != exported:
                self._add(self.changed, text.path, CHANGED, _("the source has changed since the export"))
                return True
            if found != exported:
                message = _("the source was changed in the file: change it in the case, and export it again")
                self._add(self.changed, text.path, "source_edited", message)
                return True
        return False

    def _merge(self, text: TranslatableText, units: Mapping[str, ReturnedUnit]) -> None:
        returned = [units.get(unit.id) for unit in text.units]
        targets = ["" if unit is None or is_blank_text(unit.target) else unit.target for unit in returned]
        if targets == [unit.target for unit in text.units] and (text.is_matched or not all(targets)):
            # As exported: nothing was translated.
            return
        if not all(targets):
            if any(targets) or text.is_matched:
                counts = {"done": sum(map(bool, targets)), "count": len(targets)}
                message = _("is not taken: {done} of {count} paragraphs are translated")
                self._add(self.incomplete, text.path, "incomplete", message, **counts)
            return
        words = joined_paragraphs(text, targets)
        if words == text.target:
            return
        exported = next((stamped(unit.stamp, "present") for unit in returned if unit is not None), "")
        if text.target and exported not in ("", digest(text.target)):
            message = _("was changed in the case and in the file: the case’s words are kept")
            self._add(self.conflicts, text.path, "conflict", message)
            return
        self.translations[f"{text.path}.{self._language.value}"] = words

    def _add(self, problems: list[Problem], path: str, code: str, message: str, **parameters: int) -> None:
        path = _safe_path(self._form_type, path)
        problems.append(Problem(path, code, message, parameters, label_at(self._form_type, path)))


def _with_texts(form: Translatable, texts: Mapping[str, str]) -> Translatable:
    if not texts:
        return form
    if not isinstance(form, Draft):
        return form.replace(texts)
    data = form.data
    for path, words in texts.items():
        *above, name = location_of(path)
        container: Any = data
        for step in above:
            container = container[step]
        container[name] = words
    form_type: Any = form.form_type
    draft: Draft[Any] = form_type.draft(data)
    return draft


def _with_whole_ids(units: Iterable[ReturnedUnit], texts: Iterable[TranslatableText]) -> list[ReturnedUnit]:
    """The units with their ids, of which a Word document has the hash where they are long."""
    whole = {unit_tag(unit.id): unit.id for text in texts for unit in text.units}
    return [replace(unit, id=whole.get(unit.id, unit.id)) for unit in units]


def _refuse_duplicates(form_type: type[AnyForm], units: Iterable[ReturnedUnit]) -> None:
    counts = Counter((unit.path, unit.id) for unit in units)
    paths = dict.fromkeys(_safe_path(form_type, path) for (path, _id), count in counts.items() if count > 1)
    if paths:
        message = _("has a paragraph twice in the file")
        problems = [Problem(path, "duplicate", message, {}, label_at(form_type, path)) for path in paths]
        raise TranslationRefused(form_type.variant_name(), problems)


def _comments(
    form_type: type[AnyForm], file: ReturnedFile, units: Iterable[ReturnedUnit]
) -> Iterator[TranslatorComment]:
    yield from (TranslatorComment("", "", words) for words in file.comments)
    for unit in units:
        path = _safe_path(form_type, unit.path)
        yield from (TranslatorComment(path, label_at(form_type, path), words) for words in unit.comments)


def _safe_path(form_type: type[AnyForm], path: str) -> str:
    """The path if the form has such a field; else a question mark, because the file may say anything."""
    return path if path_of(location_of(path)) == path and any_row(path) in FieldPaths(form_type) else "?"
