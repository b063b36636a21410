"""Pages as they are taken over into another file, and the nodes that they hang on."""

from cpr_docs.pdf.source import Source
from cpr_docs.pdf.syntax import Ref, Value, write


def node_of(kids: list[Ref], count: int, above: Ref | None) -> Value:
    """A node of the tree of pages."""
    held: dict[bytes, Value] = {b"/Type": b"/Pages", b"/Kids": list(kids), b"/Count": b"%d" % count}
    return held if above is None else held | {b"/Parent": above}


def page_body(source: Source, held: dict[bytes, Value], stray: set[Ref]) -> bytes:
    """A page without its place in the file that it comes from."""
    page = {key: value for key, value in held.items() if key not in (b"/Parent", b"/B")}
    if b"/Annots" in page:
        held_notes = source.objects.array(page[b"/Annots"])
        notes = [note for note in held_notes if not (isinstance(note, Ref) and note in stray)]
        page[b"/Annots"] = notes
        if not notes:
            del page[b"/Annots"]
    if page.get(b"/Tabs") == b"(S)":
        page[b"/Tabs"] = b"/S"  # LibreOffice 7.4 writes a string where the standard has a name
    return write(page)


def stray_links(source: Source) -> set[Ref]:
    """The links of pages that are no part of the tree of tags."""
    stray: set[Ref] = set()
    for page in source.pages.values():
        for note in source.objects.array(page.get(b"/Annots")):
            held = source.objects.dictionary(note)
            if isinstance(note, Ref) and held.get(b"/Subtype") == b"/Link" and b"/StructParent" not in held:
                stray.add(note)
    return stray
