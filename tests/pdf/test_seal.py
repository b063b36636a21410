"""A PDF tells which document it was made from, and whether it is as it was made."""

import io
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader

from cpr_docs.errors import PdfError
from cpr_docs.pdf.convert.file_id import fixed_date, is_stamped_from, stamp
from tests.pdf.soffice import sample_pdf

PDF = sample_pdf()
DOCUMENT = b"a document"


def test_a_sealed_pdf_is_as_long_as_before_and_opens() -> None:
    made = stamp(PDF, DOCUMENT)
    assert len(made) == len(PDF)
    assert made[: PDF.index(b"/ID")] == PDF[: PDF.index(b"/ID")]
    assert len(PdfReader(io.BytesIO(made), strict=True).pages) == 1


def test_it_is_known_by_its_document() -> None:
    made = stamp(PDF, DOCUMENT)
    assert is_stamped_from(made, DOCUMENT)
    assert not is_stamped_from(made, b"another document")
    assert not is_stamped_from(PDF, DOCUMENT)


@pytest.mark.parametrize("at", [0, 20, 200, -130, -20, -1])
def test_a_pdf_that_was_changed_anywhere_is_not_the_one_that_was_made(at: int) -> None:
    made = bytearray(stamp(PDF, DOCUMENT))
    made[at] ^= 1
    assert not is_stamped_from(bytes(made), DOCUMENT)


def test_a_pdf_that_was_cut_is_not_the_one_that_was_made() -> None:
    made = stamp(PDF, DOCUMENT)
    assert not is_stamped_from(made[:-1], DOCUMENT)
    assert not is_stamped_from(b"", DOCUMENT)


def test_libreoffices_own_numbers_do_not_count() -> None:
    later = PDF.replace(b"0123456789ABCDEF" * 2, b"FEDCBA9876543210" * 2)
    assert stamp(later, DOCUMENT) == stamp(PDF, DOCUMENT)


def test_the_date_is_put_in_place_of_the_moment() -> None:
    made = stamp(PDF, DOCUMENT, datetime(2012, 2, 29, 1, 2, 3, tzinfo=UTC))
    assert b"/CreationDate(D:20120229010203Z'" in made
    assert len(made) == len(PDF)
    assert is_stamped_from(made, DOCUMENT)


METADATA = b"<xmp:CreateDate>0000-00-00T00:00:00Z</xmp:CreateDate><xmp:ModifyDate>2012-02-01T00:00:00Z</xmp:ModifyDate>"


def test_the_date_stands_in_the_metadata_too() -> None:
    made = stamp(METADATA + PDF, DOCUMENT, datetime(2012, 2, 29, 1, 2, 3, tzinfo=UTC))
    assert made.count(b"Date>2012-02-29T01:02:03Z</xmp:") == 2


def test_without_one_a_blank_date_becomes_the_moment_of_making() -> None:
    made = stamp(METADATA + PDF, DOCUMENT)
    assert b"<xmp:CreateDate>2024-02-29T12:34:56Z<" in made
    assert b"<xmp:ModifyDate>2012-02-01T00:00:00Z<" in made


def test_what_libreoffice_did_not_write_is_not_sealed() -> None:
    with pytest.raises(ValueError, match="trailer"):
        stamp(b"%PDF-1.7\n", DOCUMENT)


@pytest.mark.parametrize(
    ("said", "date"),
    [("", None), ("0", datetime(1970, 1, 1, tzinfo=UTC)), ("1330473600", datetime(2012, 2, 29, tzinfo=UTC))],
)
def test_the_fixed_date(said: str, date: datetime | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", said)
    assert fixed_date() == date


@pytest.mark.parametrize("said", ["today", "1.5", "-1", "9" * 20])
def test_a_fixed_date_that_is_none_is_one_error(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", said)
    with pytest.raises(PdfError, match="SOURCE_DATE_EPOCH must be seconds since 1970"):
        fixed_date()
