"""Small pieces of a template's XML, and Jinja's tags between them."""

import copy

from lxml import etree

from cpr_docs.errors import TemplateProblem
from cpr_docs.language.languages import Language
from cpr_docs.ooxml.names import qn

BULLET_STYLE = "ListBullet"
PLACEHOLDER_STYLE = "PlaceholderText"
NOTE_STYLE = "LanguageNote"
"""The character style of a note that text is there in the other language only; reading passes it over."""


def child(element: etree._Element, name: str) -> etree._Element:
    """The child of that name; raises `TemplateProblem` where there is none."""
    found = element.find(qn(name))
    if found is None:
        raise TemplateProblem(f"there is no {name} where one is needed", etree.QName(element).localname)
    return found


def parent(element: etree._Element) -> etree._Element:
    """The element that this one stands in; raises `TemplateProblem` for the root."""
    found = element.getparent()
    if found is None:
        raise TemplateProblem("a control or a loop cannot be the whole of a part")
    return found


def without(element: etree._Element, name: str) -> None:
    """Takes away the children of that name."""
    for old in element.findall(qn(name)):
        element.remove(old)


def value(name: str, content: object) -> etree._Element:
    """An element that says one thing in its ``w:val``."""
    return etree.Element(qn(name), {qn("w:val"): str(content)})


def run(text: str, style: str = "") -> etree._Element:
    """A run of the text, in a character style."""
    made = etree.Element(qn("w:r"))
    if style:
        etree.SubElement(made, qn("w:rPr")).append(value("w:rStyle", style))
    words = etree.SubElement(made, qn("w:t"), {qn("xml:space"): "preserve"})
    words.text = text
    return made


def paragraph_like(pattern: etree._Element, text: str, style: str = "") -> etree._Element:
    """A paragraph with the pattern's properties, and one run of the text with its run's properties or the style."""
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


def paragraph_loop(pattern: etree._Element, expression: str, language: Language | None) -> list[etree._Element | str]:
    """The pattern once for each paragraph of the prose, as a bullet where it is one."""
    plain = paragraph_like(pattern, "{{ paragraph.text }}")
    bullet = paragraph_like(pattern, "{{ paragraph.text }}")
    properties = bullet.find(qn("w:pPr"))
    if properties is None:
        properties = etree.Element(qn("w:pPr"))
        bullet.insert(0, properties)
    without(properties, "w:pStyle")
    properties.insert(0, value("w:pStyle", BULLET_STYLE))
    if language:
        for paragraph in (plain, bullet):
            speak(child(paragraph, "w:r"), language)
    return [
        f"{{% for paragraph in {expression}|paragraphs %}}{{% if paragraph.bullet %}}",
        bullet,
        "{% else %}",
        plain,
        "{% endif %}{% endfor %}",
    ]


def speak(of_run: etree._Element, language: Language) -> None:
    """Says which language the run is in, where that is not the document's."""
    properties = of_run.find(qn("w:rPr"))
    if properties is None:
        properties = etree.Element(qn("w:rPr"))
        of_run.insert(0, properties)
    without(properties, "w:lang")
    properties.append(value("w:lang", language.tag))


def put_before(element: etree._Element, text: str) -> None:
    """Puts Jinja's text directly before the element."""
    previous = element.getprevious()
    if previous is not None:
        previous.tail = (previous.tail or "") + text
    else:
        above = parent(element)
        above.text = (above.text or "") + text


def put(above: etree._Element, at: int, pieces: list[etree._Element | str]) -> None:
    """Puts elements and Jinja's text into an element, from a place on."""
    for piece in pieces:
        if not isinstance(piece, str):
            above.insert(at, piece)
            at += 1
        elif at:
            above[at - 1].tail = (above[at - 1].tail or "") + piece
        else:
            above.text = (above.text or "") + piece
