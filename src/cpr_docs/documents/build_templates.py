"""`build_templates`, the public function that writes a folder of templates in a board's look: all of it, or nothing."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cpr_docs.arguments import require
from cpr_docs.documents.check_templates import check
from cpr_docs.errors import OutputError, ReferenceRefused
from cpr_docs.files import require_free
from cpr_docs.language.catalogue import _
from cpr_docs.language.languages import Language
from cpr_docs.models.form import AnyForm
from cpr_docs.models.registry import form_class, form_names
from cpr_docs.templating.loader import template_name

if TYPE_CHECKING:
    from cpr_docs.authoring.build import Layout
    from cpr_docs.authoring.reference import Reference

_BOTH: Final = tuple(Language)


def build_templates(
    folder: str | os.PathLike[str],
    reference: "str | os.PathLike[str] | bytes | Reference",
    *,
    languages: Sequence[Language | str] = _BOTH,
    layouts: "Mapping[type[AnyForm], Layout] | None" = None,
    overwrite: bool = False,
) -> list[Path]:
    """Builds the templates of all forms in the look of a reference document, into ``en`` and ``cy`` of the folder.

    `reference` is a Word file, such as a board's letterhead: a path, its bytes, or a `Reference` that was read.
    `layouts` are forms of one's own with their layouts, built beside the forms of the guidance. Returns the paths.
    Raises `ReferenceRefused` for a reference that cannot be used, or whose templates would have faults, `OutputExists`
    for a file that is there and may not be overwritten, and `OutputError`; then the folder is as it was.
    """
    # Imported on use: rendering does not import the builders of templates.
    from cpr_docs.authoring.build import build
    from cpr_docs.authoring.reference import Reference

    require("folder", folder, (str, os.PathLike), "the path of a folder")
    target = Path(folder)
    chosen = [Language(language) for language in languages]
    own = dict(layouts or {})
    forms: list[type[AnyForm]] = [*map(form_class, form_names()), *own]
    names = [f"{each.value}/{template_name(variant)}" for variant in _variants(forms) for each in chosen]
    for name in names:
        require_free(target / name, overwrite=overwrite)
    look = Reference.read(reference)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{target.name}.", suffix=".part", dir=target.parent) as folder_name:
            staged = Path(folder_name)
            for form in forms:
                for variant in form.variants():
                    # The check compares the two languages, also where only one of them is wanted.
                    for language in Language:
                        path = staged / language.value / template_name(variant)
                        path.parent.mkdir(exist_ok=True)
                        path.write_bytes(build(variant, language, own.get(form), reference=look))
            _require_sound(staged, forms)
            _move_all(staged, target, names)
    except OSError as error:
        raise OutputError(_("{path}: cannot be written ({reason})"), path=target, reason=error.strerror) from None
    return [target / name for name in names]


def _variants(forms: Sequence[type[AnyForm]]) -> Iterator[type[AnyForm]]:
    for form in forms:
        yield from form.variants()


def _require_sound(staged: Path, forms: Sequence[type[AnyForm]]) -> None:
    """Raises `ReferenceRefused` with the first fault of the templates: a tag in the letterhead may be misspelt."""
    faults = [finding for finding in check(staged, forms=forms) if finding.severity == "error"]
    if faults:
        raise ReferenceRefused(_("the templates would have a fault: {fault}"), fault=faults[0])


def _move_all(staged: Path, target: Path, names: Sequence[str]) -> None:
    """Moves the files to their places; if one cannot be moved, all places are as they were."""
    if not target.exists():
        # The temporary folder itself is one that nobody else may read.
        whole = staged / "whole"
        for name in names:
            (whole / name).parent.mkdir(parents=True, exist_ok=True)
            (staged / name).rename(whole / name)
        whole.rename(target)
        return
    replaced = staged / "replaced"
    with contextlib.ExitStack() as undo:
        for name in names:
            place, old = target / name, replaced / name
            place.parent.mkdir(parents=True, exist_ok=True)
            if place.exists():
                old.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(place, old)
                undo.callback(old.replace, place)
            else:
                undo.callback(place.unlink)
            (staged / name).replace(place)
        undo.pop_all()
