"""The fixtures of the PDF tests: the stand-in for LibreOffice, and LibreOffice itself."""

from tests.pdf.conftest import office, soffice, temporary

__all__ = ["office", "soffice", "temporary"]
