"""Rebuilds the master templates in ``templates/`` from the layouts: ``python -m cpr_docs.authoring``."""

import sys

from cpr_docs import resources
from cpr_docs.authoring.build import master_templates


def main() -> None:
    """Writes every master template, and deletes templates that no layout builds any more."""
    folder = resources.folder("templates")
    written = set()
    for language, name, content in master_templates():
        path = folder / language.value / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_bytes() != content:
            path.write_bytes(content)
        written.add(path)
    for obsolete in set(folder.glob("*/*.docx")) - written:
        obsolete.unlink()
    sys.stderr.write(f"{len(written)} templates in {folder}\n")


main()
