"""Runs one engine in its own process and writes documents on command, so that rounds can be interleaved.

``python -m bench.serve ENGINE TEMPLATE RECORDS`` reads lines "COUNT FOLDER" and prints a line of JSON for each.
"""

import importlib
import json
import sys
import time
from pathlib import Path


def memory() -> dict[str, int]:
    """Current and peak kilobytes, from /proc: a child's ru_maxrss may be its parent's."""
    lines = Path("/proc/self/status").read_text().splitlines()
    fields = dict(line.split(":", 1) for line in lines)
    return {"now": int(fields["VmRSS"].split()[0]), "most": int(fields["VmHWM"].split()[0])}


def main(engine: str, template: str, records: str) -> None:
    prepare = importlib.import_module(f"bench.peers.{engine}").prepare
    items, write = prepare(template, json.loads(Path(records).read_text()))
    at = 0
    for line in sys.stdin:
        count, folder = line.split()
        tasks = [(items[n % len(items)], f"{folder}/{n}.docx") for n in range(at, at + int(count))]
        start, worked = time.perf_counter(), time.process_time()
        for item, target in tasks:
            write(item, target)
        seconds, cpu = time.perf_counter() - start, time.process_time() - worked
        at += len(tasks)
        print(json.dumps({"seconds": seconds, "cpu": cpu, "memory": memory()}), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
