"""The tags of each engine for values, ticks, conditions and loops, as its own documentation shows them.

A condition or loop over paragraphs or rows is given the two elements that contained our tags; an engine puts its own
tags into them, or leaves them out.
"""

import copy
from typing import Any

from lxml import etree

from cpr_docs.ooxml.names import qn

TICKED, UNTICKED, TICKED_TEXT = "☒", "☐", " (ticked)"

Element = etree._Element
Elements = list[Element]


class Tags:
    """Jinja's tags with docxtpl's extensions, as in the master templates."""

    def passes(self, control: str) -> bool:
        """True if the engine preserves a content control with this text."""
        return True

    def value(self, name: str) -> str:
        return f"{{{{ {name} }}}}"

    def column(self, rows: str, name: str) -> str:
        return self.value(f"row.{name}")

    def box(self, name: str) -> str:
        return f"{{% if {name} %}}{TICKED}{{% else %}}{UNTICKED}{{% endif %}}"

    def ticked(self, name: str) -> str:
        return f"{{% if {name} %}}{TICKED_TEXT}{{% endif %}}"

    def inline(self, rows: str) -> tuple[str, str]:
        return f"{{% for row in {rows} %}}", "{% endfor %}"

    def condition(self, name: str, start: Element, body: Elements, end: Element) -> Elements:
        return [_with_text(start, f"{{%p if {name} %}}"), *body, _with_text(end, "{%p endif %}")]

    def rows(self, name: str, start: Element, body: Elements, end: Element) -> Elements:
        kind = "tr" if start.tag == qn("w:tr") else "p"
        return [_with_text(start, f"{{%{kind} for row in {name} %}}"), *body, _with_text(end, f"{{%{kind} endfor %}}")]

    def paragraphs(self, name: str, bullet: Element | None, plain: Element, start: Element, end: Element) -> Elements:
        """A loop over the paragraphs of a text; `bullet` is the pattern for bullets, if there are any."""
        text = "{{ paragraph.text }}"
        body = [_with_text(plain, text)]
        if bullet is not None:
            choice = [_carrier(f"{{%p {words} %}}") for words in ("if paragraph.bullet", "else", "endif")]
            body = [choice[0], _with_text(bullet, text), choice[1], *body, choice[2]]
        return [_with_text(start, f"{{%p for paragraph in {name} %}}"), *body, _with_text(end, "{%p endfor %}")]

    def finish(self, root: Element) -> None:
        """Post-processes a part with its tags."""

    def data(self, data: dict[str, Any]) -> dict[str, Any]:
        """The data in this engine's format, prepared before the clock starts."""
        return data


class DocxtplWithoutControls(Tags):
    def passes(self, control: str) -> bool:
        return False


class Mustache(Tags):
    """Sections between # and /, inside the first and last rows or around paragraphs."""

    def value(self, name: str) -> str:
        return f"{{{name}}}"

    def column(self, rows: str, name: str) -> str:
        return self.value(name)

    def ticked(self, name: str) -> str:
        return f"{{#{name}}}{TICKED_TEXT}{{/{name}}}"

    def inline(self, rows: str) -> tuple[str, str]:
        return f"{{#{rows}}}", f"{{/{rows}}}"

    def condition(self, name: str, start: Element, body: Elements, end: Element) -> Elements:
        return [_with_text(start, f"{{#{name}}}"), *body, _with_text(end, f"{{/{name}}}")]

    def rows(self, name: str, start: Element, body: Elements, end: Element) -> Elements:
        if start.tag == qn("w:p"):
            return self.condition(name, start, body, end)
        first, last = next(body[0].iter(qn("w:p"))), list(body[-1].iter(qn("w:p")))[-1]
        _text(first, 0).text = f"{{#{name}}}{_text(first, 0).text}"
        _text(last, -1).text = f"{_text(last, -1).text}{{/{name}}}"
        return body

    def paragraphs(self, name, bullet, plain, start, end) -> Elements:
        body = [_with_text(plain, "{text}")]
        if bullet is not None:
            opening, closing = self.otherwise("bullet", "plain")
            body = [
                *(_carrier("{#bullet}"), _with_text(bullet, "{text}"), _carrier("{/bullet}")),
                *(_carrier(opening), *body, _carrier(closing)),
            ]
        return [_with_text(start, f"{{#{name}}}"), *body, _with_text(end, f"{{/{name}}}")]

    def otherwise(self, name: str, opposite: str) -> tuple[str, str]:
        """The tags around text for a false value; an engine without such tags uses the opposite value in the data."""
        raise NotImplementedError


class Docxtemplater(Mustache):
    def box(self, name: str) -> str:
        return f"{{#{name}}}{TICKED}{{/{name}}}{{^{name}}}{UNTICKED}{{/{name}}}"

    def otherwise(self, name: str, opposite: str) -> tuple[str, str]:
        return f"{{^{name}}}", f"{{/{name}}}"


class EasyTemplateX(Mustache):
    def passes(self, control: str) -> bool:
        # It rejects a loop or condition inside a control, and loses a control after a loop in the same paragraph.
        return "{#" not in control and "{/" not in control and control != "{lunch}"

    def box(self, name: str) -> str:
        return f"{{#{name}}}{TICKED}{{/{name}}}{{#un{name}}}{UNTICKED}{{/un{name}}}"

    def otherwise(self, name: str, opposite: str) -> tuple[str, str]:
        return f"{{#{opposite}}}", f"{{/{opposite}}}"

    def data(self, data: dict[str, Any]) -> dict[str, Any]:
        return data | {f"un{name}": not value for name, value in data.items() if name.endswith("_ticked")}


class Carbone(Tags):
    """A loop is an example row with [i], followed by its end with [i+1]."""

    def value(self, name: str) -> str:
        return f"{{d.{name}}}"

    def column(self, rows: str, name: str) -> str:
        return f"{{d.{rows}[i].{name}}}"

    def box(self, name: str) -> str:
        return f"{{d.{name}:ifEQ(true):show({TICKED}):elseShow({UNTICKED})}}"

    def ticked(self, name: str) -> str:
        return f"{{d.{name}:ifEQ(true):showBegin}}{TICKED_TEXT}{{d.{name}:showEnd}}"

    def inline(self, rows: str) -> tuple[str, str]:
        return "", f"{{d.{rows}[i+1].lead}}"

    def condition(self, name: str, start: Element, body: Elements, end: Element) -> Elements:
        opening, closing = f"{{d.{name}:ifEQ(true):showBegin}}", f"{{d.{name}:showEnd}}"
        return [_with_text(start, opening), *body, _with_text(end, closing)]

    def rows(self, name: str, start: Element, body: Elements, end: Element) -> Elements:
        following = copy.deepcopy(body)
        for text in [text for element in following for text in element.iter(qn("w:t"))]:
            text.text = (text.text or "").replace("[i]", "[i+1]")
        return [*body, *following]

    def paragraphs(self, name, bullet, plain, start, end) -> Elements:
        text = f"{{d.{name}[i].text}}"
        body = [_with_text(plain, text)]
        if bullet is not None:
            flags = f"d.{name}[i]"
            body = [
                *(_carrier(f"{{{flags}.bullet:ifEQ(true):showBegin}}"), _with_text(bullet, text)),
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
        return self.value(f"{name} ? '{TICKED_TEXT}' : ''")

    def inline(self, rows: str) -> tuple[str, str]:
        return f"+++FOR row IN {rows}+++", "+++END-FOR row+++"

    def condition(self, name: str, start: Element, body: Elements, end: Element) -> Elements:
        return [_with_text(start, f"+++IF {name}+++"), *body, _with_text(end, "+++END-IF+++")]

    def rows(self, name: str, start: Element, body: Elements, end: Element) -> Elements:
        opening, closing = self.inline(name)
        return [_with_text(start, opening), *body, _with_text(end, closing)]

    def paragraphs(self, name, bullet, plain, start, end) -> Elements:
        text = "+++=$paragraph.text+++"
        body = [_with_text(plain, text)]
        if bullet is not None:
            body = [
                *(_carrier("+++IF $paragraph.bullet+++"), _with_text(bullet, text), _carrier("+++END-IF+++")),
                *(_carrier("+++IF $paragraph.plain+++"), *body, _carrier("+++END-IF+++")),
            ]
        return [_with_text(start, f"+++FOR paragraph IN {name}+++"), *body, _with_text(end, "+++END-FOR paragraph+++")]


class MailMerge(Tags):
    """Word's merge fields, without conditions, and with loops over table rows alone.

    An optional line stays blank, paragraphs and list items are lines of one field, and ticks are text.
    """

    def value(self, name: str) -> str:
        return f"«{name}»"

    def column(self, rows: str, name: str) -> str:
        return f"«{rows}_{name}»"

    def box(self, name: str) -> str:
        return f"«{name}_box»"

    def ticked(self, name: str) -> str:
        return f"«{name}_text»"

    def inline(self, rows: str) -> tuple[str, str]:
        return "«sessions_sentence»", "«»"

    def condition(self, name: str, start: Element, body: Elements, end: Element) -> Elements:
        return body

    def rows(self, name: str, start: Element, body: Elements, end: Element) -> Elements:
        if start.tag == qn("w:p"):
            _with_text(body[0], f"«{name}_lines»")
        return body

    def paragraphs(self, name, bullet, plain, start, end) -> Elements:
        return [_with_text(plain, f"«{name}_lines»")]

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
                fields |= {f"{name}_box": TICKED if value else UNTICKED, f"{name}_text": TICKED_TEXT if value else ""}
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
            old = text.text or ""
            if inside:
                inside = "«»" not in old
                text.text = old.partition("«»")[2]
            elif "_sentence»" in old:
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


def _with_text(element: Element, words: str) -> Element:
    """The element with this text as its only text."""
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
