"""Isolates LibreOffice: resource limits, a home folder of its own, and, if the system allows it, Linux namespaces.

The shell sets the limits. `setpriv` (util-linux) ties the life of LibreOffice to that of this process. `unshare`
starts it with a network without devices, its own process table, and a root directory that contains programs, fonts and
one folder. All of this runs in the child process after exec: code between fork and exec is unsafe in a process with
threads.
"""

import functools
import logging
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cpr_docs.gate import allowed
from cpr_docs.pdf.convert.office import Office

HOME, ROOT = "home", "root"
"""The folders beside LibreOffice's profile: its home and, in a mount namespace, its root."""

_PROBE_SECONDS = 30
_SYSTEM = ":/usr/sbin:/sbin"  # mount and pivot_root are there, which is not on every user's PATH
_PROGRAMS = "program"  # the folder of soffice in an installation
# `ulimit -f` counts blocks of 512 bytes, `ulimit -v` of 1024. A limit above the system's own cannot be set, nor can one
# of memory on macOS: both failures are ignored.
_LIMIT = """\
ulimit -c 0
ulimit -f $(($1 / 512)) 2>/dev/null || :
ulimit -v $(($2 / 1024)) 2>/dev/null || :
shift 2
"""
_RUN = f'{_LIMIT}exec "$@"\n'
# No `exec`: process 1 of a namespace ignores most signals, so that it must be the shell and not LibreOffice.
_ENTER = f"""\
set -eu
PATH=$PATH{_SYSTEM}
root=$1 folder=$2 install=$3 work=$4
shift 4
mount -t tmpfs -o size=16m,mode=700 tmpfs "$root"
for path in {" ".join(allowed.OFFICE_FOLDERS)} "$install" "$folder"; do
    [ -e "$path" ] && [ ! -e "$root$path" ] || continue
    mkdir -p "$root${{path%/*}}"
    if [ -L "$path" ]; then
        cp -P "$path" "$root$path"
        continue
    fi
    if [ -d "$path" ]; then mkdir -p "$root$path"; else : >"$root$path"; fi
    mount --bind "$path" "$root$path"
done
mkdir -p "$root/proc" "$root/tmp" "$root/old"
mount -t proc proc "$root/proc" 2>/dev/null || :
cd "$root"
pivot_root . old
umount -l old
rmdir old
cd "$work"
set +e
{_LIMIT}setpriv --no-new-privs --inh-caps=-all --bounding-set=-all -- "$@"
exit $?
"""
_NAMESPACES = ("--user", "--map-root-user", "--mount", "--net", "--ipc", "--pid", "--fork", "--kill-child")


@dataclass(frozen=True, slots=True)
class Isolation:
    """The command line and environment that start LibreOffice with limits and, if possible, in namespaces."""

    program: str
    """The path of LibreOffice's program."""
    is_isolated: bool
    """True if it has namespaces of its own: no network, and no files but programs, fonts and documents."""

    @classmethod
    def of(cls, office: Office) -> "Isolation":
        """The strictest isolation in which this LibreOffice starts here; a warning is logged without namespaces."""
        # An absolute path without links: the working folder is another, and in a namespace a link may be broken.
        found = Path(shutil.which(office.program) or office.program).absolute()
        program = str(found.resolve() if found.resolve().parent.name == _PROGRAMS else found)
        return cls(program, _starts_isolated(program))

    def command(self, folder: Path, work: Path, arguments: list[str]) -> list[str]:
        """The command line that runs it in the folder `work`, inside `folder`, which has its home and its root."""
        if os.name != "posix":  # pragma: no cover - Windows
            return [self.program, *arguments]
        setpriv = shutil.which("setpriv")
        die_with_parent = [setpriv, "--pdeathsig", "KILL"] if setpriv else []
        limits = (str(allowed.OFFICE_FILE), str(allowed.OFFICE_MEMORY))
        if not self.is_isolated:
            return [*die_with_parent, "sh", "-c", _RUN, "sh", *limits, self.program, *arguments]
        return [
            *(*die_with_parent, "unshare", *_NAMESPACES, "sh", "-c", _ENTER, "sh"),
            *(str(folder / ROOT), str(folder), _installation(self.program), str(work)),
            *(*limits, self.program, *arguments),
        ]

    def environment(self, folder: Path, work: Path) -> Mapping[str, str]:
        """The environment variables of the run: those on the allow-list, and every folder inside `folder`."""
        for name in (HOME, ROOT):
            (folder / name).mkdir(mode=0o700, exist_ok=True)
        # Working files contain text of the documents, so that all must be inside the private folder.
        private = dict.fromkeys(("TMPDIR", "TEMP", "TMP", "XDG_RUNTIME_DIR"), str(work))
        if os.name != "posix":  # pragma: no cover - Windows
            return {**os.environ, **private, "TZ": "UTC"}
        home = str(folder / HOME)
        kept = {
            name: value
            for name, value in os.environ.items()
            if name in allowed.OFFICE_VARIABLES or name.startswith("LC_")
        }
        homes = {f"XDG_{name}_HOME": f"{home}/.{name.lower()}" for name in ("CACHE", "CONFIG", "DATA", "STATE")}
        return {**kept, **private, **homes, "HOME": home, "TZ": "UTC", "GSETTINGS_BACKEND": "memory"}


def _installation(program: str) -> str:
    """The installation folder of LibreOffice; the program itself if it is something else, such as a script."""
    path = Path(program)
    return str(path.parent.parent if path.parent.name == _PROGRAMS else path)


@functools.cache
def _starts_isolated(program: str) -> bool:
    path = os.environ.get("PATH", os.defpath) + _SYSTEM
    tools = ("unshare", "setpriv", "mount", "pivot_root")
    is_isolated = all(shutil.which(tool, path=path) for tool in tools) and _runs(Isolation(program, is_isolated=True))
    if not is_isolated:
        logging.getLogger(__name__).warning(
            "LibreOffice is not shut off from the network and from other files here: "
            "that takes Linux, unprivileged user namespaces, and unshare and setpriv of util-linux"
        )
    return is_isolated


def _runs(isolation: Isolation) -> bool:
    """True if LibreOffice prints its version in this isolation."""
    try:
        with tempfile.TemporaryDirectory(prefix="cpr-docs-isolation-") as name:
            folder = Path(name)
            run = subprocess.run(
                isolation.command(folder, folder, ["--version"]),
                cwd=folder,
                env=isolation.environment(folder, folder),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=_PROBE_SECONDS,
                check=False,
            )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return run.returncode == 0
