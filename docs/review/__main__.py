"""``python -m docs.review`` writes the documents of the review; with a FILE it takes corrections.

A filled-in document becomes a CSV file beside it, for the maintainers to judge. A CSV file goes into the catalogue.
"""

import sys
import tempfile
from pathlib import Path

import cpr_docs
from cpr_docs.modelling import BilingualLine
from docs.review.corrections import CorrectionsRefused, apply, corrections_of, from_csv, to_csv
from docs.review.entries import entries_of
from docs.review.wording_form import WordingReview, document, review_of, write_templates

FOLDER = Path("review")


def write_documents(folder: Path) -> None:
    """Writes a document for each form, in Welsh, to be filled in."""
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="cpr_docs_review_") as house:
        templates = write_templates(Path(house))
        for form in cpr_docs.forms():
            title = BilingualLine(**{language.value: form.title[language] for language in cpr_docs.Language})
            path = folder / f"{form.name}.docx"
            path.write_bytes(document(review_of(title, form.name, entries_of(form.name)), templates))
            print(path)


def read_document(path: Path) -> bytes:
    """The corrections of a filled-in document, as a CSV file."""
    with tempfile.TemporaryDirectory(prefix="cpr_docs_review_") as house:
        review = cpr_docs.read(path, templates=write_templates(Path(house)), forms=[WordingReview])
    assert isinstance(review, WordingReview)
    return to_csv(corrections_of(review))


def main(arguments: list[str]) -> None:
    """Runs the module."""
    if not arguments:
        write_documents(FOLDER)
        return
    path = Path(arguments[0])
    try:
        if path.suffix.lower() == ".docx":
            table = path.with_suffix(".csv")
            table.write_bytes(read_document(path))
            print(
                f"{table}: judge each row, and take those out that are not right; then: make corrections FILE={table}"
            )
        else:
            print(f"corrected: {apply(from_csv(path.read_bytes()))}; then: make messages templates pages")
    except (CorrectionsRefused, cpr_docs.CprDocsError) as error:
        sys.exit(f"{path}: nothing is changed\n{error}")


main(sys.argv[1:])
