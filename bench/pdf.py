"""Benchmarks PDFs per second: one LibreOffice call per document, the converter with one and two processes, a print run,
and unoserver if it and python3-uno are installed. The documents are rendered before the clock starts.

``python -m bench.pdf ROUNDS COUNT FOLDER`` prints a line of JSON for each task.
"""

import contextlib
import importlib.util
import json
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import cpr_docs
from bench import records

PLAIN, CHUNKS, TWO, UNOSERVER = "one call each", "chunks", "chunks, two processes", "unoserver"
RUN = "print run, one file, two processes"
TARGETS = {CHUNKS: 10, TWO: 20, RUN: 30}
_SHARE = {PLAIN: 1 / 50, CHUNKS: 1 / 2, TWO: 1, RUN: 1, UNOSERVER: 1 / 10}
"""The share of the documents that each way converts in a round, so that all take about as long."""
_RUN_FILE = "run.pdf"
_SYSTEM_PYTHON = "/usr/bin/python3"
_FILTER = "writer_pdf_Export"

Way = Callable[[list[Path]], None]


def ways(folder: Path) -> Iterator[tuple[str, Way]]:
    """Each way of converting documents to PDFs in the folder."""
    office = cpr_docs.Office.find()
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"

    def plain(paths: list[Path]) -> None:
        for path in paths:
            command = [office.program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)]
            subprocess.run(command, capture_output=True, check=True)

    def converter(workers: int) -> Way:
        def convert(paths: list[Path]) -> None:
            with cpr_docs.Converter(office, workers=workers) as converter:
                conversions = converter.convert_all(path.read_bytes() for path in paths)
                for path, conversion in zip(paths, conversions, strict=True):
                    (folder / path.with_suffix(".pdf").name).write_bytes(conversion.pdf or b"")

        return convert

    yield PLAIN, plain
    yield CHUNKS, converter(1)
    yield TWO, converter(2)

    def run(paths: list[Path]) -> None:
        cpr_docs.print_run(paths, folder / _RUN_FILE, workers=2)

    yield RUN, run


@contextlib.contextmanager
def unoserver(folder: Path) -> Iterator[Way | None]:
    """The way through unoserver, with its client in this process; None if it is not installed."""
    found = importlib.util.find_spec("unoserver")
    if found is None or found.origin is None or not _has_uno():
        yield None
        return
    from unoserver.client import UnoClient

    place = Path(found.origin).parents[1]
    ports = [str(_free_port()) for _ in range(2)]
    code = f"import sys; sys.path.append({str(place)!r}); from unoserver.server import main; main()"
    options = ["--port", ports[0], "--uno-port", ports[1], "--user-installation", str(folder / "unoserver")]
    server = subprocess.Popen([_SYSTEM_PYTHON, "-c", code, *options, "--quiet"], stderr=subprocess.DEVNULL)
    client = UnoClient(port=ports[0])

    def convert(paths: list[Path]) -> None:
        for path in paths:
            client.convert(inpath=str(path), outpath=str(folder / path.with_suffix(".pdf").name), filtername=_FILTER)

    try:
        yield convert
    finally:
        server.terminate()
        server.wait()


def documents(varied: Callable[[int], Iterator[records.Record]], count: int, folder: Path) -> list[Path]:
    """The rendered documents of varied records."""
    renderer = cpr_docs.Renderer()
    forms = map(cpr_docs.Form.parse, varied(count))
    return [
        renderer.render(form, cpr_docs.Language.ENGLISH).save(folder / f"{number}.docx")
        for number, form in enumerate(forms)
    ]


def measure(task: str, paths: list[Path], rounds: int, folder: Path) -> dict[str, Any]:
    """PDFs a second of each way, in turns, and their ratios to the plain way."""
    rates: dict[str, list[float]] = {}
    with unoserver(folder) as through_server:
        timed = [*ways(folder), *([(UNOSERVER, through_server)] if through_server else [])]
        for _name, way in timed:
            way(paths[:2])
            (folder / _RUN_FILE).unlink(missing_ok=True)
        for _round in range(rounds):
            for name, way in timed:
                taken = paths[: max(2, round(len(paths) * _SHARE[name]))]
                start = time.perf_counter()
                way(taken)
                rates.setdefault(name, []).append(len(taken) / (time.perf_counter() - start))
                names = [_RUN_FILE] if name == RUN else [path.with_suffix(".pdf").name for path in taken]
                pdfs = [folder / name for name in names]
                if not all(path.stat().st_size for path in pdfs):
                    sys.exit(f"{name}: made no PDF of a {task}")
                for path in pdfs:
                    path.unlink()
    ratios = {
        name: statistics.median(each / plain for each, plain in zip(rate, rates[PLAIN], strict=True))
        for name, rate in rates.items()
    }
    return {"task": task, "rates": {name: statistics.median(rate) for name, rate in rates.items()}, "ratios": ratios}


def section(lines: list[dict[str, Any]]) -> str:
    """The measurements, as Markdown."""
    names = [name for name in _SHARE if any(name in line["rates"] for line in lines)]
    heads = ["", *(head for line in lines for head in (f"{line['task']}s/s", "ratio")), "target, letters"]
    rows = [heads, ["---", *["--:"] * (len(heads) - 1)]]
    for name in names:
        cells = [cell for line in lines for cell in (f"{line['rates'][name]:.1f}", f"{line['ratios'][name]:.1f}")]
        rows.append([name, *cells, f"≥ {TARGETS[name]} ×" if name in TARGETS else ""])
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    memory = max(line["megabytes"] for line in lines)
    missing = "" if UNOSERVER in names else " unoserver was skipped: it or python3-uno is not installed."
    return (
        f"## PDFs a second, through LibreOffice\n\n{table}\n\n"
        f"Each LibreOffice takes up to {memory:.0f} MB.{missing} The plain call makes PDFs without tags.\n"
    )


def main(rounds: int, count: int, folder: Path) -> None:
    try:
        cpr_docs.Office.find()
    except cpr_docs.OfficeNotFound as error:
        print(f"skipped: {error}", file=sys.stderr)
        return
    for task, varied, many in (("letter", records.letters, count), ("long form", records.long_forms, count // 5)):
        place = folder / task.replace(" ", "-")
        place.mkdir(parents=True)
        line = measure(task, documents(varied, many, place), rounds, place)
        line["megabytes"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(json.dumps(line), flush=True)
        shutil.rmtree(place)


def _has_uno() -> bool:
    if not Path(_SYSTEM_PYTHON).exists():
        return False
    return subprocess.run([_SYSTEM_PYTHON, "-c", "import uno"], capture_output=True, check=False).returncode == 0


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
