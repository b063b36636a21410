"""A stamped PDF can be matched to its document, and a changed one is detected."""

import io
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader

from cpr_docs.errors import PdfError
from cpr_docs.pdf.convert.file_id import fixed_date, is_stamped_from, stamp
from tests.pdf.soffice import sample_pdf

PDF = sample_pdf()
DOCUMENT = b"a document"


def test_a_stamped_pdf_has_the_same_length_and_opens() -> None:
    stamped = stamp(PDF, DOCUMENT)
    assert len(stamped) == len(PDF)
    assert stamped[: PDF.index(b"/ID")] == PDF[: PDF.index(b"/ID")]
    assert len(PdfReader(io.BytesIO(stamped), strict=True).pages) == 1


def test_it_matches_its_own_document_alone() -> None:
    stamped = stamp(PDF, DOCUMENT)
    assert is_stamped_from(stamped, DOCUMENT)
    assert not is_stamped_from(stamped, b"another document")
    assert not is_stamped_from(PDF, DOCUMENT)


@pytest.mark.parametrize("at", [0, 20, 200, -130, -20, -1])
def test_a_change_of_any_byte_is_detected(at: int) -> None:
    stamped = bytearray(stamp(PDF, DOCUMENT))
    stamped[at] ^= 1
    assert not is_stamped_from(bytes(stamped), DOCUMENT)


def test_a_truncated_pdf_is_detected() -> None:
    stamped = stamp(PDF, DOCUMENT)
    assert not is_stamped_from(stamped[:-1], DOCUMENT)
    assert not is_stamped_from(b"", DOCUMENT)


def test_libreoffices_own_identifiers_are_replaced() -> None:
    later = PDF.replace(b"0123456789ABCDEF" * 2, b"FEDCBA9876543210" * 2)
    assert stamp(later, DOCUMENT) == stamp(PDF, DOCUMENT)


def test_the_date_replaces_the_time_of_conversion() -> None:
    stamped = stamp(PDF, DOCUMENT, datetime(2012, 2, 29, 1, 2, 3, tzinfo=UTC))
    assert b"/CreationDate(D:20120229010203Z'" in stamped
    assert len(stamped) == len(PDF)
    assert is_stamped_from(stamped, DOCUMENT)


METADATA = b"<xmp:CreateDate>0000-00-00T00:00:00Z</xmp:CreateDate><xmp:ModifyDate>2012-02-01T00:00:00Z</xmp:ModifyDate>"


def test_the_date_is_in_the_metadata_too() -> None:
    stamped = stamp(METADATA + PDF, DOCUMENT, datetime(2012, 2, 29, 1, 2, 3, tzinfo=UTC))
    assert stamped.count(b"Date>2012-02-29T01:02:03Z</xmp:") == 2


def test_without_a_date_a_blank_date_becomes_the_time_of_conversion() -> None:
    stamped = stamp(METADATA + PDF, DOCUMENT)
    assert b"<xmp:CreateDate>2024-02-29T12:34:56Z<" in stamped
    assert b"<xmp:ModifyDate>2012-02-01T00:00:00Z<" in stamped


def test_a_pdf_that_libreoffice_did_not_write_is_not_stamped() -> None:
    with pytest.raises(ValueError, match="trailer"):
        stamp(b"%PDF-1.7\n", DOCUMENT)


@pytest.mark.parametrize(
    ("value", "date"),
    [("", None), ("0", datetime(1970, 1, 1, tzinfo=UTC)), ("1330473600", datetime(2012, 2, 29, tzinfo=UTC))],
)
def test_the_fixed_date(value: str, date: datetime | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    assert fixed_date() == date


@pytest.mark.parametrize("value", ["today", "1.5", "-1", "9" * 20])
def test_an_invalid_fixed_date_is_one_error(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    with pytest.raises(PdfError, match="SOURCE_DATE_EPOCH must be seconds since 1970"):
        fixed_date()
