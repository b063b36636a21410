"""LibreOffice has limits, leaves nothing over, and reaches no network and no file that it does not need."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import cpr_docs
from cpr_docs.gate import allowed
from cpr_docs.gate.admission import Admitted
from cpr_docs.ooxml.package import write_package
from cpr_docs.pdf.convert.converter import Converter
from cpr_docs.pdf.convert.namespaces import Isolation
from cpr_docs.pdf.convert.office import Office
from tests.pdf.soffice import StandIn, document

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

CONVERTING = """
import sys, cpr_docs
document = cpr_docs.render(cpr_docs.example("report"), "en").content
with cpr_docs.Converter(workers=1) as converter:
    for _made in converter.convert_all([document] * 200):
        print("made", flush=True)
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture
def isolated(office: Office) -> Isolation:
    isolation = Isolation.of(office)
    if not isolation.is_isolated:
        pytest.skip("this system lets nobody make namespaces")
    return isolation


def shell(work: Path, script: str) -> "subprocess.CompletedProcess[str]":
    """Run a script in the isolation of LibreOffice."""
    isolation = Isolation("/bin/sh", is_isolated=True)
    return subprocess.run(
        isolation.command(work, work, ["-c", script]),
        env=dict(isolation.environment(work, work)),
        cwd=work,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def large_table() -> bytes:
    """A document for which LibreOffice needs some hundred MB."""
    rows = ""
    for number in range(2_000):
        cell = f"<w:tc><w:p><w:r><w:t>{number * 2_654_435_761 % 2**32}</w:t></w:r></w:p></w:tc>"
        rows += f"<w:tr>{cell * 40}</w:tr>"
    body = f'<w:document xmlns:w="{WORD}"><w:body><w:tbl>{rows}</w:tbl><w:p/></w:body></w:document>'
    relationship = f'<Relationship Id="r0" Type="{LINKS}/officeDocument" Target="word/document.xml"/>'
    package = LINKS.replace("officeDocument/2006", "package/2006")
    return write_package(
        {
            "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="{MAIN}"/></Types>'.encode(),
            "_rels/.rels": f'<Relationships xmlns="{package}">{relationship}</Relationships>'.encode(),
            "word/document.xml": body.encode(),
        }
    )


def test_a_process_that_needs_too_much_memory_is_killed_and_the_other_documents_are_converted(
    office: Office, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(allowed, "OFFICE_MEMORY", 600 * 2**20)
    good = cpr_docs.render(cpr_docs.example("evaluation_form"), "en").content
    with Converter(office, workers=1) as converter:
        # Admitted without the gate, which has a limit of its own.
        first, bad, last = converter.convert_all([good, Admitted.rendered(large_table()), good])

    assert (first.error, last.error) == (None, None)
    assert str(bad.error) == "LibreOffice breaks off at it, or needs too much memory for it"
    assert list(temporary.iterdir()) == []


def test_nothing_is_written_outside_the_private_folder(office: Office, home: Path, temporary: Path) -> None:
    with Converter(office, workers=1) as converter:
        converter.convert(cpr_docs.render(cpr_docs.example("evaluation_form"), "en").content)

    assert list(home.iterdir()) == []
    assert list(temporary.iterdir()) == []


def test_it_dies_with_the_process_that_started_it(isolated: Isolation, tmp_path: Path) -> None:
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen([sys.executable, "-c", CONVERTING], env=environment, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        assert commands_with(str(tmp_path))
        process.send_signal(signal.SIGKILL)
    until = time.monotonic() + 10
    while commands_with(str(tmp_path)) and time.monotonic() < until:
        time.sleep(0.1)
    assert commands_with(str(tmp_path)) == []


def commands_with(argument: str) -> list[str]:
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            command = path.read_bytes().decode(errors="replace")
            if argument in command and "soffice" in command:
                found.append(command)
    return found


@pytest.mark.usefixtures("isolated")
def test_it_can_open_only_programs_fonts_and_its_own_folder(tmp_path: Path) -> None:
    work, secret = tmp_path / "work", tmp_path / "secret"
    work.mkdir()
    secret.write_text("SECRET", encoding="utf-8")

    run = shell(work, f"cat {secret}; ls /; ls {tmp_path}; echo made > made")
    assert "SECRET" not in run.stdout
    assert (work / "made").exists()
    shown = run.stdout.split()
    assert set(shown) <= {"bin", "dev", "etc", "lib", "lib32", "lib64", "opt", "proc", "sbin", "tmp", "usr", "var",
                          *Path(work).parts, "work"}  # fmt: skip


@pytest.mark.usefixtures("isolated")
def test_it_reaches_no_network_and_no_other_process(tmp_path: Path) -> None:
    run = shell(tmp_path, "tail -n +3 /proc/net/dev; echo; echo /proc/[0-9]*")
    devices, processes = run.stdout.split("\n\n")
    assert [line.split(":")[0].strip() for line in devices.splitlines()] == ["lo"]
    assert len(processes.split()) < 6
    assert str(os.getpid()) not in processes


@pytest.mark.usefixtures("isolated")
def test_it_has_no_capabilities(tmp_path: Path) -> None:
    assert "CapEff:\t0000000000000000" in shell(tmp_path, "cat /proc/self/status").stdout


def test_its_environment_has_only_variables_of_the_allow_list(
    soffice: StandIn, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SECRET_KEY", "a")
    monkeypatch.setenv("LC_ALL", "cy_GB.UTF-8")
    environment = Isolation.of(soffice).environment(tmp_path, tmp_path)
    assert "SECRET_KEY" not in environment
    assert environment["LC_ALL"] == "cy_GB.UTF-8"
    assert Path(environment["HOME"]).is_relative_to(tmp_path)


@pytest.mark.usefixtures("isolated")
def test_an_installation_in_another_folder_can_open_that_folder_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, share, secret = (tmp_path / name for name in ("own/program/soffice", "own/share", "secret"))
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\ntest -e {share} && ! test -e {secret}\n", encoding="utf-8")
    program.chmod(0o755)
    for path in (share, secret):
        path.touch()
    link = tmp_path / "soffice"
    link.symlink_to(program)
    monkeypatch.setenv("PATH", "/usr/bin:/bin")  # the PATH of an ordinary user, without the system's programs

    assert Isolation.of(Office(str(link))) == Isolation(str(program), is_isolated=True)


def test_a_warning_is_logged_once_if_it_cannot_be_isolated(soffice: StandIn, caplog: pytest.LogCaptureFixture) -> None:
    for _time in range(2):
        with Converter(soffice, workers=2) as converter:
            converter.convert(document())
    assert caplog.text.count("is not shut off from the network") == 1
