"""Small PDFs written by hand, tagged or not: each page has one paragraph, and an outline entry leads to the last."""

import io
from collections.abc import Mapping, Sequence

from cpr_docs.pdf.merge.pdf_objects import Ref, Value, text, write
from cpr_docs.pdf.merge.writer import PdfOutput

# One blank page.
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
    """A PDF with a page for each text; the paragraphs have the type Text, which the role map maps to `role`."""
    target = io.BytesIO()
    file = PdfOutput(target)
    root, node, tree, document = (file.reserve() for _number in range(4))
    numbers, elements, parents = [], [], list[Value]()
    for index, line in enumerate(pages):
        page, element = file.reserve(), file.reserve()
        # The note below is a string that looks like a reference.
        drawn = b"/Text <</MCID 0>> BDC BT /F1 12 Tf 50 700 Td (%b) Tj ET EMC" % line.encode("latin-1")
        content = file.add({b"/Length": b"%d" % len(drawn)}, b"stream\n%b\nendstream" % drawn)
        entries: dict[bytes, Value] = {
            b"/Type": b"/Page",
            b"/Parent": Ref(node),
            b"/Contents": content,
            b"/Note": b"(\\(see 1 0 R\\) and (2 0 R))",
            b"/Resources": {
                b"/Font": {b"/F1": {b"/Type": b"/Font", b"/Subtype": b"/Type1", b"/BaseFont": b"/Helvetica"}}
            },
        }
        if tagged:
            entries[b"/StructParents"] = b"%d" % index
        if annotations and not index:
            entries[b"/Annots"] = [file.add(each) for each in annotations]
            entries[b"/Tabs"] = b"(S)"
        _put(file, page, entries)
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
        struct_root: dict[bytes, Value] = {
            b"/Type": b"/StructTreeRoot",
            b"/K": [Ref(document)],
            b"/RoleMap": {b"/Text": b"/" + role.encode()},
        }
        _put(file, tree, struct_root | {b"/ParentTree": file.add({b"/Nums": parents})})
        catalogue |= {b"/StructTreeRoot": Ref(tree), b"/MarkInfo": {b"/Marked": b"true"}, b"/Lang": b"(en-GB)"}
    if claims:
        catalogue[b"/Metadata"] = file.add(
            {b"/Type": b"/Metadata", b"/Subtype": b"/XML", b"/Length": b"%d" % len(CLAIM)},
            b"stream\n%b\nendstream" % CLAIM,
        )
    _put(file, root, catalogue)
    file.finish(Ref(root), file.add({b"/Title": text(title)}), b"0" * 32)
    return target.getvalue()


def tagged_letter(pages: int = 3, elements: int = 50) -> bytes:
    """A PDF with so many structure elements on each page; every third has an identifier."""
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R/StructTreeRoot 3 0 R/MarkInfo<</Marked true>>/Lang(cy-GB)>>",
        3: b"<</Type/StructTreeRoot/K[4 0 R]/ParentTree 5 0 R/RoleMap<<>>>>",
    }
    first_page, first_element = 6, 6 + 2 * pages
    page_numbers = range(first_page, first_element, 2)
    numbers = range(first_element, first_element + pages * elements)
    entries = b""
    for index, page in enumerate(page_numbers):
        own = numbers[index * elements : (index + 1) * elements]
        drawn = b"".join(b"/P<</MCID %d>>BDC EMC\n" % each for each in range(elements))
        objects[page] = b"<</Type/Page/Parent 2 0 R/StructParents %d/Contents %d 0 R>>" % (index, page + 1)
        objects[page + 1] = b"<</Length %d>>\nstream\n%b\nendstream" % (len(drawn), drawn)
        for content, number in enumerate(own):
            identifier = b"/ID(id%d)" % number if content % 3 == 0 else b""
            objects[number] = b"<</Type/StructElem/S/P/P 4 0 R/Pg %d 0 R/K %d%b>>" % (page, content, identifier)
        entries += b"%d[%b]" % (index, b" ".join(b"%d 0 R" % number for number in own))
    references = b" ".join(b"%d 0 R" % page for page in page_numbers)
    objects[2] = b"<</Type/Pages/Kids[%b]/Count %d/MediaBox[0 0 595 842]>>" % (references, pages)
    children = b" ".join(b"%d 0 R" % number for number in numbers)
    objects[4] = b"<</Type/StructElem/S/Document/P 3 0 R/K[%b]>>" % children
    objects[5] = b"<</Nums[%b]>>" % entries
    return pdf_of(dict(sorted(objects.items())))


def pdf_of(objects: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects, byte for byte; the first is its catalogue."""
    body, lines = b"%PDF-1.7\n", dict.fromkeys(range(1, max(objects) + 1), b"0000000000 00000 f \n")
    for number, content in objects.items():
        lines[number] = b"%010d 00000 n \n" % len(body)
        body += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    xref = b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(lines) + 1, b"".join(lines.values()))
    end = b"trailer\n<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF\n" % (len(lines) + 1, trailer, len(body))
    return body + xref + end


def _outline(file: PdfOutput, pages: Sequence[Ref]) -> Ref:
    root, entry = file.reserve(), file.reserve()
    _put(file, root, {b"/First": Ref(entry), b"/Last": Ref(entry), b"/Count": b"1"})
    _put(file, entry, {b"/Title": text("A heading"), b"/Parent": Ref(root), b"/Dest": [pages[-1], b"/Fit"]})
    return Ref(root)


def _put(file: PdfOutput, number: int, value: dict[bytes, Value]) -> None:
    file.put(number, write(value))
