"""The sheet that a layout writes on: headings, set text, tables and controls, in one language.

A layout names fields by path; what control a field gets, and how it is labelled, follows from its type. A path that the
form does not have raises `KeyError`. In set text ``{path}`` stands for a field's control and ``{=path}`` for its value
printed again.
"""

import contextlib
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from cpr_docs.authoring.markup import (
    FULL_WIDTH,
    LABEL_FILL,
    Element,
    cell,
    control,
    element,
    kept,
    locked_group,
    paragraph,
    row,
    run,
    table,
)
from cpr_docs.authoring.styles import NUMBERS
from cpr_docs.language.catalogue import _, translate
from cpr_docs.language.languages import Language
from cpr_docs.models.field_types import Choice, ReviewType
from cpr_docs.models.fields import FormField, Kind, field_at
from cpr_docs.models.form import Form, Omission
from cpr_docs.ooxml.content_control import controls_in
from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.traversal import text_of
from cpr_docs.templating.xml_builder import value

SIGNATURE = "(signature)"
"""Stands in a list of fields for the ruled space that a pen or Word signs in."""

_LABEL_WIDTH = 3600
_PLACEHOLDERS = re.compile(r"\{(=?)([^{}]+)\}")
_ROW_PATH = re.compile(r"[A-Za-z_][\w.]*\[\][\w.\[\]]*")
_SIGNATURE_HEIGHT = 1000

_DATE_FORMATS = {
    Kind.DATE: "d MMMM yyyy",
    Kind.MONTH: "MMMM yyyy",
}
_CALENDAR = (("storeMappedDataAs", "dateTime"), ("calendar", "gregorian"))


def _check_box() -> Element:
    states = (("checkedState", "2612"), ("uncheckedState", "2610"))
    shown = [element(f"w14:{name}", {"w14:val": code, "w14:font": "MS Gothic"}) for name, code in states]
    return element("w14:checkbox", {}, [element("w14:checked", {"w14:val": "0"}), *shown])


class Sheet:
    """One form type in one language, being laid out."""

    def __init__(self, form: type[Form], language: Language) -> None:
        self.form = form
        self.language = language
        self.body: list[Element] = []
        self.lists = 0
        self._rows: list[tuple[str, str]] = []
        self._section = ""

    @property
    def extended(self) -> bool:
        """Whether the form is of an extended review."""
        return self.form.type_name() == ReviewType.EXTENDED

    def translate(self, message: str) -> str:
        """The message in the sheet's language."""
        return translate(message, self.language)

    def field(self, path: str) -> FormField:
        """The field at the path; raises `KeyError` where the form has none."""
        return field_at(self.form, path)

    # Set text

    def title(self, message: str, subtitle: str) -> None:
        """The document's title, and below it what kind of review it belongs to."""
        self.body.append(paragraph(run(self.translate(message)), style="Title"))
        self.body.append(paragraph(run(self.translate(subtitle)), style="Subtitle"))

    def heading(self, level: int, message: str, *, new_page: bool = False) -> None:
        """A heading; it stays with what follows."""
        self._section = _PLACEHOLDERS.sub("", self.translate(message)).rstrip(": ")
        extra = [element("w:pageBreakBefore")] * new_page
        self.body.append(paragraph(*self.inline(message), style=f"Heading{level}", extra=extra))

    def text(self, message: str, *, style: str = "", keep: bool = False) -> None:
        """A paragraph of set text, with fields where it names them."""
        self.body.append(self.paragraph(message, style=style, keep=keep))

    def bullets(self, messages: Sequence[str], *, style: str = "ListBullet") -> None:
        """Set text as bullets."""
        with self.locked():
            for message in messages:
                self.text(message, style=style, keep=message is not messages[-1])

    def numbered(self, messages: Sequence[str | Callable[[], None]]) -> None:
        """Set text as one numbered list; a callable writes what stands below an item."""
        number = NUMBERS + self.lists
        self.lists += 1
        for is_set, items in itertools.groupby(
            itertools.zip_longest(messages, messages[1:]), lambda item: not callable(item[0])
        ):
            with self.locked() if is_set else contextlib.nullcontext():
                for message, below in items:
                    if callable(message):
                        message()
                    else:
                        item = element("w:numPr", {}, [value("w:ilvl", "0"), value("w:numId", number)])
                        lines = self.inline(message)
                        self.body.append(paragraph(*lines, style="ListNumber", keep=callable(below), extra=[item]))

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """What is written inside is set text that nobody edits in Word.

        It holds no field and no list: nothing says that Word adds a row inside a group. Raises `ValueError` if it does.
        """
        start = len(self.body)
        yield
        content = self.body[start:]
        if any(True for block in content for _control in controls_in(block)) or any(
            "{%" in text_of(block) for block in content
        ):
            raise ValueError("a locked group holds set text alone")
        self.body[start:] = [locked_group(content)]

    def gap(self, *, keep: bool = False) -> None:
        """A little white space, which also keeps two tables apart."""
        self.body.append(paragraph(style="Gap", keep=keep))

    def paragraph(self, message: str, *, style: str = "", keep: bool = False) -> Element:
        """A paragraph of set text, for a cell."""
        return paragraph(*self.inline(message), style=style, keep=keep)

    def inline(self, message: str) -> Iterator[Element]:
        """The runs and controls of a line of set text."""
        # A line of fields alone has no words to translate.
        text, at = self.translate(message) if _PLACEHOLDERS.sub("", message).strip() else message, 0
        for match in _PLACEHOLDERS.finditer(text):
            if match.start() > at:
                yield run(text[at : match.start()])
            yield run(f"{{{{ {self.expression(match[2])} }}}}") if match[1] else self.control(match[2])
            at = match.end()
        if at < len(text):
            yield run(text[at:])

    # Fields

    def expression(self, path: str) -> str:
        """The Jinja expression of a path, inside the rows that are being written."""
        for prefix, variable in reversed(self._rows):
            if path.startswith(f"{prefix}."):
                return variable + path.removeprefix(prefix)
        return path

    def control(self, path: str) -> Element:
        """The control of a field that fits into a line."""
        field = self.field(path)
        if field.kind is Kind.PROSE:
            raise ValueError(f"{path} holds paragraphs, which do not fit into a line")
        if field.kind is Kind.TICK:
            return self.box(path)
        content = run(f"{{{{ {self.expression(path)} }}}}")
        return self._control(field, self._kind(field), [content])

    def box(self, path: str, member: str = "") -> Element:
        """The check box of a lone tick, or of one answer of a choice."""
        field = self.field(path)
        argument = f'("{member}")' if member else ""
        content = run(f"{{{{ {self.expression(path)}|box{argument} }}}}")
        return self._control(field, _check_box(), [content], member)

    def boxed(self, path: str, member: str, label: str) -> list[Element]:
        """A check box, its label, and its tick in words."""
        argument = f'("{member}")' if member else ""
        ticked = run(f"{{{{ {self.expression(path)}|ticked{argument} }}}}")
        return [self.box(path, member), run(f"\u00a0{label}"), ticked]

    def answers(self, path: str) -> list[tuple[str, str]]:
        """The answers to a question as it prints them: the value of each and its label."""
        field = self.field(path)
        if field.kind is Kind.YES_NO and field.label.answers:
            return [("yes", self.translate(field.label.answers.yes)), ("no", self.translate(field.label.answers.no))]
        if field.kind is Kind.CHOICE and issubclass(field.type, Choice):
            return [(member.value, self.translate(member.label)) for member in field.type]
        raise ValueError(f"{path} is no question with fixed answers")

    def boxes(self, path: str, only: Sequence[str] = ()) -> None:
        """The answers to a question, a check box for each, one below the other."""
        chosen = [(member, label) for member, label in self.answers(path) if not only or member in only]
        for index, (member, label) in enumerate(chosen):
            last = index == len(chosen) - 1
            self.body.append(paragraph(*self.boxed(path, member, label), style="Box", keep=not last))
        self.gap()

    def tick(self, path: str) -> None:
        """A lone check box with its label."""
        label = self.translate(self.field(path).label.text)
        self.body.append(paragraph(*self.boxed(path, "", label), style="Box"))

    def prose(self, path: str, width: int) -> Element:
        """A cell that a field of paragraphs fills."""
        pattern = paragraph(run(f"{{{{ {self.expression(path)} }}}}"), style="Cell")
        return self._control(self.field(path), None, [cell(width, pattern)])

    def block(self, path: str, *, style: str) -> None:
        """A field of paragraphs that stands in no table."""
        pattern = paragraph(run(f"{{{{ {self.expression(path)} }}}}"), style=style)
        self.body.append(self._control(self.field(path), None, [pattern]))

    def block_again(self, path: str, *, style: str) -> None:
        """The paragraphs of a field, printed again."""
        self.field(path)
        self.body.append(paragraph(run(f"{{%p for paragraph in {self.expression(path)}|paragraphs %}}")))
        self.body.append(paragraph(run("{{ paragraph.text }}"), style=style))
        self.body.append(paragraph(run("{%p endfor %}")))

    def value(self, path: str, width: int) -> Element:
        """A cell with a field's value, as its kind asks for."""
        if self.field(path).kind is Kind.PROSE:
            return self.prose(path, width)
        lines = self._lines(path)
        # Word refuses a cell that does not end in a paragraph.
        return cell(width, *lines, *([] if lines[-1].tag == qn("w:p") else [paragraph(style="Gap")]))

    def _lines(self, path: str) -> list[Element]:
        """The paragraphs of a cell that hold a field: for a list, those of each row one below the other."""
        field = self.field(path)
        if field.kind is Kind.ROWS:
            start = paragraph(run(self._loop(path, "p")), style="Cell")
            with self._rows_of(path):
                lines = [line for name in field.type.model_fields for line in self._lines(f"{path}[].{name}")]
            return [start, *lines, paragraph(run("{%p endfor %}"), style="Gap")]
        if field.kind is Kind.SECTION:
            return [line for name in field.type.model_fields for line in self._lines(f"{path}.{name}")]
        if field.kind is Kind.PROSE:
            return [self._control(field, None, [paragraph(run(f"{{{{ {self.expression(path)} }}}}"), style="Cell")])]
        if field.kind is Kind.YES_NO:
            boxes = [self.boxed(path, member, label) for member, label in self.answers(path)]
        elif field.kind is Kind.TICK:
            boxes = [self.boxed(path, "", self.translate(field.label.text))]
        else:
            boxes = [[self.control(path)]]
        return [paragraph(*box, style="Cell") for box in boxes]

    # Tables

    def fields(
        self, *items: str | tuple[str, Sequence[str]], label_width: int = _LABEL_WIDTH, keep: bool = False
    ) -> None:
        """A table of labels and values: each item a path, or a label and the paths that share its cell."""
        width = FULL_WIDTH - label_width
        rows = []
        for item in items:
            if item == SIGNATURE:
                label = self.label(self.translate(_("Signature")), label_width)
                rows.append(row(label, cell(width, paragraph(style="Cell")), height=_SIGNATURE_HEIGHT))
            elif isinstance(item, str):
                field = self.field(item)
                label = self.label(self.translate(field.label.text), label_width)
                rows.append(row(label, self.value(item, width), split=self._is_long(item)))
            else:
                message, paths = item
                values = (paragraph(self.control(path), style="Cell") for path in paths)
                rows.append(row(self.label(self.translate(message), label_width), cell(width, *values)))
        short = not any(isinstance(item, str) and self._is_long(item) for item in items)
        self.table((label_width, width), rows, together=short, keep=keep)

    def facts(self, *items: tuple[str, str], label_width: int = _LABEL_WIDTH) -> None:
        """A table of labels and values that are printed again."""
        width = FULL_WIDTH - label_width
        rows = []
        for message, path in items:
            printed = paragraph(run(f"{{{{ {self.expression(self.field(path).path)} }}}}"), style="Cell")
            rows.append(row(self.label(self.translate(message), label_width), cell(width, printed)))
        self.table((label_width, width), rows)

    def texts(self, *paths: str) -> None:
        """Fields of paragraphs over the full width, each below its label."""
        rows = []
        for path in paths:
            label = self.label(self.translate(self.field(path).label.text), FULL_WIDTH)
            rows += [kept(row(label)), row(self.prose(path, FULL_WIDTH), split=True)]
        self.table((FULL_WIDTH,), rows)

    def columns(self, path: str, fields: Sequence[str], widths: Sequence[int]) -> None:
        """A table with a row for each item of a list, and a heading over each column."""
        heads = [
            self.label(self.translate(self.field(f"{path}[].{name}").label.text), width)
            for name, width in zip(fields, widths, strict=True)
        ]
        span = len(widths)
        start, end = (
            row(cell(FULL_WIDTH, paragraph(run(tag), style="Cell"), span=span))
            for tag in (self._loop(path, "tr"), "{%tr endfor %}")
        )
        with self._rows_of(path):
            split = any(self._is_long(f"{path}[].{name}") for name in fields)
            values = [self.value(f"{path}[].{name}", width) for name, width in zip(fields, widths, strict=True)]
            rows = [kept(row(*heads, header=True)), start, row(*values, split=split), end]
        self.table(widths, rows)

    def table(
        self, widths: Sequence[int], rows: Sequence[Element], *, together: bool = False, keep: bool = False
    ) -> None:
        """A table under the current heading, and a little space below.

        Its rows stay `together` on one page where that is asked for, and with `keep` on the page of what follows.
        """
        if together or keep:
            rows = [*map(kept, rows[:-1]), kept(rows[-1]) if keep else rows[-1]]
        self.body.append(table(widths, rows, title=self._section or self.translate(self.form.TITLE)))
        self.gap(keep=keep)

    def label(self, text: str, width: int) -> Element:
        """A shaded cell with a label."""
        return cell(width, paragraph(run(text), style="CellLabel"), fill=LABEL_FILL)

    @contextlib.contextmanager
    def each(self, path: str) -> Iterator[None]:
        """What is written inside stands on paper once for each item of a list."""
        self.body.append(paragraph(run(self._loop(path, "p"))))
        with self._rows_of(path):
            yield
        self.body.append(paragraph(run("{%p endfor %}")))

    @contextlib.contextmanager
    def when(self, condition: str) -> Iterator[None]:
        """Prints the content of the block only under a condition of the template language.

        Inside `each` the condition names the row's fields by their paths, ``actions[].due``.
        """
        asked = _ROW_PATH.sub(lambda match: self.expression(match[0]), condition)
        self.body.append(paragraph(run(f"{{%p if {asked} %}}")))
        yield
        self.body.append(paragraph(run("{%p endif %}")))

    @contextlib.contextmanager
    def unless_published(self, omission: Omission) -> Iterator[None]:
        """What is written inside is left out of the published copy."""
        with self.when(self._not_published(omission)):
            yield

    def row_unless_published(self, omission: Omission, content: Element, columns: int) -> list[Element]:
        """A table row that is left out of the published copy, between the rows of its tags."""
        before, after = (
            row(cell(FULL_WIDTH, paragraph(run(tag), style="Cell"), span=columns))
            for tag in (f"{{%tr if {self._not_published(omission)} %}}", "{%tr endif %}")
        )
        return [before, content, after]

    def _not_published(self, omission: Omission) -> str:
        """The condition of what is not published; raises `ValueError` for what the form does not list."""
        if omission not in self.form.PUBLISHED_WITHOUT:
            raise ValueError(f"the published copy of {self.form.name()} does not leave out {omission.name}")
        return "not settings.published"

    @contextlib.contextmanager
    def _rows_of(self, path: str) -> Iterator[None]:
        self.field(f"{path}[]")
        self._rows.append((f"{path}[]", self._row_name))
        yield
        self._rows.pop()

    def _loop(self, path: str, letter: str) -> str:
        """The tag that begins a loop over a list."""
        return f"{{%{letter} for {self._row_name} in {self.expression(path)}|rows %}}"

    @property
    def _row_name(self) -> str:
        """The name of the rows of the next loop: an inner loop must not hide the row of the outer one."""
        return f"row{len(self._rows) + 1}" if self._rows else "row"

    def _is_long(self, path: str) -> bool:
        return path != SIGNATURE and self.field(path).kind in (Kind.PROSE, Kind.SECTION, Kind.ROWS)

    def _kind(self, field: FormField) -> Element:
        if field.kind in _DATE_FORMATS:
            children = (("dateFormat", _DATE_FORMATS[field.kind]), ("lid", self.language.tag), *_CALENDAR)
            return element("w:date", {}, [value(f"w:{name}", content) for name, content in children])
        return element("w:dropDownList" if field.kind in (Kind.CHOICE, Kind.YES_NO) else "w:text")

    def _control(self, field: FormField, kind: Element | None, content: Iterable[Element], member: str = "") -> Element:
        alias = self.translate(field.label.title)
        if member and field.kind is Kind.CHOICE:
            alias = self.translate(field.type(member).short)
        elif member:
            alias = f"{alias} {dict(self.answers(field.path))[member]}"
        tag = f"{field.path}={member}" if member else field.path
        # A row must stay removable, and a control that is locked would keep it.
        return control(tag, alias, kind, content, lock=not self._rows)
