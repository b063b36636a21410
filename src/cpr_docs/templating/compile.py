"""Compiles a DOCX template to a `TemplateSource`: expands its controls, patches its tags and packs its static parts.

docxtpl's own ``patch_xml`` joins tags that Word split over runs, so that both libraries read the same tags. Only the
compiler needs docxtpl and lxml; a compiled template renders without them. Documents contain no author metadata:
neither Word's editing session ids (rsid), nor the names of persons and organisations in the properties.

A template with contents that a reader would see or use and that are not allowed, such as a field that fetches a file,
is refused (`gate`, as in `check`). Contents that no reader sees, such as comments or the metadata of a logo, are
removed.
"""

import re
from collections.abc import Mapping

from docxtpl import DocxTemplate

from cpr_docs import log
from cpr_docs.errors import PackageError, TemplateProblem
from cpr_docs.gate.admission import Effect, GateFinding
from cpr_docs.gate.word_files import Inspection
from cpr_docs.language.catalogue import _, joined
from cpr_docs.language.languages import Language
from cpr_docs.models.form import AnyForm, document_name
from cpr_docs.ooxml.custom_properties import put_properties
from cpr_docs.ooxml.headings import Headings
from cpr_docs.ooxml.names import PartName, qn
from cpr_docs.ooxml.package import Package
from cpr_docs.ooxml.xml import UTF16, parse_xml
from cpr_docs.templating.adapt import adapted
from cpr_docs.templating.document_properties import control_record, control_record_under, identity_properties
from cpr_docs.templating.document_title import put_title
from cpr_docs.templating.edition import SCREEN, Edition
from cpr_docs.templating.expand_controls import ControlExpander
from cpr_docs.templating.grammar import MAX_TAGS
from cpr_docs.templating.invariants import invariants_of
from cpr_docs.templating.locations import mark_places, one_tag_per_line, places_of
from cpr_docs.templating.tag_syntax import ENCODING, NOT_IN_DOCUMENT
from cpr_docs.templating.template_source import TemplateSource
from cpr_docs.templating.zip_writer import pack

_MARKUP = re.compile(rb"<[^>]*>")
_TAG = re.compile(rb"\{[{%#]")
_STORIES = frozenset(map(qn, ("w:document", "w:hdr", "w:ftr", "w:footnotes", "w:endnotes")))
_RSID = re.compile(rb'\s+w:rsid[A-Za-z]*="[0-9A-Fa-f]*"')
_RSIDS = re.compile(rb"<w:rsids>.*?</w:rsids>|<w:rsids/>", re.DOTALL)
_AUTHOR = re.compile(rb"<((?:dc:creator|cp:lastModifiedBy|Manager|Company))(?:\s[^>]*)?(?:/>|>.*?</\1>)", re.DOTALL)
_PROPERTIES = (PartName.CORE_PROPERTIES, PartName.EXTENDED_PROPERTIES)
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def compile_source(
    template: Package, form: type[AnyForm], language: Language, *, mark: bool = False, edition: Edition = SCREEN
) -> TemplateSource:
    """The template as Jinja source; raises `TemplateProblem`, with its place, for a template that does not compile."""
    place = document_name(form, language)
    try:
        expander = _control_expander(template, form, language, mark=mark, edition=edition)
        static, dynamic = split_parts(_expand_parts(template, expander))
    except PackageError as error:
        raise PackageError("{name}, {error}", name=place, error=error) from None
    except TemplateProblem as error:
        raise error.placed(joined(place, error.place)) from None
    log.debug("template of %s: compiled", place)
    patch = DocxTemplate("").patch_xml
    parts, places = [], []
    for name, xml in dynamic.items():
        source, numbers = one_tag_per_line(patch(mark_places(xml)))
        if len(numbers) > MAX_TAGS:
            raise TemplateProblem(_("has more than {limit} tags"), joined(place, name), limit=MAX_TAGS)
        known = expander.places.get(name, [])
        parts.append((name, _DECLARATION + source))
        places.append(tuple(known[number] if 0 <= number < len(known) else "" for number in numbers))
    return TemplateSource(place, pack(static), tuple(parts), tuple(places))


def expand_template(
    template: Package, form: type[AnyForm], language: Language, *, mark: bool = False, edition: Edition = SCREEN
) -> dict[str, bytes]:
    """The template's parts with every control expanded and the custom properties set; docxtpl can render them too."""
    return _expand_parts(template, _control_expander(template, form, language, mark=mark, edition=edition))


def _control_expander(
    template: Package, form: type[AnyForm], language: Language, *, mark: bool, edition: Edition
) -> ControlExpander:
    styles = template.get(PartName.STYLES)
    headings = Headings(None if styles is None else parse_xml(styles, PartName.STYLES))
    require_allowed(template, headings)
    return ControlExpander(form, language, headings, mark=mark, edition=edition)


def _expand_parts(template: Package, expander: ControlExpander) -> dict[str, bytes]:
    source = adapted(template, expander.form, expander.language, expander.edition)
    parts = {name: strip_author_metadata(name, content) for name, content in source.items()}
    for name, content in parts.items():
        if not name.endswith((".xml", ".rels")):
            continue
        if content.startswith(UTF16) and parse_xml(content, name).tag in _STORIES:
            raise TemplateProblem(ENCODING, name)
        has_tags = _has_tags(content)
        if has_tags and parse_xml(content, name).tag not in _STORIES:
            raise TemplateProblem(NOT_IN_DOCUMENT, name)
        # Also a part without tags: a control whose expression was overwritten must be reported.
        if has_tags or (name.startswith("word/") and b"<w:sdt>" in content):
            parts[name] = expander.expand(content, name).encode()
    parts = strip_unseen(parts)
    properties = identity_properties(
        template, expander.form, expander.language, edition=expander.edition, mark=expander.mark
    )
    put_properties(parts, properties | _control_properties(template, source, expander.form, expander.edition))
    put_title(parts, expander.form, expander.language)
    return parts


def _control_properties(template: Package, source: Package, form: type[AnyForm], edition: Edition) -> dict[str, str]:
    """The custom properties that record the controls of every document of the template."""
    if PartName.DOCUMENT not in template:
        return {}
    invariants = invariants_of(template, form, source)
    if edition.is_finished:
        return control_record_under(invariants.printed_under)
    return control_record(invariants.controls | invariants.unpublished)


def split_parts(parts: dict[str, bytes]) -> tuple[dict[str, bytes], dict[str, str]]:
    """The static parts, content types first, and the dynamic parts (those with tags) as text."""
    static = {PartName.CONTENT_TYPES: parts[PartName.CONTENT_TYPES]}
    dynamic = {}
    for name, content in parts.items():
        if name.endswith(".xml") and _has_tags(content):
            dynamic[name] = _strip_declaration(content.decode("utf-8-sig"))
        else:
            static[name] = content
    if PartName.DOCUMENT not in parts:
        raise TemplateProblem(_("has no {part}"), part=PartName.DOCUMENT)
    return static, dynamic


def _has_tags(content: bytes) -> bool:
    # The first search finds tags in attributes, the second tags that are split over runs.
    return bool(_TAG.search(content) or _TAG.search(_MARKUP.sub(b"", content)))


def _strip_declaration(xml: str) -> str:
    return xml[xml.index("?>") + 2 :].lstrip() if xml.startswith("<?xml") else xml


def strip_author_metadata(name: str, content: bytes) -> bytes:
    """The part without editing session ids and without the names of persons and organisations."""
    if name in _PROPERTIES:
        return _AUTHOR.sub(b"", content)
    if name.startswith("word/") and name.endswith(".xml") and b"rsid" in content:
        return _RSIDS.sub(b"", _RSID.sub(b"", content))
    return content


NOT_ALLOWED = _("this may not be in a template, and no document is made of it: {what}")
LEFT_OUT = _("this goes into no document: {what}")


def require_allowed(template: Mapping[str, bytes], headings: Headings) -> None:
    """Raises `TemplateProblem`, with its place, for the first content that a template may not have."""
    for finding in Inspection(template).findings:
        if finding.effect is not Effect.UNSEEN:
            raise TemplateProblem(NOT_ALLOWED, _place(finding, headings), what=finding.what)


def strip_unseen(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The parts without contents that no reader sees; the same object if there are none."""
    inspection = Inspection(parts)
    unseen = [finding for finding in inspection.findings if finding.effect is Effect.UNSEEN]
    return inspection.without(unseen) if unseen else parts


def _place(finding: GateFinding, headings: Headings) -> str:
    if finding.element is None:
        return finding.part
    places = places_of(finding.element.getroottree().getroot(), headings)
    around = (finding.element, *finding.element.iterancestors())
    place = next((places[element] for element in around if element in places), "")
    return joined(finding.part, place)
