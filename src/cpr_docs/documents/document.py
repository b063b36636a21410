"""A rendered document: its bytes, its file name, saving it atomically, and converting it to PDF."""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from cpr_docs.files import write_atomic
from cpr_docs.language.catalogue import p_, translate
from cpr_docs.language.languages import Language
from cpr_docs.models.draft import Draft
from cpr_docs.models.form import AnyForm, CaseForm, identifier_of
from cpr_docs.models.purpose import Purpose
from cpr_docs.templating.edition import FormState

if TYPE_CHECKING:
    from cpr_docs.pdf.convert.office import Office

_UNSAFE = re.compile(r"[^\w.-]+|(?<![\w-])\.+|\.\.+")
_MAX_NAME_BYTES = 120
# Windows reserves device names, with any extension.
_DEVICE = re.compile(r"(con|prn|aux|nul|(com|lpt)[0-9\u00b9\u00b2\u00b3])(\.|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Document:
    """A form, or the draft of one, as a Word document in one language."""

    content: bytes = field(repr=False)
    """The bytes of the DOCX file."""
    form: Any = field(repr=False)
    """The `Form` or the `Draft` that was rendered."""
    language: Language
    """The language of the document."""
    purpose: Purpose = field(default=Purpose.SCREEN, repr=False)
    """The purpose of the document: for whom it is."""

    naming: Language = field(default=Language.ENGLISH, repr=False)
    """The language of the words in the file name."""

    media_type: ClassVar[str] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    """The media type of a DOCX file, for a download."""

    @property
    def published(self) -> bool:
        """True if the document is a published copy, without the content that the form lists as `PUBLISHED_WITHOUT`."""
        return self.purpose is Purpose.PUBLISHED

    @property
    def form_type(self) -> type[AnyForm]:
        """The class of the form, also of a draft."""
        form_type: type[AnyForm] = self.form.form_type if isinstance(self.form, Draft) else type(self.form)
        return form_type

    @property
    def progress(self) -> FormState:
        """The state of what was rendered: a form, a draft or a blank."""
        if not isinstance(self.form, Draft):
            return FormState.COMPLETE
        return FormState.BLANK if self.form.is_blank else FormState.DRAFT

    @property
    def filename(self) -> str:
        """A safe file name of case identifier or reference, form and language, without personal data.

        A draft of no case yet is named after its review type.
        """
        form = name_of_form(self.form_type, self.naming)
        identifier = safe_name(identifier_of(self.form.values if isinstance(self.form, Draft) else self.form))
        if isinstance(self.form, Draft):
            review_type = name_of_review_type(self.form.review_type or "", self.naming)
            named = [identifier, form] if identifier else [form, review_type]
            words = [*named, self.language.value, translate(_STATES[self.progress], self.naming)]
        else:
            case = translate(p_("file name", "case"), self.naming) if issubclass(self.form_type, CaseForm) else ""
            published = translate(p_("file name", "published"), self.naming) if self.published else ""
            words = [identifier or case, form, published, self.language.value]
        return f"{'-'.join(filter(None, words))}.docx"

    def save(self, path: str | os.PathLike[str], *, overwrite: bool = False) -> Path:
        """Writes the document, whole or not at all, and returns where it is.

        Raises `OutputExists` if the file exists and `overwrite` is false, and `OutputError` if the file cannot be
        written.
        """
        target = Path(path)
        write_atomic(target, self.content, overwrite=overwrite)
        return target

    def to_pdf(self, office: "Office | None" = None) -> bytes:
        """Converts the document to a tagged PDF (PDF/UA-1) with LibreOffice; for many documents use `Converter`.

        Raises `OfficeNotFound` if LibreOffice is not installed, `ConversionFailed` if LibreOffice cannot convert the
        document, and `OfficeFailed` if LibreOffice does not work at all.
        """
        # Imported on use: only PDF and returned files need the gate.
        from cpr_docs.gate.admission import Admitted
        from cpr_docs.pdf.convert.converter import Converter

        with Converter(office, workers=1) as converter:
            return converter.convert(Admitted.rendered(self.content))


_STATES = {FormState.DRAFT: p_("file name", "draft"), FormState.BLANK: p_("file name", "blank")}
_REVIEW_TYPES = {"concise": p_("file name", "concise"), "extended": p_("file name", "extended")}


def name_of_form(form: type[AnyForm], language: Language) -> str:
    """The form's name in a file name: ``invitation-letter``, ``llythyr-gwahoddiad``."""
    if language is Language.ENGLISH:
        return form.name().replace("_", "-")
    words = translate(form.FILE_NAME or form.SHORT_TITLE or form.TITLE, language)
    return safe_name(words.replace("’", " ").lower())


def name_of_review_type(review_type: str, language: Language) -> str:
    """The review type in a file name; blank for a form without one."""
    return translate(_REVIEW_TYPES[review_type], language) if review_type else ""


def safe_name(text: str) -> str:
    """The text as a safe file name: no folders, not hidden, at most 120 bytes; may be empty."""
    name = _UNSAFE.sub("-", text).strip("-.")
    name = name.encode()[:_MAX_NAME_BYTES].decode(errors="ignore").rstrip("-.")
    return no_device(name)


def no_device(name: str) -> str:
    """The name, prefixed with an underscore if Windows reserves the name for a device."""
    return f"_{name}" if _DEVICE.match(name) else name
