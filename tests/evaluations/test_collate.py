"""Evaluation forms in either language are counted in one summary."""

import csv
import io
import json
import sys
from collections import Counter
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from lxml import etree

import cpr_docs
from cpr_docs.cli import main
from cpr_docs.errors import NotReadable, OutputError, OutputExists
from cpr_docs.language.languages import Language
from cpr_docs.ooxml.names import NAMESPACES
from cpr_docs.ooxml.package import Package
from tests.documents.cases import RENDERER
from tests.evaluations.cases import fifty, returned

EN, CY = Language.ENGLISH, Language.WELSH
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DRAWING = f"{{{NAMESPACES['a']}}}"
_DANGEROUS = ("=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "＝1")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("returns")


@pytest.fixture(scope="module")
def paths(folder: Path) -> list[Path]:
    return fifty(folder / "good")


@pytest.fixture(scope="module")
def collation(paths: list[Path]) -> cpr_docs.Collation:
    return cpr_docs.collate(paths)


def test_fifty_forms_in_two_languages_collate_in_one_command(paths: list[Path], tmp_path: Path) -> None:
    output = tmp_path / "summary.json"
    done = CliRunner().invoke(main, ["collate", *map(str, paths), "-o", str(output)])
    assert (done.exit_code, done.stderr) == (0, f"wrote {output}: 50 forms\n")
    summary = json.loads(output.read_text(encoding="utf-8"))
    expected = Counter(["excellent", "good", "fair", "poor"][number % 4] for number in range(50) if number % 10)
    assert {one["value"]: one["count"] for one in summary["scales"]["rating"]["counts"]} == dict(expected)
    assert summary["scales"]["rating"]["not_answered"] == 5
    assert summary["returned"] == 50
    assert Counter(row["language"] for row in summary["returns"]) == {"en": 25, "cy": 25}
    assert [one["text"] for one in summary["comments"]["most_helpful"]["comments"]] == [f"=1+{n}" for n in range(50)]


def test_the_forms_of_events_forums_and_consultations_are_counted_together_and_told_apart(tmp_path: Path) -> None:
    forms = ["evaluation_form", "forum_evaluation", "consultation_evaluation"]
    paths = []
    for number, (form, language) in enumerate((form, language) for form in forms for language in (CY, EN)):
        paths.append(tmp_path / f"{number}.docx")
        # A forum without a reference has its topic in the document's language alone.
        paths[-1].write_bytes(RENDERER.render(_without_reference(cpr_docs.example(form)), language).content)
    output = tmp_path / "summary.json"
    done = CliRunner().invoke(main, ["collate", *map(str, paths), "-o", str(output)])
    listed = "".join(f"  {form}: 2\n" for form in forms)
    assert (done.exit_code, done.stderr) == (0, f"wrote {output}: 6 forms\n{listed}")
    summary = json.loads(output.read_text(encoding="utf-8"))
    assert [(event["form"], event["returned"]) for event in summary["events"]] == [(form, 2) for form in forms]
    assert summary["events"][1]["event"] == "Children with repeat registration within 12 months"
    assert [one["count"] for one in summary["scales"]["rating"]["counts"]] == [4, 2, 0, 0]
    table = cpr_docs.collate(paths).save(tmp_path / "s.csv", language=CY).read_text(encoding="utf-8-sig")
    assert table.startswith("Gwerthusiad o ddigwyddiadau o sawl math")
    assert "Gwerthusiad o’r Fforwm: Plant sydd wedi’u cofrestru fwy nag unwaith o fewn 12 mis, 19 Mehefin 2013" in table
    of_forums = cpr_docs.collate(paths[2:4]).save(tmp_path / "f.csv").read_text(encoding="utf-8-sig")
    assert of_forums.startswith("Evaluation of the multi-agency professional forum")


def _without_reference(form: cpr_docs.AnyForm) -> cpr_docs.AnyForm:
    return form.replace(reference=None) if "reference" in type(form).model_fields else form


@pytest.mark.parametrize("ending", ["json", "csv", "xlsx"])
def test_names_are_left_out_unless_asked(collation: cpr_docs.Collation, tmp_path: Path, ending: str) -> None:
    for with_names in (False, True):
        path = collation.save(tmp_path / f"{with_names}.{ending}", with_names=with_names)
        content = path.read_bytes() if ending != "xlsx" else b"".join(Package.read(path).values())
        assert (b"Person 7" in content) is with_names
        assert (b"return-07" in content) is with_names


@pytest.mark.parametrize(("language", "label"), [(EN, "Excellent"), (CY, "Ardderchog")])
def test_labels_are_in_the_language_that_was_asked_for(
    collation: cpr_docs.Collation, tmp_path: Path, language: Language, label: str
) -> None:
    path = collation.save(tmp_path / "s.csv", language=language)
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    assert label in {cell for row in rows for cell in row}


class TestNotCounted:
    @pytest.fixture
    def mixed(self, tmp_path: Path) -> list[Path]:
        files = {
            "good.docx": returned(EN, rating="good"),
            "two ticks.docx": None,
            "report.docx": RENDERER.render(cpr_docs.example("report"), EN).content,
            "text.docx": b"hello",
        }
        from tests.reading.cases import edited

        ticks = edited("evaluation_form", CY, sparse=True).tick("answers.rating=good").tick("answers.rating=poor")
        files["two ticks.docx"] = ticks.saved()
        for name, content in files.items():
            assert content is not None
            (tmp_path / name).write_bytes(content)
        (tmp_path / "same again.docx").symlink_to(tmp_path / "good.docx")
        good, *others = files
        return [tmp_path / name for name in (good, "same again.docx", *others, "not there.docx")]

    def test_two_people_who_answer_the_same_count_as_two(self, tmp_path: Path) -> None:
        paths = [tmp_path / "one.docx", tmp_path / "two.docx"]
        for path in paths:
            path.write_bytes(returned(EN, rating="good"))
        assert len(cpr_docs.collate(paths).returns) == 2

    def test_is_listed_with_its_reason_and_the_others_are_counted(self, mixed: list[Path], tmp_path: Path) -> None:
        output = tmp_path / "s.csv"
        done = CliRunner().invoke(main, ["collate", *map(str, mixed), "-o", str(output)])
        assert done.exit_code == 1
        assert "wrote" in done.stderr
        reasons = [line for line in done.stderr.splitlines() if line.startswith("  /")]
        assert [line.partition(".docx: ")[0].rpartition("/")[2] for line in reasons] == [
            *("same again", "two ticks", "report", "text", "not there")
        ]
        for expected in (
            "same file as",
            "evaluation_form (concise)",
            "is no evaluation form",
            "Word",
            "cannot be read",
        ):
            assert any(expected in line for line in reasons)
        assert "Sut yr ydych yn graddio’r digwyddiad hwn" in done.stderr
        assert output.read_text(encoding="utf-8-sig").count("not there.docx") == 1

    def test_nothing_that_can_be_read_writes_nothing(self, mixed: list[Path], tmp_path: Path) -> None:
        with pytest.raises(NotReadable, match="none of the files"):
            cpr_docs.collate(mixed[3:])
        done = CliRunner().invoke(main, ["collate", str(mixed[4]), "-o", str(tmp_path / "none.csv")])
        assert done.exit_code == 1
        assert not (tmp_path / "none.csv").exists()


class TestTheCommandIsUsedWrongly:
    @pytest.mark.parametrize("name", ["summary.pdf", "summary"])
    def test_another_ending(self, tmp_path: Path, paths: list[Path], name: str) -> None:
        done = CliRunner().invoke(main, ["collate", str(paths[0]), "-o", str(tmp_path / name)])
        assert done.exit_code == 2
        assert ".xlsx" in done.stderr

    def test_a_file_that_is_there_already(self, tmp_path: Path, paths: list[Path]) -> None:
        output = tmp_path / "s.csv"
        output.write_text("mine")
        command = ["collate", str(paths[0]), "-o", str(output)]
        assert CliRunner().invoke(main, command).exit_code == 2
        assert output.read_text() == "mine"
        assert CliRunner().invoke(main, [*command, "--force"]).exit_code == 0
        with pytest.raises(OutputExists):
            cpr_docs.collate(paths[:1]).save(output)

    def test_without_openpyxl_an_xlsx_is_refused_in_one_sentence(
        self, tmp_path: Path, paths: list[Path], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "openpyxl", None)
        for module in ("evaluations.export_xlsx", "tables.sheet_style"):
            monkeypatch.delitem(sys.modules, f"cpr_docs.{module}", raising=False)
        done = CliRunner().invoke(main, ["collate", str(paths[0]), "-o", str(tmp_path / "s.xlsx")])
        assert (done.exit_code, done.stderr) == (
            2,
            "cpr-docs: an .xlsx file needs openpyxl: pip install 'cpr-docs[xlsx]'\n",
        )


class TestNothingBecomesAFormula:
    @pytest.fixture
    def dangerous(self, tmp_path: Path) -> cpr_docs.Collation:
        files = []
        for number, text in enumerate(_DANGEROUS):
            files.append(tmp_path / f"={number}.docx")
            files[-1].write_bytes(returned(EN, name=text, suggestions=text))
        bad = tmp_path / "=bad.docx"
        bad.write_bytes(b"x")
        return cpr_docs.collate([*files, bad])

    def test_in_a_workbook(self, dangerous: cpr_docs.Collation, tmp_path: Path) -> None:
        book = openpyxl.load_workbook(dangerous.save(tmp_path / "s.xlsx", with_names=True))
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
        assert {cell.data_type for cell in cells} == {"s", "n"}
        texts = [cell for cell in cells if cell.data_type == "s"]
        assert all(cell.quotePrefix for cell in texts)
        assert set(_DANGEROUS) <= {cell.value for cell in texts}
        package = Package.read((tmp_path / "s.xlsx").read_bytes())
        sheets = [part for name, part in package.items() if name.startswith("xl/worksheets/sheet")]
        assert len(sheets) == 4
        assert not any(b"<f>" in part or b"<f " in part for part in sheets)

    def test_in_csv(self, dangerous: cpr_docs.Collation, tmp_path: Path) -> None:
        path = dangerous.save(tmp_path / "s.csv", with_names=True)
        rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))
        cells = {cell for row in rows for cell in row}
        assert not {cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))}
        assert {f"'{text}" for text in _DANGEROUS} <= cells


@pytest.fixture(scope="module")
def package(collation: cpr_docs.Collation, folder: Path) -> Package:
    return Package.read(collation.save(folder / "book.xlsx", language=CY, overwrite=True))


@pytest.mark.usefixtures("package")
class TestWorkbook:
    def test_has_a_bar_chart_for_each_scale(self, package: Package) -> None:
        charts = [etree.fromstring(part) for name, part in package.items() if name.startswith("xl/charts/chart")]
        titles = ["".join(text.text or "" for text in chart.iter(f"{_DRAWING}t")) for chart in charts]
        assert titles == [
            "A wnaeth y digwyddiad dysgu hwn gyflawni ei amcanion?Nifer",
            "Sut yr ydych yn graddio’r digwyddiad hwn?Nifer",
        ]
        for chart, answers in zip(charts, (3, 4), strict=True):
            where = next(chart.iter(f"{_CHART}val")).findtext(f".//{_CHART}f") or ""
            first, last = (int(cell.rpartition("$")[2]) for cell in where.partition("!")[2].split(":"))
            assert last - first + 1 == answers
            assert {line.get("val") for line in chart.iter(f"{_CHART}delete")} == {"0"}

    def test_the_charts_draw_the_counts_of_the_answers(self, folder: Path) -> None:
        sheet = openpyxl.load_workbook(folder / "book.xlsx").worksheets[0]
        rows = {row[0].value: row[1].value for row in sheet.iter_rows() if row[0].value}
        assert rows["Ardderchog"] + sum(rows[label] for label in ("Da", "Gweddol", "Gwael")) == 45

    def test_the_properties_name_no_author_and_no_time(self, package: Package) -> None:
        assert b"2000-01-01T00:00:00Z" in package["docProps/core.xml"]

    def test_one_row_a_form_and_all_comments(self, folder: Path) -> None:
        book = openpyxl.load_workbook(folder / "book.xlsx")
        _summary, comments, returns = book.worksheets
        assert returns.max_row == 51
        assert sum(str(row[2].value).startswith("=1+") for row in comments.iter_rows()) == 50

    def test_a_comment_longer_than_excel_allows_is_cut_and_marked(self, tmp_path: Path) -> None:
        path = tmp_path / "long.docx"
        path.write_bytes(returned(EN, suggestions="word " * 8000))
        book = openpyxl.load_workbook(cpr_docs.collate([path]).save(tmp_path / "s.xlsx"))
        longest = max((str(cell.value) for row in book.worksheets[1].iter_rows() for cell in row), key=len)
        assert len(longest) < 32_767
        assert longest.endswith("[…]")
        assert "word " * 7999 in cpr_docs.collate([path]).save(tmp_path / "s.json").read_text(encoding="utf-8")


def test_an_unknown_ending_is_refused_in_python_too(collation: cpr_docs.Collation, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"\.csv"):
        collation.save(tmp_path / "s.txt")
