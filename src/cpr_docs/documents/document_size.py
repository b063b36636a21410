"""Notes on a document that is so large that Word is slow with it, or that it cannot be read back."""

from collections.abc import Iterator
from typing import Final

from cpr_docs import log
from cpr_docs.documents.document import Document
from cpr_docs.language.catalogue import Sentence, _
from cpr_docs.models.draft import Draft

_MANY_ROWS: Final = 100
"""A document with fewer rows in each of its lists is not looked at: most are letters."""
_MANY_CONTROLS: Final = 3_000
_CONTROL: Final = b"<w:sdt>"


def size_notes(document: Document) -> Iterator[str]:
    """A sentence on each thing to know before working with the document; they refuse nothing."""
    values = document.form.values if isinstance(document.form, Draft) else document.form
    if not any(isinstance(value, tuple) and len(value) > _MANY_ROWS for value in values.__dict__.values()):
        return
    # Imported on use: lxml is slow to import, and few documents are so large.
    import io
    import zipfile

    from cpr_docs.ooxml.names import PartName
    from cpr_docs.ooxml.xml import MAX_TAGS, MAX_XML_BYTES

    with zipfile.ZipFile(io.BytesIO(document.content)) as package:
        content = package.read(PartName.DOCUMENT)
    controls, tags = content.count(_CONTROL), content.count(b"<")
    if controls > _MANY_CONTROLS:
        message = _(
            "{name}: has {count} content controls, and Word is slow with more than {most}: work on so many rows in a "
            "table (cpr-docs table)"
        )
        yield Sentence(message, name=document.filename, count=f"{controls:,}", most=f"{_MANY_CONTROLS:,}")
    if tags > MAX_TAGS or len(content) > MAX_XML_BYTES:
        message = _("{name}: cannot be read back, because it is too large: more than {tags} tags, or {size} MB of XML")
        yield Sentence(message, name=document.filename, tags=f"{MAX_TAGS:,}", size=MAX_XML_BYTES // 2**20)


def log_size(document: Document) -> None:
    """Logs the notes."""
    for note in size_notes(document):
        log.info("%s", note)
