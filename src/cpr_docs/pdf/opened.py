"""Whether a file is a PDF that opens."""

import io


def opens(content: bytes) -> bool:
    """Whether the bytes are a PDF that is whole and has at least one page."""
    if not content.startswith(b"%PDF-"):
        return False
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        # Strictly: a PDF that has to be mended is none.
        return len(PdfReader(io.BytesIO(content), strict=True).pages) > 0
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError):
        return False
