"""The names of Python's own library that signatures use, so that they link to its documentation without a fetch.

A build never goes online: what Sphinx would download, an inventory of every name that Python documents, is written here
for the few that are needed. A name that is missing fails the build.
"""

import zlib
from pathlib import Path

ADDRESS = "https://docs.python.org/3"

_CLASSES = {
    "collections.abc.Callable": "library/collections.abc.html#$",
    "collections.abc.Generator": "library/collections.abc.html#$",
    "collections.abc.Iterable": "library/collections.abc.html#$",
    "collections.abc.Iterator": "library/collections.abc.html#$",
    "collections.abc.Mapping": "library/collections.abc.html#$",
    "collections.abc.Sequence": "library/collections.abc.html#$",
    "concurrent.futures.Executor": "library/concurrent.futures.html#$",
    "concurrent.futures._base.Executor": "library/concurrent.futures.html#concurrent.futures.Executor",
    "datetime.date": "library/datetime.html#$",
    "datetime.time": "library/datetime.html#$",
    "decimal.Decimal": "library/decimal.html#$",
    "enum.StrEnum": "library/enum.html#$",
    "os.PathLike": "library/os.html#$",
    "pathlib.Path": "library/pathlib.html#$",
    "typing.BinaryIO": "library/typing.html#$",
    "bool": "library/functions.html#$",
    "bytes": "library/stdtypes.html#$",
    "dict": "library/stdtypes.html#$",
    "int": "library/functions.html#$",
    "list": "library/stdtypes.html#$",
    "object": "library/functions.html#$",
    "str": "library/stdtypes.html#$",
    "tuple": "library/stdtypes.html#$",
    "type": "library/functions.html#$",
    "Exception": "library/exceptions.html#$",
    "KeyError": "library/exceptions.html#$",
    "OSError": "library/exceptions.html#$",
    "ValueError": "library/exceptions.html#$",
}
_DATA = {
    "None": "library/constants.html#$",
    "typing.Annotated": "library/typing.html#$",
    "typing.Any": "library/typing.html#$",
    "typing.ClassVar": "library/typing.html#$",
    "typing.Literal": "library/typing.html#$",
    "typing.Self": "library/typing.html#$",
}
_HEAD = b"# Sphinx inventory version 2\n# Project: Python\n# Version: 3\n# The rest is compressed with zlib.\n"


def write_inventory(path: Path) -> None:
    """Writes the inventory file that Sphinx reads."""
    entries = [f"{name} py:class 1 {place} -" for name, place in _CLASSES.items()]
    entries += [f"{name} py:data 1 {place} -" for name, place in _DATA.items()]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_HEAD + zlib.compress("\n".join(entries).encode() + b"\n"))
