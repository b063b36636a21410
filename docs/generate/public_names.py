"""The stub of the public face, ``__init__.pyi``: type checkers and editors read it, since the face loads names late.

``python -m docs.generate.public_names`` writes it; a test compares it with the library.
"""

import subprocess
import sys
from pathlib import Path

import cpr_docs
from cpr_docs.models.registry import class_modules, guidance_class

STUB = Path(cpr_docs.__file__).with_suffix(".pyi")
_HEAD = '''"""The public names for type checkers; written by ``make names``."""

from typing import Literal

'''


def stub() -> str:
    """The text of the stub, as ruff formats it."""
    names: dict[str, tuple[str, ...]] = dict(vars(cpr_docs)["_NAMES"])
    made = []
    for name, module in class_modules().items():
        cls = guidance_class(name)
        if cls.__mro__[1].__module__ == cls.__module__ and f"{name} = " in _source(module):
            made.append(cls)
        else:
            home = module.removeprefix("cpr_docs.")
            names[home] = (*names.get(home, ()), name)
    lines = [
        f"from cpr_docs.{module} import {name} as {name}" for module, public in sorted(names.items()) for name in public
    ]
    classes = [
        f"class {cls.__name__}({cls.__mro__[1].__name__}):\n"
        f"    review_type: Literal[ReviewType.{cls.type_name().upper()}]"
        for cls in made
    ]
    return _formatted(
        f"{_HEAD}{chr(10).join(lines)}\n\n__all__: list[str]\n__version__: str\n\n" + "\n\n".join(classes) + "\n"
    )


def _formatted(text: str) -> str:
    for arguments in (("check", "--fix", "--quiet", "--select", "I"), ("format", "--quiet")):
        command = [sys.executable, "-m", "ruff", *arguments, "--stdin-filename", str(STUB), "-"]
        text = subprocess.run(command, input=text, capture_output=True, check=True, encoding="utf-8").stdout
    return text


def _source(module: str) -> str:
    path = Path(cpr_docs.__file__).parent.joinpath(*module.removeprefix("cpr_docs.").split(".")).with_suffix(".py")
    return path.read_text(encoding="utf-8")


if __name__ == "__main__":
    STUB.write_text(stub(), encoding="utf-8")
