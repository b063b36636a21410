"""Recording in a board's Welsh templates that they say what the English ones say now."""

from collections.abc import Sequence
from pathlib import Path

from cpr_docs.errors import OutputError
from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form
from cpr_docs.ooxml.names import PartName
from cpr_docs.ooxml.package import Package, write_package
from cpr_docs.ooxml.xml import parse_xml
from cpr_docs.templating.checking.english import carried_hash, custom_properties, english_hash
from cpr_docs.templating.custom_properties import put_properties
from cpr_docs.templating.find import find_template, template_name
from cpr_docs.templating.identity import PropertyName, form_properties


def record_welsh(folder: Path, forms: Sequence[type[Form]]) -> list[str]:
    """Writes into each Welsh template of the folder the hash of its English; returns the names of those changed."""
    changed = []
    for form in (variant for one in forms for variant in one.variants()):
        path = folder / Language.WELSH.value / template_name(form)
        if not path.is_file():
            continue
        english = find_template(form, Language.ENGLISH, folder)[PartName.DOCUMENT]
        now = english_hash(parse_xml(english, PartName.DOCUMENT))
        welsh = Package.read(path)
        if carried_hash(welsh) != now:
            _replace(path, write_package(_recorded(welsh, form, now)))
            changed.append(f"{Language.WELSH.value}/{path.name}")
    return changed


def _recorded(welsh: Package, form: type[Form], now: str) -> dict[str, bytes]:
    parts = dict(welsh)
    others = custom_properties(welsh)
    put_properties(parts, others | form_properties(form, Language.WELSH) | {PropertyName.ENGLISH: now})
    return parts


def _replace(path: Path, content: bytes) -> None:
    passing = path.with_name(f".{path.name}.part")
    try:
        passing.write_bytes(content)
        passing.replace(path)
    except OSError as error:
        passing.unlink(missing_ok=True)
        raise OutputError(f"{path}: cannot be written ({error.strerror})") from None
