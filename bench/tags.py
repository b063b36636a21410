"""How each engine says a value, a tick, a condition and a loop, as its own documentation does.

A condition or loop over paragraphs or rows comes with the two elements that carried our tags, in which an engine may
put its own; an engine that needs none leaves them out.
"""

import copy
from typing import Any

from lxml import etree

from cpr_docs.ooxml.names import qn

TICKED, UNTICKED, SAID = "☒", "☐", " (ticked)"

Element = etree._Element
Elements = list[Element]


class Tags:
    """Jinja's tags as docxtpl extends them, which are ours too."""

    def passes(self, control: str) -> bool:
        """Whether a content control with this text stays, as XML that the engine passes through."""
        return True

    def value(self, name: str) -> str:
        return f"{{{{ {name} }}}}"

    def column(self, rows: str, name: str) -> str:
        return self.value(f"row.{name}")

    def box(self, name: str) -> str:
        return f"{{% if {name} %}}{TICKED}{{% else %}}{UNTICKED}{{% endif %}}"

    def ticked(self, name: str) -> str:
        return f"{{% if {name} %}}{SAID}{{% endif %}}"

    def inline(self, rows: str) -> tuple[str, str]:
        return f"{{% for row in {rows} %}}", "{% endfor %}"

    def condition(self, name: str, start: Element, body: Elements, end: Element) -> Elements:
        return [_says(start, f"{{%p if {name} %}}"), *body, _says(end, "{%p endif %}")]

    def rows(self, name: str, start: Element, body: Elements, end: Element) -> Elements:
        kind = "tr" if start.tag == qn("w:tr") else "p"
        return [_says(start, f"{{%{kind} for row in {name} %}}"), *body, _says(end, f"{{%{kind} endfor %}}")]

    def paragraphs(self, name: str, bullet: Element | None, plain: Element, start: Element, end: Element) -> Elements:
        """The paragraphs of prose; where there is a bullet, it is for those that are one."""
        text = "{{ paragraph.text }}"
        body = [_says(plain, text)]
        if bullet is not None:
            choice = [_carrier(f"{{%p {words} %}}") for words in ("if paragraph.bullet", "else", "endif")]
            body = [choice[0], _says(bullet, text), choice[1], *body, choice[2]]
        return [_says(start, f"{{%p for paragraph in {name} %}}"), *body, _says(end, "{%p endfor %}")]

    def finish(self, root: Element) -> None:
        """What is to be done to a whole part when it has its tags."""

    def data(self, data: dict[str, Any]) -> dict[str, Any]:
        """The data as this engine wants it; made ready before any clock starts."""
        return data


class DocxtplWithoutControls(Tags):
    def passes(self, control: str) -> bool:
        return False


class Mustache(Tags):
    """Sections that open with # and close with /, inside the first and the last of the rows or round paragraphs."""

    def value(self, name: str) -> str:
        return f"{{{name}}}"

    def column(self, rows: str, name: str) -> str:
        return self.value(name)

    def ticked(self, name: str) -> str:
        return f"{{#{name}}}{SAID}{{/{name}}}"

    def inline(self, rows: str) -> tuple[str, str]:
        return f"{{#{rows}}}", f"{{/{rows}}}"

    def condition(self, name: str, start: Element, body: Elements, end: Element) -> Elements:
        return [_says(start, f"{{#{name}}}"), *body, _says(end, f"{{/{name}}}")]

    def rows(self, name: str, start: Element, body: Elements, end: Element) -> Elements:
        if start.tag == qn("w:p"):
            return self.condition(name, start, body, end)
        first, last = next(body[0].iter(qn("w:p"))), list(body[-1].iter(qn("w:p")))[-1]
        _text(first, 0).text = f"{{#{name}}}{_text(first, 0).text}"
        _text(last, -1).text = f"{_text(last, -1).text}{{/{name}}}"
        return body

    def paragraphs(self, name, bullet, plain, start, end) -> Elements:
        body = [_says(plain, "{text}")]
        if bullet is not None:
            opening, closing = self.otherwise("bullet", "plain")
            body = [
                *(_carrier("{#bullet}"), _says(bullet, "{text}"), _carrier("{/bullet}")),
                *(_carrier(opening), *body, _carrier(closing)),
            ]
        return [_says(start, f"{{#{name}}}"), *body, _says(end, f"{{/{name}}}")]

    def otherwise(self, name: str, opposite: str) -> tuple[str, str]:
        """The section for what is not so; an engine without one takes the opposite from the data."""
        raise NotImplementedError


class Docxtemplater(Mustache):
    def box(self, name: str) -> str:
        return f"{{#{name}}}{TICKED}{{/{name}}}{{^{name}}}{UNTICKED}{{/{name}}}"

    def otherwise(self, name: str, opposite: str) -> tuple[str, str]:
        return f"{{^{name}}}", f"{{/{name}}}"


class EasyTemplateX(Mustache):
    def passes(self, control: str) -> bool:
        # It refuses a loop or a condition inside a control, and loses a control after a loop in one paragraph.
        return "{#" not in control and "{/" not in control and control != "{lunch}"

    def box(self, name: str) -> str:
        return f"{{#{name}}}{TICKED}{{/{name}}}{{#un{name}}}{UNTICKED}{{/un{name}}}"

    def otherwise(self, name: str, opposite: str) -> tuple[str, str]:
        return f"{{#{opposite}}}", f"{{/{opposite}}}"

    def data(self, data: dict[str, Any]) -> dict[str, Any]:
        return data | {f"un{name}": not value for name, value in data.items() if name.endswith("_ticked")}


class Carbone(Tags):
    """A loop is an example of a row with [i], and after it the place of the next with [i+1]."""

    def value(self, name: str) -> str:
        return f"{{d.{name}}}"

    def column(self, rows: str, name: str) -> str:
        return f"{{d.{rows}[i].{name}}}"

    def box(self, name: str) -> str:
        return f"{{d.{name}:ifEQ(true):show({TICKED}):elseShow({UNTICKED})}}"

    def ticked(self, name: str) -> str:
        return f"{{d.{name}:ifEQ(true):showBegin}}{SAID}{{d.{name}:showEnd}}"

    def inline(self, rows: str) -> tuple[str, str]:
        return "", f"{{d.{rows}[i+1].lead}}"

    def condition(self, name: str, start: Element, body: Elements, end: Element) -> Elements:
        opening, closing = f"{{d.{name}:ifEQ(true):showBegin}}", f"{{d.{name}:showEnd}}"
        return [_says(start, opening), *body, _says(end, closing)]

    def rows(self, name: str, start: Element, body: Elements, end: Element) -> Elements:
        following = copy.deepcopy(body)
        for text in [text for element in following for text in element.iter(qn("w:t"))]:
            text.text = (text.text or "").replace("[i]", "[i+1]")
        return [*body, *following]

    def paragraphs(self, name, bullet, plain, start, end) -> Elements:
        text = f"{{d.{name}[i].text}}"
        body = [_says(plain, text)]
        if bullet is not None:
            flags = f"d.{name}[i]"
            body = [
                *(_carrier(f"{{{flags}.bullet:ifEQ(true):showBegin}}"), _says(bullet, text)),
                *(_carrier(f"{{{flags}.bullet:showEnd}}"), _carrier(f"{{{flags}.plain:ifEQ(true):showBegin}}")),
                *(*body, _carrier(f"{{{flags}.plain:showEnd}}")),
            ]
        return self.rows(name, start, body, end)


class DocxTemplates(Tags):
    def value(self, name: str) -> str:
        return f"+++={name}+++"

    def column(self, rows: str, name: str) -> str:
        return self.value(f"$row.{name}")

    def box(self, name: str) -> str:
        return self.value(f"{name} ? '{TICKED}' : '{UNTICKED}'")

    def ticked(self, name: str) -> str:
        return self.value(f"{name} ? '{SAID}' : ''")

    def inline(self, rows: str) -> tuple[str, str]:
        return f"+++FOR row IN {rows}+++", "+++END-FOR row+++"

    def condition(self, name: str, start: Element, body: Elements, end: Element) -> Elements:
        return [_says(start, f"+++IF {name}+++"), *body, _says(end, "+++END-IF+++")]

    def rows(self, name: str, start: Element, body: Elements, end: Element) -> Elements:
        opening, closing = self.inline(name)
        return [_says(start, opening), *body, _says(end, closing)]

    def paragraphs(self, name, bullet, plain, start, end) -> Elements:
        text = "+++=$paragraph.text+++"
        body = [_says(plain, text)]
        if bullet is not None:
            body = [
                *(_carrier("+++IF $paragraph.bullet+++"), _says(bullet, text), _carrier("+++END-IF+++")),
                *(_carrier("+++IF $paragraph.plain+++"), *body, _carrier("+++END-IF+++")),
            ]
        return [_says(start, f"+++FOR paragraph IN {name}+++"), *body, _says(end, "+++END-FOR paragraph+++")]


class MailMerge(Tags):
    """Word's merge fields: no conditions, and no loops but over rows of a table.

    An optional line stays blank, paragraphs of prose and lists are lines of one field, and ticks are text.
    """

    def value(self, name: str) -> str:
        return f"«{name}»"

    def column(self, rows: str, name: str) -> str:
        return f"«{rows}_{name}»"

    def box(self, name: str) -> str:
        return f"«{name}_box»"

    def ticked(self, name: str) -> str:
        return f"«{name}_said»"

    def inline(self, rows: str) -> tuple[str, str]:
        return "«sessions_sentence»", "«»"

    def condition(self, name: str, start: Element, body: Elements, end: Element) -> Elements:
        return body

    def rows(self, name: str, start: Element, body: Elements, end: Element) -> Elements:
        if start.tag == qn("w:p"):
            _says(body[0], f"«{name}_lines»")
        return body

    def paragraphs(self, name, bullet, plain, start, end) -> Elements:
        return [_says(plain, f"«{name}_lines»")]

    def finish(self, root: Element) -> None:
        for paragraph in list(root.iter(qn("w:p"))):
            self._cut_sentence(paragraph)
            for text in list(paragraph.iter(qn("w:t"))):
                self._field(text)

    def data(self, data: dict[str, Any]) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        for name, value in data.items():
            if isinstance(value, str):
                fields[name] = value if data.get(f"has_{name}", True) else ""
            elif name.endswith("_ticked"):
                fields |= {f"{name}_box": TICKED if value else UNTICKED, f"{name}_said": SAID if value else ""}
            elif isinstance(value, list):
                shown = value if data.get(f"has_{name}", True) else []
                fields[f"{name}_lines"] = "\n".join(row.get("text", "") for row in shown)
        if sessions := data.get("sessions"):
            sentence = "{lead}on {on} starting at {starts} and finishing at {finishes}"
            fields["sessions_sentence"] = "".join(sentence.format(**row) for row in sessions)
            fields["sessions"] = [{f"sessions_{name}": words for name, words in row.items()} for row in sessions]
        return fields

    @staticmethod
    def _cut_sentence(paragraph: Element) -> None:
        inside = False
        for text in list(paragraph.iter(qn("w:t"))):
            said = text.text or ""
            if inside:
                inside = "«»" not in said
                text.text = said.partition("«»")[2]
            elif "_sentence»" in said:
                inside = True
                text.text = "«sessions_sentence»"

    @staticmethod
    def _field(text: Element) -> None:
        before, opening, rest = (text.text or "").partition("«")
        if not opening:
            return
        name, _closing, after = rest.partition("»")
        run = text.getparent()
        field = etree.Element(qn("w:fldSimple"), {qn("w:instr"): f" MERGEFIELD {name} \\* MERGEFORMAT "})
        run.addprevious(field)
        for words, above in ((before, None), (after, run)):
            if words:
                one = copy.deepcopy(run)
                next(one.iter(qn("w:t"))).text = words
                (field.addprevious if above is None else field.addnext)(one)
        text.text = f"«{name}»"
        field.append(run)


ENGINES: dict[str, Tags] = {
    "docxtpl": Tags(),
    "docxtpl-plain": DocxtplWithoutControls(),
    "docx-mailmerge2": MailMerge(),
    "docxtemplater": Docxtemplater(),
    "easy-template-x": EasyTemplateX(),
    "carbone": Carbone(),
    "docx-templates": DocxTemplates(),
}


def _text(paragraph: Element, at: int) -> Element:
    return list(paragraph.iter(qn("w:t")))[at]


def _says(element: Element, words: str) -> Element:
    """The element with these words as its only text."""
    first, *others = element.iter(qn("w:t"))
    first.text = words
    for other in others:
        other.text = ""
    return element


def _carrier(words: str) -> Element:
    paragraph = etree.Element(qn("w:p"))
    run = etree.SubElement(paragraph, qn("w:r"))
    etree.SubElement(run, qn("w:t"), {qn("xml:space"): "preserve"}).text = words
    return paragraph
