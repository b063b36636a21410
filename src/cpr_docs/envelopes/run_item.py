"""One letter of a print run."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from cpr_docs.errors import ConversionFailed, PackageError
from cpr_docs.gate.admission import Admitted
from cpr_docs.language.catalogue import _
from cpr_docs.pdf.convert.converter import left_out_of


@dataclass(frozen=True, slots=True)
class RunItem:
    """A letter of a print run."""

    label: str
    """Its entry in the outline."""
    content: bytes | Path = field(repr=False)
    """The Word document, or its path."""
    page_prefix: str = ""
    """The text before its page numbers in a PDF reader, such as ``12-``."""
    sha256: str = ""
    """The expected SHA-256 of its bytes, in hexadecimal figures; empty if any bytes are accepted."""
    is_rendered: bool = False
    """True if this process rendered the document, so that it need not pass the gate."""

    def read(self) -> bytes:
        """The bytes of the Word document; raises `ConversionFailed` if it cannot be read, or has changed."""
        try:
            content = self.content if isinstance(self.content, bytes) else self.content.read_bytes()
        except OSError as error:
            raise ConversionFailed(
                _("{path}: cannot be read ({reason})"), path=self.label, reason=error.strerror
            ) from None
        if self.sha256 and hashlib.sha256(content).hexdigest() != self.sha256:
            raise ConversionFailed(_("{name}: has changed since it was written"), name=self.label)
        return content

    def admitted(self) -> Admitted:
        """The document for LibreOffice; raises `ConversionFailed` unless all of it passes the gate."""
        # Imported on use: only PDF and returned files need the gate.
        from cpr_docs.gate.word_files import admit

        content = self.read()
        if self.is_rendered:
            return Admitted.rendered(content)
        try:
            admitted = admit(content)
        except PackageError as error:
            raise ConversionFailed("{name}: {error}", name=self.label, error=error) from None
        if admitted.left_out:
            raise ConversionFailed("{name}: {error}", name=self.label, error=left_out_of(admitted.left_out))
        return admitted
