"""The archive of a document: its parts are those that were given, whatever was written before."""

import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from cpr_docs.templating.zip_writer import SmallParts, complete, pack

_PACKED = pack({"static.xml": b"<a/>"})
_PARTS = st.dictionaries(st.sampled_from([b"header.xml", b"footer.xml"]), st.binary(max_size=5000))


@given(st.lists(_PARTS, max_size=6))
def test_small_parts_of_the_document_before_are_in_no_other(documents: list[dict[bytes, bytes]]) -> None:
    small = SmallParts()
    for parts in documents:
        content = complete(_PACKED, parts.items(), small)
        assert content == complete(_PACKED, parts.items())
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert {name.encode(): archive.read(name) for name in archive.namelist()} == {
                b"static.xml": b"<a/>",
                **parts,
            }
