"""A document is saved under a safe name, atomically, and over another file only with `overwrite`."""

import errno
import os
import re
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings

from cpr_docs import files
from cpr_docs.documents.document import Document
from cpr_docs.errors import OutputError, OutputExists
from cpr_docs.language.languages import Language
from tests.documents.cases import VARIANTS, case, changed, rendered
from tests.strategies import lines

_DOCUMENT = rendered(VARIANTS[0], Language.WELSH)
_DEVICES = {"CON", "PRN", "AUX", "NUL", *(f"{name}{n}" for name in ("COM", "LPT") for n in "0123456789¹²³")}
_LONGEST = 255


def _named(identifier: str) -> str:
    form = changed(case(VARIANTS[0]), case_identifier=identifier)
    return Document(b"", form, Language.WELSH).filename


def _assert_safe(name: str) -> None:
    assert not re.search(r'[\x00-\x1f\x7f/\\:*?"<>|\s]', name)
    assert ".." not in name
    assert name[0] not in ".-~"
    assert name.endswith("-recommendation-cy.docx")
    assert len(name.encode()) <= _LONGEST
    assert unicodedata.is_normalized("NFC", name)
    assert name.partition(".")[0].upper() not in _DEVICES


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(lines(60))
def test_the_name_is_safe_for_any_case_identifier(identifier: str) -> None:
    _assert_safe(_named(identifier))


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        ("DA-CPR-2012-03", "DA-CPR-2012-03"),
        ("Tŷ Glas/ŵyn 7", "Tŷ-Glas-ŵyn-7"),
        ("T\u0079\u0302", "Tŷ"),
        ("../../etc/passwd", "etc-passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        (".hidden", "hidden"),
        ("~root", "root"),
        ("a..b", "a-b"),
        ("2012.03", "2012.03"),
        ("con", "_con"),
        ("NUL.txt", "_NUL.txt"),
        ("COM¹.x", "_COM¹.x"),
        ("consent", "consent"),
        ("...", "case"),
        ("👶", "case"),
        ("\u202egpj", "gpj"),
        ("ŵ" * 60, "ŵ" * 60),
        ("𐐀" * 60, "𐐀" * 30),
    ],
)
def test_the_name_contains_the_identifier_as_safe_text(identifier: str, expected: str) -> None:
    assert _named(identifier) == f"{expected}-recommendation-cy.docx"
    _assert_safe(_named(identifier))


def test_the_name_contains_the_form_and_the_language() -> None:
    names = {rendered(variant, language).filename for variant in VARIANTS for language in Language}
    assert len(names) == 2 * len(VARIANTS)


with_and_without_nameless_files = pytest.mark.parametrize(
    "nameless", [files._NAMELESS, 0], ids=["without a name", "under a temporary name"]
)


class TestSave:
    def test_it_writes_the_bytes_and_returns_where_they_are(self, tmp_path: Path) -> None:
        path = tmp_path / "ŵyn.docx"
        assert _DOCUMENT.save(path) == path
        assert path.read_bytes() == _DOCUMENT.content
        assert _DOCUMENT.save(str(tmp_path / "b.docx")) == tmp_path / "b.docx"
        assert _names(tmp_path) == ["b.docx", "ŵyn.docx"]

    def test_it_never_replaces_a_file_without_overwrite(self, tmp_path: Path) -> None:
        path = tmp_path / "a.docx"
        path.write_bytes(b"theirs")
        with pytest.raises(OutputExists, match="there is a file already"):
            _DOCUMENT.save(path)
        assert path.read_bytes() == b"theirs"
        _DOCUMENT.save(path, overwrite=True)
        assert path.read_bytes() == _DOCUMENT.content
        assert _names(tmp_path) == ["a.docx"]

    def test_a_dangling_link_is_a_file_too(self, tmp_path: Path) -> None:
        (tmp_path / "a.docx").symlink_to(tmp_path / "elsewhere.docx")
        with pytest.raises(OutputExists):
            _DOCUMENT.save(tmp_path / "a.docx")
        assert _names(tmp_path) == ["a.docx"]

    @pytest.mark.parametrize("overwrite", [False, True])
    def test_a_folder_is_not_replaced(self, tmp_path: Path, overwrite: bool) -> None:
        (tmp_path / "a.docx").mkdir()
        with pytest.raises(OutputError):
            _DOCUMENT.save(tmp_path / "a.docx", overwrite=overwrite)
        assert _names(tmp_path) == ["a.docx"]

    @pytest.mark.parametrize("name", ["", ".", "/", "a\x00b.docx", "\ud800.docx", "a" * 300, "no/folder/a.docx"])
    def test_an_impossible_file_name_raises_the_librarys_own_error(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
    ) -> None:
        monkeypatch.chdir(tmp_path)
        with pytest.raises(OutputError):
            _DOCUMENT.save(name)
        assert _names(tmp_path) == []

    @pytest.mark.parametrize("overwrite", [False, True])
    @with_and_without_nameless_files
    def test_a_full_disk_leaves_nothing_behind(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, overwrite: bool, nameless: int
    ) -> None:
        def full(file: int, content: memoryview) -> int:
            if len(content) < len(_DOCUMENT.content):
                raise OSError(errno.ENOSPC, "No space left on device")
            return write(file, content[:100])

        path = tmp_path / "a.docx"
        if overwrite:
            path.write_bytes(b"theirs")
        write = os.write
        monkeypatch.setattr(files, "_NAMELESS", nameless)
        monkeypatch.setattr(os, "write", full)
        with pytest.raises(OutputError, match="No space left on device") as caught:
            _DOCUMENT.save(path, overwrite=overwrite)
        assert not isinstance(caught.value, OutputExists)
        monkeypatch.undo()
        assert _names(tmp_path) == (["a.docx"] if overwrite else [])
        assert not overwrite or path.read_bytes() == b"theirs"

    @with_and_without_nameless_files
    def test_an_interruption_leaves_nothing_behind(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nameless: int
    ) -> None:
        def interrupted(*_arguments: object, **_names: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(files, "_NAMELESS", nameless)
        monkeypatch.setattr(os, "link", interrupted)
        with pytest.raises(KeyboardInterrupt):
            _DOCUMENT.save(tmp_path / "a.docx")
        assert _names(tmp_path) == []

    def test_a_folder_that_may_not_be_written_is_refused(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def denied(*_arguments: object) -> None:
            raise PermissionError(errno.EACCES, "Permission denied")

        monkeypatch.setattr(os, "open", denied)
        with pytest.raises(OutputError, match="Permission denied"):
            _DOCUMENT.save(tmp_path / "a.docx")
        assert _names(tmp_path) == []

    def test_a_temporary_file_of_somebody_elses_is_left_alone(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        temp_path = tmp_path / ".temporary"
        temp_path.write_bytes(b"theirs")
        monkeypatch.setattr(files, "_NAMELESS", 0)
        with pytest.raises(OSError, match="exists"):
            files.create_atomic(str(tmp_path / "a.docx"), b"ours", str(temp_path))
        assert (_names(tmp_path), temp_path.read_bytes()) == ([".temporary"], b"theirs")

    def test_without_hard_links_it_keeps_the_same_promises(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def unsupported(*_arguments: object, **_names: object) -> None:
            raise OSError(errno.EPERM, "Operation not permitted")

        monkeypatch.setattr(os, "link", unsupported)
        _DOCUMENT.save(tmp_path / "a.docx")
        with pytest.raises(OutputExists):
            _DOCUMENT.save(tmp_path / "a.docx")
        assert _names(tmp_path) == ["a.docx"]
        assert (tmp_path / "a.docx").read_bytes() == _DOCUMENT.content

    def test_of_many_that_save_at_once_one_wins_and_the_file_is_whole(self, tmp_path: Path) -> None:
        path = tmp_path / "a.docx"
        documents = [Document(bytes([number]) * 100_000, case(VARIANTS[0]), Language.WELSH) for number in range(16)]

        def save(document: Document) -> bool:
            try:
                document.save(path)
            except OutputExists:
                return False
            return True

        with ThreadPoolExecutor(8) as pool:
            won = [document for document, done in zip(documents, pool.map(save, documents), strict=True) if done]
        assert [document.content for document in won] == [path.read_bytes()]
        assert _names(tmp_path) == ["a.docx"]

    def test_of_many_that_replace_it_at_once_the_last_is_whole(self, tmp_path: Path) -> None:
        path = tmp_path / "a.docx"
        documents = [Document(bytes([number]) * 100_000, case(VARIANTS[0]), Language.WELSH) for number in range(16)]
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda document: document.save(path, overwrite=True), documents))
        assert path.read_bytes() in [document.content for document in documents]
        assert _names(tmp_path) == ["a.docx"]


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())
