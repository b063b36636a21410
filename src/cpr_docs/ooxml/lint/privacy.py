"""Checks for contents that a reader does not see: tracked changes, comments, hidden text, other parts."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from cpr_docs.ooxml.lint.findings import LintCheck, Location
from cpr_docs.ooxml.names import NAMESPACES, RelationshipType, qn
from cpr_docs.ooxml.parsed import ParsedPackage
from cpr_docs.ooxml.relationships import relationships_name
from cpr_docs.ooxml.traversal import elements, switched_on, value

_CHANGES: Final = (
    *("w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:cellIns", "w:cellDel", "w:cellMerge", "w:numberingChange"),
    *("w:pPrChange", "w:rPrChange", "w:sectPrChange", "w:tblPrChange", "w:tblGridChange", "w:tblPrExChange"),
    *("w:trPrChange", "w:tcPrChange"),
)
_COMMENTS: Final = ("w:commentRangeStart", "w:commentReference")
# The last word of each type, since each version of Office adds namespaces.
UNSEEN_TARGETS: Final = frozenset(
    {
        *("comments", "commentsExtended", "commentsExtensible", "commentsIds", "people"),
        *("customXml", "thumbnail", "vbaProject", "wordVbaData", "oleObject", "package", "keyMapCustomizations"),
        *("attachedToolbars", "recipientData", "mailMergeSource", "mailMergeHeaderSource", "documenttasks"),
    }
)


def _tracked(parsed: ParsedPackage) -> Iterator[Location]:
    for part, root in parsed.stories.items():
        for change in elements(root, *_CHANGES):
            yield Location(part, change)


def _comment(parsed: ParsedPackage) -> Iterator[Location]:
    for part, root in parsed.stories.items():
        for comment in elements(root, *_COMMENTS):
            yield Location(part, comment)


def _hidden_text(parsed: ParsedPackage) -> Iterator[Location]:
    by_style = any(style.find(f"{qn('w:rPr')}/{qn('w:vanish')}") is not None for style in parsed.styles.values())
    for part, root in parsed.stories.items():
        if not by_style and next(root.iter(qn("w:vanish")), None) is None:
            continue
        for run in elements(root, "w:r"):
            if _is_hidden(parsed, run):
                yield Location(part, run)


def _is_hidden(parsed: ParsedPackage, run: etree._Element) -> bool:
    paragraph = next(run.iterancestors(qn("w:p")), None)
    hides = _hides(run)
    for style in (value(run, "w:rPr/w:rStyle"), value(paragraph, "w:pPr/w:pStyle")):
        if hides is None and style is not None:
            hides = _style_hides(parsed, style)
    return bool(hides)


def _style_hides(parsed: ParsedPackage, style_id: str) -> bool | None:
    if style_id not in parsed.hiding_styles:
        settings = (_hides(style) for style in parsed.style_chain(style_id))
        parsed.hiding_styles[style_id] = next((hides for hides in settings if hides is not None), None)
    return parsed.hiding_styles[style_id]


def _hides(element: etree._Element) -> bool | None:
    hidden = element.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    return None if hidden is None else switched_on(hidden)


def _hidden_part(parsed: ParsedPackage) -> Iterator[Location]:
    for line in parsed.relationships:
        if line.kind in UNSEEN_TARGETS:
            yield Location(relationships_name(line.source), detail=line.id)


def _variables(parsed: ParsedPackage) -> Iterator[Location]:
    for part, root in parsed.of_main(RelationshipType.SETTINGS):
        for variable in root.iter(qn("w:docVar")):
            yield Location(part, variable)


def _editing_session(parsed: ParsedPackage) -> Iterator[Location]:
    prefix = f"{{{NAMESPACES['w']}}}rsid"
    settings = dict(parsed.of_main(RelationshipType.SETTINGS))
    for part, root in (parsed.styled | settings).items():
        marked = any(str(name).startswith(prefix) for element in root.iter("*") for name in element.attrib)
        if marked or next(root.iter(qn("w:rsids"), qn("w:rsid")), None) is not None:
            yield Location(part)


CHECKS: Final = (
    LintCheck("tracked-change", "a tracked change has not been accepted or rejected", _tracked),
    LintCheck("comment", "a comment has not been removed", _comment),
    LintCheck("hidden-text", "text is hidden", _hidden_text),
    LintCheck("hidden-part", "the document carries a part that its reader does not see", _hidden_part),
    LintCheck("document-variable", "the settings hold a variable", _variables),
    LintCheck(
        "editing-session", "marks tell which words were written at one sitting", _editing_session, of_templates=False
    ),
)
