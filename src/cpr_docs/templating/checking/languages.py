"""Checks of a template's language and of what it says that it is."""

from collections.abc import Iterator

from cpr_docs.language.messages import _
from cpr_docs.ooxml.names import PartName, RelationshipType, qn
from cpr_docs.templating.checking.english import custom_properties
from cpr_docs.templating.checking.findings import Check, Spot
from cpr_docs.templating.checking.template import Template
from cpr_docs.templating.identity import form_properties

_LANGUAGE = "/".join(map(qn, ("w:docDefaults", "w:rPrDefault", "w:rPr", "w:lang")))
_NO_LANGUAGE = _("the default formatting gives no language; it must be {language}")


def default_language(template: Template) -> Iterator[Spot]:
    """A missing or wrong ``w:lang`` in the default formatting, which alone reaches a PDF."""
    for part, root in template.opened.of_main(RelationshipType.STYLES):
        found = root.find(_LANGUAGE)
        said = "" if found is None else str(found.get(qn("w:val"), ""))
        if said != template.language.tag:
            spot = Spot(part, None, "", {"language": template.language.tag, "said": said})
            yield spot if said else spot._replace(message=_NO_LANGUAGE)


def another_template(template: Template) -> Iterator[Spot]:
    """A template that says of itself that it is of another form, review type or language than its file's name."""
    said = custom_properties(template.package)
    for name, expected in form_properties(template.form, template.language).items():
        if said.get(name, expected) != expected:
            parameters = {"name": name, "said": said[name], "expected": expected}
            yield Spot(PartName.CUSTOM_PROPERTIES, None, "", parameters)


CHECKS: tuple[Check[Template], ...] = (
    Check("language", _("the default formatting says {said}; it must be {language}"), default_language),
    Check(
        "another-template",
        _("the template says of itself that its {name} is {said}, and its place and name say {expected}"),
        another_template,
    ),
)
