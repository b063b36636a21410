"""The converter with LibreOffice itself: each document becomes its own PDF, in order, even after a crash."""

import contextlib
import http.server
import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import cpr_docs
from cpr_docs.errors import ConversionFailed
from cpr_docs.gate.admission import Admitted
from cpr_docs.language.languages import Language
from cpr_docs.ooxml.package import Package, write_package
from cpr_docs.pdf.convert import namespaces
from cpr_docs.pdf.convert import office as office_module
from cpr_docs.pdf.convert.converter import Converter
from cpr_docs.pdf.convert.file_id import is_stamped_from
from cpr_docs.pdf.convert.office import Office
from tests.documents.cases import VARIANTS, changed, rendered
from tests.pdf.structure import reader

LETTER = next(variant for variant in VARIANTS if variant.name() == "invitation_letter")
EVALUATION = next(variant for variant in VARIANTS if variant.name() == "evaluation_form")


def letter(number: int) -> bytes:
    form = changed(cpr_docs.example("evaluation_form", sparse=True), case_identifier=f"XX-{number:03}")
    return cpr_docs.render(form, "en").content


def processes(folder: Path) -> Iterator[int]:
    """The processes with the folder in their command line."""
    for command in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if str(folder).encode() in command.read_bytes():
                yield int(command.parent.name)
        except OSError:
            continue


def identifiers(pdf: bytes) -> list[bytes]:
    identifier: Any = reader(pdf).trailer["/ID"]
    return list(identifier)


def drawn(pdf: bytes) -> list[bytes]:
    """The content stream of each page."""
    return [contents.get_data() for page in reader(pdf).pages if (contents := page.get_contents()) is not None]


def damaged(document: bytes) -> bytes:
    """The package with a main part that is no XML."""
    parts = dict(Package.read(document))
    return write_package({**parts, "word/document.xml": parts["word/document.xml"].replace(b"</w:p>", b"&", 1)})


def test_a_document_makes_its_own_pdf(office: Office, temporary: Path) -> None:
    document = rendered(EVALUATION, Language.WELSH, True)
    pdf = document.to_pdf(office)
    assert is_stamped_from(pdf, document.content)
    assert "Ffurflen Werthuso" in reader(pdf).pages[0].extract_text()
    assert list(temporary.iterdir()) == []


def test_each_document_gets_its_own_pdf_and_a_damaged_one_an_error(office: Office, temporary: Path) -> None:
    documents = [letter(number) for number in range(20)]
    bad = {3: b"no document", 7: documents[7][:2000], 11: damaged(documents[11]), 19: damaged(documents[19])}
    with Converter(office, workers=2) as converter:
        conversions = list(converter.convert_all(bad.get(number, each) for number, each in enumerate(documents)))
    assert [number for number, made in enumerate(conversions) if made.error is not None] == list(bad)
    for number, made in enumerate(conversions):
        if made.pdf is not None:
            assert f"XX-{number:03}" in reader(made.pdf).pages[0].extract_text()
    assert list(temporary.iterdir()) == []


def test_a_damaged_document_by_itself_is_an_error_and_not_printed_as_text(office: Office) -> None:
    with Converter(office) as converter, pytest.raises(ConversionFailed, match="cannot open it"):
        converter.convert(damaged(letter(1)))


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="reads /proc")
def test_a_libreoffice_that_is_killed_is_started_again(office: Office, temporary: Path) -> None:
    documents = [letter(number) for number in range(24)]
    with Converter(office, workers=1) as converter:
        conversions = converter.convert_all(documents)
        made = [next(conversions)]
        running = list(processes(temporary))
        assert running
        for process in running:
            with contextlib.suppress(ProcessLookupError):  # killing process 1 of a namespace kills all others
                os.kill(process, signal.SIGKILL)
        made.extend(conversions)
        for number, conversion in enumerate(made):
            assert conversion.pdf is not None
            assert f"XX-{number:03}" in reader(conversion.pdf).pages[0].extract_text()
    until = time.monotonic() + 5
    while list(processes(temporary)) and time.monotonic() < until:
        time.sleep(0.05)
    assert list(processes(temporary)) == []
    assert list(temporary.iterdir()) == []


def test_the_same_data_give_the_same_bytes_when_the_date_is_fixed(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1330473600")
    document = rendered(LETTER, Language.WELSH, True)
    first = document.to_pdf(office)
    assert b"/CreationDate(D:20120229000000Z" in first
    assert b"<xmp:CreateDate>2012-02-29T00:00:00Z<" in first
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    time.sleep(1.1)  # LibreOffice derives its identifiers from the second
    assert document.to_pdf(office) == first


def test_without_a_fixed_date_pages_are_the_same(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    document = rendered(EVALUATION, Language.ENGLISH, True)
    with Converter(office, workers=1) as converter:
        first, second = (converter.convert(document.content) for _ in range(2))
    assert identifiers(first)[0] == identifiers(second)[0]
    assert drawn(first) == drawn(second)


@pytest.mark.parametrize("guarded", [True, False], ids=["with its profile", "without its profile, as a control"])
def test_linked_content_is_not_fetched(guarded: bool, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(namespaces, "_starts_isolated", lambda _program: False)  # otherwise there is no network at all
    if not guarded:
        monkeypatch.setattr(office_module, "_SETTINGS", {})
    with web_server() as (address, requests), Converter(office, workers=1) as converter:
        document = linking(letter(1), f"{address}/picture.png")
        # Without the gate, which would remove the link: this tests the profile alone.
        converter.convert(Admitted.rendered(document))
    assert bool(requests) is not guarded


@contextlib.contextmanager
def web_server() -> Iterator[tuple[str, list[str]]]:
    """The address of a web server, and the requests that it has received."""
    requests: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def handle(self) -> None:
            requests.append(self.rfile.readline().decode())

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", requests
        finally:
            server.shutdown()
            thread.join()


def linking(document: bytes, target: str) -> bytes:
    """The document with a linked picture."""
    schemas = "http://schemas.openxmlformats.org"
    parts = dict(Package.read(document))
    related = (
        f'<Relationship Id="elsewhere" Type="{schemas}/officeDocument/2006/relationships/image" '
        f'Target="{target}" TargetMode="External"/></Relationships>'
    )
    picture = (
        f'<w:p><w:r><w:drawing xmlns:wp="{schemas}/drawingml/2006/wordprocessingDrawing" '
        f'xmlns:a="{schemas}/drawingml/2006/main" xmlns:pic="{schemas}/drawingml/2006/picture" '
        f'xmlns:r="{schemas}/officeDocument/2006/relationships"><wp:inline><wp:extent cx="990000" cy="990000"/>'
        f'<wp:docPr id="991" name="x"/><a:graphic><a:graphicData uri="{schemas}/drawingml/2006/picture"><pic:pic>'
        '<pic:nvPicPr><pic:cNvPr id="1" name="x"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        '<a:blip r:link="elsewhere"/></pic:blipFill><pic:spPr>'
        '<a:xfrm><a:off x="0" y="0"/><a:ext cx="990000" cy="990000"/></a:xfrm>'
        '<a:prstGeom prst="rect"/></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
    )
    for name, before, after in (
        ("word/_rels/document.xml.rels", "</Relationships>", related),
        ("word/document.xml", "<w:body>", f"<w:body>{picture}"),
    ):
        assert before.encode() in parts[name]
        parts[name] = parts[name].replace(before.encode(), after.encode(), 1)
    return write_package(parts)
