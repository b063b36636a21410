"""Small PDFs, tagged or not, made by hand: each page has one paragraph, and is looked up by a bookmark."""

import io
from collections.abc import Mapping, Sequence

from cpr_docs.pdf.merge.pdf_objects import Ref, Value, text, write
from cpr_docs.pdf.merge.writer import PdfOutput

# One page, and nothing on it.
PLAIN = {
    1: b"<</Type/Catalog/Pages 2 0 R>>",
    2: b"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>",
    3: b"<</Type/Page/Parent 2 0 R>>",
}
CLAIM = b"<x:xmpmeta><pdfuaid:part>1</pdfuaid:part></x:xmpmeta>"


def tiny_pdf(
    pages: Sequence[str],
    *,
    tagged: bool = True,
    role: str = "P",
    title: str = "A small file",
    claims: bool = True,
    annotations: Sequence[Value] = (),
) -> bytes:
    """A PDF with a page for each of the texts, whose paragraphs are called Text and mean what `role` says."""
    target = io.BytesIO()
    file = PdfOutput(target)
    root, node, tree, document = (file.reserve() for _number in range(4))
    numbers, elements, parents = [], [], list[Value]()
    for index, words in enumerate(pages):
        page, element = file.reserve(), file.reserve()
        # A string that looks like a reference is none.
        drawn = b"/Text <</MCID 0>> BDC BT /F1 12 Tf 50 700 Td (%b) Tj ET EMC" % words.encode("latin-1")
        content = file.add({b"/Length": b"%d" % len(drawn)}, b"stream\n%b\nendstream" % drawn)
        held: dict[bytes, Value] = {
            b"/Type": b"/Page",
            b"/Parent": Ref(node),
            b"/Contents": content,
            b"/Note": b"(\\(see 1 0 R\\) and (2 0 R))",
            b"/Resources": {
                b"/Font": {b"/F1": {b"/Type": b"/Font", b"/Subtype": b"/Type1", b"/BaseFont": b"/Helvetica"}}
            },
        }
        if tagged:
            held[b"/StructParents"] = b"%d" % index
        if annotations and not index:
            held[b"/Annots"] = [file.add(note) for note in annotations]
            held[b"/Tabs"] = b"(S)"
        _put(file, page, held)
        _put(
            file,
            element,
            {b"/Type": b"/StructElem", b"/S": b"/Text", b"/P": Ref(document), b"/Pg": Ref(page), b"/K": [b"0"]},
        )
        parents += [b"%d" % index, [Ref(element)]]
        numbers.append(Ref(page))
        elements.append(Ref(element))
    box: Value = [b"0", b"0", b"595", b"842"]
    _put(file, node, {b"/Type": b"/Pages", b"/Kids": list(numbers), b"/Count": b"%d" % len(pages), b"/MediaBox": box})
    catalogue: dict[bytes, Value] = {b"/Type": b"/Catalog", b"/Pages": Ref(node), b"/Outlines": _outline(file, numbers)}
    if tagged:
        _put(file, document, {b"/Type": b"/StructElem", b"/S": b"/Document", b"/P": Ref(tree), b"/K": list(elements)})
        held = {b"/Type": b"/StructTreeRoot", b"/K": [Ref(document)], b"/RoleMap": {b"/Text": b"/" + role.encode()}}
        _put(file, tree, held | {b"/ParentTree": file.add({b"/Nums": parents})})
        catalogue |= {b"/StructTreeRoot": Ref(tree), b"/MarkInfo": {b"/Marked": b"true"}, b"/Lang": b"(en-GB)"}
    if claims:
        catalogue[b"/Metadata"] = file.add(
            {b"/Type": b"/Metadata", b"/Subtype": b"/XML", b"/Length": b"%d" % len(CLAIM)},
            b"stream\n%b\nendstream" % CLAIM,
        )
    _put(file, root, catalogue)
    file.finish(Ref(root), file.add({b"/Title": text(title)}), b"0" * 32)
    return target.getvalue()


def pdf_of(objects: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects, byte for byte; the first is its catalogue."""
    body, places = b"%PDF-1.7\n", dict.fromkeys(range(1, max(objects) + 1), b"0000000000 00000 f \n")
    for number, held in objects.items():
        places[number] = b"%010d 00000 n \n" % len(body)
        body += b"%d 0 obj\n%b\nendobj\n" % (number, held)
    table = b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(places) + 1, b"".join(places.values()))
    end = b"trailer\n<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, trailer, len(body))
    return body + table + end


def _outline(file: PdfOutput, pages: Sequence[Ref]) -> Ref:
    root, entry = file.reserve(), file.reserve()
    _put(file, root, {b"/First": Ref(entry), b"/Last": Ref(entry), b"/Count": b"1"})
    _put(file, entry, {b"/Title": text("A heading"), b"/Parent": Ref(root), b"/Dest": [pages[-1], b"/Fit"]})
    return Ref(root)


def _put(file: PdfOutput, number: int, held: dict[bytes, Value]) -> None:
    file.put(number, write(held))
