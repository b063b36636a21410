"""A copy of a template with each finding as a Word comment at its place.

Word allows comments in the main document only: a finding in a header, a note or the properties becomes a comment at the
document's first paragraph. A comment names a tag without its braces, so that the comment contains no template tag.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from lxml import etree

from cpr_docs.errors import OutputError
from cpr_docs.language.catalogue import _
from cpr_docs.language.languages import Language
from cpr_docs.ooxml.content_types import add_content_type
from cpr_docs.ooxml.names import NAMESPACES, ContentType, PartName, RelationshipType, qn
from cpr_docs.ooxml.package import Package, write_package
from cpr_docs.ooxml.relationships import add_relationship, targets_of
from cpr_docs.ooxml.xml import parse_xml, serialise_xml
from cpr_docs.templating.checking.folder import CheckedFile
from cpr_docs.templating.checking.template_findings import LocatedFinding, TemplateFinding

_AUTHOR, _INITIALS = "cpr-docs", "cpr"
_PART = "word/comments.xml"
_BRACES = str.maketrans("", "", "{}%#")


def write_annotated(files: Iterable[CheckedFile], folder: Path, messages: Language | None = None) -> list[Path]:
    """Writes an annotated copy of each template that has findings; raises `OutputError` if a copy cannot be written.

    The comments are in the language of messages; without one, each is in that of its template.
    """
    written = []
    for file in files:
        if file.template is None or file.template.body is None or not file.findings or file.path is None:
            continue
        target = folder / file.name
        try:
            if target.resolve() == file.path.resolve():
                raise OutputError(_("{path}: is the template itself; give another folder"), path=target)
            target.parent.mkdir(parents=True, exist_ok=True)
            language = messages or file.template.language
            target.write_bytes(annotated(file.template.package, file.template.body, file.findings, language))
        except OSError as error:
            raise OutputError(_("{path}: cannot be written ({reason})"), path=target, reason=error.strerror) from None
        written.append(target)
    return written


def annotated(template: Package, body: etree._Element, findings: Sequence[LocatedFinding], language: Language) -> bytes:
    """The template with a comment for each finding, in the language."""
    # The findings refer to elements of `body`, which the annotated tree below does not contain.
    numbers = [_paragraph_number(body, located.element) for located in findings]
    document = parse_xml(template[PartName.DOCUMENT], PartName.DOCUMENT)
    name, comments, others = _comments(template)
    number = 1 + max((int(found.get(qn("w:id"), "0")) for found in comments), default=-1)
    paragraphs = list(document.iter(qn("w:p")))
    for located, at in zip(findings, numbers, strict=True):
        if at < len(paragraphs):
            comments.append(_comment(number, located.finding, language))
            _anchor(paragraphs[at], number)
            number += 1
    return write_package(
        {**template, **others, PartName.DOCUMENT: serialise_xml(document), name: serialise_xml(comments)}
    )


def _paragraph_number(body: etree._Element, element: etree._Element | None) -> int:
    """The index of the paragraph around an element, or of the first one inside; 0 outside the main document."""
    paragraphs = list(body.iter(qn("w:p")))
    if element is None or element.getroottree().getroot() is not body:
        return 0
    around = next((above for above in (element, *element.iterancestors()) if above.tag == qn("w:p")), None)
    chosen = around if around is not None else next(element.iter(qn("w:p")), None)
    return paragraphs.index(chosen) if chosen in paragraphs else 0


def _anchor(paragraph: etree._Element, number: int) -> None:
    value = {qn("w:id"): str(number)}
    properties = paragraph.find(qn("w:pPr"))
    paragraph.insert(0 if properties is None else 1, etree.Element(qn("w:commentRangeStart"), value))
    etree.SubElement(paragraph, qn("w:commentRangeEnd"), value)
    etree.SubElement(etree.SubElement(paragraph, qn("w:r")), qn("w:commentReference"), value)


def _comment(number: int, finding: TemplateFinding, language: Language) -> etree._Element:
    comment = etree.Element(
        qn("w:comment"), {qn("w:id"): str(number), qn("w:author"): _AUTHOR, qn("w:initials"): _INITIALS}
    )
    for line in (f"{finding.text_in(language)} [{finding.code}]", finding.place_in(language)):
        if line:
            text = etree.SubElement(
                etree.SubElement(etree.SubElement(comment, qn("w:p")), qn("w:r")),
                qn("w:t"),
                {qn("xml:space"): "preserve"},
            )
            text.text = line.translate(_BRACES)
    return comment


def _comments(template: Package) -> tuple[str, etree._Element, dict[str, bytes]]:
    """The name and the root of the comments part, and the other parts that change if the comments part is new."""
    for name in targets_of(template, PartName.DOCUMENT, RelationshipType.COMMENTS):
        return name, parse_xml(template[name], name), {}
    parts = dict(template)
    add_content_type(parts, _PART, ContentType.COMMENTS)
    add_relationship(parts, PartName.DOCUMENT, RelationshipType.COMMENTS, _PART)
    root = etree.Element(qn("w:comments"), nsmap={"w": NAMESPACES["w"]})
    return _PART, root, parts
