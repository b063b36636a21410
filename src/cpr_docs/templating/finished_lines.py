"""Leaves out of a finished paper a line that ends in a blank value after its label, such as "Telephone:"."""

from lxml import etree

from cpr_docs.models.fields import field_at
from cpr_docs.models.form import AnyForm
from cpr_docs.ooxml.content_control import controls_in
from cpr_docs.ooxml.headings import Headings
from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.traversal import text_of
from cpr_docs.templating.edition import Edition
from cpr_docs.templating.expressions_of_controls import plain_path
from cpr_docs.templating.statements import print_if


def print_labelled_lines(root: etree._Element, form: type[AnyForm], edition: Edition, headings: Headings) -> None:
    """Prints each line of a label and an optional value only if there is a value; a cell keeps its lines."""
    for paragraph in list(root.iter(qn("w:p"))):
        if headings.level(paragraph) or next(paragraph.iterancestors(qn("w:tc"), qn("w:sdt")), None) is not None:
            continue
        controls = list(controls_in(paragraph))
        if len(controls) != 1 or controls[0].is_check_box:
            continue
        label, value = text_of(paragraph).strip(), text_of(controls[0].element).strip()
        try:
            field = edition.printed(field_at(form, controls[0].tag))
        except KeyError:
            continue
        path = plain_path(controls[0])
        is_labelled = "{" not in label.removesuffix(value) and label.removesuffix(value) not in ("", label)
        if is_labelled and path and field.absent and not edition.later_section(form, field.path):
            print_if(f"{path} is not none", paragraph, paragraph)
