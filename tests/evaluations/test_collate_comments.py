"""Comments on draft learning points, in either language, are collected under the point that each is about."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import cpr_docs
from cpr_docs.language.languages import Language
from tests.documents.cases import RENDERER
from tests.evaluations.cases import returned

EN, CY = Language.ENGLISH, Language.WELSH
LETTER = cpr_docs.example("learning_points_letter", "concise")


def letter(language: Language, reply: dict[str, Any] | None, **changes: Any) -> bytes:
    """A letter that came back with comments in its language."""
    form = LETTER.replace({"reply": reply, **changes})
    return RENDERER.render(form, language, missing="mark").content


@pytest.fixture(scope="module")
def collation(tmp_path_factory: pytest.TempPathFactory) -> cpr_docs.Collation:
    folder = tmp_path_factory.mktemp("comments")
    one = {"number": 1, "comment": {"en": "=1+1"}}
    un = {"number": 1, "comment": {"cy": "Cytunaf."}}
    files = {
        "a.docx": letter(EN, {"comments": [one]}, **{"recipient.name": "Somebody Else"}),
        "b.docx": letter(CY, {"comments": [un], "general": {"cy": "Diolch."}}),
        "c.docx": letter(EN, {"no_comments": True}),
        "d.docx": letter(
            EN, {"comments": [one]}, **{"points[0].text": {"en": "A later draft", "cy": "Drafft diweddarach"}}
        ),
        "e.docx": returned(EN, rating="good"),
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return cpr_docs.collate(sorted(folder.iterdir()))


def test_all_comments_stand_under_their_point(collation: cpr_docs.Collation, tmp_path: Path) -> None:
    summary = json.loads(collation.save(tmp_path / "s.json").read_text(encoding="utf-8"))
    first, later = summary["letters"]
    assert (first["returned"], first["no_comments"], later["returned"]) == (3, 1, 1)
    assert first["points"][0]["comments"] == [
        {"return": 1, "language": "en", "text": "=1+1"},
        {"return": 2, "language": "cy", "text": "Cytunaf."},
    ]
    assert first["points"][0]["text"].keys() == {"en", "cy"}
    assert first["general"] == [{"return": 2, "language": "cy", "text": "Diolch."}]
    assert later["points"][0]["text"] == {"en": "A later draft"}
    assert [each["comments"] for each in later["points"][1:]] == [[]] * 4
    (not_counted,) = summary["not_counted"]
    assert "counted by itself" in not_counted["reason"]


@pytest.mark.parametrize("language", [EN, CY])
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_table_for_each_point_names_it_in_the_language(
    collation: cpr_docs.Collation, tmp_path: Path, ending: str, language: Language
) -> None:
    path = collation.save(tmp_path / f"s.{ending}", language=language)
    if ending == "csv":
        cells = {cell for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))) for cell in row}
        assert "'=1+1" in cells
    else:
        book = openpyxl.load_workbook(path)
        assert len(book.worksheets) == 4
        cells = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "s"}
        assert "=1+1" in cells
    expected = {EN: "Learning point 5: Families speak", CY: "Pwynt dysgu 5: Mae teuluoedd"}[language]
    assert any(expected in str(cell) for cell in cells)


@pytest.mark.parametrize("ending", ["json", "csv"])
def test_names_are_left_out_unless_asked(collation: cpr_docs.Collation, tmp_path: Path, ending: str) -> None:
    for with_names in (False, True):
        content = collation.save(tmp_path / f"{with_names}.{ending}", with_names=with_names).read_bytes()
        assert (b"Somebody Else" in content) is with_names
        assert (b"a.docx" in content) is with_names
