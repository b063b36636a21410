"""Converts a master template to the tags of any engine: values, ticks, loops and conditions.

Text, tables and styles are unchanged, and content controls become static XML. Placeholders of blank fields and dates in
full are in the data, which is prepared before the clock starts.
"""

import copy
import functools
import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from bench.tags import Tags
from cpr_docs.language.catalogue import translate
from cpr_docs.language.languages import Language
from cpr_docs.models.fields import FormField, Kind, field_at
from cpr_docs.models.form import Form
from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.package import Package
from cpr_docs.ooxml.traversal import text_of
from cpr_docs.templating.compile import expand_template
from cpr_docs.templating.environment import FormEnvironment
from cpr_docs.templating.loader import find_template
from cpr_docs.templating.xml_builder import paragraph_like

TEXT_PARTS = ("word/document.xml", "word/header1.xml", "word/footer1.xml")

_CARRIER = re.compile(r"\{%(?:p|tr) (if|for|endif|endfor) ?(?:(\w+) in )?([\w.]*)(?:\|\w+)? ?%\}")
_VALUE = re.compile(r"\{\{ ([\w.]+)(?:\|(box|ticked)(?:\(\"([^\"]+)\"\))?)? \}\}")
_PLACEHOLDER = re.compile(
    r"\{% if ([\w.]+) is none %\}\s*(?:<w:p>.{0,300}?)?<w:r><w:rPr><w:rStyle w:val=\"PlaceholderText\"/></w:rPr>"
    r"<w:t[^>]*>(.*?)</w:t>",
    re.DOTALL,
)


@dataclass
class Contents:
    """The contents of a template, by their names in the engines' templates."""

    values: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Name to path and placeholder."""
    ticks: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Name to path and member."""
    conditions: dict[str, str] = field(default_factory=dict)
    prose: dict[str, str] = field(default_factory=dict)
    """Name to path."""
    rows: dict[str, tuple[str, dict[str, tuple[str, str]]]] = field(default_factory=dict)
    """Name to path, and the fields of a row as values."""


class NeutralTemplate:
    """A master template that can be converted to each engine's tags."""

    def __init__(self, form: type[Form], language: Language) -> None:
        self.form = form
        self.language = language
        self.package: Package = find_template(form, language)
        parts = expand_template(self.package, form, language)
        self._static = {name: part for name, part in parts.items() if name not in TEXT_PARTS}
        source = parts["word/document.xml"].decode()
        self._placeholders = dict(_PLACEHOLDER.findall(source))
        self._environment = FormEnvironment(language)
        self._printed = self._environment.from_string("{{ value }}")
        self.contents = Contents()
        self.parts(Tags())

    def parts(self, tags: Tags) -> dict[str, bytes]:
        """The parts of the template with an engine's tags."""
        parts = dict(self._static)
        for name in TEXT_PARTS:
            root = etree.fromstring(self.package[name])
            self._convert(root, tags, None)
            _unwrap(control for control in root.iter(qn("w:sdt")) if not tags.passes(text_of(control)))
            tags.finish(root)
            parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return {name: parts[name] for name in [*self.package, *(set(parts) - set(self.package))]}

    def data(self, form: Form, settings: Any) -> dict[str, Any]:
        """The data of one document, by the names in the engines' templates."""
        fields = {**form.__dict__, "settings": settings}
        data: dict[str, Any] = {}
        for name, (path, placeholder) in self.contents.values.items():
            data[name] = self._text(path, fields) or placeholder
        for name, (path, member) in self.contents.ticks.items():
            data[name] = self._environment.filters["checked"](self._raw(path, fields), member or None) == "1"
        for name, path in self.contents.conditions.items():
            data[name] = bool(self._raw(path, fields))
        for name, path in self.contents.prose.items():
            found = self._environment.filters["paragraphs"](self._raw(path, fields))
            placeholder = self._placeholders.get(path)
            texts = [(paragraph.text, paragraph.bullet) for paragraph in found] or [(placeholder, False)] * bool(
                placeholder
            )
            data[name] = [{"text": text, "bullet": bullet, "plain": not bullet} for text, bullet in texts]
        for name, (path, columns) in self.contents.rows.items():
            rows = list(self._environment.filters["rows"](self._raw(path, fields)))
            data[name] = []
            for index, row in enumerate(rows):
                cells = {key: self._text(at, {"row": row}) or blank for key, (at, blank) in columns.items()}
                cells["lead"] = "" if index == 0 else " and " if index == len(rows) - 1 else ", "
                data[name].append(cells)
        return data

    def _raw(self, path: str, fields: dict[str, Any]) -> Any:
        first, *rest = path.split(".")
        value = fields[first]
        for step in rest:
            value = self._environment.getattr(value, step)
        return value

    def _text(self, path: str, fields: dict[str, Any]) -> str:
        value = self._raw(path, fields)
        if isinstance(value, bool):
            answers = field_at(self.form, path).label.answers
            return translate(answers.yes if value else answers.no, self.language)
        return html.unescape(self._printed.render(value=value))

    def _convert(self, above: etree._Element, tags: Tags, rows: str | None) -> None:
        children = iter(list(above))
        for child in children:
            carrier = self._carrier(child)
            if carrier:
                body, depth = [], 1
                for inner in children:
                    kind = self._carrier(inner)
                    depth += (1 if kind[0] in ("if", "for") else -1) if kind else 0
                    if not depth:
                        self._block(child, carrier, body, inner, tags)
                        break
                    body.append(inner)
            elif child.tag == qn("w:sdt") and self._prose(child):
                self._expand_prose(child, tags)
            elif child.tag == qn("w:p"):
                self._paragraph(child, tags, rows)
            else:
                self._convert(child, tags, rows)

    @staticmethod
    def _carrier(element: etree._Element) -> tuple[str, str, str] | None:
        if element.tag not in (qn("w:p"), qn("w:tr")):
            return None
        match = _CARRIER.fullmatch(text_of(element).strip())
        return (match[1], match[2], match[3]) if match else None

    def _block(self, start, carrier, body, end, tags: Tags) -> None:
        kind, variable, path = carrier
        holder = etree.Element("body")
        end.addnext(holder)
        holder.extend(body)
        name = _flat(path)
        if kind == "if":
            self.contents.conditions[f"has_{name}"] = path
            self._convert(holder, tags, None)
            pieces = tags.condition(f"has_{name}", start, list(holder), end)
        elif variable == "paragraph":
            self.contents.prose[name] = path
            pieces = tags.paragraphs(name, None, holder[0], start, end)
        else:
            self.contents.rows.setdefault(name, (path, {}))
            self._convert(holder, tags, name)
            pieces = tags.rows(name, start, list(holder), end)
        _replace(holder, pieces, start, end)

    def _prose(self, control: etree._Element) -> FormField | None:
        tag = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
        if tag is None or "=" in tag.get(qn("w:val")):
            return None
        found = field_at(self.form, tag.get(qn("w:val")))
        return found if found.kind is Kind.PROSE else None

    def _expand_prose(self, control: etree._Element, tags: Tags) -> None:
        path = self._prose(control).path
        pattern = next(control.iter(qn("w:p")))
        bullet = paragraph_like(pattern, "")
        properties = bullet.find(qn("w:pPr"))
        style = properties.find(qn("w:pStyle"))
        style.set(qn("w:val"), "ListBullet")
        self.contents.prose[_flat(path)] = path
        holder = etree.Element("body")
        pattern.addnext(holder)
        start, end = paragraph_like(pattern, ""), paragraph_like(pattern, "")
        _replace(holder, tags.paragraphs(_flat(path), bullet, pattern, start, end), pattern)

    def _paragraph(self, paragraph: etree._Element, tags: Tags, rows: str | None) -> None:
        texts = list(paragraph.iter(qn("w:t")))
        starts = [text for text in texts if "{% for " in (text.text or "")]
        if starts:
            self._sentence(texts[texts.index(starts[0]) :], tags)
            rows = "sessions"
        for text in texts:
            controlled = text.getparent().getparent().tag == qn("w:sdtContent")
            replace_value = functools.partial(self._value, tags=tags, rows=rows, controlled=controlled)
            text.text = _VALUE.sub(replace_value, text.text or "")

    @staticmethod
    def _sentence(texts: list[etree._Element], tags: Tags) -> None:
        # "{% for … %}…{% if loop.last %} ", "and", " {% else %}, {% endif %}{% endif %}", …, "{% endfor %}. "
        opening, closing = tags.inline("sessions")
        texts[0].text = f"{opening}{{{{ row.lead }}}}"
        for text in texts[1:3]:
            text.text = ""
        for text in texts[3:]:
            if text.text.startswith("{% endfor %}"):
                after = copy.deepcopy(text.getparent())
                text.getparent().addnext(after)
                next(after.iter(qn("w:t"))).text = text.text.removeprefix("{% endfor %}")
                text.text = closing

    def _value(self, match: re.Match[str], tags: Tags, rows: str | None, controlled: bool) -> str:
        path, filtered, member = match[1], match[2], match[3] or ""
        if filtered:
            name = _flat(f"{path}_{member}" if member else path) + "_ticked"
            self.contents.ticks[name] = (path, member)
            return tags.box(name) if filtered == "box" else tags.ticked(name)
        if path.startswith("row."):
            column = path.removeprefix("row.")
            if column != "lead":
                placeholder = self._placeholders.get(path, "")
                self.contents.rows[rows][1][column] = (path, placeholder)
            return tags.column(rows, column)
        placeholder = self._placeholders.get(path, "") if controlled else ""
        name = _flat(path) if controlled else f"{_flat(path)}_again"
        self.contents.values[name] = (path, placeholder)
        return tags.value(name)


def _flat(path: str) -> str:
    return re.sub(r"\W", "_", path)


def _replace(holder: etree._Element, pieces: list[etree._Element], *others: etree._Element) -> None:
    for piece in pieces:
        holder.addprevious(piece)
    for old in (holder, *others):
        if old not in pieces:
            old.getparent().remove(old)


def _unwrap(controls: Iterable[etree._Element]) -> None:
    for control in list(controls):
        for child in list(control.find(qn("w:sdtContent"))):
            control.addprevious(child)
        control.getparent().remove(control)
