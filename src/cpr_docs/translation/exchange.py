"""The doors of the room: a case's texts go out as a file, come back, and their state is told."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final, Literal, TypeAlias

from cpr_docs.arguments import require
from cpr_docs.errors import NotReadable
from cpr_docs.language.catalogue import _
from cpr_docs.language.languages import Language
from cpr_docs.models.draft import Draft
from cpr_docs.models.form import AnyForm, identifier_of
from cpr_docs.ooxml.package import MAX_FILE_BYTES
from cpr_docs.translation.merge_translation import Translation, merge
from cpr_docs.translation.read_xliff import read_xliff
from cpr_docs.translation.returned_units import NOTHING_EARLIER, EarlierTranslations, ReturnedFile
from cpr_docs.translation.texts import Translatable, TranslatableText, TranslationState, form_type_of, texts_of
from cpr_docs.translation.unit_notes import label_words
from cpr_docs.translation.write_xliff import write_xliff

if TYPE_CHECKING:
    from cpr_docs.documents.settings import Settings

TranslationSource: TypeAlias = bytes | str | os.PathLike[str] | BinaryIO
"""A path, the bytes, or a file open for reading bytes."""
TranslationFormat: TypeAlias = Literal["xliff", "docx"]
"""XLIFF 1.2, or a Word document with a table of two columns."""
Changed: TypeAlias = Literal["refuse", "skip"]
"""The treatment of a file of which some texts have changed in the case: nothing is taken, or the other texts are."""

_ZIP: Final = b"PK"


@dataclass(frozen=True, slots=True)
class TextStatus:
    """The state of the translation of one text."""

    path: str
    label: str
    """The label of the field, in the language of the translation."""
    state: TranslationState
    paragraphs: int
    """The number of paragraphs of the source."""


def export_translation(
    form: "AnyForm | Draft[Any]",
    language: Language | str,
    *,
    file_format: TranslationFormat = "xliff",
    previous: TranslationSource | None = None,
    copy_source: bool = False,
    settings: "Settings | None" = None,
) -> bytes:
    """The texts of a form or a draft that are translated into the language, as a file for the translator.

    Each paragraph that is translated has its translation. With the file of an earlier translation, a translation whose
    source has changed since is marked, and paragraphs that were translated before get their translation back. With
    `copy_source`, the source stands in XLIFF where there is no translation: some programs, such as OmegaT 3, translate
    nothing else. The settings have the protective marking of a Word document, if the form has one. The same case
    results in the same bytes.
    """
    require("form", form, (AnyForm, Draft), "a form or a draft")
    chosen = Language(language)
    texts = list(texts_of(form, chosen, _earlier(previous, chosen)))
    form_type = form_type_of(form)
    if file_format == "xliff":
        return write_xliff(form_type, _name(form), texts, chosen, copy_source=copy_source)
    if file_format != "docx":
        raise ValueError('file_format must be "xliff" or "docx"')
    # Imported on use: XLIFF needs nothing of Word.
    from cpr_docs.documents.settings import Settings
    from cpr_docs.translation.write_table import write_table

    marking = (settings or Settings()).protective_marking if form_type.MARKED else None
    words = "" if marking is None else marking.text_in_either(chosen)
    return write_table(form_type, _name(form), texts, chosen, marking=words)


def import_translation(
    form: "AnyForm | Draft[Any]", source: TranslationSource, *, changed: Changed = "refuse"
) -> Translation:
    """The form, or the draft, with the translation in a file that `export_translation` made.

    A text is taken if all of its paragraphs are translated; nothing else of the form changes. Raises
    `TranslationRefused` with every text whose source has changed since the export, unless `changed` is ``"skip"``:
    then `Translation.changed` has them, and the other texts are taken. Raises `PackageError` for a file that is no
    translation file or not safe to open, and `InvalidForm` if a translation does not fit its field.
    """
    require("form", form, (AnyForm, Draft), "a form or a draft")
    if changed not in ("refuse", "skip"):
        raise ValueError('changed must be "refuse" or "skip"')
    return merge(form, _read(source), skip_changed=changed == "skip")


def translation_status(
    form: "AnyForm | Draft[Any]", language: Language | str, *, previous: TranslationSource | None = None
) -> tuple[TextStatus, ...]:
    """The state of the translation of each text of a form or a draft: missing, stale or done.

    A translation is stale if it has another number of paragraphs than its source, or if the file of an earlier
    translation, as it went out or came back, has it for other words.
    """
    require("form", form, (AnyForm, Draft), "a form or a draft")
    chosen = Language(language)
    return tuple(_status(text, chosen) for text in texts_of(form, chosen, _earlier(previous, chosen)))


def _status(text: TranslatableText, language: Language) -> TextStatus:
    return TextStatus(text.path, label_words(text, language), text.state, len(text.units))


def _earlier(previous: TranslationSource | None, language: Language) -> EarlierTranslations:
    if previous is None:
        return NOTHING_EARLIER
    file = _read(previous)
    if file.language is not language:
        message = _("the earlier file is a translation into the other language")
        raise NotReadable(message)
    return EarlierTranslations(file.units)


def _read(source: TranslationSource) -> ReturnedFile:
    content = _content(source)
    if not content.startswith(_ZIP):
        return read_xliff(content)
    # Imported on use: XLIFF needs nothing of Word.
    from cpr_docs.translation.read_table import read_table

    return read_table(content)


def _content(source: TranslationSource) -> bytes:
    """The bytes of a file, up to one more than a file may have."""
    if isinstance(source, bytes):
        return source
    if isinstance(source, str | os.PathLike):
        with Path(source).open("rb") as file:
            return file.read(MAX_FILE_BYTES + 1)
    if not hasattr(source, "read"):
        raise TypeError(f"source must be a path, bytes, or a file open for reading bytes, not {type(source).__name__}")
    return source.read(MAX_FILE_BYTES + 1)


def _name(form: Translatable) -> str:
    """The name of the form's documents, without their language."""
    identifier = form.case_identifier if isinstance(form, Draft) else identifier_of(form)
    return "-".join(filter(None, (identifier, form_type_of(form).name().replace("_", "-"))))
