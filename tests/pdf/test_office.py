"""LibreOffice is found where it is named or usually installed; otherwise one sentence says so."""

import os
from pathlib import Path

import pytest

from cpr_docs.errors import OfficeNotFound
from cpr_docs.pdf.convert import office
from cpr_docs.pdf.convert.office import Office, make_profile

pytestmark = pytest.mark.skipif(os.name != "posix", reason="writes programs for POSIX")


@pytest.fixture(autouse=True)
def _nothing_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "path"))
    monkeypatch.delenv(office.VARIABLE, raising=False)
    monkeypatch.setattr(office, "_USUAL", (f"{tmp_path}/opt/libreoffice*/program/soffice",))


def program(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize("name", ["soffice", "libreoffice"])
def test_it_is_found_on_the_path(name: str, tmp_path: Path) -> None:
    there = program(tmp_path / "path" / name)
    assert Office.find() == Office(there)


def test_the_newest_is_found_where_it_usually_is(tmp_path: Path) -> None:
    program(tmp_path / "opt/libreoffice7.4/program/soffice")
    newest = program(tmp_path / "opt/libreoffice7.6/program/soffice")
    assert Office.find() == Office(newest)


def test_a_named_program_has_precedence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path / "path" / "soffice")
    by_variable, named = program(tmp_path / "a" / "soffice"), program(tmp_path / "b" / "soffice")
    monkeypatch.setenv(office.VARIABLE, by_variable)
    assert Office.find() == Office(by_variable)
    assert Office.find(named) == Office(named)
    assert Office.find(Path(named)) == Office(named)


def test_a_named_program_that_is_missing_is_not_searched_for_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path / "path" / "soffice")
    with pytest.raises(OfficeNotFound, match=r"/no/soffice: is no program"):
        Office.find("/no/soffice")
    monkeypatch.setenv(office.VARIABLE, "/neither/soffice")
    with pytest.raises(OfficeNotFound, match=r"/neither/soffice: is no program"):
        Office.find()


def test_without_libreoffice_one_sentence_names_the_package_to_install(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(OfficeNotFound) as caught:
        Office.find()
    message = str(caught.value)
    assert "libreoffice-writer-nogui" in message
    assert office.VARIABLE in message
    assert "\n" not in message


def test_a_relative_path_becomes_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = program(tmp_path / "relative" / "soffice")
    monkeypatch.chdir(tmp_path)
    assert Office.find("./relative/soffice") == Office(there)
    monkeypatch.setenv("PATH", "relative")
    assert Office.find() == Office(there)


@pytest.mark.parametrize(
    ("version_file", "build"),
    [("[Version]\nAllLanguages=cy\nbuildid=40(Build:2)\nVendor=\n", "40(Build:2)"), ("buildid=\n", ""), (None, "")],
)
def test_a_new_profile_names_the_build_so_that_libreoffice_starts_only_once(
    version_file: str | None, build: str, tmp_path: Path
) -> None:
    path = program(tmp_path / "opt" / "libreoffice" / "program" / "soffice")
    if version_file is not None:
        (tmp_path / "opt" / "libreoffice" / "program" / "versionrc").write_text(version_file, encoding="utf-8")

    make_profile(tmp_path / "profile", Office(path))

    named = tmp_path / "profile" / "user" / "extensions" / "buildid"
    assert (named.read_text(encoding="utf-8") if named.exists() else "") == build
