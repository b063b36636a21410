"""Prints a drop-down list as a box for each answer, on papers that are filled in with a pen.

A box has the tag of an answer's box, ``path=answer``, so that the document is read back as any other.
"""

import copy

from lxml import etree

from cpr_docs.language.catalogue import translate
from cpr_docs.language.languages import Language
from cpr_docs.models.control_names import LONGEST
from cpr_docs.models.field_types import Choice
from cpr_docs.models.fields import FormField, Kind, field_at
from cpr_docs.models.form import AnyForm
from cpr_docs.ooxml.content_control import ContentControl, controls_in
from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.traversal import put, text_of
from cpr_docs.templating.edition import Edition
from cpr_docs.templating.expressions_of_controls import plain_path
from cpr_docs.templating.statements import print_if
from cpr_docs.templating.xml_builder import BOX_FONT, box_run, run, value

_IN_A_LINE = 3
"""The number of answers up to which the boxes stand side by side."""
_BELOW_EACH_OTHER = 6
"""The number of answers up to which boxes stand below each other; more would take half a page."""

_HANGING = "300"
"""The indent of a label's further lines, behind its box."""
BETWEEN_BOXES = "\u00a0/ "
"""The text between two boxes of a line: words before it belong to the first box, words after it to the second."""


def answers_of(field: FormField, language: Language) -> list[tuple[str, str]]:
    """The answers to a question: the value and the label of each, in the language."""
    if field.kind is Kind.YES_NO and field.label.answers:
        answers = field.label.answers
        return [("yes", translate(answers.yes, language)), ("no", translate(answers.no, language))]
    if isinstance(field.type, type) and issubclass(field.type, Choice):
        return [(member.value, translate(member.label, language)) for member in field.type]
    return []


def drop_downs_as_boxes(root: etree._Element, form: type[AnyForm], language: Language, edition: Edition) -> None:
    """Replaces each drop-down list of a question by boxes; with a pen, only while its later section is blank.

    The title is no question, and a long list in a row is replaced while it is blank.
    """
    for control in [each for each in controls_in(root) if each.has("w:dropDownList")]:
        try:
            field = field_at(form, control.tag)
        except KeyError:
            continue
        path, answers = plain_path(control), answers_of(field, language)
        paragraph = control.element.getparent()
        if not path or not answers or paragraph is None or paragraph.tag != qn("w:p") or _is_title(paragraph):
            continue
        later = edition.later_section(form, field.path)
        is_alone = not _text_beside(paragraph, control)
        # Many boxes in each row of a list would make a page of every row: the answer that is given stands in words.
        if edition.is_paper and is_alone and "[]" in control.tag and len(answers) > _BELOW_EACH_OTHER:
            _replace_if_none(path, control, paragraph, path, answers)
        elif edition.is_paper:
            _replace(control, paragraph, path, answers)
        elif later and edition.pen and is_alone:
            _replace_if_none(later, control, paragraph, path, answers)


def _replace_if_none(
    decisive: str, control: ContentControl, paragraph: etree._Element, path: str, answers: list[tuple[str, str]]
) -> None:
    """Prints the boxes instead of the paragraph while the value of the decisive path is blank."""
    boxed = copy.deepcopy(paragraph)
    inside = next(each for each in controls_in(boxed) if each.tag == control.tag)
    print_if(f"{decisive} is not none", paragraph, paragraph, otherwise=_replace(inside, boxed, path, answers))


def _replace(
    control: ContentControl, paragraph: etree._Element, path: str, answers: list[tuple[str, str]]
) -> list[etree._Element]:
    """Replaces the control; returns the paragraphs of the boxes, of which the given one is the first."""
    boxes = [_boxed(control, path, answer, label) for answer, label in answers]
    if not _IN_A_LINE < len(boxes) <= _BELOW_EACH_OTHER or _text_beside(paragraph, control):
        between: list[etree._Element] = []
        for box in boxes:
            for element in (*between, *box):
                control.element.addprevious(element)
            between = [run(BETWEEN_BOXES)]
        paragraph.remove(control.element)
        return [paragraph]
    lines = []
    for box in boxes:
        line = etree.Element(qn("w:p"))
        properties = paragraph.find(qn("w:pPr"))
        line.append(etree.Element(qn("w:pPr")) if properties is None else copy.deepcopy(properties))
        put(line[0], etree.Element(qn("w:ind"), {qn("w:left"): _HANGING, qn("w:hanging"): _HANGING}))
        line.extend(box)
        lines.append(line)
    if paragraph.getparent() is not None:
        for line in lines:
            paragraph.addprevious(line)
        paragraph.getparent().remove(paragraph)  # type: ignore[union-attr]
    return lines


def _is_title(paragraph: etree._Element) -> bool:
    """True for the title of the paper: the answer there is its name, and decides on the text below."""
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return style is not None and style.get(qn("w:val")) == "Title"


def _text_beside(paragraph: etree._Element, control: ContentControl) -> bool:
    return text_of(paragraph).strip() != text_of(control.element).strip()


def _boxed(control: ContentControl, path: str, answer: str, label: str) -> list[etree._Element]:
    """A check box for an answer, and its label, bound to it."""
    states = (("w14:checkedState", "2612"), ("w14:uncheckedState", "2610"))
    kind = etree.Element(qn("w14:checkbox"))
    etree.SubElement(kind, qn("w14:checked"), {qn("w14:val"): "0"})
    for name, code in states:
        etree.SubElement(kind, qn(name), {qn("w14:val"): code, qn("w14:font"): BOX_FONT})
    lock = [value("w:lock", control.lock)] if control.lock else []
    question = control.alias[: max(LONGEST - len(label) - 1, 0)]
    names = value("w:alias", f"{question} {label}".strip()[:LONGEST]), value("w:tag", f"{control.tag}={answer}")
    box = ContentControl.new(*names, *lock, kind)
    box.extend([box_run(f'{{{{ {path}|box("{answer}") }}}}')])
    return [box.element, run(f"\u00a0{label}")]
