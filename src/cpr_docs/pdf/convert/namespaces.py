"""The cage in which LibreOffice runs: bounded, with a home of its own, and where the system allows it alone.

The shell sets the limits, and util-linux the rest: `setpriv` has LibreOffice die with this process, `unshare` gives it
a network without devices, processes of its own, and a root directory with programs, fonts and one folder. All of that
is done before LibreOffice starts, and none of it between fork and exec of this process, whose threads would make that
unsafe.
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
"""The folders, beside LibreOffice's profile, that are its home and, in a namespace, its root."""

_PROBE_SECONDS = 30
_SYSTEM = ":/usr/sbin:/sbin"  # where mount and pivot_root lie, which is not on everybody's path
_PROGRAMS = "program"  # the folder of an installation in which soffice lies
# A block of `ulimit -f` has 512 bytes, and one of `ulimit -v` 1024. A limit cannot be set where the system has a lower
# one, and that of memory not on macOS.
_LIMIT = """\
ulimit -c 0
ulimit -f $(($1 / 512)) 2>/dev/null || :
ulimit -v $(($2 / 1024)) 2>/dev/null || :
shift 2
"""
_RUN = f'{_LIMIT}exec "$@"\n'
# The shell stays, so that LibreOffice is not the first process of its namespace, which most signals do not reach.
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
    """The way in which a LibreOffice is started."""

    program: str
    """The path of LibreOffice's program."""
    is_isolated: bool
    """True if it has namespaces of its own: it reaches no network, and no file but programs, fonts and documents."""

    @classmethod
    def of(cls, office: Office) -> "Isolation":
        """The closest cage in which this LibreOffice starts on this system; a looser one is logged as a warning."""
        # It is started in another folder, and inside a namespace a link to it may lead nowhere.
        found = Path(shutil.which(office.program) or office.program).absolute()
        program = str(found.resolve() if found.resolve().parent.name == _PROGRAMS else found)
        return cls(program, _starts_isolated(program))

    def command(self, folder: Path, work: Path, arguments: list[str]) -> list[str]:
        """The command that runs it in the folder `work`, inside `folder`, which holds its home and its root."""
        if os.name != "posix":  # pragma: no cover - Windows
            return [self.program, *arguments]
        setpriv = shutil.which("setpriv")
        dying = [setpriv, "--pdeathsig", "KILL"] if setpriv else []
        limits = (str(allowed.OFFICE_FILE), str(allowed.OFFICE_MEMORY))
        if not self.is_isolated:
            return [*dying, "sh", "-c", _RUN, "sh", *limits, self.program, *arguments]
        return [
            *(*dying, "unshare", *_NAMESPACES, "sh", "-c", _ENTER, "sh"),
            *(str(folder / ROOT), str(folder), _installation(self.program), str(work)),
            *(*limits, self.program, *arguments),
        ]

    def environment(self, folder: Path, work: Path) -> Mapping[str, str]:
        """The environment of the run: without this process's own, and with every folder inside `folder`."""
        for name in (HOME, ROOT):
            (folder / name).mkdir(mode=0o700, exist_ok=True)
        # Its working files hold the documents' words: none of them is outside the private folder.
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
    """The folder in which LibreOffice is installed; the program alone where it is something else, such as a script."""
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


def _runs(cage: Isolation) -> bool:
    """True if LibreOffice tells its version in the cage."""
    try:
        with tempfile.TemporaryDirectory(prefix="cpr-docs-cage-") as name:
            folder = Path(name)
            run = subprocess.run(
                cage.command(folder, folder, ["--version"]),
                cwd=folder,
                env=cage.environment(folder, folder),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=_PROBE_SECONDS,
                check=False,
            )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return run.returncode == 0
