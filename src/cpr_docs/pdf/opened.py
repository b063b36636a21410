"""Whether a file is a PDF that opens."""

import io

from cpr_docs.errors import PdfError
from cpr_docs.pdf.objects import PdfObjects
from cpr_docs.pdf.syntax import Value


def opens(content: bytes) -> bool:
    """Whether the bytes are a PDF that is whole and has at least one page."""
    if not content.startswith(b"%PDF-"):
        return False
    try:
        return _has_page(PdfObjects(content))
    except (PdfError, RecursionError):
        return _opens_otherwise(content)


def _has_page(objects: PdfObjects) -> bool:
    catalog = objects.dictionary(objects.trailer.get(b"/Root"))
    count: Value | None = objects.dictionary(catalog.get(b"/Pages")).get(b"/Count")
    return isinstance(count, bytes) and count.isdigit() and int(count) > 0


def _opens_otherwise(content: bytes) -> bool:
    """The same of one whose table of objects is not plain, as newer versions of LibreOffice may write it."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        # Strictly: a PDF that has to be mended is none.
        return len(PdfReader(io.BytesIO(content), strict=True).pages) > 0
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError):
        return False
