"""An e-mail as the bytes of an ``.eml`` file, which a mail program opens as a draft. Nothing is sent.

The same letters make the same bytes: a draft has no sender, no date and no identifier, which the program that sends it
adds, and its boundary is a hash of its content.
"""

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import PurePath
from typing import Final

from cpr_docs.batch.email_words import default_words, filled
from cpr_docs.documents.document import Document
from cpr_docs.documents.settings import Settings
from cpr_docs.language.languages import Language
from cpr_docs.models.form import AnyForm

_MEDIA_TYPES: Final = {".docx": Document.media_type, ".pdf": "application/pdf"}
_BETWEEN_LANGUAGES: Final = "\n* * *\n\n"


class EmailDrafts:
    """Makes the e-mails of a batch."""

    def __init__(self, words: Mapping[Language, str], settings: Settings) -> None:
        self._words = {language: words.get(language) or default_words(language) for language in Language}
        self._settings = settings

    def content(
        self, form: AnyForm, languages: Sequence[Language], address: str, attached: Sequence[tuple[str, bytes]]
    ) -> bytes:
        """The e-mail to an address, in the languages of the letters; `attached` are the names and the contents."""
        texts = [filled(self._words[language], form, language, self._settings) for language in languages]
        subject = _header_text(" / ".join(dict.fromkeys(subject for subject, _body in texts)))
        text = _BETWEEN_LANGUAGES.join(body for _subject, body in texts)
        message = EmailMessage(SMTP)
        message["To"] = Address(_header_text(_name(form)), addr_spec=address)
        message["Subject"] = subject
        # Outlook, and programs like it, open a file with this header as a message that is to be sent.
        message["X-Unsent"] = "1"
        message.set_content(text, cte="quoted-printable")
        for name, content in attached:
            kind, _slash, subtype = _MEDIA_TYPES[PurePath(name).suffix].partition("/")
            message.add_attachment(content, maintype=kind, subtype=subtype, filename=name)
        message["Content-Language"] = ", ".join(languages)
        # No line of base64 or of quoted-printable text has "=_" in it.
        parts = (address, subject, text, *(part for name_and_content in attached for part in name_and_content))
        message.set_boundary(f"=_{_digest(parts)}")
        return message.as_bytes()


def _name(form: AnyForm) -> str:
    name = getattr(getattr(form, form.ADDRESSEE, None), "name", None) if form.ADDRESSEE else None
    return name if isinstance(name, str) else ""


def _header_text(text: str) -> str:
    """The text on one line, without control characters and invisible ones."""
    return "".join(character for character in " ".join(text.split()) if unicodedata.category(character)[0] != "C")


def _digest(parts: Iterable[str | bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        digest.update(b"%d:" % len(content))
        digest.update(content)
    return digest.hexdigest()[:40]
