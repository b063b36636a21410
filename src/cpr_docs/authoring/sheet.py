"""The sheet that a layout writes on: headings, fixed text, tables and content controls, in one language.

A layout names fields by path. The type of a field determines its content control and its label. A mistake in a layout
raises `ValueError`, as `check_layout` describes. In fixed text, ``{path}`` is replaced by the field's content control,
and ``{=path}`` by a copy: the field's value once more, in a locked control.
"""

import contextlib
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from cpr_docs.authoring.check_layout import FIELD_REFERENCES, LayoutCheck
from cpr_docs.authoring.markup import (
    LABEL_FILL,
    Element,
    bound,
    cell,
    cell_lines_if,
    control,
    copy_control,
    element,
    keep_together,
    kept,
    locked_group,
    paragraph,
    row,
    run,
    shorten_last_gap,
    tabbed,
    table,
)
from cpr_docs.authoring.page_setup import Page
from cpr_docs.authoring.styles import HEADING_NUMBERS, NUMBERS
from cpr_docs.language.catalogue import _, translate
from cpr_docs.language.languages import Language
from cpr_docs.models.check_class import text_mistake
from cpr_docs.models.control_names import answer_name, control_name
from cpr_docs.models.field_types import Choice, ReviewType
from cpr_docs.models.fields import FormField, Kind
from cpr_docs.models.form import AnyForm, Omission
from cpr_docs.ooxml.content_control import controls_in
from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.traversal import put, text_of
from cpr_docs.templating.asked_test import asked_test
from cpr_docs.templating.choice_boxes import BETWEEN_BOXES
from cpr_docs.templating.copy_controls import copied_expression, is_copy
from cpr_docs.templating.whole_rows import is_sentence
from cpr_docs.templating.xml_builder import BOX_FONT, box_run, value

SIGNATURE = "(signature)"
"""The item of `Sheet.fields` for a blank space to sign in."""
FOOT_SEPARATOR = " · "
"""The sign between the parts of the line at the foot of each page."""

_LABEL_WIDTH = 3600
_ROW_PATH = re.compile(r"[A-Za-z_][\w.]*\[\][\w.\[\]]*")
_ROW_VARIABLE = re.compile(r"row\d*\.")
_SIGNATURE_HEIGHT = 1000
_SHORT_ANSWERS = 36
"""The letters of two answers whose boxes are side by side."""
_NOT_PUBLISHED = "not settings.published"
_NOT_FINISHED = "not settings.finished"

_DATE_FORMATS = {
    Kind.DATE: "d MMMM yyyy",
    Kind.MONTH: "MMMM yyyy",
}
_CALENDAR = (("storeMappedDataAs", "dateTime"), ("calendar", "gregorian"))


def _check_box() -> Element:
    states = (("checkedState", "2612"), ("uncheckedState", "2610"))
    shown = [element(f"w14:{name}", {"w14:val": code, "w14:font": BOX_FONT}) for name, code in states]
    return element("w14:checkbox", {}, [element("w14:checked", {"w14:val": "0"}), *shown])


class Sheet:
    """The body of a template, for one form type in one language, to which a layout appends.

    A message is fixed text marked for translation, ``_("…")`` or `Both`, with fields as ``{path}`` and ``{=path}``.
    Widths are in twentieths of a point: 567 is 10 mm, and 9070 is the 160 mm between the margins of an upright A4. A
    style is the id of a paragraph style, such as ``"Remark"``. With `keep`, Word keeps the paragraph or table on one
    page with the next. A mistake in a path, a text or a width raises `ValueError` with the form, the field and the
    remedy.
    """

    def __init__(
        self, form: type[AnyForm], language: Language, *, on_letterhead: bool = False, page: Page = Page.A4
    ) -> None:
        self.page = page
        """The paper that the layout is written for."""
        self._check = LayoutCheck(form, self.width)
        self.form = form
        self.language = Language(language)
        self.on_letterhead = on_letterhead
        """True if the template follows a reference document, whose header shows the board."""
        self.is_letter = False
        """True if the layout began with the head of a letter, which changes the header of the first page."""
        self.sender = ""
        """The setting of the office that a letter is from; empty for a letter of the board."""
        self.body: list[Element] = []
        """The paragraphs, tables and block-level controls so far."""
        self.lists = 0
        """The number of numbered lists so far."""
        self.heading_numbers: list[list[str]] = []
        """The numbers of the numbered headings: for each list of headings, the text of each level."""
        self._numbered: dict[str, tuple[int, int]] = {}
        self.has_small_tables = False
        """True if a table has text of 10 points."""
        self.foot_parts: list[Element] = []
        """The additions to the line at the foot of each page."""
        self._rows: list[tuple[str, str]] = []
        self._conditions = 0
        self._table_title = ""

    @property
    def width(self) -> int:
        """The width between the margins, that of a table: ``cell(sheet.width // 2)``."""
        return self.page.setup.text_width

    @property
    def extended(self) -> bool:
        """True if the form is of an extended review: ``if sheet.extended: sheet.texts("further_questions")``."""
        return self.form.type_name() == ReviewType.EXTENDED

    def translate(self, message: str) -> str:
        """The message in the sheet's language: ``sheet.translate(_("Signature"))``."""
        sentence = text_mistake(message)
        if sentence:
            raise self._check.mistake("fixed text", sentence)
        return translate(message, self.language)

    def field(self, path: str) -> FormField:
        """The field at the path: ``sheet.field("board").label``; raises `ValueError` if the form has no such field."""
        return self._check.field(path)

    def sender_name(self, *, again: bool = False) -> Element:
        """The name of the board, or of the office that a letter is from; with `again`, printed once more.

        Example: ``paragraph(sheet.sender_name(), style="Letterhead")``.
        """
        if self.sender:
            return run(f"{{{{ settings.{self.sender}.name }}}}")
        return self.copy("board") if again else self.control("board")

    # Fixed text

    def title(self, message: str, subtitle: str = "") -> None:
        """Adds the document's title, and below it a subtitle, such as the kind of review.

        A template of both review types prints the type of the form: ``sheet.title(_("Minutes"), "{=review_type}")``.
        Example: ``sheet.title(_("Child Practice Report"), _("Concise Child Practice Review"))``.
        """
        self._check.title()
        self.body.append(paragraph(run(self.translate(message)), style="Title"))
        if subtitle:
            self.body.append(self.paragraph(subtitle, style="Subtitle"))

    def foot(self, *messages: str) -> None:
        """Adds messages with copies to the foot of each page, after the short title: a version or a date.

        A message is printed where the fields that it names have values.
        Example: ``sheet.foot(_("Version {=terms.version}"), "{=terms.dated}")``.
        """
        for message in messages:
            self._check.foot(message)
            content = [*self.inline(message)]
            names = [self.expression(match[2].partition("|")[0]) for match in FIELD_REFERENCES.finditer(message)]
            # Not the value alone: in a draft, a condition of a value that is not known holds.
            known = " and ".join(f"{name} is not none" for name in names)
            start, end = (f"{{% if {known} %}}", "{% endif %}") if known else ("", "")
            self.foot_parts += [run(start + FOOT_SEPARATOR), *content, *([run(end)] if end else [])]

    def heading(self, level: int, message: str, *, new_page: bool = False) -> None:
        """Adds a heading of level 1, 2 or 3, kept with the next paragraph; `new_page` starts a page.

        A colon at the end is not printed, since lists of headings would show it. Tables below the heading have its
        text as their title for screen readers. Example: ``sheet.heading(1, _("Key dates"))``.
        """
        self._check.heading(level)
        self._table_title = FIELD_REFERENCES.sub("", self.translate(message)).strip(": ")
        extra = [element("w:pageBreakBefore")] * new_page
        content = [*self.inline(message)]
        for words in content[-1].findall(qn("w:t")):
            words.text = (words.text or "").rstrip(": ")
        self.body.append(paragraph(*content, style=f"Heading{level}", extra=extra))

    def numbered_heading(self, level: int, message: str, *paths: str) -> None:
        """Adds a heading for each row of a list, with a number that Word counts, and the control of each field.

        In the message, ``{number}`` stands for the number, which counts from 1, for an inner list in each row of the
        outer one. A row that is added in Word has the next number. Write it inside `each`.
        Example: ``sheet.numbered_heading(2, _("Action {number}:"), "actions[].what")``.
        """
        self._check.numbered_heading(level, message, [prefix for prefix, _variable in self._rows])
        text = self.translate(message)
        self._table_title = text.replace("{number}", "").strip(": ")
        outer = next((self._numbered[each] for each, _name in self._rows[-2::-1] if each in self._numbered), None)
        if outer is None:
            self.heading_numbers.append([])
        number = len(self.heading_numbers) - 1 if outer is None else outer[0]
        levels = self.heading_numbers[number]
        self._numbered[self._rows[-1][0]] = number, len(levels)
        numbered = [value("w:ilvl", len(levels)), value("w:numId", HEADING_NUMBERS + number)]
        levels.append(text.replace("{number}", f"%{len(levels) + 1}"))
        controls = [part for path in paths for part in (run(" "), self.control(path))][1:]
        self.body.append(paragraph(*controls, style=f"Heading{level}", extra=[element("w:numPr", {}, numbered)]))

    def text(self, message: str, *, style: str = "", keep: bool = False) -> None:
        """Adds a paragraph of fixed text, with the fields that it names.

        Example: ``sheet.text(_("The panel met on {panel.met_on}."), style="Remark", keep=True)``.
        """
        self.body.append(self.paragraph(message, style=style, keep=keep))

    def help(self, message: str) -> None:
        """Adds a line of help for those who fill in the form, kept with the next; a finished paper has none.

        Example: ``sheet.help(_("Include name and designation if known."))``.
        """
        with self.prompts():
            self.text(message, style="Remark", keep=True)

    @contextlib.contextmanager
    def prompts(self) -> Iterator[None]:
        """Prints the set text of the ``with`` block only where the form is filled in, on a screen or with a pen.

        Example: ``with sheet.prompts(): sheet.bullets([_("Legal status."), _("Action taken.")])``.
        """
        with self.when(_NOT_FINISHED):
            yield

    def bullets(self, messages: Sequence[str], *, style: str = "ListBullet") -> None:
        """Adds a bulleted list of fixed text, locked as by `locked`.

        Example: ``sheet.bullets([_("Audit trail"), _("Notification of Welsh Government")])``.
        """
        self._check.messages(messages)
        with self.locked():
            for message in messages:
                self.text(message, style=style, keep=message is not messages[-1])

    def numbered(self, messages: Sequence[str | Callable[[], None]], *, style: str = "ListNumber") -> None:
        """Adds a numbered list of fixed text, which starts at 1; a function among the messages writes below an item.

        Consecutive messages without fields are locked as by `locked`.
        Example: ``sheet.numbered([_("The scope."), _("The issues:"), write_issues])``.
        """
        self._check.messages(messages)
        number = NUMBERS + self.lists
        self.lists += 1
        for is_set, items in itertools.groupby(
            itertools.zip_longest(messages, messages[1:]),
            lambda item: not callable(item[0]) and not FIELD_REFERENCES.search(item[0]),
        ):
            with self.locked() if is_set else contextlib.nullcontext():
                for message, below in items:
                    if callable(message):
                        message()
                    else:
                        item = element("w:numPr", {}, [value("w:ilvl", "0"), value("w:numId", number)])
                        lines = self.inline(message)
                        self.body.append(paragraph(*lines, style=style, keep=callable(below), extra=[item]))

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Locks the fixed text that is added inside the ``with`` block, so that nobody can edit it in Word.

        Raises `ValueError` if the block contains a field or a list: Word may refuse to add a row inside a locked group.
        Example: ``with sheet.locked(): sheet.text(_("The panel must not change this."))``.
        """
        start = len(self.body)
        yield
        content = self.body[start:]
        if any(not is_copy(control.tag) for block in content for control in controls_in(block)) or any(
            "{%" in text_of(block) for block in content
        ):
            raise self._check.mistake("locked", "holds a field or a list; write them outside the with block")
        self.body[start:] = [locked_group(content)]

    @contextlib.contextmanager
    def together(self) -> Iterator[None]:
        """Keeps the content of the ``with`` block on one page, as far as it fits on one: a decision and its signature.

        Example: ``with sheet.together(): sheet.fields(SIGNATURE, "chair.name", "chair.signed_on")``.
        """
        start = len(self.body)
        yield
        keep_together(self.body[start:])

    def gap(self, *, keep: bool = False) -> None:
        """Adds a gap of 6 points, which also keeps two tables from merging: ``sheet.gap()``."""
        self.body.append(paragraph(style="Gap", keep=keep))

    def paragraph(self, message: str, *, style: str = "", keep: bool = False) -> Element:
        """A paragraph of fixed text, for a cell: ``sheet.paragraph(_("Name: {chair.name}"), style="Cell")``."""
        return paragraph(*self.inline(message), style=style, keep=keep)

    def inline(self, message: str, **parts: Iterable[Element]) -> Iterator[Element]:
        """The runs and controls of a message: ``[*sheet.inline(_("Held at {venue}"))]``.

        A part is what a message cannot say, such as a loop. The message has its name, ``{sessions}``, where each
        language wants it.
        """
        self._check.message(message)
        # A message of field references only has no text to translate.
        text, at = self.translate(message) if FIELD_REFERENCES.sub("", message).strip() else message, 0
        for match in FIELD_REFERENCES.finditer(text):
            if match.start() > at:
                yield run(text[at : match.start()])
            if match[2] in parts and not match[1]:
                yield from parts[match[2]]
            elif match[1]:
                yield self.copy(match[2])
            else:
                yield self.control(match[2])
            at = match.end()
        if at < len(text):
            yield run(text[at:])

    # Fields

    def expression(self, path: str) -> str:
        """The Jinja expression of a path: in a loop, the path of the loop variable.

        Example: inside ``sheet.each("actions")``, ``sheet.expression("actions[].due")`` is ``row.due``.
        """
        for prefix, variable in reversed(self._rows):
            if path.startswith(f"{prefix}."):
                variable += path.removeprefix(prefix)
                break
        else:
            variable = path
        if "[]" in variable:
            each = path[: path.rindex("[]")]
            raise self._check.mistake(path, f'is a field of a row; write it inside with sheet.each("{each}")')
        return variable

    def copy(self, expression: str) -> Element:
        """The value of a field once more, perhaps after filters: an inline control in which nobody can type.

        An expression that is too long for a control's tag is printed without a control.
        Example: ``sheet.copy("recipient.name")``.
        """
        path, *filters = expression.split("|")
        for prefix, variable in self._rows:
            if path.strip().startswith(f"{variable}."):
                path = prefix + path.strip().removeprefix(variable)
        content = run(f"{{{{ {self.expression(expression)} }}}}")
        # A layout may write the loop around a row as XML, of which the sheet does not know.
        if _ROW_VARIABLE.match(path):
            return content
        field = self._check.copied(path.strip())
        return self._copy(field, "|".join([path, *filters]), [content], inline=True)

    def _copy(self, field: FormField, expression: str, content: list[Element], *, inline: bool) -> Element:
        tag = copied_expression(expression).tag
        if not tag:
            return content[0]
        name = control_name(self.form, field.path, self.language)
        return copy_control(tag, name, content, in_row=bool(self._rows), inline=inline)

    def control(self, path: str) -> Element:
        """The inline content control of a field; raises `ValueError` for a field of paragraphs.

        Example: ``sheet.control("chair.name")``.
        """
        field = self._check.one_value(path)
        if field.kind is Kind.PROSE:
            raise self._check.mistake(
                path, "is a field of paragraphs, which do not fit into a line; write texts or block"
            )
        if field.kind is Kind.TICK:
            return self.box(path)
        if field.kind is Kind.CHOICES:
            raise self._check.mistake(path, "has a box for each answer, which do not fit into a line; write boxes")
        content = run(f"{{{{ {self.expression(path)} }}}}")
        return self._control(field, self._kind(field), [content])

    def box(self, path: str, member: str = "") -> Element:
        """The check box of a tick field, or of the answer `member` of a choice.

        Example: ``sheet.box("decision.answer", "agree")``.
        """
        field = self.field(path)
        if member or field.kind is not Kind.TICK:
            values = [value for value, _label in self.answers(path)]
            if member not in values:
                raise self._check.mistake(path, f"{member!r} is no answer; the answers are {', '.join(values)}")
        argument = f'("{member}")' if member else ""
        content = box_run(f"{{{{ {self.expression(path)}|box{argument} }}}}")
        return self._control(field, _check_box(), [content], member)

    def boxed(self, path: str, member: str, label: str, *, line: bool = False) -> list[Element]:
        """The check box as `box` returns it, a label, and the tick in words for screen readers.

        The label is at a tab, for a paragraph with a hanging indent such as ``"Box"``; with `line`, a no-break space
        binds the two, for several boxes in a line.
        Example: ``sheet.boxed("decision.answer", "agree", sheet.translate(_("Agree")))``.
        """
        argument = f'("{member}")' if member else ""
        ticked = run(f"{{{{ {self.expression(path)}|ticked{argument} }}}}")
        return [self.box(path, member), run(f"\u00a0{bound(label)}") if line else tabbed(label), ticked]

    def answers(self, path: str) -> list[tuple[str, str]]:
        """The answers to a question: the value and the label of each, in the sheet's language.

        Raises `ValueError` if the field is not a question. Example: ``sheet.answers("decision.answer")``.
        """
        field = self.field(path)
        if field.kind is Kind.YES_NO and field.label.answers:
            return [("yes", self.translate(field.label.answers.yes)), ("no", self.translate(field.label.answers.no))]
        if field.kind in (Kind.CHOICE, Kind.CHOICES) and issubclass(field.type, Choice):
            return [(member.value, self.translate(member.label)) for member in field.type]
        instead = "write tick" if field.kind is Kind.TICK else "write fields"
        raise self._check.mistake(path, f"is no question with fixed answers; {instead}")

    def boxes(self, path: str, only: Sequence[str] = ()) -> None:
        """Adds a paragraph with a check box for each answer to a question; `only` selects answers by value.

        Example: ``sheet.boxes("outcome", ["concise", "extended"])``.
        """
        lines = self._box_lines(path, only, style="Box")
        keep_together(lines)
        self.body += lines
        self.gap()

    def questions(self, *items: tuple[str, str, Sequence[str]]) -> None:
        """Adds a table of the full width, kept on one page: each question, and below it boxes for its answers.

        An item is the question, a path, and the values of the answers; all answers of the field if there are none.
        Example: ``sheet.questions((_("It recommends:"), "outcome", ["concise", "extended"]))``.
        """
        rows = []
        for message, path, only in items:
            rows.append(row(self.label(self.translate(message), self.width)))
            rows.append(row(cell(self.width, *self._box_lines(path, only, style="CellBox"))))
        self.table((self.width,), rows, together=True)

    def _box_lines(self, path: str, only: Sequence[str], *, style: str) -> list[Element]:
        """A paragraph with box and label for each answer to a question, or for some of the answers."""
        answers = self.answers(path)
        for member in only:
            if member not in dict(answers):
                raise self._check.mistake(path, f"{member!r} is no answer; the answers are {', '.join(dict(answers))}")
        chosen = [(member, label) for member, label in answers if not only or member in only]
        return self._boxes(path, chosen, style)

    def _boxes(self, path: str, answers: Sequence[tuple[str, str]], style: str) -> list[Element]:
        """The boxes of two short answers in one paragraph, and of others in a paragraph each."""
        if len(answers) == 2 and sum(len(label) for _member, label in answers) <= _SHORT_ANSWERS:
            (first, label), (second, other) = answers
            boxes = (self.boxed(path, first, label, line=True), self.boxed(path, second, other, line=True))
            return [paragraph(*boxes[0], run(BETWEEN_BOXES), *boxes[1], style="Cell" if style == "CellBox" else style)]
        return [paragraph(*self.boxed(path, member, label), style=style) for member, label in answers]

    def tick(self, path: str) -> None:
        """Adds a paragraph with the check box and the label of a tick field: ``sheet.tick("reviewer.known")``."""
        label = self.translate(self._check.field(path, Kind.TICK, instead="write boxes for a question").label.text)
        self.body.append(paragraph(*self.boxed(path, "", label), style="Box"))

    def prose(self, path: str, width: int, *, style: str = "Cell") -> Element:
        """A table cell that a field of paragraphs fills, the lines of an address in the style ``"Tight"``.

        Example: ``sheet.prose("account", 9070)``.
        """
        field = self._check.field(path, Kind.PROSE, instead="write fields")
        return cell(width, self._paragraphs(field, style))

    def labelled(self, *paths: str, style: str = "", keep: bool = False) -> None:
        """Adds a line for each field, its label and its value; a finished paper leaves out a blank one.

        Example: ``sheet.labelled("completed_on", "accepted_on")``.
        """
        self._check.items("labelled", paths)
        for path in paths:
            label = self.translate(self.field(path).label.text)
            self.body.append(paragraph(run(f"{label}: "), self.control(path), style=style, keep=keep))

    def block(self, path: str, *, style: str) -> None:
        """Adds a field of paragraphs outside a table: ``sheet.block("board_address", style="Tight")``."""
        field = self._check.field(path, Kind.PROSE, instead="write fields, or text with {path}")
        self.body.append(self._paragraphs(field, style))

    def lines(self, path: str, *, style: str) -> None:
        """Adds a field of paragraphs, such as an address, as the lines of one paragraph, for a frame.

        Example: ``sheet.lines("board_address", style="Sender")``.
        """
        field = self._check.field(path, Kind.PROSE, instead="write text with {path}")
        # Not the kind of plain text: LibreOffice joins its lines.
        content = run(f"{{{{ {self.expression(path)} }}}}")
        self.body.append(paragraph(self._control(field, None, [content]), style=style))

    def block_again(self, path: str, *, style: str) -> None:
        """Adds the paragraphs of a field once more, in a control in which nobody can type.

        Example: ``sheet.block_again("board_address", style="Tight")``.
        """
        field = self._check.field(path, Kind.PROSE, instead="write text with {=path}")
        pattern = paragraph(run(f"{{{{ {self.expression(path)} }}}}"), style=style)
        if copied_expression(path).tag:
            self.body.append(self._copy(field, path, [pattern], inline=False))
            return
        self.body.append(paragraph(run(f"{{%p for paragraph in {self.expression(path)}|paragraphs %}}")))
        self.body.append(paragraph(run("{{ paragraph.text }}"), style=style))
        self.body.append(paragraph(run("{%p endfor %}")))

    def _paragraphs(self, field: FormField, style: str) -> Element:
        return self._control(field, None, [paragraph(run(f"{{{{ {self.expression(field.path)} }}}}"), style=style)])

    def value(self, path: str, width: int, *, span: int = 1) -> Element:
        """A table cell with the content controls of a field, a list or a section; `span` is its number of columns.

        Example: ``sheet.value("panel_chair.name", 4535)``.
        """
        return cell(width, *self._lines(path), span=span)

    def values(self, paths: Sequence[str], width: int) -> Element:
        """A table cell of several fields, one below the other, without those that the published copy omits.

        Example: ``sheet.values(["panel_chair.name", "panel_chair.designation"], 4535)``.
        """
        self._check.items("values", paths)
        if len(paths) == 1:
            return self.value(paths[0], width)
        unpublished = self.form.unpublished_fields()
        lines = []
        for path in paths:
            content = self._lines(path)
            lines += cell_lines_if(_NOT_PUBLISHED, *content) if path in unpublished else content
        return cell(width, *lines)

    def _lines(self, path: str) -> list[Element]:
        """The paragraphs of a field for a cell; for a list, a loop over the paragraphs of a row."""
        field = self.field(path)
        if field.kind is Kind.ROWS:
            start = paragraph(run(self._loop(path, "p")), style="Cell")
            with self.rows(path):
                lines = [line for name in field.type.model_fields for line in self._lines(f"{path}[].{name}")]
            return [start, *lines, paragraph(run("{%p endfor %}"), style="Gap")]
        if field.kind is Kind.SECTION:
            return [line for name in field.type.model_fields for line in self._lines(f"{path}.{name}")]
        if field.kind is Kind.PROSE:
            return [self._paragraphs(field, "Cell")]
        if field.kind in (Kind.YES_NO, Kind.CHOICES):
            return self._boxes(path, self.answers(path), "CellBox")
        if field.kind is Kind.TICK:
            return [paragraph(*self.boxed(path, "", self.translate(field.label.text)), style="CellBox")]
        return [paragraph(self.control(path), style="Cell")]

    # Tables

    def fields(
        self, *items: str | tuple[str, Sequence[str]], label_width: int = _LABEL_WIDTH, keep: bool = False
    ) -> None:
        """Adds a table of labels and content controls, a row for each item.

        An item is a path; or a message for the label, with the paths that share the cell beside it; or `SIGNATURE`. A
        table without long text is kept on one page.
        Example: ``sheet.fields("board", (_("Chair"), ["chair.name", "chair.role"]), SIGNATURE, label_width=5200)``.
        """
        self._check.label_width(label_width)
        self._check.items("fields", items)
        width = self.width - label_width
        rows = []
        for item in items:
            if item == SIGNATURE:
                label = self.label(self.translate(_("Signature")), label_width)
                rows.append(row(label, cell(width, paragraph(style="Cell")), height=_SIGNATURE_HEIGHT))
            elif not isinstance(item, tuple):
                field = self.field(item)
                label = self.label(self.translate(field.label.text), label_width)
                rows.append(row(label, self.value(item, width), split=self._is_long(item) or is_sentence(field)))
            else:
                message, paths = item
                if isinstance(paths, str):
                    raise self._check.mistake(paths, f'stands beside a label; write a list, ["{paths}"]')
                values = (paragraph(self.control(path), style="Cell") for path in paths)
                rows.append(row(self.label(self.translate(message), label_width), cell(width, *values)))
        short = not any(isinstance(item, str) and self._is_long(item) for item in items)
        self.table((label_width, width), rows, together=short, keep=keep)

    def facts(self, *items: tuple[str, str], label_width: int = _LABEL_WIDTH) -> None:
        """Adds a table of labels and copies: each item is a message and the path of a value that is printed once more.

        Example: ``sheet.facts((_("Case identifier"), "case_identifier"))``.
        """
        self._check.label_width(label_width)
        self._check.items("facts", items)
        width = self.width - label_width
        rows = []
        for message, path in items:
            value = paragraph(self.copy(path), style="Cell")
            rows.append(row(self.label(self.translate(message), label_width), cell(width, value)))
        self.table((label_width, width), rows)

    def texts(self, *paths: str, hints: Mapping[str, str] | None = None) -> None:
        """Adds a table of the full width, with each field of paragraphs below its label: ``sheet.texts("outline")``.

        `hints` are messages by path: each stands below the label of its field, where a paper is still to be filled in.
        Example: ``sheet.texts("delay", hints={"delay": _("Such as a criminal prosecution.")})``.
        """
        self._check.items("texts", paths)
        rows = []
        for path in paths:
            label = self.label(self.translate(self.field(path).label.text), self.width)
            if hints and path in hints:
                hint = self.paragraph(hints[path], style="CellHint")
                label.extend([paragraph(run(f"{{%p if {_NOT_FINISHED} %}}")), hint, paragraph(run("{%p endif %}"))])
            rows += [kept(row(label)), row(self.prose(path, self.width), split=True)]
        self.table((self.width,), rows)

    def area(self, path: str) -> None:
        """Adds a table of one cell, which a field of paragraphs fills, below a heading that is the field's label.

        Example: ``sheet.area("outline")``.
        """
        self.table((self.width,), [row(self.prose(path, self.width), split=True)])

    def columns(
        self,
        path: str,
        fields: Sequence[str | Sequence[str]],
        widths: Sequence[int] = (),
        *,
        shares: Sequence[int] = (),
        numbered: bool = False,
    ) -> None:
        """Adds a table with a row for each row of a list, a column for each field, and the labels as header row.

        Several fields, in a list of their own, share a cell below the label of the first; those that the published
        copy omits are left out of it. With `shares` instead of widths, the columns share the width of the page. With
        `numbered`, Word counts the rows, in front of the first field.
        Example: ``sheet.columns("actions", ["what", ["due", "done"]], shares=(2, 1))``.
        """
        self._check.field(path, Kind.ROWS, instead="write fields, or name a list")
        widths = self._check.widths(path, fields, widths, shares)
        columns = [[field] if isinstance(field, str) else list(field) for field in fields]
        heads = [
            self.label(self.translate(self.field(f"{path}[].{names[0]}").label.text), width)
            for names, width in zip(columns, widths, strict=True)
        ]
        span = len(widths)
        start, end = (self.statement_row(tag, span) for tag in (self._loop(path, "tr"), "{%tr endfor %}"))
        with self.rows(path):
            split = any(self._is_long(f"{path}[].{name}") for names in columns for name in names)
            values = [
                self.values([f"{path}[].{name}" for name in names], width)
                for names, width in zip(columns, widths, strict=True)
            ]
            if numbered:
                self._number(f"{path}[].{columns[0][0]}", values[0])
            rows = [kept(row(*heads, header=True)), start, row(*values, split=split), end]
        self.table(widths, rows)

    def repeated_rows(
        self,
        path: str,
        heads: Sequence[str],
        write: Callable[[Sequence[int]], Sequence[Element]],
        *,
        shares: Sequence[int],
        small: bool = False,
    ) -> None:
        """Adds a table with a header row of messages, and for each row of a list the table rows that a function writes.

        The function gets the widths of the columns, which share the width of the page. With `small`, the text of the
        table has 10 points.
        Example: ``sheet.repeated_rows("actions", [_("Action")], lambda widths: [row(...)], shares=(1,))``.
        """
        self._check.field(path, Kind.ROWS, instead="write fields, or name a list")
        widths = self._check.widths(path, heads, (), shares)
        labels = [self.label(self.translate(head), width) for head, width in zip(heads, widths, strict=True)]
        start, end = (self.statement_row(tag, len(widths)) for tag in (self._loop(path, "tr"), "{%tr endfor %}"))
        with self.rows(path):
            rows = [kept(row(*labels, header=True)), start, *write(widths), end]
        self.table(widths, rows, small=small)

    def row_number(self, width: int) -> Element:
        """A table cell with the number of the row, which Word counts, also in rows that are added: from 1.

        Example: in the function of `repeated_rows`, ``row(sheet.row_number(widths[0]), sheet.value(path, widths[1]))``.
        """
        self.heading_numbers.append(["%1"])
        number = HEADING_NUMBERS + len(self.heading_numbers) - 1
        counted = element("w:numPr", {}, [value("w:ilvl", 0), value("w:numId", number)])
        return cell(width, paragraph(style="Cell", extra=[counted]))

    def _number(self, path: str, first: Element) -> None:
        """Gives the first paragraph of a cell, which is that of a field of one line, the numbers of a new list."""
        if self._check.one_value(path).kind is Kind.PROSE:
            raise self._check.mistake(path, "has paragraphs, each of which would be numbered; begin with a line")
        number = NUMBERS + self.lists
        self.lists += 1
        properties = next(first.iter(qn("w:pPr")))
        put(properties, element("w:numPr", {}, [value("w:ilvl", "0"), value("w:numId", number)]))

    def table(
        self,
        widths: Sequence[int],
        rows: Sequence[Element],
        *,
        together: bool = False,
        keep: bool = False,
        small: bool = False,
    ) -> None:
        """Adds a table of rows and a gap below; its title for screen readers is the last heading.

        With `together`, the rows are kept on one page; with `keep`, also with the next paragraph; with `small`, the
        text has 10 points.
        Example: ``sheet.table((4535, 4535), [row(sheet.label("Board", 4535), sheet.value("board", 4535))])``.
        """
        if together or keep:
            rows = [*map(kept, rows[:-1]), kept(rows[-1]) if keep else rows[-1]]
        self.has_small_tables = self.has_small_tables or small
        title = self._table_title or self.translate(self.form.TITLE)
        self.body.append(table(widths, rows, title=title, small=small))
        self.gap(keep=keep)

    def label(self, text: str, width: int, *, span: int = 1) -> Element:
        """A shaded table cell with a label: ``sheet.label(sheet.translate(_("Name")), 3600)``.

        `span` is the number of the table's columns that the cell is as wide as.
        """
        return cell(width, paragraph(run(text), style="CellLabel"), fill=LABEL_FILL, span=span)

    @contextlib.contextmanager
    def each(self, path: str) -> Iterator[None]:
        """Repeats the content of the ``with`` block for each row of a list.

        Inside, fields of the row have paths such as ``actions[].what``.
        Example: ``with sheet.each("actions"): sheet.fields("actions[].what")``.
        """
        self._check.field(path, Kind.ROWS, instead="write the section's fields without each")
        self.body.append(paragraph(run(self._loop(path, "p"))))
        with self.rows(path):
            yield
        self.body.append(paragraph(run("{%p endfor %}")))

    @contextlib.contextmanager
    def when(self, condition: str) -> Iterator[None]:
        """Prints the content of the ``with`` block only under a condition of the template language.

        Inside `each`, the condition names the row's fields by their paths, ``actions[].due``.
        Example: ``with sheet.when("not enclosures"): sheet.text(_("Nothing is enclosed."))``.
        """
        expression = _ROW_PATH.sub(lambda match: self.expression(match[0]), condition)
        self._check.condition(condition, expression, (variable for _prefix, variable in self._rows))
        self.body.append(paragraph(run(f"{{%p if {expression} %}}")))
        self._conditions += 1
        yield
        self._conditions -= 1
        self.body.append(paragraph(run("{%p endif %}")))

    @contextlib.contextmanager
    def asked(self, path: str) -> Iterator[None]:
        """Prints the content of the ``with`` block only where the field is asked, or where nobody knows that yet.

        A finished paper leaves out by itself what is not asked: this is for forms to be filled in.
        Example: ``with sheet.asked("reply.sessions"): sheet.columns("reply.sessions", ["on"], [9070])``.
        """
        self.field(path)
        test = asked_test(self.form, path, ())
        with self.when(test) if test else contextlib.nullcontext():
            yield

    @contextlib.contextmanager
    def unless_published(self, omission: Omission) -> Iterator[None]:
        """Leaves the content of the ``with`` block out of the published copy.

        Raises `ValueError` if the form does not list the omission as `PUBLISHED_WITHOUT`.
        Example: ``with sheet.unless_published(WELSH_GOVERNMENT_BOX): sections.welsh_government(sheet)``.
        """
        with self.when(self._not_published(omission)):
            yield

    def row_unless_published(self, omission: Omission, content: Element, columns: int) -> list[Element]:
        """The table row `content`, between the rows of the tags that leave it out of the published copy.

        `columns` is the number of the table's columns.
        Example: ``rows += sheet.row_unless_published(CONTACTS, row(label, value), columns=2)``.
        """
        return self.row_if(self._not_published(omission), content, columns)

    def row_if(self, condition: str, content: Element, columns: int) -> list[Element]:
        """A table row that is printed under a condition, and the rows of the condition.

        `columns` is the number of the table's columns.
        Example: ``rows += sheet.row_if("not settings.finished", row(label, value), columns=2)``.
        """
        before, after = (f"{{%tr if {condition} %}}", "{%tr endif %}")
        return [self.statement_row(before, columns), content, self.statement_row(after, columns)]

    def statement_row(self, statement: str, columns: int) -> Element:
        """A table row of a statement of the template language, such as a loop over the rows below it.

        `columns` is the number of the table's columns. Example: ``sheet.statement_row("{%tr endif %}", columns=2)``.
        """
        return row(cell(self.width, paragraph(run(statement), style="Cell"), span=columns))

    def _not_published(self, omission: Omission) -> str:
        """The condition for content left out of the published copy; raises `ValueError` for an unlisted omission."""
        if omission not in self.form.PUBLISHED_WITHOUT:
            raise ValueError(f"the published copy of {self.form.name()} does not leave out {omission.name}")
        return _NOT_PUBLISHED

    def finish(self) -> None:
        """Raises `ValueError` if the layout wrote nothing, or did not print a required field."""
        self._check.finish(self.body)
        shorten_last_gap(self.body)

    @contextlib.contextmanager
    def rows(self, path: str) -> Iterator[None]:
        """Names the rows of a list inside the ``with`` block, where the layout writes the loop itself.

        Example: ``with sheet.rows("actions"): sheet.copy("row.due")``.
        """
        self.field(f"{path}[]")
        self._rows.append((f"{path}[]", self._row_name))
        yield
        self._rows.pop()

    def _loop(self, path: str, letter: str) -> str:
        """The opening tag of a loop over a list."""
        return f"{{%{letter} for {self._row_name} in {self.expression(path)}|rows %}}"

    @property
    def _row_name(self) -> str:
        """The name of the next loop's variable; an inner loop must not shadow the variable of an outer loop."""
        return f"row{len(self._rows) + 1}" if self._rows else "row"

    def _is_long(self, path: str) -> bool:
        return path != SIGNATURE and self.field(path).kind in (Kind.PROSE, Kind.SECTION, Kind.ROWS)

    def _kind(self, field: FormField) -> Element:
        if field.kind in _DATE_FORMATS:
            children = (("dateFormat", _DATE_FORMATS[field.kind]), ("lid", self.language.tag), *_CALENDAR)
            return element("w:date", {}, [value(f"w:{name}", content) for name, content in children])
        return element("w:dropDownList" if field.kind in (Kind.CHOICE, Kind.YES_NO) else "w:text")

    def _control(self, field: FormField, kind: Element | None, content: Iterable[Element], member: str = "") -> Element:
        alias = control_name(self.form, field.path, self.language)
        if member:
            is_choice = field.kind in (Kind.CHOICE, Kind.CHOICES)
            answer = self.translate(field.type(member).short) if is_choice else dict(self.answers(field.path))[member]
            alias = answer_name(self.form, field.path, self.language, answer)
        tag = f"{field.path}={member}" if member else field.path
        self._check.control(field.path, tag, conditional=bool(self._conditions))
        # A locked control inside a row would prevent the row from being deleted.
        return control(tag, alias, kind, content, lock=not self._rows)
