"""The content type of a part is stated for its name, or else for its extension, in any case."""

import pytest

from cpr_docs.ooxml.content_types import ContentTypes, add_content_type
from cpr_docs.ooxml.names import NAMESPACES, PartName

_TYPES = f"""
    <Types xmlns="{NAMESPACES["ct"]}">
      <Default Extension="XML" ContentType="application/xml"/>
      <Default Extension="rels" ContentType="application/rels"/>
      <Override PartName="/word/Document.xml" ContentType="application/document"/>
      <Override PartName="/word/the%20theme.xml" ContentType="application/theme"/>
    </Types>
""".strip().encode()


@pytest.mark.parametrize(
    ("name", "content_type"),
    [
        ("word/document.xml", "application/document"),
        ("word/the theme.xml", "application/theme"),
        ("word/styles.xml", "application/xml"),
        ("_rels/.rels", "application/rels"),
        ("word/media/logo.png", ""),
    ],
)
def test_the_name_decides_before_the_extension(name: str, content_type: str) -> None:
    assert ContentTypes.parse(_TYPES).of_part(name) == content_type


def test_an_added_content_type_is_read() -> None:
    parts = {PartName.CONTENT_TYPES: _TYPES}
    add_content_type(parts, "word/comments.xml", "application/comments")
    assert ContentTypes.parse(parts[PartName.CONTENT_TYPES]).of_part("word/comments.xml") == "application/comments"
