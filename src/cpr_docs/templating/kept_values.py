"""Marks the values that never mutate, such as names, where a template puts them through a filter of grammar.

``{{ recipient.name|after("gan") }}`` becomes ``{{ recipient.name|kept|after("gan") }}``, for a template does not know
what a field is. Word may have split a tag over several runs.
"""

import re
from collections.abc import Iterator

from lxml import etree

from cpr_docs.models.fields import field_at
from cpr_docs.models.form import AnyForm
from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.package import Package
from cpr_docs.ooxml.xml import UTF16, parse_xml
from cpr_docs.templating.grammar_filters import KEPT, MUTATING

_TOKEN = re.compile(
    r"\{%[-+]?\s*(?:(?:p|tr|tc|r)\s+)?(?:for\s+(?P<row>\w+)\s+in\s+(?P<list>[\w.]+)|(?P<end>endfor))\b"
    rf"|\{{\{{[-+]?\s*(?P<path>[A-Za-z_][\w.]*)(?=(?:(?!\b{KEPT}\b)[^{{}}])*\|\s*(?:{'|'.join(sorted(MUTATING))})\b)"
)
_MARKUP = re.compile(rb"<[^>]*>")
_GRAMMAR = re.compile(rb"\|\s*(?:" + "|".join(sorted(MUTATING)).encode() + rb")\b")
_STORY = re.compile(r"word/(?:document|(?:header|footer|footnotes|endnotes)\d*)\.xml")


def with_kept_values(template: Package, form: type[AnyForm]) -> Package:
    """The template with its tags marked; the same object if there is none to mark."""
    marked = {}
    for name, content in template.items():
        if _STORY.fullmatch(name) and not content.startswith(UTF16) and _GRAMMAR.search(_MARKUP.sub(b"", content)):
            root = parse_xml(content, name)
            if _mark(root, form):
                marked[name] = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return Package({**template, **marked}) if marked else template


def _mark(root: etree._Element, form: type[AnyForm]) -> bool:
    texts = list(root.iter(qn("w:t")))
    whole = "".join(text.text or "" for text in texts)
    insertions = list(_insertions(whole, form))
    for at in reversed(insertions):
        _insert(texts, at)
    return bool(insertions)


def _insertions(whole: str, form: type[AnyForm]) -> Iterator[int]:
    """The places in the text where the filter belongs."""
    loops: list[tuple[str, str]] = []
    for token in _TOKEN.finditer(whole):
        if token["row"]:
            loops.append((token["row"], f"{_resolved(token['list'], loops)}[]"))
        elif token["end"]:
            del loops[-1:]
        elif _keeps_letters(form, _resolved(token["path"], loops)):
            yield token.end("path")


def _resolved(path: str, loops: list[tuple[str, str]]) -> str:
    """The path from the form's root, of a path that may begin with a loop variable."""
    first, dot, rest = path.partition(".")
    return f"{dict(loops).get(first, first)}{dot}{rest}"


def _keeps_letters(form: type[AnyForm], path: str) -> bool:
    try:
        return field_at(form, path).label.keeps_letters
    except KeyError:
        return False  # a setting, or an unknown path, which the compiler reports


def _insert(texts: list[etree._Element], at: int) -> None:
    for text in texts:
        length = len(text.text or "")
        if at <= length:
            text.text = f"{(text.text or '')[:at]}|{KEPT}{(text.text or '')[at:]}"
            return
        at -= length
