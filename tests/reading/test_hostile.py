"""Hostile and damaged files: refused quickly, in one sentence, in little memory."""

import io
import random
import resource
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from cpr_docs.errors import CprDocsError, PackageError
from cpr_docs.language.languages import Language
from cpr_docs.ooxml.names import NAMESPACES, PartName
from cpr_docs.reading.read import read
from tests.reading.cases import edited
from tests.reading.editing import packed

_MEGABYTE = 2**20
_MAX_MEMORY = 700 * _MEGABYTE
_MAX_SECONDS = 10
_W = f'xmlns:w="{NAMESPACES["w"]}"'.encode()


def _parts() -> dict[str, bytes]:
    return edited("report", Language.ENGLISH).parts


def _document(content: bytes) -> bytes:
    return packed({**_parts(), PartName.DOCUMENT: content})


def _stored(content: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, part in {**_parts(), PartName.DOCUMENT: content}.items():
            archive.writestr(name, part)
    return target.getvalue()


def _many(piece: bytes, megabytes: int) -> bytes:
    return b"<w:document " + _W + b">" + piece * (megabytes * _MEGABYTE // len(piece)) + b"</w:document>"


def _laughs() -> bytes:
    entities = b"".join(b'<!ENTITY a%d "%b">' % (level, b"&a%d;" % (level - 1) * 10) for level in range(1, 12))
    return b'<!DOCTYPE w:document [<!ENTITY a0 "ha">' + entities + b"]><w:document " + _W + b">&a11;</w:document>"


_FILES: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "no ZIP": lambda: b"%PDF-1.7 Sioned",
    "half a ZIP": lambda: edited("report", Language.ENGLISH).saved()[:-3000],
    "a ZIP of something else": lambda: packed({"Sioned.txt": b"x"}),
    "a ZIP bomb": lambda: _document(b" " * (60 * _MEGABYTE)),
    "200 MB of XML": lambda: _document(_many(b"<w:p/>", 200)),
    "60 MB of XML that does not shrink": lambda: _stored(_many(random.Random(1).randbytes(60_000).hex().encode(), 60)),
    "many small elements": lambda: _stored(_many(b"<w:p/>", 15)),
    "many attributes": lambda: _stored(b"<x " + b" ".join(b'a%d=""' % n for n in range(1_200_000)) + b"/>"),
    "deep": lambda: _document(b"<w:document " + _W + b">" + b"<w:p>" * 100_000),
    "entities that expand": lambda: _document(_laughs()),
    "a file of the machine": lambda: _document(b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>'),
    "a name that leads out": lambda: packed({**_parts(), "../../Sioned": b"x"}),
    "relationships that are no XML": lambda: packed({**_parts(), "_rels/.rels": b"<Sioned"}),
    "no document": lambda: packed({name: part for name, part in _parts().items() if name != PartName.DOCUMENT}),
}

_PROGRAM = """
import sys
from cpr_docs import CprDocsError, PackageError, read
try:
    read(sys.argv[1])
except PackageError as error:
    print(error)
    # The peak of getrusage() is inherited from the process that ran the tests; the kernel's high-water mark is not.
    print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


@pytest.mark.parametrize("make", _FILES.values(), ids=_FILES)
def test_a_hostile_file_is_refused_quickly_in_one_sentence_and_little_memory(
    make: Callable[[], bytes], tmp_path: Path
) -> None:
    path = tmp_path / "hostile.docx"
    path.write_bytes(make())

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (3 * _MAX_MEMORY, 3 * _MAX_MEMORY))

    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, path], capture_output=True, text=True, preexec_fn=limit, check=False
    )
    assert done.returncode == 0, done.stderr[-500:]
    message, kilobytes = done.stdout.splitlines()
    assert "Sioned" not in message
    assert int(kilobytes) * 1024 < _MAX_MEMORY
    assert time.monotonic() - start < _MAX_SECONDS


def test_a_document_that_was_damaged_anywhere_raises_the_librarys_own_errors_only() -> None:
    rng = random.Random(20120103)
    original = edited("recommendation", Language.WELSH).parts
    body = original[PartName.DOCUMENT]
    names = [b"w:sdt>", b"w:sdtPr>", b"w:sdtContent>", b"w:p>", b"w:tc>", b"w:tr>", b'w:val="', b"<w:tag ", b"[]", b"="]
    for _round in range(150):
        damaged = body
        for _time in range(rng.randint(1, 4)):
            old, new = rng.sample(names, 2)
            at = damaged.find(old, rng.randrange(len(damaged)))
            damaged = damaged[:at] + new + damaged[at + len(old) :] if at >= 0 else damaged
        try:
            read(packed({**original, PartName.DOCUMENT: damaged}))
        except CprDocsError:
            continue


def test_elements_that_were_swapped_or_left_out_raise_the_librarys_own_errors_only() -> None:
    rng = random.Random(6)
    for _round in range(60):
        document = edited("recommendation", Language.ENGLISH)
        elements = list(document.root.iter())[1:]
        for element in rng.sample(elements, 5):
            above = element.getparent()
            if above is not None and rng.random() < 0.5:
                above.remove(element)
            else:
                element.tag = rng.choice(elements).tag
        try:
            read(document.saved())
        except (CprDocsError, PackageError):
            continue
