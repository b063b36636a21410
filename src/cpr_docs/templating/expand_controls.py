"""Expands the content controls of a template, so that Jinja can fill them in as the types of their fields need.

In the template's file, a control has a tag, a title, a kind, and one Jinja expression as its text. Expansion adds its
placeholder for a blank field, the state of a check box, the date value behind the date's text, the items of a drop-down
list, a unique id, and a repeating section around the rows of a list.
"""

import copy
import itertools
import re
from collections.abc import Iterator

from lxml import etree

from cpr_docs.errors import TemplateProblem
from cpr_docs.language.catalogue import Sentence, _, joined
from cpr_docs.language.languages import Language
from cpr_docs.models.fields import IDENTITY, FormField, Kind, field_at, says_row
from cpr_docs.models.form import AnyForm
from cpr_docs.ooxml.content_control import ContentControl, controls_in
from cpr_docs.ooxml.headings import Headings
from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.traversal import text_of
from cpr_docs.ooxml.xml import parse_xml
from cpr_docs.templating.blank_content import BlankContent
from cpr_docs.templating.choice_boxes import answers_of
from cpr_docs.templating.copy_controls import LOCK, LOCK_IN_ROW, copied
from cpr_docs.templating.edition import SCREEN, Edition
from cpr_docs.templating.expand_fallback import fallback_note, mark_line, mark_plain_text
from cpr_docs.templating.expand_rows import REPEATED_ID, is_repeated, repeat_rows
from cpr_docs.templating.expressions_of_controls import EXPRESSION
from cpr_docs.templating.filters import ONE_ROW
from cpr_docs.templating.grammar_filters import CHANGED, NOT_IN_CONTROL
from cpr_docs.templating.locations import TemplatePlace, placed_elements, places_of
from cpr_docs.templating.locks import filled_condition, lock_content
from cpr_docs.templating.repetition import Copies
from cpr_docs.templating.tag_syntax import tag_faults
from cpr_docs.templating.whole_rows import keep_brief_rows
from cpr_docs.templating.writing_room import make_room
from cpr_docs.templating.xml_builder import (
    CELL_BULLET_STYLE,
    CELL_NEXT_STYLE,
    CELL_STYLE,
    NOTE_STYLE,
    child,
    paragraph_like,
    paragraph_loop,
    parent,
    put,
    put_before,
    value,
    without,
)

_FIRST_ID = 1001
_TICK_WORDS = re.compile(r"\|\s*ticked\b")


class ControlExpander:
    """Expands the parts of one template; the ids of its controls are unique across them.

    With `mark`, a text that is missing in the language is printed in the other, after a note.
    """

    def __init__(
        self, form: type[AnyForm], language: Language, headings: Headings, *, mark: bool, edition: Edition = SCREEN
    ) -> None:
        self.form = form
        self.language = language
        self.mark = mark
        self.edition = edition
        self.places: dict[str, list[str]] = {}
        """For each expanded part, the place of each paragraph, row, cell and control in the template's file."""
        self._headings = headings
        self._blanks = BlankContent(form, language, edition)
        self._ids = itertools.count(_FIRST_ID)

    def expand(self, part: bytes, name: str) -> str:
        """The part's XML with every control expanded; raises `TemplateProblem` for an invalid control."""
        root = parse_xml(part, name)
        before = places_of(root, self._headings)
        _require_tags(root, name, before)
        copies = Copies(root)
        _require_repeatable(copies, name, before)
        copies.make_unique()
        make_room(root, self.form, self.edition)
        keep_brief_rows(root, self.form)
        required = ONE_ROW if self.edition.is_paper and not self.edition.is_draft else "rows"
        repeat_rows(root, self.form, self.language, self._ids, self._is_locked_list, required=required)
        for control in [control.element for control in controls_in(root)]:
            try:
                self._expand_control(control, is_repeated=control in copies or is_repeated(control))
            except TemplateProblem as error:
                raise error.placed(joined(before.get(control, ""), error.place)) from None
        if self.mark:
            mark_plain_text(root, self.form, self.language)
        self.places[name] = list(_inherited_places(placed_elements(root), before))
        return etree.tostring(root, encoding="unicode")

    def _expand_control(self, control: etree._Element, *, is_repeated: bool) -> None:
        properties = child(control, "w:sdtPr")
        content = child(control, "w:sdtContent")
        proxy = ContentControl(control)
        if proxy.is_repeating or proxy.is_repeating_item:
            return
        if proxy.has("w:tag") or is_repeated or not self._keeps_id(proxy):
            self._number(properties, is_repeated=is_repeated)
        if not proxy.has("w:tag"):
            return
        path, _equals, member = proxy.tag.partition("=")
        copy_of = copied(proxy.tag)
        if copy_of is not None:
            path = copy_of.path
        if path.partition(".")[0] in IDENTITY and (copy_of is None or path != "review_type"):
            raise TemplateProblem(_("a document holds this in its properties, and no control does"), _control(path))
        try:
            field = self.edition.printed(field_at(self.form, path))
        except KeyError as error:
            raise TemplateProblem(_("the form has no field {path}"), _control(path), path=error.args[0]) from None
        expression = _expression(content, path)
        if copy_of is not None:
            self._expand_copy(control, field, expression, copy_of.filters, is_repeated=is_repeated)
            return
        box = properties.find(qn("w14:checkbox"))
        if box is not None:
            argument = f"('{member}')" if member else ""
            state = f"{{{{ {expression}|checked{argument} }}}}"
            child(box, "w14:checked").set(qn("w14:val"), state)
            if self.edition.is_finished:
                _embolden(control, state)
            self._lock(properties, field, expression)
            return
        if not field.derived and (changed := CHANGED.search(text_of(content))):
            raise TemplateProblem(NOT_IN_CONTROL, _control(path), name=changed[1])
        if field.absent:
            _add_showing_placeholder(properties, expression)
        if field.kind in (Kind.DATE, Kind.MONTH):
            _expand_date(properties, field, expression)
        drop_down = properties.find(qn("w:dropDownList"))
        if drop_down is not None:
            self._expand_drop_down(drop_down, content, field, expression)
        if field.kind is Kind.PROSE and not proxy.is_of_lines:
            self._expand_prose(control, content, field, expression, has_placeholder=bool(field.absent))
        else:
            self._expand_line(control, content, field, expression)
        self._lock(properties, field, expression)

    def _lock(self, properties: etree._Element, field: FormField, expression: str) -> None:
        """Locks a value that nobody changes, in a finished paper or in any, and one that says what a row belongs to."""
        if says_row(self.form, field.path):
            lock_content(properties, "")
        elif field.label.fixed and not field.derived:
            lock_content(properties, filled_condition(field, expression, ""))
        elif self.edition.is_finished and not field.derived:
            lock_content(properties, filled_condition(field, expression, self._later(field.path)))

    def _expand_copy(
        self,
        control: etree._Element,
        field: FormField,
        expression: str,
        filters: tuple[str, ...],
        *,
        is_repeated: bool,
    ) -> None:
        """Locks the copy, and prints the paragraphs of a text; a line is printed by its own tag.

        In a draft, the copy of a value that is not known shows a prompt or space, as its control does.
        """
        content, properties = child(control, "w:sdtContent"), child(control, "w:sdtPr")
        if not ContentControl(control).is_locked:
            without(properties, "w:lock")
            child(properties, "w:id").addnext(value("w:lock", LOCK_IN_ROW if is_repeated else LOCK))
        is_draft = self.edition.is_draft and "conjunction" not in filters
        if is_draft:
            _add_showing_placeholder(properties, expression)
        if field.kind is Kind.PROSE and not filters and next(content.iter(qn("w:p")), None) is not None:
            self._expand_prose(control, content, field, expression, has_placeholder=is_draft)
            return
        first, *others = content.iter(qn("w:r"))
        last = others[-1] if others else first
        blank = self._blanks.line(ContentControl(control), field)
        if self.mark and field.bilingual and not filters:
            mark_line(control, first, last, expression, self.language)
        if is_draft:
            _print_blank(blank, expression, first, last)

    def _keeps_id(self, control: ContentControl) -> bool:
        """True if a control without a tag keeps its id, which is below those assigned here; groups never do."""
        given = control.id.isdecimal() and int(control.id) >= _FIRST_ID
        return not control.has("w:group") and bool(control.id) and not given

    def _number(self, properties: etree._Element, *, is_repeated: bool) -> None:
        without(properties, "w:id")
        names = sum(properties.find(qn(name)) is not None for name in ("w:rPr", "w:alias", "w:tag"))
        properties.insert(names, value("w:id", REPEATED_ID if is_repeated else next(self._ids)))

    def _expand_drop_down(
        self, drop_down: etree._Element, content: etree._Element, field: FormField, expression: str
    ) -> None:
        answers = dict(answers_of(field, self.language))
        for member, label in answers.items():
            etree.SubElement(drop_down, qn("w:listItem"), {qn("w:displayText"): label, qn("w:value"): member})
        if field.kind is Kind.YES_NO:
            # The labels of Yes and No belong to the field, so a filter by type could not print them.
            first, *others = content.iter(qn("w:t"))
            for text in others:
                text.text = ""
            first.text = f"{{% if {expression} %}}{answers['yes']}{{% else %}}{answers['no']}{{% endif %}}"

    def _expand_line(self, control: etree._Element, content: etree._Element, field: FormField, expression: str) -> None:
        runs = list(content.iter(qn("w:r")))
        first, last = runs[0], runs[-1]
        if first.getparent() is not last.getparent():
            raise TemplateProblem(_("the text must stand in one paragraph"), _control(field.path))
        # Before the marks, which add to the paragraph.
        blank = self._blanks.line(ContentControl(control), field)
        if self.mark and field.bilingual:
            mark_line(control, first, last, expression, self.language)
        if field.absent:
            _print_blank(blank, expression, first, last)

    def _expand_prose(
        self,
        control: etree._Element,
        content: etree._Element,
        field: FormField,
        expression: str,
        *,
        has_placeholder: bool,
    ) -> None:
        pattern = next(content.iter(qn("w:p")), None)
        if pattern is None:
            message = _("paragraphs do not fit into a line: the control must hold paragraphs")
            raise TemplateProblem(message, _control(field.path))
        above = parent(pattern)
        for extra in list(pattern.itersiblings(qn("w:p"))):
            above.remove(extra)
        at = above.index(pattern)
        has_cell_styles = self._has_cell_styles(pattern)
        above.remove(pattern)
        pieces: list[etree._Element | str] = []
        if has_placeholder:
            blank = self._blanks.prose(ContentControl(control), field, pattern)
            pieces += [f"{{% if {expression} is none %}}", *blank, "{% else %}"]
        if self.mark and field.bilingual:
            note = paragraph_like(pattern, fallback_note(self.language), NOTE_STYLE)
            foreign = paragraph_loop(pattern, expression, self.language.other, is_in_cell=has_cell_styles)
            pieces += [f"{{% if {expression} is foreign %}}", note, *foreign, "{% else %}"]
        pieces += paragraph_loop(pattern, expression, None, is_in_cell=has_cell_styles)
        pieces.append("{% endif %}" * (has_placeholder + (self.mark and field.bilingual)))
        put(above, at, pieces)

    def _has_cell_styles(self, pattern: etree._Element) -> bool:
        """True for a paragraph of a cell in a template that has the library's styles for its text."""
        styles = (CELL_NEXT_STYLE, CELL_BULLET_STYLE)
        style = pattern.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        named = "" if style is None else style.get(qn("w:val"))
        return named == CELL_STYLE and all(map(self._headings.defines, styles))

    def _later(self, path: str) -> str:
        return self.edition.later_section(self.form, path)

    def _is_locked_list(self, path: str) -> bool:
        return self.edition.is_finished and not self._later(path)


def _embolden(box: etree._Element, state: str) -> None:
    """Prints a box and its label in bold where the box is ticked."""
    label = box.getnext()
    runs = list(box.iter(qn("w:r")))
    if label is not None and label.tag == qn("w:r") and not _TICK_WORDS.search(text_of(label)):
        runs.append(label)
    for each in runs:
        properties = each.find(qn("w:rPr"))
        if properties is None:
            properties = etree.Element(qn("w:rPr"))
            each.insert(0, properties)
        without(properties, "w:b")
        at = sum(properties.find(qn(name)) is not None for name in ("w:rStyle", "w:rFonts"))
        properties.insert(at, value("w:b", state))


def _print_blank(
    blank: list[etree._Element | str], expression: str, first: etree._Element, last: etree._Element
) -> None:
    """Prints the content of a blank control in place of the runs from first to last, if there is no value."""
    above = parent(first)
    put(above, above.index(first), [f"{{% if {expression} is none %}}", *blank, "{% else %}"])
    last.tail = "{% endif %}" + (last.tail or "")


def _require_tags(root: etree._Element, name: str, places: dict[etree._Element, TemplatePlace]) -> None:
    """Raises `TemplateProblem` for the first braces in a part that are no tag of the language."""
    fault = next(tag_faults(root), None)
    if fault:
        raise TemplateProblem(fault.message, _place(fault.element, name, places, fault.tag))


def _require_repeatable(copies: Copies, name: str, places: dict[etree._Element, TemplatePlace]) -> None:
    """Raises `TemplateProblem` for the first element in a loop that a document can contain only once."""
    fault = next(copies.faults(), None)
    if fault:
        raise TemplateProblem(fault.message, _place(fault.element, name, places))


def _place(element: etree._Element, part: str, places: dict[etree._Element, TemplatePlace], tag: str = "") -> str:
    around = next((found for found in (element, *element.iterancestors()) if found in places), element)
    return joined(part, places.get(around, ""), tag)


def _inherited_places(elements: list[etree._Element], before: dict[etree._Element, TemplatePlace]) -> Iterator[str]:
    """The place of each element; an element that expansion added has the place of the element before it."""
    last = ""
    for element in elements:
        if element in before:
            last = str(before[element])
        yield last


def _expression(content: etree._Element, path: str) -> str:
    match = EXPRESSION.fullmatch(text_of(content).strip())
    if not match:
        raise TemplateProblem(_("the text must be one {{ expression }} and nothing else"), _control(path))
    return match[1]


def _add_showing_placeholder(properties: etree._Element, expression: str) -> None:
    lock = properties.find(qn("w:lock"))
    showing = etree.Element(qn("w:showingPlcHdr"))
    (child(properties, "w:id") if lock is None else lock).addnext(showing)
    put_before(showing, f"{{% if {expression} is none %}}")
    showing.tail = "{% endif %}"


def _expand_date(properties: etree._Element, field: FormField, expression: str) -> None:
    undated = properties.find(qn("w:date"))
    if undated is None:
        return
    if qn("w:fullDate") in undated.attrib:
        del undated.attrib[qn("w:fullDate")]
    dated = copy.deepcopy(undated)
    dated.set(qn("w:fullDate"), f"{{{{ {expression}|iso }}}}")
    undated.addnext(dated)
    if not field.absent:
        properties.remove(undated)
        return
    put_before(undated, f"{{% if {expression} is none %}}")
    undated.tail = "{% else %}"
    dated.tail = "{% endif %}"


def _control(path: str) -> Sentence:
    return Sentence(_("control {path}"), path=path)
