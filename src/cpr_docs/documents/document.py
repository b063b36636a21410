"""One document: its bytes, its name, and how it gets onto the disk whole or not at all."""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from cpr_docs.errors import OutputError, OutputExists
from cpr_docs.files import write_new, write_over
from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form

if TYPE_CHECKING:
    from cpr_docs.pdf.convert.office import Office

_UNSAFE = re.compile(r"[^\w.-]+|(?<![\w-])\.+|\.\.+")
_MAX_NAME_BYTES = 120
# What Windows takes for a device, whatever stands after the first dot.
_DEVICE = re.compile(r"(con|prn|aux|nul|(com|lpt)[0-9\u00b9\u00b2\u00b3])(\.|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Document:
    """A form as a Word document in one language."""

    content: bytes = field(repr=False)
    """The bytes of the DOCX file."""
    form: Form = field(repr=False)
    """What was rendered."""
    language: Language
    """The language that it was rendered in."""
    published: bool = field(default=False, repr=False)
    """Whether it is a published copy, without what the form lists as `PUBLISHED_WITHOUT`."""

    @property
    def filename(self) -> str:
        """A safe name for the file: the case identifier, the form and the language, nothing of a person."""
        case = safe_name(self.form.case_identifier) or "case"
        kind = f"{self.form.name().replace('_', '-')}{'-published' if self.published else ''}"
        return f"{case}-{kind}-{self.language.value}.docx"

    def save(self, path: str | os.PathLike[str], *, overwrite: bool = False) -> Path:
        """Writes the document, whole or not at all, and returns where it is.

        Raises `OutputExists` if there is a file already and `overwrite` was not said, and `OutputError` if the place
        cannot be written.
        """
        target = Path(path)
        write_whole(target, self.content, overwrite=overwrite)
        return target

    def to_pdf(self, office: "Office | None" = None) -> bytes:
        """The document as a tagged PDF (PDF/UA-1), made by LibreOffice; for many see `Converter`.

        Raises `OfficeNotFound` where there is no LibreOffice, `ConversionFailed` where it makes no PDF of the
        document, and `OfficeFailed` where it does not work at all.
        """
        from cpr_docs.gate.admission import Admitted
        from cpr_docs.pdf.convert.converter import Converter

        with Converter(office, workers=1) as converter:
            return converter.convert(Admitted.rendered(self.content))


def write_whole(target: Path, content: bytes, *, overwrite: bool) -> None:
    """Writes a file that is complete as soon as it is there."""
    if not target.name:
        raise OutputError(f"{str(target)!r} is no name for a file")
    path = os.fspath(target)
    passing = os.path.join(os.path.dirname(path), f".{os.urandom(8).hex()}.part")  # noqa: PTH118, PTH120
    try:
        if overwrite:
            write_over(path, content, passing)
        elif not write_new(path, content, passing):
            raise OutputExists(f"{target}: there is a file already")
    except OSError as error:
        raise OutputError(f"{target}: cannot be written ({error.strerror})") from None
    except ValueError:
        raise OutputError(f"{str(target)!r} is no name for a file") from None


def safe_name(text: str) -> str:
    """What of the text may stand in a file name: no folders, nothing hidden, at most 120 bytes, perhaps nothing."""
    name = _UNSAFE.sub("-", text).strip("-.")
    name = name.encode()[:_MAX_NAME_BYTES].decode(errors="ignore").rstrip("-.")
    return no_device(name)


def no_device(name: str) -> str:
    """The name, changed where Windows would take it for a device."""
    return f"_{name}" if _DEVICE.match(name) else name
