"""The build hook: adds templates, fixtures, compiled catalogues and precompiled masters to a wheel."""

import importlib
import sys
import tempfile
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WheelContents(BuildHookInterface[Any]):
    """Compiles outside the source tree, where a stale file would hide the next change to its source."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Registers the files to add; an editable build adds none, since the library uses the repository's own."""
        if version == "editable":
            return
        self._compiled_files = tempfile.TemporaryDirectory()
        compiled = Path(self._compiled_files.name)
        root = Path(self.root)
        added = {str(root / folder): place for folder, place in self.config["folders"].items()}
        for catalogue in sorted((root / "src").glob("*/locale/*/LC_MESSAGES/*.po")):
            place = catalogue.relative_to(root / "src").with_suffix(".mo")
            added[str(self._compiled(catalogue, compiled / place))] = place.as_posix()
        added[str(self._masters(root / "src", compiled / "masters"))] = "cpr_docs/masters"
        build_data["force_include"].update(added)

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Deletes the compiled files once the wheel contains them."""
        if version != "editable":
            self._compiled_files.cleanup()

    @staticmethod
    def _masters(source: Path, target: Path) -> Path:
        # Compiled by this tree's library, not by an installed one.
        sys.path.insert(0, str(source))
        try:
            importlib.import_module("cpr_docs.templating.precompile").write_masters(target)
        finally:
            sys.path.remove(str(source))
        return target

    @staticmethod
    def _compiled(catalogue: Path, target: Path) -> Path:
        language = catalogue.parent.parent.name
        target.parent.mkdir(parents=True)
        with catalogue.open("rb") as source, target.open("wb") as compiled:
            write_mo(compiled, read_po(source, locale=language))
        return target
