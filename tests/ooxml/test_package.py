"""The ZIP package: unsafe files are refused, and writing is reproducible."""

import contextlib
import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpr_docs.errors import PackageError
from cpr_docs.ooxml import package as package_module
from cpr_docs.ooxml.names import PartName
from cpr_docs.ooxml.package import Package, write_package

_PARTS = {PartName.CONTENT_TYPES: b"<Types/>", "word/document.xml": b"<w/>", "word/media/x.png": bytes(range(256))}
_NAMES = st.text("abcdefgh", min_size=1).map(lambda name: f"word/{name}.xml")


def _zip(*entries: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in [(PartName.CONTENT_TYPES, b"<Types/>"), *entries]:
            archive.writestr(name, content)
    return target.getvalue()


def _patched(content: bytes, change: Callable[[bytearray, int], None]) -> bytes:
    """The archive with its last directory entry changed; the entry's offset is given."""
    changed = bytearray(content)
    change(changed, content.rindex(b"PK\x01\x02"))
    return bytes(changed)


def _encrypt(archive: bytearray, entry: int) -> None:
    archive[entry + 8] |= 1


def _claim_ten_bytes(archive: bytearray, entry: int) -> None:
    archive[entry + 24 : entry + 28] = (10).to_bytes(4, "little")


def _backslash(archive: bytearray, entry: int) -> None:
    archive[entry + 46 + 4] = ord("\\")


class TestReading:
    def test_parts_come_in_the_order_of_the_file(self) -> None:
        package = Package.read(_zip(("b", b"1"), ("a", b"2")))
        assert list(package.items()) == [(PartName.CONTENT_TYPES, b"<Types/>"), ("b", b"1"), ("a", b"2")]

    def test_a_path_is_read(self, tmp_path: Path) -> None:
        path = tmp_path / "x.docx"
        path.write_bytes(_zip(("a", b"1")))
        assert Package.read(path)["a"] == b"1"

    def test_a_folder_is_no_part(self) -> None:
        assert list(Package.read(_zip(("word/", b""), ("word/a", b"")))) == [PartName.CONTENT_TYPES, "word/a"]

    def test_the_parts_cannot_be_changed(self) -> None:
        parts = dict(_PARTS)
        package = Package(parts)
        parts.clear()
        assert package == _PARTS
        assert not hasattr(package, "__setitem__")

    def test_its_representation_contains_nothing_of_the_document(self) -> None:
        assert repr(Package(_PARTS)) == "<Package of 3 parts>"


_BOMB = bytes(package_module.RATIO_COUNTS_FROM_BYTES + 1)
_REFUSED = {
    "nothing at all": (b"", "not a Word document"),
    "no ZIP": (b"Annwyl Sioned", "not a Word document"),
    "half a ZIP": (_zip(("a", b"1" * 1000))[:-50], "not a Word document"),
    "a damaged part": (
        _zip(("a", b"12345678"), method=zipfile.ZIP_STORED).replace(b"12345678", b"12345679"),
        "damaged",
    ),
    "a password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "password"),
    "no content types": (_zip().replace(b"[Content_Types]", b"[Kontent_Types]"), "Content_Types"),
    "an encrypted part": (_patched(_zip(("a", b"1")), _encrypt), "encrypted"),
    "an unusual compression": (_zip(("a", b"1"), method=zipfile.ZIP_BZIP2), "packed in a way"),
    "a part that leads out": (_zip(("word/../../x", b"1")), "not safe"),
    "an absolute name": (_zip(("/etc/passwd", b"1")), "not safe"),
    "a drive": (_zip(("C:/x", b"1")), "not safe"),
    "a backslash": (_patched(_zip(("word/x", b"1")), _backslash), "not safe"),
    "two parts of one name in two cases": (_zip(("word/x", b"1"), ("Word/X", b"2")), "same name"),
    "a part that unpacks too far": (_zip(("a", _BOMB)), "times its packed size"),
    "a part that hides its size": (_patched(_zip(("a", _BOMB)), _claim_ten_bytes), "damaged"),
}


@pytest.mark.parametrize(("content", "says"), _REFUSED.values(), ids=_REFUSED)
def test_a_file_is_refused_that_is_not_safe(content: bytes, says: str) -> None:
    with pytest.raises(PackageError, match=says) as refused:
        Package.read(content)
    assert "Sioned" not in str(refused.value)
    assert refused.value.__cause__ is None


@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_damaged_file_is_read_or_refused_and_nothing_else(damage: list[tuple[int, int]]) -> None:
    content = bytearray(write_package(_PARTS))
    for place, byte in damage:
        content[place % len(content)] = byte
    with contextlib.suppress(PackageError):
        Package.read(bytes(content))


class TestLimits:
    def _refused(self, monkeypatch: pytest.MonkeyPatch, limit: str, value: int, content: bytes) -> str:
        Package.read(content)
        monkeypatch.setattr(package_module, limit, value)
        with pytest.raises(PackageError) as refused:
            Package.read(content)
        return str(refused.value)

    def test_the_number_of_parts(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert "more than 2 parts" in self._refused(monkeypatch, "MAX_ENTRIES", 2, _zip(("a", b""), ("b", b"")))

    def test_the_size_of_a_part(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert "a part larger than 9 bytes" in self._refused(monkeypatch, "MAX_PART_BYTES", 9, _zip(("a", bytes(10))))

    def test_the_size_of_all_parts(self, monkeypatch: pytest.MonkeyPatch) -> None:
        said = self._refused(monkeypatch, "MAX_TOTAL_BYTES", 20, _zip(("a", bytes(9)), ("b", bytes(9))))
        assert "larger than 20 bytes when unpacked" in said

    def test_the_size_of_the_file(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert "larger than 99 bytes" in self._refused(monkeypatch, "MAX_FILE_BYTES", 99, _zip())

    def test_a_large_file_is_not_read_to_its_end(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setattr(package_module, "MAX_FILE_BYTES", 99)
        path = tmp_path / "x.docx"
        path.write_bytes(bytes(1000))
        with pytest.raises(PackageError, match="larger than 99 bytes"):
            Package.read(path)


class TestWriting:
    @given(st.dictionaries(_NAMES, st.binary(), max_size=5))
    def test_a_written_package_is_read(self, parts: dict[str, bytes]) -> None:
        parts = {PartName.CONTENT_TYPES: b"<Types/>", **parts}
        written = write_package(parts)
        assert Package.read(written) == parts
        assert write_package(Package.read(written)) == written

    def test_the_content_types_come_first_and_the_rest_as_given(self) -> None:
        parts = {"b": b"", PartName.CONTENT_TYPES: b"", "a": b""}
        assert list(Package.read(write_package(parts))) == [PartName.CONTENT_TYPES, "b", "a"]

    def test_nothing_tells_when_or_where_it_was_written(self) -> None:
        with zipfile.ZipFile(io.BytesIO(write_package(_PARTS))) as archive:
            entries = archive.infolist()
        assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
        assert {(entry.create_system, entry.extra, entry.comment) for entry in entries} == {(0, b"", b"")}

    @pytest.mark.parametrize("name", ["../x", "/x", "a\\b", "", "a\nb"])
    def test_a_name_is_refused_that_could_not_be_read(self, name: str) -> None:
        with pytest.raises(PackageError, match="not safe"):
            write_package({**_PARTS, name: b""})

    def test_a_package_without_content_types_is_refused(self) -> None:
        with pytest.raises(PackageError, match="Content_Types"):
            write_package({"a": b""})


def test_reading_a_package_does_not_load_lxml() -> None:
    program = "import sys, cpr_docs.ooxml.package as p; sys.exit('lxml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
