"""Builds small WordprocessingML elements, with Jinja's tags as text between them."""

import copy

from lxml import etree

from cpr_docs.errors import TemplateProblem
from cpr_docs.language.catalogue import _
from cpr_docs.language.languages import Language
from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.traversal import put as put_in_order

BULLET_STYLE = "ListBullet"
CELL_STYLE, CELL_NEXT_STYLE, CELL_BULLET_STYLE = "Cell", "CellNext", "CellBullet"
"""The styles of a text in a table cell: its first paragraph, further paragraphs, and bullets."""
BULLET_STYLES = frozenset({BULLET_STYLE, CELL_BULLET_STYLE})
# 6 points, as between paragraphs: of the space below a bullet and this, Word and LibreOffice use the larger.
_AFTER_BULLET = 120
PLACEHOLDER_STYLE = "PlaceholderText"
BOX_FONT = "MS Gothic"
"""The font of check boxes, in Word's own as well."""
NOTE_STYLE = "LanguageNote"
"""The character style of a language note, which `reading` skips."""


def child(element: etree._Element, name: str) -> etree._Element:
    """The child with that name; raises `TemplateProblem` if there is none."""
    found = element.find(qn(name))
    if found is None:
        raise TemplateProblem(_("there is no {name} where one is needed"), etree.QName(element).localname, name=name)
    return found


def parent(element: etree._Element) -> etree._Element:
    """The parent of the element; raises `TemplateProblem` for the root."""
    found = element.getparent()
    if found is None:
        raise TemplateProblem(_("a control or a loop cannot be the whole of a part"))
    return found


def without(element: etree._Element, name: str) -> None:
    """Removes the children with that name."""
    for old in element.findall(qn(name)):
        element.remove(old)


def value(name: str, content: object) -> etree._Element:
    """An element with a ``w:val`` attribute."""
    return etree.Element(qn(name), {qn("w:val"): str(content)})


def run(text: str, style: str = "") -> etree._Element:
    """A run of text in a character style."""
    element = etree.Element(qn("w:r"))
    if style:
        etree.SubElement(element, qn("w:rPr")).append(value("w:rStyle", style))
    words = etree.SubElement(element, qn("w:t"), {qn("xml:space"): "preserve"})
    words.text = text
    return element


def box_run(text: str) -> etree._Element:
    """The run of a check box, whose font Word would choose by the language of the text."""
    element = run(text)
    fonts = {qn(f"w:{script}"): BOX_FONT for script in ("ascii", "hAnsi", "eastAsia")}
    properties = etree.Element(qn("w:rPr"))
    etree.SubElement(properties, qn("w:rFonts"), {qn("w:hint"): "eastAsia", **fonts})
    element.insert(0, properties)
    return element


def paragraph_like(pattern: etree._Element, text: str, style: str = "") -> etree._Element:
    """A paragraph with the pattern's properties and one run, with the style or the properties of the pattern's run."""
    paragraph = etree.Element(qn("w:p"))
    properties = pattern.find(qn("w:pPr"))
    if properties is not None:
        paragraph.append(copy.deepcopy(properties))
    only = run(text, style)
    of_run = pattern.find(f".//{qn('w:r')}/{qn('w:rPr')}")
    if not style and of_run is not None:
        only.insert(0, copy.deepcopy(of_run))
    paragraph.append(only)
    return paragraph


def paragraph_loop(
    pattern: etree._Element, expression: str, language: Language | None, *, is_in_cell: bool = False
) -> list[etree._Element | str]:
    """A loop over the paragraphs of a text, which prints each as the pattern or as a bullet.

    In a cell of the library's styles, paragraphs after the first and bullets have styles with the space for a cell. A
    paragraph after a bullet is as far from it as from another paragraph.
    """
    plain = paragraph_like(pattern, "{{ paragraph.text }}")
    following = paragraph_like(pattern, "{{ paragraph.text }}")
    bullet = paragraph_like(pattern, "{{ paragraph.text }}")
    set_style(bullet, CELL_BULLET_STYLE if is_in_cell else BULLET_STYLE)
    if is_in_cell:
        set_style(following, CELL_NEXT_STYLE)
    if language:
        for paragraph in (plain, following, bullet):
            set_language(child(paragraph, "w:r"), language)
    if not is_in_cell:
        _keep_from_bullet(plain)
    printed = ["{% if loop.first %}", plain, "{% else %}", following, "{% endif %}"] if is_in_cell else [plain]
    return [
        f"{{% for paragraph in {expression}|paragraphs %}}{{% if paragraph.bullet %}}",
        bullet,
        "{% else %}",
        *printed,
        "{% endif %}{% endfor %}",
    ]


def _keep_from_bullet(paragraph: etree._Element) -> None:
    """Gives a paragraph after a bullet the space that the bullet lacks below it, unless the template decides."""
    properties = paragraph.find(qn("w:pPr"))
    if properties is None:
        properties = etree.Element(qn("w:pPr"))
        paragraph.insert(0, properties)
    if properties.find(qn("w:spacing")) is None:
        spacing = etree.Element(qn("w:spacing"), {qn("w:before"): str(_AFTER_BULLET)})
        put_in_order(properties, spacing)
        put_before(spacing, "{% if paragraph.after_bullet %}")
        spacing.tail = "{% endif %}"


def set_style(paragraph: etree._Element, style: str) -> None:
    """Gives a paragraph a style."""
    properties = paragraph.find(qn("w:pPr"))
    if properties is None:
        properties = etree.Element(qn("w:pPr"))
        paragraph.insert(0, properties)
    without(properties, "w:pStyle")
    properties.insert(0, value("w:pStyle", style))


def set_language(of_run: etree._Element, language: Language) -> None:
    """Sets the language of a run that is not in the document's language."""
    properties = of_run.find(qn("w:rPr"))
    if properties is None:
        properties = etree.Element(qn("w:rPr"))
        of_run.insert(0, properties)
    without(properties, "w:lang")
    properties.append(value("w:lang", language.tag))


def put_before(element: etree._Element, text: str) -> None:
    """Inserts text directly before the element."""
    previous = element.getprevious()
    if previous is not None:
        previous.tail = (previous.tail or "") + text
    else:
        above = parent(element)
        above.text = (above.text or "") + text


def put(above: etree._Element, at: int, pieces: list[etree._Element | str]) -> None:
    """Inserts elements and text into an element at an index."""
    for piece in pieces:
        if not isinstance(piece, str):
            above.insert(at, piece)
            at += 1
        elif at:
            above[at - 1].tail = (above[at - 1].tail or "") + piece
        else:
            above.text = (above.text or "") + piece
