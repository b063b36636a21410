"""Small edits of master templates, as a person or a program makes them, and the findings of the checks."""

import re
from collections.abc import Callable
from pathlib import Path

from cpr_docs.documents.settings import Settings
from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form
from cpr_docs.ooxml.names import PartName
from cpr_docs.ooxml.package import Package, write_package
from cpr_docs.templating.checking.check_languages import Pair
from cpr_docs.templating.checking.check_registry import compare, examine
from cpr_docs.templating.checking.template import Template
from cpr_docs.templating.checking.template_findings import TemplateFinding
from cpr_docs.templating.loader import template_name
from tests.documents.cases import VARIANTS, template

Edit = Callable[[str], str]

TERMS = next(variant for variant in VARIANTS if variant.name() == "terms_of_reference")
LETTER = next(variant for variant in VARIANTS if variant.name() == "invitation_letter")
EVALUATION = next(variant for variant in VARIANTS if variant.name() == "evaluation_form")

HEADER = "word/header1.xml"
_PARAGRAPH = '<w:p><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>'


def paragraph(text: str) -> str:
    """A paragraph of one run."""
    return _PARAGRAPH.format(text)


def run(text: str) -> str:
    """A run with a text."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def text_box(text: str) -> str:
    """A paragraph with a text box, stored twice as by Word: as a drawing, and as a fallback for older programs."""
    content = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    shapes = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    return (
        "<w:p><w:r><mc:AlternateContent "
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice xmlns:wps="{shapes}" Requires="wps"><w:drawing><wp:inline '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:extent cx="9" cy="9"/>'
        '<wp:docPr id="7" name="Text box 7" descr="A text box"/><a:graphic '
        f'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="{shapes}"><wps:wsp>'
        f"<wps:spPr/><wps:txbx>{content}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline>"
        '</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>'
        f"{content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


def control(tag: str, content: str, kind: str = "<w:text/>") -> str:
    """An inline content control."""
    properties = f'<w:alias w:val="x"/><w:tag w:val="{tag}"/>{kind}'
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent><w:r><w:t>{content}</w:t></w:r></w:sdtContent></w:sdt>"


def table(*rows: str) -> str:
    """A table of one column, with one paragraph in each row."""
    cells = "".join(f'<w:tr><w:tc><w:tcPr><w:tcW w:w="9070" w:type="dxa"/></w:tcPr>{row}</w:tc></w:tr>' for row in rows)
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="FormTable"/><w:tblW w:w="9070" w:type="dxa"/><w:tblLook w:val="0480"/>'
        f'</w:tblPr><w:tblGrid><w:gridCol w:w="9070"/></w:tblGrid>{cells}</w:tbl>'
    )


def replaced(old: str, new: str, count: int = 1) -> Edit:
    """Replaces a text, which must be in the part."""

    def edit(xml: str) -> str:
        assert old in xml, old
        return xml.replace(old, new, count)

    return edit


def added(xml: str) -> Edit:
    """Appends XML to the document."""
    return lambda document: document.replace("<w:sectPr>", f"{xml}<w:sectPr>", 1)


def inserted(xml: str, before: str) -> Edit:
    """Inserts XML before the paragraph or table that contains a text."""

    def edit(document: str) -> str:
        at = document.index(before)
        at = max(document.rfind("<w:p>", 0, at), document.rfind("<w:tbl>", 0, at))
        return document[:at] + xml + document[at:]

    return edit


def with_paragraph(text: str) -> Edit:
    """Inserts a paragraph below the heading of the amendments."""
    return inserted(paragraph(text), '<w:tblCaption w:val="Amendments"')


def without(pattern: str) -> Edit:
    """Deletes the first match of a pattern, which must be in the part."""

    def edit(xml: str) -> str:
        assert re.search(pattern, xml), pattern
        return re.sub(pattern, "", xml, count=1)

    return edit


def edited(
    edit: Edit, form: type[Form] = TERMS, language: Language = Language.ENGLISH, part: str = PartName.DOCUMENT
) -> Package:
    """A master template with one part edited."""
    master = template(form, language)
    return Package({**master, part: edit(master[part].decode()).encode()})


def opened(package: Package, form: type[Form] = TERMS, language: Language = Language.ENGLISH) -> Template:
    """A template parsed for checking."""
    return Template(package, form, language, Settings, is_house=True)


def findings(
    package: Package, form: type[Form] = TERMS, language: Language = Language.ENGLISH
) -> list[TemplateFinding]:
    """The findings in a template by itself."""
    parsed = opened(package, form, language)
    return [located.finding for located in parsed.in_order(examine(parsed))]


def differences(english: Package, welsh: Package, form: type[Form] = TERMS) -> list[TemplateFinding]:
    """The findings that come from comparing two templates, in each of them."""
    both = (opened(english, form), opened(welsh, form, Language.WELSH))
    pairs = (Pair(*both), Pair(*reversed(both)))
    return [located.finding for pair in pairs for located in compare(pair)]


def house(folder: Path, *templates: tuple[type[Form], Language, Package]) -> Path:
    """Writes templates to a folder and returns the folder."""
    for form, language, package in templates:
        path = folder / language.value / template_name(form)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(write_package(package))
    return folder
