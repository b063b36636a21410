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
        self._from_library(root / "src", compiled)
        added[str(compiled / "masters")] = "cpr_docs/masters"
        added[str(compiled / "forms.json")] = "cpr_docs/guidance/forms.json"
        build_data["force_include"].update(added)

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Deletes the compiled files once the wheel contains them."""
        if version != "editable":
            self._compiled_files.cleanup()

    @staticmethod
    def _from_library(source: Path, target: Path) -> None:
        """Writes the registry of forms and the compiled masters, with the library of this tree."""
        sys.path.insert(0, str(source))
        try:
            importlib.import_module("cpr_docs.models.registry").write_registry(target)
            importlib.import_module("cpr_docs.templating.precompile").write_masters(target / "masters")
        finally:
            sys.path.remove(str(source))

    @staticmethod
    def _compiled(catalogue: Path, target: Path) -> Path:
        language = catalogue.parent.parent.name
        target.parent.mkdir(parents=True)
        with catalogue.open("rb") as source, target.open("wb") as compiled:
            write_mo(compiled, read_po(source, locale=language))
        return target
