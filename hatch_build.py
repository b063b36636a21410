"""Adds to a wheel what the package's folder does not hold: templates, fixtures, and the catalogues, compiled."""

import tempfile
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WheelContents(BuildHookInterface[Any]):
    """Compiles each catalogue outside the source tree, where a stale one would hide the translator's next line."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Names the files to add; an editable build adds none, since the library finds the repository's own."""
        if version == "editable":
            return
        self._compiled_catalogues = tempfile.TemporaryDirectory()
        root = Path(self.root)
        added = {str(root / folder): place for folder, place in self.config["folders"].items()}
        for catalogue in sorted((root / "src").glob("*/locale/*/LC_MESSAGES/*.po")):
            place = catalogue.relative_to(root / "src").with_suffix(".mo")
            added[str(self._compiled(catalogue, Path(self._compiled_catalogues.name, place)))] = place.as_posix()
        build_data["force_include"].update(added)

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Clears the compiled catalogues away once the wheel holds them."""
        if version != "editable":
            self._compiled_catalogues.cleanup()

    @staticmethod
    def _compiled(catalogue: Path, target: Path) -> Path:
        language = catalogue.parent.parent.name
        target.parent.mkdir(parents=True)
        with catalogue.open("rb") as source, target.open("wb") as compiled:
            write_mo(compiled, read_po(source, locale=language))
        return target
