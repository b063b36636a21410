"""Builds Word templates from layouts: one template, or the masters of every form, review type and language."""

import importlib
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from xml.sax.saxutils import escape

from cpr_docs.authoring import styles
from cpr_docs.authoring.look import Look
from cpr_docs.authoring.markup import element
from cpr_docs.authoring.page_setup import A4, Page, PageSetup, fit_tables
from cpr_docs.authoring.reference import Reference
from cpr_docs.authoring.running_lines import Story, stories, story_root
from cpr_docs.authoring.sheet import Sheet
from cpr_docs.authoring.wide_letterhead import on_paper
from cpr_docs.language.languages import Language
from cpr_docs.models.form import AnyForm
from cpr_docs.models.registry import form_class, form_names
from cpr_docs.ooxml.custom_properties import properties_xml
from cpr_docs.ooxml.names import NAMESPACES, ContentType, PartName, RelationshipType
from cpr_docs.ooxml.package import write_package
from cpr_docs.ooxml.relationships import Relationship, relationships_name, relationships_xml
from cpr_docs.ooxml.xml import parse_xml, serialise_xml
from cpr_docs.templating.checking.welsh_review import words_hash
from cpr_docs.templating.document_properties import PropertyName, form_properties
from cpr_docs.templating.loader import template_name

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

Layout = Callable[[Sheet], None]
"""A function that writes a form on a sheet, in the sheet's language."""

_CONTENT_TYPES = {
    PartName.DOCUMENT: ContentType.DOCUMENT,
    PartName.STYLES: ContentType.STYLES,
    PartName.NUMBERING: ContentType.NUMBERING,
    PartName.SETTINGS: ContentType.SETTINGS,
}
_SHARED = {
    PartName.THEME: (ContentType.THEME, RelationshipType.THEME),
    PartName.FONT_TABLE: (ContentType.FONT_TABLE, RelationshipType.FONT_TABLE),
}
_STORIES = {
    "header": (ContentType.HEADER, RelationshipType.HEADER),
    "footer": (ContentType.FOOTER, RelationshipType.FOOTER),
}
_PROPERTIES = {
    PartName.CORE_PROPERTIES: ContentType.CORE_PROPERTIES,
    PartName.EXTENDED_PROPERTIES: ContentType.EXTENDED_PROPERTIES,
    PartName.CUSTOM_PROPERTIES: ContentType.CUSTOM_PROPERTIES,
}
_PACKAGE_RELATIONSHIPS = {
    PartName.DOCUMENT: RelationshipType.DOCUMENT,
    PartName.CORE_PROPERTIES: RelationshipType.CORE_PROPERTIES,
    PartName.EXTENDED_PROPERTIES: RelationshipType.EXTENDED_PROPERTIES,
    PartName.CUSTOM_PROPERTIES: RelationshipType.CUSTOM_PROPERTIES,
}
_DOCUMENT_RELATIONSHIPS = {
    PartName.STYLES: RelationshipType.STYLES,
    PartName.NUMBERING: RelationshipType.NUMBERING,
    PartName.SETTINGS: RelationshipType.SETTINGS,
}


def master_templates() -> Iterator[tuple[Language, str, bytes]]:
    """Builds every master template: language, file name and bytes of each."""
    for name in form_names():
        for form in form_class(name).variants():
            for language in Language:
                yield language, template_name(form), build(form, language)


def build(
    form: type[AnyForm],
    language: Language | str,
    layout: Layout | None = None,
    *,
    page: Page | None = None,
    reference: str | os.PathLike[str] | bytes | Reference | None = None,
) -> bytes:
    """Builds the template of a form type in a language and returns the bytes of the DOCX file.

    `layout` is a function that writes the form on a `Sheet`; a form of the guidance has its own, which is the default.
    `page` is the paper; by default it is the constant ``PAGE`` of the layout's module, or upright A4.
    `reference` is a Word file, such as a board's letterhead, whose page set-up, styles, fonts, headers and footers the
    template has. Raises `ValueError` for a mistake in the layout, such as a path that the form does not have, or a
    required field that is not printed, and `ReferenceRefused` for a reference that cannot be used.
    """
    language = Language(language)
    layout = layout or _layout_of(form)
    page = page or _page_of(layout)
    source = None if reference is None else on_paper(Reference.read(reference), page.setup)
    look = None if source is None else Look(source, language)
    setup = page.setup if source is None else source.page
    sheet = Sheet(form, language, on_letterhead=source is not None, page=page)
    layout(sheet)
    sheet.finish()
    fit_tables(sheet.body, setup.text_width, sheet.width)
    running = {f"word/{story.name}.xml": story for story in stories(sheet, source, look)}
    shared = {} if source is None else dict(source.shared)
    pictures = {} if source is None else dict(source.pictures)
    english, welsh = (_hash_of(form, layout, page, look, each) for each in (Language.ENGLISH, Language.WELSH))
    return write_package(
        {
            PartName.CONTENT_TYPES: _content_types(running, shared, {} if source is None else source.content_types),
            PartName.PACKAGE_RELATIONSHIPS: _relationships("", _PACKAGE_RELATIONSHIPS),
            PartName.DOCUMENT: _document(sheet, setup, list(running.values())),
            PartName.DOCUMENT_RELATIONSHIPS: _document_relationships(running, shared),
            PartName.STYLES: (
                styles.styles(language, setup.text_width, small_tables=sheet.has_small_tables)
                if look is None
                else look.styles
            ),
            PartName.NUMBERING: (styles if look is None else look).numbering(sheet.lists, sheet.heading_numbers),
            PartName.SETTINGS: styles.settings(language) if look is None else look.settings(),
            **{name: story.content for name, story in running.items()},
            **{
                relationships_name(name): relationships_xml(each._replace(source=name) for each in story.relationships)
                for name, story in running.items()
                if story.relationships
            },
            **shared,
            **pictures,
            PartName.CORE_PROPERTIES: _core_properties(sheet),
            PartName.EXTENDED_PROPERTIES: _extended_properties(),
            PartName.CUSTOM_PROPERTIES: _custom_properties(form, language, english, welsh),
        }
    )


def _page_of(layout: Layout) -> Page:
    """The paper that the module of a layout declares."""
    page = getattr(layout, "__globals__", {}).get("PAGE", Page.A4)
    if not isinstance(page, Page):
        raise TypeError(f"PAGE must be a Page, such as Page.A4_LANDSCAPE, not {type(page).__name__}")
    return page


def _hash_of(form: type[AnyForm], layout: Layout, page: Page, look: Look | None, language: Language) -> str:
    """The hash of the text in a language, which the template of the other language records."""
    sheet = Sheet(form, language, on_letterhead=look is not None, page=page)
    layout(sheet)
    numbering = (styles if look is None else look).numbering(sheet.lists, sheet.heading_numbers)
    return words_hash(parse_xml(_document(sheet, A4, [])), parse_xml(numbering))


def _layout_of(form: type[AnyForm]) -> Layout:
    if form.name() not in form_names():
        raise ValueError(f"{form.__name__}: has no layout; give build a function that writes it on a Sheet")
    layout: Layout = importlib.import_module(f"cpr_docs.guidance.{form.name()}.layout").layout
    return layout


def _document(sheet: Sheet, page: PageSetup, running: list[Story]) -> bytes:
    references = [
        element(f"w:{story.kind}Reference", {"w:type": story.page, "r:id": f"rId{number}"})
        for number, story in enumerate(running, start=len(_DOCUMENT_RELATIONSHIPS) + 1)
    ]
    page = replace(page, title_page=any(story.page == "first" for story in running))
    section = element("w:sectPr", {}, [*references, *page.properties()])
    return serialise_xml(story_root("w:document", [element("w:body", {}, [*sheet.body, section])]))


def _content_types(running: Mapping[str, Story], shared: Mapping[str, bytes], pictures: Mapping[str, str]) -> bytes:
    listed = {
        **_CONTENT_TYPES,
        **{name: _STORIES[story.kind][0] for name, story in running.items()},
        **{name: _SHARED[name][0] for name in shared},
        **pictures,
        **_PROPERTIES,
    }
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{content_type}"/>' for name, content_type in listed.items()
    )
    return (
        f'{_DECLARATION}<Types xmlns="{NAMESPACES["ct"]}">'
        f'<Default Extension="rels" ContentType="{ContentType.RELATIONSHIPS}"/>'
        f'<Default Extension="xml" ContentType="{ContentType.XML}"/>{overrides}</Types>'
    ).encode()


def _document_relationships(running: Mapping[str, Story], shared: Mapping[str, bytes]) -> bytes:
    # `_document` counts on the headers and footers being next to the first three.
    targets = _DOCUMENT_RELATIONSHIPS | {name: _STORIES[story.kind][1] for name, story in running.items()}
    return _relationships(PartName.DOCUMENT, targets | {name: _SHARED[name][1] for name in shared})


def _relationships(source: str, targets: dict[str, str]) -> bytes:
    return relationships_xml(
        Relationship(source, f"rId{number}", of_type, target)
        for number, (target, of_type) in enumerate(targets.items(), start=1)
    )


def _core_properties(sheet: Sheet) -> bytes:
    title = escape(sheet.translate(sheet.form.TITLE))
    return (
        f'{_DECLARATION}<cp:coreProperties xmlns:cp="{NAMESPACES["cp"]}" xmlns:dc="{NAMESPACES["dc"]}">'
        f"<dc:title>{title}</dc:title><dc:language>{sheet.language.tag}</dc:language></cp:coreProperties>"
    ).encode()


def _extended_properties() -> bytes:
    application = "<Application>cpr-docs</Application>"
    return f'{_DECLARATION}<Properties xmlns="{NAMESPACES["ep"]}">{application}</Properties>'.encode()


def _custom_properties(form: type[AnyForm], language: Language, english: str, welsh: str) -> bytes:
    hashes = {PropertyName.ENGLISH: english}
    if language is Language.ENGLISH:
        hashes[PropertyName.WELSH] = welsh
    return properties_xml(form_properties(form, language) | hashes)
