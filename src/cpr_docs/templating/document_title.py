"""The title of a document, in its core properties: the template's title and the case identifier.

Word shows it in the properties, and a PDF in the title bar of its window. Without the identifier, the papers of two
cases have the same title.
"""

from lxml import etree

from cpr_docs.language.catalogue import translate
from cpr_docs.language.languages import Language
from cpr_docs.models.form import AnyForm
from cpr_docs.ooxml.names import RelationshipType, qn
from cpr_docs.ooxml.relationships import targets_of
from cpr_docs.ooxml.xml import parse_xml, serialise_xml


def put_title(parts: dict[str, bytes], form: type[AnyForm], language: Language) -> None:
    """Adds the identifier to the title, as a tag; a template without a title gets that of its form."""
    for name in targets_of(parts, "", RelationshipType.CORE_PROPERTIES):
        if name not in parts:
            continue
        root = parse_xml(parts[name], name)
        title = root.find(qn("dc:title"))
        if title is None:
            title = etree.SubElement(root, qn("dc:title"))
        text = " ".join((title.text or "").split()) or translate(form.TITLE, language)
        title.text = text + _identifier(form)
        parts[name] = serialise_xml(root)


def _identifier(form: type[AnyForm]) -> str:
    """The identifier after a dash, where it is known."""
    path = form.identifier_path()
    return f"{{% if {path} %}} – {{{{ {path} }}}}{{% endif %}}" if path else ""
