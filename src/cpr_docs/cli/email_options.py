"""The files with the words of e-mails."""

import codecs
from pathlib import Path

import click

from cpr_docs.cli.messages import localised
from cpr_docs.cli.options import read_file
from cpr_docs.language.catalogue import _
from cpr_docs.language.normalise import visible

_BYTE_ORDER_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def email_words(welsh: Path | None, english: Path | None) -> dict[str, str]:
    """The words by language, of the files that are given."""
    files = {"cy": welsh, "en": english}
    return {language: _text(path) for language, path in files.items() if path is not None}


def _text(path: Path) -> str:
    """The text of a file, in UTF-8, or in UTF-16 as Windows PowerShell writes it."""
    content = read_file(str(path))
    try:
        return content.decode("utf-16" if content.startswith(_BYTE_ORDER_MARKS) else "utf-8-sig")
    except UnicodeDecodeError:
        message = _("{path}: is no text in UTF-8; save it as plain text in UTF-8")
        raise click.UsageError(localised(message, path=visible(path))) from None
