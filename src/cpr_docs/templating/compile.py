"""From a template file to its source for Jinja, once: controls expanded, tags made whole, constant parts packed.

docxtpl's own ``patch_xml`` makes the tags whole, so that its template language is this library's too. docxtpl and lxml
are needed only here, never while a compiled template renders.
"""

import hashlib
import re
from xml.sax.saxutils import escape

from docxtpl import DocxTemplate

from cpr_docs.errors import TemplateProblem
from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form
from cpr_docs.ooxml.names import ContentType, PartName, RelationshipType
from cpr_docs.ooxml.package import Package
from cpr_docs.templating.archive import pack
from cpr_docs.templating.compiled import TemplateSource
from cpr_docs.templating.expand import Expansion

_MARKUP = re.compile(rb"<[^>]*>")
_TAG = re.compile(rb"\{[{%#]")
_PARAGRAPH = re.compile(r"<w:p(?=[ >])")
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{}</Properties>'
)
_PROPERTY = (
    '<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{}" name="{}"><vt:lpwstr>{}</vt:lpwstr></property>'
)


def compile_source(template: Package, form: type[Form], language: Language, *, mark: bool = False) -> TemplateSource:
    """The template as source for Jinja; raises `TemplateProblem` where it cannot be one."""
    place = f"{form.name()} ({form.type_name()}) in {language.value}"
    static, dynamic = split(expanded(template, form, language, mark=mark))
    patch = DocxTemplate("").patch_xml
    parts = [(name, _DECLARATION + _PARAGRAPH.sub(r"\n<w:p", patch(xml))) for name, xml in dynamic.items()]
    return TemplateSource(place, pack(static), tuple(parts))


def expanded(template: Package, form: type[Form], language: Language, *, mark: bool = False) -> dict[str, bytes]:
    """The template's parts with every control expanded and its identity written, which docxtpl could render too."""
    expansion = Expansion(form, language, mark=mark)
    parts = dict(template)
    for name, content in template.items():
        if name.startswith("word/") and name.endswith(".xml") and _has_tags(content):
            parts[name] = expansion.expand(content, name).encode()
    _identify(parts, identity(template, form, language))
    return parts


def identity(template: Package, form: type[Form], language: Language) -> dict[str, str]:
    """What a document says of itself in its custom properties, so that it can be read back without a hint."""
    return {
        "CprDocsForm": form.name(),
        "CprDocsReviewType": form.type_name(),
        "CprDocsLanguage": language.value,
        "CprDocsSchemaVersion": str(form.SCHEMA_VERSION),
        "CprDocsTemplate": fingerprint(template),
    }


def fingerprint(template: Package) -> str:
    """A hash of the template's parts, the same however they are packed."""
    digest = hashlib.sha256()
    for name in sorted(template):
        digest.update(f"{name}\0{len(template[name])}\0".encode())
        digest.update(template[name])
    return digest.hexdigest()[:32]


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


def _identify(parts: dict[str, bytes], properties: dict[str, str]) -> None:
    rows = [_PROPERTY.format(pid, name, escape(value)) for pid, (name, value) in enumerate(properties.items(), start=2)]
    if PartName.CUSTOM_PROPERTIES not in parts:
        override = (
            f'<Override PartName="/{PartName.CUSTOM_PROPERTIES}" '
            f'ContentType="{ContentType.CUSTOM_PROPERTIES}"/></Types>'
        )
        relationship = (
            f'<Relationship Id="rIdCprDocs" Type="{RelationshipType.CUSTOM_PROPERTIES}" '
            f'Target="{PartName.CUSTOM_PROPERTIES}"/></Relationships>'
        )
        _replace_end(parts, PartName.CONTENT_TYPES, "</Types>", override)
        _replace_end(parts, PartName.PACKAGE_RELATIONSHIPS, "</Relationships>", relationship)
    parts[PartName.CUSTOM_PROPERTIES] = _PROPERTIES.format("".join(rows)).encode()


def _replace_end(parts: dict[str, bytes], name: str, end: str, replacement: str) -> None:
    parts[name] = parts[name].replace(end.encode(), replacement.encode())
