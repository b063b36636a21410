"""How LibreOffice is to make a PDF: tagged, PDF/UA-1, with the headings as bookmarks, and with nothing to fill in."""

import json

# ISO 14289-1, PDF/UA-1, stands on PDF 1.7.
_PDF_1_7 = 17
_OPTIONS = {
    "UseTaggedPDF": True,
    "PDFUACompliance": True,
    "SelectPdfVersion": _PDF_1_7,
    "ExportBookmarks": True,
    # Where a document begins in a print run is told by a bookmark of Word's, which becomes a destination.
    "ExportBookmarksToPDFDestination": True,
    "DisplayPDFDocumentTitle": True,
    # A content control would become a form field, from 25.2 on, whose fonts are not embedded: PDF/UA refuses that.
    "ExportFormFields": False,
    "ExportNotes": False,
}
_TYPES = {bool: "boolean", int: "long"}
IMPORT = "MS Word 2007 XML"
"""The filter that reads; left to itself LibreOffice would print what is no Word document as plain text."""


def export_filter() -> str:
    """The filter and its options, as ``soffice --convert-to`` takes them."""
    options = {name: {"type": _TYPES[type(value)], "value": _word(value)} for name, value in _OPTIONS.items()}
    return f"pdf:writer_pdf_Export:{json.dumps(options, separators=(',', ':'))}"


def _word(value: bool | int) -> str:
    return str(value).lower()
