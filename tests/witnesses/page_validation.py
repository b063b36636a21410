"""The accessibility of a PDF, as the PyPI package ``page-validation`` judges it by the rules of PDF/UA-1."""

from pathlib import Path


def faults(pdf: bytes, folder: Path) -> list[str]:
    """The rules of PDF/UA-1 that the PDF does not keep."""
    import page

    path = folder / "judged.pdf"
    path.write_bytes(pdf)
    return [failure.rule_id for failure in page.validate_pdf(str(path), profile="ua1").failures]
