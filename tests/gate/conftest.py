"""The stand-in for LibreOffice, and LibreOffice itself, as the tests of PDF have them."""

from tests.pdf.conftest import office, soffice, temporary

__all__ = ["office", "soffice", "temporary"]
