"""From a template file to its source for Jinja, once: controls expanded, tags made whole, constant parts packed.

docxtpl's own ``patch_xml`` makes the tags whole, so that its template language is this library's too. docxtpl and lxml
are needed only here, never while a compiled template renders.
"""

import re

from docxtpl import DocxTemplate

from cpr_docs.errors import PackageError, TemplateProblem
from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form
from cpr_docs.ooxml.custom_properties import put_properties
from cpr_docs.ooxml.headings import Headings
from cpr_docs.ooxml.names import PartName, qn
from cpr_docs.ooxml.package import Package
from cpr_docs.ooxml.xml import parse_xml
from cpr_docs.templating.allowed_contents import require_allowed, without_unseen
from cpr_docs.templating.document_properties import fingerprint, identity, record_of
from cpr_docs.templating.expand_controls import Expansion
from cpr_docs.templating.grammar import MAX_TAGS
from cpr_docs.templating.invariants import invariants_of
from cpr_docs.templating.locations import line_by_line, marked
from cpr_docs.templating.tag_syntax import ENCODING, NOT_IN_DOCUMENT, UTF16
from cpr_docs.templating.template_source import TemplateSource
from cpr_docs.templating.zip_writer import pack

__all__ = ["compile_source", "expanded", "fingerprint", "identity", "split"]

_MARKUP = re.compile(rb"<[^>]*>")
_TAG = re.compile(rb"\{[{%#]")
_STORIES = frozenset(map(qn, ("w:document", "w:hdr", "w:ftr", "w:footnotes", "w:endnotes")))
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def compile_source(
    template: Package, form: type[Form], language: Language, *, mark: bool = False, published: bool = False
) -> TemplateSource:
    """The template as source for Jinja; raises `TemplateProblem` where it cannot be one."""
    place = f"{form.name()} ({form.type_name()}) in {language.value}"
    try:
        expansion = _expansion(template, form, language, mark=mark, published=published)
        static, dynamic = split(_expanded(template, expansion))
    except PackageError as error:
        raise PackageError(f"{place}, {error}") from None
    except TemplateProblem as error:
        raise TemplateProblem(error.message, f"{place}, {error.place}" if error.place else place) from None
    patch = DocxTemplate("").patch_xml
    parts, places = [], []
    for name, xml in dynamic.items():
        source, numbers = line_by_line(patch(marked(xml)))
        if len(numbers) > MAX_TAGS:
            raise TemplateProblem(f"has more than {MAX_TAGS} tags", f"{place}, {name}")
        known = expansion.places.get(name, [])
        parts.append((name, _DECLARATION + source))
        places.append(tuple(known[number] if 0 <= number < len(known) else "" for number in numbers))
    return TemplateSource(place, pack(static), tuple(parts), tuple(places))


def expanded(template: Package, form: type[Form], language: Language, *, mark: bool = False) -> dict[str, bytes]:
    """The template's parts with every control expanded and its identity written, which docxtpl could render too."""
    return _expanded(template, _expansion(template, form, language, mark=mark, published=False))


def _expansion(template: Package, form: type[Form], language: Language, *, mark: bool, published: bool) -> Expansion:
    styles = template.get(PartName.STYLES)
    headings = Headings(None if styles is None else parse_xml(styles, PartName.STYLES))
    require_allowed(template, headings)
    return Expansion(form, language, headings, mark=mark, published=published)


def _expanded(template: Package, expansion: Expansion) -> dict[str, bytes]:
    parts = {name: strip_author_metadata(name, content) for name, content in template.items()}
    for name, content in parts.items():
        if not name.endswith((".xml", ".rels")):
            continue
        if content.startswith(UTF16) and parse_xml(content, name).tag in _STORIES:
            raise TemplateProblem(ENCODING, name)
        has_tags = _has_tags(content)
        if has_tags and parse_xml(content, name).tag not in _STORIES:
            raise TemplateProblem(NOT_IN_DOCUMENT, name)
        # A control whose expression was typed over is found wherever it stands.
        if has_tags or (name.startswith("word/") and b"<w:sdt>" in content):
            parts[name] = expansion.expand(content, name).encode()
    parts = without_unseen(parts)
    properties = identity(
        template, expansion.form, expansion.language, published=expansion.published, mark=expansion.mark
    )
    put_properties(parts, properties | _controls(template, expansion.form, published=expansion.published))
    return parts


def _controls(template: Package, form: type[Form], *, published: bool) -> dict[str, str]:
    """The record of the controls that every document of the template has."""
    if PartName.DOCUMENT not in template:
        return {}
    marks = invariants_of(template, form)
    return record_of(marks.controls if published else marks.controls | marks.unpublished)


def split(parts: dict[str, bytes]) -> tuple[dict[str, bytes], dict[str, str]]:
    """The parts without tags, and those with tags as text; the content types come first."""
    static = {PartName.CONTENT_TYPES: parts[PartName.CONTENT_TYPES]}
    dynamic = {}
    for name, content in parts.items():
        if name.endswith(".xml") and _has_tags(content):
            dynamic[name] = _without_declaration(content.decode("utf-8-sig"))
        else:
            static[name] = content
    if PartName.DOCUMENT not in parts:
        raise TemplateProblem(f"has no {PartName.DOCUMENT}")
    return static, dynamic


def _has_tags(content: bytes) -> bool:
    # A tag may be split over runs, or stand in an attribute.
    return bool(_TAG.search(content) or _TAG.search(_MARKUP.sub(b"", content)))


def _without_declaration(xml: str) -> str:
    return xml[xml.index("?>") + 2 :].lstrip() if xml.startswith("<?xml") else xml


_SESSION = re.compile(rb'\s+w:rsid[A-Za-z]*="[0-9A-Fa-f]*"')
_SESSIONS = re.compile(rb"<w:rsids>.*?</w:rsids>|<w:rsids/>", re.DOTALL)
_PERSON = re.compile(rb"<((?:dc:creator|cp:lastModifiedBy|Manager|Company))(?:\s[^>]*)?(?:/>|>.*?</\1>)", re.DOTALL)
_PROPERTIES = (PartName.CORE_PROPERTIES, PartName.EXTENDED_PROPERTIES)


def strip_author_metadata(name: str, content: bytes) -> bytes:
    """A part without them."""
    if name in _PROPERTIES:
        return _PERSON.sub(b"", content)
    if name.startswith("word/") and name.endswith(".xml") and b"rsid" in content:
        return _SESSIONS.sub(b"", _SESSION.sub(b"", content))
    return content
