"""Keeps what this version of the library makes, before it is released: ``python -m tests.keep_release``.

The masters go into the library, so that documents are judged by their own. The examples and their documents go into
``tests/released``, so that the tests read them for ever. Nothing that is there already is changed.
"""

import io
import sys
import tarfile
from pathlib import Path

from cpr_docs import resources
from cpr_docs.documents.render import Renderer
from cpr_docs.language.languages import Language
from cpr_docs.models.schema_version import SCHEMA_VERSION
from cpr_docs.ooxml.package import Package
from cpr_docs.templating.document_properties import fingerprint
from cpr_docs.templating.released import ARCHIVE, unpacked
from tests.examples import EXAMPLES

RELEASED = Path(__file__).parent / "released"


def keep_masters(templates: Path, archive: Path) -> int:
    """Adds the masters of a folder to an archive; the number of those that it did not have."""
    before = unpacked(archive) if archive.exists() else {}
    files, added = dict(before), 0
    for path in sorted(templates.glob("*/*.docx")):
        package = Package.read(path)
        above = f"{path.parent.name}/{path.name}/{fingerprint(package)}"
        parts = {f"{above}/{name}": content for name, content in package.items()}
        added += not parts.keys() <= before.keys()
        files |= parts
    if added:
        archive.write_bytes(_packed(files))
    return added


def _packed(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    # Parts of one name are beside each other, because they are alike.
    with tarfile.open(fileobj=target, mode="w:xz", preset=9) as archive:
        for name in sorted(files, key=lambda name: (name.split("/", 3)[3], name)):
            entry = tarfile.TarInfo(name)
            entry.size = len(files[name])
            archive.addfile(entry, io.BytesIO(files[name]))
    return target.getvalue()


def keep_examples(folder: Path) -> int:
    """Writes the examples and their documents that a folder does not have; the number of files."""
    folder.mkdir(parents=True, exist_ok=True)
    written = 0
    for each in EXAMPLES:
        for sparse in (False, True):
            form = each.form(sparse=sparse)
            stem = f"{each.name}{'.sparse' if sparse else ''}"
            contents = {f"{stem}.json": f"{form.model_dump_json(indent=2)}\n".encode()}
            for language in Language:
                contents[f"{stem}.{language.value}.docx"] = Renderer().render(form, language).content
            for name, content in contents.items():
                if not (folder / name).exists():
                    (folder / name).write_bytes(content)
                    written += 1
    return written


def main() -> None:
    """Keeps the masters and the examples of today's schema version."""
    archive = resources.folder("released") / f"{SCHEMA_VERSION}{ARCHIVE}"
    masters = keep_masters(resources.folder("templates"), archive)
    examples = keep_examples(RELEASED / str(SCHEMA_VERSION))
    sys.stderr.write(f"schema version {SCHEMA_VERSION}: {masters} masters and {examples} files added\n")


if __name__ == "__main__":
    main()
