"""What a document is: its custom properties say which form, review type, language and version it was made as."""

from dataclasses import dataclass

from cpr_docs.errors import NotReadable
from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form
from cpr_docs.models.guidance import FORM_NAMES, form_class
from cpr_docs.ooxml.names import PartName, qn
from cpr_docs.ooxml.package import Package
from cpr_docs.ooxml.xml import parse_xml


@dataclass(frozen=True, slots=True)
class Identity:
    """Which form a document is."""

    form: type[Form]
    language: Language
    template: str
    """The fingerprint of the template that it was made from."""


def identify(package: Package) -> Identity:
    """What the document is; raises `NotReadable` for one that this library did not make, or a newer version made."""
    properties = _properties(package)
    if "CprDocsForm" not in properties:
        raise NotReadable("the document was not made by cpr_docs: it does not say which form it is")
    name = properties["CprDocsForm"]
    if name not in FORM_NAMES:
        raise NotReadable("the document is a form that this version of cpr_docs does not know")
    form: type[Form] = form_class(name)
    version = properties.get("CprDocsSchemaVersion", "")
    if not version.isdecimal() or int(version) > form.SCHEMA_VERSION:
        raise NotReadable(
            f"the document was made by a newer version of cpr_docs (schema {version[:9]}; this one reads up to "
            f"{form.SCHEMA_VERSION})"
        )
    try:
        variant = form.variant(properties.get("CprDocsReviewType", ""))
        language = Language(properties.get("CprDocsLanguage", ""))
    except ValueError:
        raise NotReadable("the document does not say its review type and its language as cpr_docs does") from None
    return Identity(variant, language, properties.get("CprDocsTemplate", ""))


def _properties(package: Package) -> dict[str, str]:
    if PartName.CUSTOM_PROPERTIES not in package:
        return {}
    root = parse_xml(package[PartName.CUSTOM_PROPERTIES], PartName.CUSTOM_PROPERTIES)
    return {str(found.get("name")): "".join(map(str, found.itertext())) for found in root.iter(qn("op:property"))}
