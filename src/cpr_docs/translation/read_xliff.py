"""Reads an XLIFF 1.2 file that came back from a translation program, which may have written it anew.

Marks of other programs inside a text, such as segments and formatting, are left out, and their words stay.
"""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from cpr_docs.errors import NotReadable
from cpr_docs.language.catalogue import Sentence, _
from cpr_docs.language.languages import Language
from cpr_docs.ooxml.xml import parse_xml
from cpr_docs.translation.comparable import one_paragraph
from cpr_docs.translation.returned_units import ReturnedFile, ReturnedUnit
from cpr_docs.translation.write_xliff import FROM, NAMESPACE, VERSION

_NEEDS: Final = ("new", "needs-")
# Elements whose content is code of another program, and no words.
_CODES: Final = frozenset({"ph", "bpt", "ept", "it"})


def read_xliff(content: bytes) -> ReturnedFile:
    """The units of an XLIFF file; raises `PackageError` for a file that is none, or not safe to parse."""
    root = parse_xml(content, Sentence(_("the XLIFF file")))
    if etree.QName(root).localname != "xliff":
        raise NotReadable(_("the file is neither XLIFF nor a Word document"))
    if etree.QName(root).namespace != NAMESPACE:
        raise NotReadable(_("the file is XLIFF of another version: save it as XLIFF {version}"), version=VERSION)
    files = list(root.iter(_name("file")))
    languages = {_language(file) for file in files}
    if len(languages) != 1 or None in languages:
        raise NotReadable(_("the XLIFF file does not say that it is translated into English or into Welsh"))
    language = next(filter(None, languages))
    return ReturnedFile(language, tuple(_unit(each) for file in files for each in file.iter(_name("trans-unit"))))


def _language(file: etree._Element) -> Language | None:
    """The language of the translation; None if it is neither English nor Welsh."""
    code = str(file.get("target-language", "")).replace("_", "-").partition("-")[0].lower()
    return next((language for language in Language if language.value == code), None)


def _unit(element: etree._Element) -> ReturnedUnit:
    source, target = _words(element.find(_name("source"))), element.find(_name("target"))
    words = _words(target)
    earlier = element.find(f"{_name('alt-trans')}/{_name('target')}")
    is_open = target is not None and str(target.get("state", "")).startswith(_NEEDS)
    if is_open and words == source:
        # Some programs fill in the source where there is no translation yet.
        words = ""
    return ReturnedUnit(
        str(element.get("id", "")),
        source,
        words,
        str(element.get("extradata", "")),
        # Some programs leave the state as it was, although the translation is new.
        needs_review=is_open and (earlier is None or _words(earlier) == words),
        comments=tuple(_comments(element)),
    )


def _comments(element: etree._Element) -> Iterator[str]:
    for note in element.iterchildren(_name("note")):
        words = one_paragraph(str(note.text or ""))
        if note.get("from") != FROM and words:
            yield words


def _words(element: etree._Element | None) -> str:
    return "" if element is None else one_paragraph("".join(_texts(element)))


def _texts(element: etree._Element) -> Iterator[str]:
    yield str(element.text or "")
    for child in element:
        # A comment of XML and a processing instruction have no name.
        if isinstance(child.tag, str):
            name = etree.QName(child).localname
            if name in ("x", "ph") and child.get("ctype") == "lb":
                yield " "
            if name not in _CODES:
                yield from _texts(child)
        yield str(child.tail or "")


def _name(local: str) -> str:
    return f"{{{NAMESPACE}}}{local}"
