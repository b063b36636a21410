"""The library as one object, a client: a board's templates, forms, settings and LibreOffice, named once.

The functions below delegate to a `Library`. Each room is imported inside the method that needs it: a program that only
renders does not load the modules of PDF, batches or reading.
"""

import datetime
import functools
import os
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cpr_docs.batch.chosen_rows import RowNumbers
    from cpr_docs.batch.plan import BatchPlan
    from cpr_docs.batch.row_languages import LanguageChoice
    from cpr_docs.batch.total_row import TotalRows
    from cpr_docs.documents.document import Document
    from cpr_docs.documents.never_print import NeverPrint
    from cpr_docs.documents.render import Renderer
    from cpr_docs.documents.settings import Settings
    from cpr_docs.envelopes.bound import Bound, Target
    from cpr_docs.envelopes.fresh_files import Stale
    from cpr_docs.envelopes.run_item import RunItem
    from cpr_docs.evaluations.collate import Collation
    from cpr_docs.guidance.merged_timeline.model import MergedTimeline
    from cpr_docs.language.languages import Language
    from cpr_docs.models.draft import Draft
    from cpr_docs.models.field_types import ReviewType
    from cpr_docs.models.form import AnyForm
    from cpr_docs.models.missing_language import Missing
    from cpr_docs.models.purpose import Purpose
    from cpr_docs.pdf.convert.office import Office
    from cpr_docs.reading.read import Strays
    from cpr_docs.reading.result import Reading
    from cpr_docs.reading.untrusted import Source
    from cpr_docs.tables.plan_progress import PlanProgress
    from cpr_docs.tables.read_rows import HiddenRows
    from cpr_docs.tables.table import TableSource
    from cpr_docs.task_progress import ProgressCallback
    from cpr_docs.templating.checking.template_findings import TemplateFinding
    from cpr_docs.timelines.merge_timelines import Merge
    from cpr_docs.timelines.recipients import Recipients

FilePath = str | os.PathLike[str]


class Library:
    """Renders, reads, compares, checks and batches with the same templates, forms, settings and LibreOffice.

    Threads may share one. `templates` is a board's own folder, with ``en`` and ``cy`` in it; the masters serve for a
    template that it lacks. `forms` are classes of forms beside those of the guidance. `office` is the LibreOffice that
    makes PDF, found on the machine unless it is named. A `renderer` replaces that of the templates and settings.

    Raises `TemplateNotFound` for a folder that does not exist or has neither language, and `TypeError` for an argument
    of another type.
    """

    def __init__(
        self,
        *,
        templates: FilePath | None = None,
        forms: "Iterable[type[AnyForm]]" = (),
        settings: "Settings | None" = None,
        office: "Office | None" = None,
        renderer: "Renderer | None" = None,
    ) -> None:
        from cpr_docs.documents.render import Renderer
        from cpr_docs.models.form import form_classes

        self._templates = templates
        self._forms = tuple(form_classes(forms))
        self._settings = settings
        self._office = office
        self._renderer = renderer or Renderer(templates, settings)

    @property
    def renderer(self) -> "Renderer":
        """The part that renders; it compiles each template once."""
        return self._renderer

    def parse(self, data: dict[str, Any] | str | bytes) -> "AnyForm":
        """The form that the data holds: of the guidance, or of the library's other forms; raises as `AnyForm.parse`."""
        from cpr_docs.models.form import AnyForm

        form, values = AnyForm.identify(data, self._forms)
        return form.parse(values)

    def draft(self, data: dict[str, Any] | str | bytes) -> "Draft[Any]":
        """The draft of a form of the guidance, or of the library's other forms; see `AnyForm.draft`."""
        from cpr_docs.models.form import AnyForm

        form, values = AnyForm.identify(data, self._forms)
        return form.draft(values)

    def blank(self, form: "str | type[AnyForm]", review_type: "ReviewType | str | None" = None) -> "Draft[Any]":
        """The blank form, also of one of the library's other forms; see `cpr_docs.blank`."""
        from cpr_docs.models.draft import blank

        return blank(self._form_named(form), review_type)

    def render(
        self,
        form: "AnyForm | Draft[Any]",
        language: "Language | str",
        *,
        purpose: "Purpose | str | None" = None,
        missing: "Missing | None" = None,
        pen: bool = False,
        never_print: "NeverPrint | None" = None,
    ) -> "Document":
        """The form, or the draft, as a document in the language, for a purpose; see `Renderer.render`."""
        return self._renderer.render(form, language, purpose=purpose, missing=missing, pen=pen, never_print=never_print)

    def read(
        self,
        source: "Source",
        *,
        form: "str | type[AnyForm] | None" = None,
        language: "Language | str | None" = None,
        review_type: "ReviewType | str | None" = None,
        strays: "Strays" = "refuse",
    ) -> "AnyForm":
        """The form that a document holds; see `cpr_docs.read`."""
        from cpr_docs.reading.read import read

        return read(
            source,
            templates=self._templates,
            forms=self._forms,
            form=form,
            language=language,
            review_type=review_type,
            strays=strays,
        )

    def read_draft(
        self,
        source: "Source",
        *,
        form: "str | type[AnyForm] | None" = None,
        language: "Language | str | None" = None,
        review_type: "ReviewType | str | None" = None,
        strays: "Strays" = "refuse",
    ) -> "Draft[Any]":
        """The draft in a document: all that has been filled in of its form; see `cpr_docs.read_draft`."""
        from cpr_docs.reading.read import read_draft

        return read_draft(
            source,
            templates=self._templates,
            forms=self._forms,
            form=form,
            language=language,
            review_type=review_type,
            strays=strays,
        )

    def compare(
        self,
        source: "Source",
        original: "AnyForm | Draft[Any] | None" = None,
        *,
        draft: bool = False,
        form: "str | type[AnyForm] | None" = None,
        language: "Language | str | None" = None,
        review_type: "ReviewType | str | None" = None,
    ) -> "Reading":
        """Reads a document and compares it with its original data; see `cpr_docs.compare`."""
        from cpr_docs.reading.compare import compare

        return compare(
            source,
            original,
            draft=draft,
            templates=self._templates,
            forms=self._forms,
            form=form,
            language=language,
            review_type=review_type,
        )

    def recipients(self, timelines: "Iterable[AnyForm | Source]", *, language: "Language | str" = "en") -> "Recipients":
        """The practitioners of agency timelines as a table of recipients; see `cpr_docs.recipients`."""
        from cpr_docs.timelines.recipients import recipients

        return recipients(timelines, language=language, templates=self._templates)

    def refresh(
        self,
        source: "Source",
        *,
        form: "str | type[AnyForm] | None" = None,
        language: "Language | str | None" = None,
        review_type: "ReviewType | str | None" = None,
    ) -> "Document":
        """The document with every copy of a value as its control says it; see `cpr_docs.refresh`."""
        from cpr_docs.reading.refresh import refresh

        return refresh(
            source,
            templates=self._templates,
            forms=self._forms,
            form=form,
            language=language,
            review_type=review_type,
        )

    def check_templates(
        self, *, annotated: FilePath | None = None, messages: "Language | str | None" = None
    ) -> "list[TemplateFinding]":
        """The findings of the templates of its own forms, or of the guidance’s; see `cpr_docs.check`."""
        from cpr_docs.documents.check_templates import check

        return check(self._templates, forms=self._forms or None, annotated=annotated, messages=messages)

    def plan_batch(
        self,
        letter: Mapping[str, Any] | str | bytes,
        table: "TableSource",
        *,
        language: "LanguageChoice" = "recipient",
        name: str | None = None,
        purpose: "Purpose | str | None" = None,
        missing: "Missing | None" = None,
        ignore: Iterable[str] = (),
        sheet: str | None = None,
        header_row: int | None = None,
        total_rows: "TotalRows" = "refuse",
        rows: "RowNumbers | None" = None,
        first: int | None = None,
        keep: Iterable[str] = (),
        email: bool | Mapping[str, str] = False,
    ) -> "BatchPlan":
        """Validates every row of a table against the letter and plans the batch; see `cpr_docs.check_batch`."""
        from cpr_docs.batch.check_table import check_batch
        from cpr_docs.batch.filenames import DEFAULT

        return check_batch(
            letter,
            table,
            language=language,
            name=DEFAULT if name is None else name,
            purpose=purpose,
            missing=missing,
            templates=self._templates,
            settings=self._settings,
            forms=self._forms,
            ignore=ignore,
            sheet=sheet,
            header_row=header_row,
            total_rows=total_rows,
            rows=rows,
            first=first,
            keep=keep,
            email=email,
        )

    def collate(self, paths: Iterable[FilePath]) -> "Collation":
        """The answers of many evaluation forms; see `cpr_docs.collate`."""
        from cpr_docs.evaluations.collate import collate

        return collate(paths, templates=self._templates)

    def merge(
        self,
        timelines: "Iterable[AnyForm | Source]",
        *,
        onto: "MergedTimeline | None" = None,
        rows: "TableSource | None" = None,
        threshold: float = 0.5,
        dated: "datetime.date | None" = None,
        language: "Language | str | None" = None,
        sheet: str | None = None,
    ) -> "Merge":
        """The timelines of agencies as one; see `cpr_docs.merge`."""
        from cpr_docs.timelines.merge_timelines import merge

        return merge(
            timelines,
            onto=onto,
            rows=rows,
            threshold=threshold,
            dated=dated,
            language=language,
            sheet=sheet,
            templates=self._templates,
        )

    def pack(
        self,
        items: "Sequence[Document | AnyForm | FilePath]",
        target: "Target",
        *,
        languages: "Sequence[Language | str]" = ("cy", "en"),
        title: str | None = None,
        purpose: "Purpose | str | None" = None,
        missing: "Missing | None" = None,
        right_hand: bool = False,
        overwrite: bool = False,
        stale: "Stale" = "refuse",
        progress: "ProgressCallback | None" = None,
    ) -> "Bound":
        """Merges the documents of one envelope as one PDF; see `cpr_docs.pack`."""
        from cpr_docs.envelopes.pack import pack

        return pack(
            items,
            target,
            languages=languages,
            title=title,
            renderer=self._renderer,
            purpose=purpose,
            missing=missing,
            right_hand=right_hand,
            overwrite=overwrite,
            stale=stale,
            forms=self._forms,
            office=self._office,
            progress=progress,
        )

    def print_run(
        self,
        letters: "Sequence[RunItem | Document | FilePath]",
        target: "Target",
        *,
        right_hand: bool = False,
        join_letters: bool = True,
        overwrite: bool = False,
        stale: "Stale" = "refuse",
        workers: int | None = None,
        progress: "ProgressCallback | None" = None,
    ) -> "Bound":
        """Writes Word documents into one tagged PDF; see `cpr_docs.print_run`."""
        from cpr_docs.envelopes.print_run import print_run

        return print_run(
            letters,
            target,
            right_hand=right_hand,
            join_letters=join_letters,
            overwrite=overwrite,
            stale=stale,
            forms=self._forms,
            office=self._office,
            workers=workers,
            progress=progress,
        )

    def rows(
        self,
        form: "str | type[AnyForm]",
        path: str,
        table: "TableSource",
        *,
        review_type: "ReviewType | str | None" = None,
        language: "Language | str | None" = None,
        draft: bool = False,
        ignore: Iterable[str] = (),
        sheet: str | None = None,
        header_row: int | None = None,
        hidden_rows: "HiddenRows" = "refuse",
    ) -> list[dict[str, Any]]:
        """The rows of a list in a table, also of one of the library's other forms; see `cpr_docs.rows`."""
        from cpr_docs.tables.read_rows import read_rows

        return read_rows(
            self._form_named(form),
            path,
            table,
            review_type=review_type,
            language=language,
            draft=draft,
            ignore=ignore,
            sheet=sheet,
            header_row=header_row,
            hidden_rows=hidden_rows,
        ).rows

    def table_template(
        self,
        form: "str | type[AnyForm]",
        path: str,
        target: FilePath,
        *,
        review_type: "ReviewType | str | None" = None,
        language: "Language | str" = "en",
        overwrite: bool = False,
    ) -> None:
        """Writes an empty table for the rows of a list; see `cpr_docs.table_template`."""
        from cpr_docs.tables.write_rows import table_template

        table_template(
            self._form_named(form), path, target, review_type=review_type, language=language, overwrite=overwrite
        )

    def example_table(
        self,
        form: "str | type[AnyForm]",
        target: FilePath,
        *,
        language: "Language | str" = "en",
        overwrite: bool = False,
    ) -> None:
        """Writes a table of recipients to start from; see `cpr_docs.example_table`."""
        from cpr_docs.batch.example_table import example_table

        example_table(self._form_named(form), target, language=language, overwrite=overwrite)

    def progress(self, plans: "Iterable[AnyForm | Source]") -> "PlanProgress":
        """The actions of many action plans, of which documents are read first; see `cpr_docs.progress`."""
        from cpr_docs.arguments import require_each
        from cpr_docs.models.form import AnyForm
        from cpr_docs.tables.plan_progress import progress_of

        given = require_each("plans", plans, object, "action plans")
        return progress_of([plan if isinstance(plan, AnyForm) else self.read(plan) for plan in given])

    def _form_named(self, form: "str | type[AnyForm]") -> "str | type[AnyForm]":
        """The class of one of the library's other forms, or what was given."""
        return {each.name(): each for each in self._forms}.get(str(form), form)


@functools.cache
def _masters() -> Library:
    """The library of the master templates, which `render` shares so that each is compiled once."""
    return Library()


def render(
    form: "AnyForm | Draft[Any]",
    language: "Language | str",
    *,
    purpose: "Purpose | str" = "screen",
    missing: "Missing | None" = None,
    pen: bool = False,
    never_print: "NeverPrint | None" = None,
) -> "Document":
    """The form, or the draft, as a document in the language, for a purpose; see `Renderer.render`."""
    return _masters().render(form, language, purpose=purpose, missing=missing, pen=pen, never_print=never_print)


def read(
    source: "Source",
    *,
    templates: FilePath | None = None,
    forms: "Iterable[type[AnyForm]]" = (),
    form: "str | type[AnyForm] | None" = None,
    language: "Language | str | None" = None,
    review_type: "ReviewType | str | None" = None,
    strays: "Strays" = "refuse",
) -> "AnyForm":
    """The form in a document that this library rendered and that somebody has filled in or edited in Word.

    The source is a path, the bytes, or a file open for reading bytes; `templates` is the folder of a board's own
    templates, and `forms` are your own form classes that the document may be, besides the guidance's forms. In a
    published copy the fields that it leaves out (`PUBLISHED_WITHOUT`) are blank.

    A document without custom properties is recognised by its controls and words. If these leave something open, `form`
    (a name or a class), `language` and `review_type` decide; they never overrule a document.

    Raises `StrayWords`, which contains the form, if somebody wrote outside the controls, unless `strays` is
    ``"allow"``. Raises `PackageError` for a file that is no Word document or not safe to open; `NotReadable` for a
    document that this library did not render or that has lost its controls; and `InvalidForm` with every problem: each
    names the control's label, the heading above and the path. Raises `OSError` for a path that cannot be opened, and
    `ValueError` for a form, language or review type that does not exist.
    """
    library = Library(templates=templates, forms=forms)
    return library.read(source, form=form, language=language, review_type=review_type, strays=strays)


def read_draft(
    source: "Source",
    *,
    templates: FilePath | None = None,
    forms: "Iterable[type[AnyForm]]" = (),
    form: "str | type[AnyForm] | None" = None,
    language: "Language | str | None" = None,
    review_type: "ReviewType | str | None" = None,
    strays: "Strays" = "refuse",
) -> "Draft[Any]":
    """The draft in a document: all that has been filled in of a blank, a draft, or a finished form.

    The arguments and exceptions are those of `read`, but what the form requires may be blank: it is in
    `Draft.blanks`. A text of the document's other language is not in the document; `compare` with a draft keeps it.
    """
    library = Library(templates=templates, forms=forms)
    return library.read_draft(source, form=form, language=language, review_type=review_type, strays=strays)


def compare(
    source: "Source",
    original: "AnyForm | Draft[Any] | None" = None,
    *,
    draft: bool = False,
    templates: FilePath | None = None,
    forms: "Iterable[type[AnyForm]]" = (),
    form: "str | type[AnyForm] | None" = None,
    language: "Language | str | None" = None,
    review_type: "ReviewType | str | None" = None,
) -> "Reading":
    """Reads a document, and compares it with the data that it was rendered from.

    Without an original the reading has no changes, but everything else. With an original, the other language's words
    are kept if a text was edited, and removed if it was cleared; a field that the document was rendered without keeps
    the original's value. Words outside the controls are the `strays` of the reading, and raise nothing. `form`,
    `language` and `review_type` decide if a document without properties leaves them open, as in `read`; an original
    decides the form.

    If the original is a draft, so is the result (`Reading.draft`); `draft` reads a document as a draft without an
    original, too. Copies of a draft that several hands filled in apart
    are compared one after the other, each with the draft that came of the one before: what the document was given and
    this hand did not change keeps the draft's value, and a field that both changed is among the `conflicts` of the
    reading, with the draft's value kept.

    Raises `NotReadable` if the original is another form, `InvalidForm` if document and original together break a rule,
    and otherwise the exceptions of `read`.
    """
    library = Library(templates=templates, forms=forms)
    return library.compare(source, original, draft=draft, form=form, language=language, review_type=review_type)


def recipients(
    timelines: "Iterable[AnyForm | Source]", *, language: "Language | str" = "en", templates: FilePath | None = None
) -> "Recipients":
    """The practitioners of agency timelines, as the rows of a table of recipients that `check_batch` reads.

    The timelines are forms `AgencyTimeline` of one case, Word documents of them, or paths of JSON files. Each row is a
    dictionary by the heading in `language`. A person whom several entries name, at the same agency, is one row, and
    each such row is one of `Recipients.joined`. `Recipients.save` writes the table. `templates` is the folder of the
    board's templates that the documents were made from.

    Raises the exceptions of `read` for a document, and of `AnyForm.parse` for JSON; `TypeError` for another form; and
    `ValueError` for timelines of several cases.
    """
    return Library(templates=templates).recipients(timelines, language=language)


def refresh(
    source: "Source",
    *,
    templates: FilePath | None = None,
    forms: "Iterable[type[AnyForm]]" = (),
    form: "str | type[AnyForm] | None" = None,
    language: "Language | str | None" = None,
    review_type: "ReviewType | str | None" = None,
) -> "Document":
    """The document with every place that prints a value again as the value's control says it, and derived boxes.

    Nothing else changes: words elsewhere, signatures and comments stay, and all other parts keep their bytes. The
    parameters are those of `read`.

    Raises `NotReadable` for a list that is printed again and has more or fewer rows now, for a value that is printed
    again outside every control, and for a copy that another program moved; and the exceptions of `read` but
    `StrayWords`.
    """
    library = Library(templates=templates, forms=forms)
    return library.refresh(source, form=form, language=language, review_type=review_type)


def check(
    folder: FilePath | None = None,
    *,
    forms: "Sequence[type[AnyForm]] | None" = None,
    annotated: FilePath | None = None,
    messages: "Language | str | None" = None,
) -> "list[TemplateFinding]":
    """Checks the templates of a folder, in its subfolders ``en`` and ``cy``, without any data; or the masters.

    `forms` are the forms whose templates are checked, by default those of the guidance. With `annotated`, a copy of
    each template that has findings is written to that folder, with each finding as a Word comment at its place, in the
    language `messages`, or else in the template's own.

    Raises `TemplateNotFound` if the folder contains no templates, and `OutputError` if a copy cannot be written.
    """
    from cpr_docs.arguments import require

    if folder is not None:
        require("folder", folder, (str, os.PathLike), "the path of a folder")
    return Library(templates=folder, forms=forms or ()).check_templates(annotated=annotated, messages=messages)


def check_batch(
    letter: Mapping[str, Any] | str | bytes,
    table: "TableSource",
    *,
    language: "LanguageChoice" = "recipient",
    name: str | None = None,
    purpose: "Purpose | str | None" = None,
    missing: "Missing | None" = None,
    templates: FilePath | None = None,
    settings: "Settings | None" = None,
    forms: "Iterable[type[AnyForm]]" = (),
    ignore: Iterable[str] = (),
    sheet: str | None = None,
    header_row: int | None = None,
    total_rows: "TotalRows" = "refuse",
    rows: "RowNumbers | None" = None,
    first: int | None = None,
    keep: Iterable[str] = (),
    email: bool | Mapping[str, str] = False,
) -> "BatchPlan":
    """Validates every row of a table, and returns the plan of a batch; nothing is written.

    `letter` is the form's data, as JSON or as a mapping; the fields that columns fill may be missing. `table` is the
    path of a CSV or XLSX file, or a sequence of mappings from heading to cell. `language` is the same for all rows, or
    "recipient": each recipient's own preference (unknown means both). `name` is the pattern of the file names, and
    `templates` a board's template folder. The letter's form is one of the guidance or one of `forms`.

    `purpose` is that of the Word documents and of their PDFs. Without one, the Word documents are to be filled in on a
    screen, and PDFs are finished papers, for which each letter is rendered twice.

    A column whose heading names no field is a problem, unless `ignore` names the heading. `keep` names columns, of any
    heading, whose cells ``manifest.csv`` repeats beside each file. The row of headings is the one that names most
    fields; `sheet` and `header_row`, a number as a spreadsheet shows it, say where it is. A row that looks like a
    total is a problem, unless `total_rows` is "skip" or "keep". Rows that a spreadsheet hides are left out; the plan's
    `left_out` lists them.

    `rows` chooses rows by their numbers, as ``"2-5, 8, 20-"`` or as integers, and `first` the first recipients, of
    these rows if both are given. Only problems of chosen rows are problems of the plan.

    With `email`, the plan also makes an e-mail for each recipient, as a file that a mail program opens as a draft. It
    may be the words by language, ``{"cy": …, "en": …}``, whose first line is the subject, in place of the library's.

    The plan's `problems` lists all problems of rows. Raises `InvalidTable` for a table that cannot be read, or whose
    headings could be in several sheets, `UnknownForm` if the letter does not name its form, `TemplateError` for an
    invalid template, and `ValueError` for an unknown language, pattern, sheet or row.
    """
    return Library(templates=templates, forms=forms, settings=settings).plan_batch(
        letter,
        table,
        language=language,
        name=name,
        purpose=purpose,
        missing=missing,
        ignore=ignore,
        sheet=sheet,
        header_row=header_row,
        total_rows=total_rows,
        rows=rows,
        first=first,
        keep=keep,
        email=email,
    )


def example_table(
    form: "str | type[AnyForm]", target: FilePath, *, language: "Language | str" = "en", overwrite: bool = False
) -> None:
    """Writes a table of recipients for batches of a form, to be filled in: XLSX, or CSV.

    Its headings are in the language. A form of the guidance has an invented recipient in the first row, to be written
    over; a workbook offers the answers of each question, and the languages. `form` is the name of a form of the
    guidance, or a class.

    Raises `ValueError` for a form without a recipient, `OutputError` for a name that ends in neither .xlsx nor .csv,
    and `OutputExists` for a file that exists, unless `overwrite` is set.
    """
    from cpr_docs.batch.example_table import example_table

    example_table(form, target, language=language, overwrite=overwrite)


def collate(paths: Iterable[FilePath], *, templates: FilePath | None = None) -> "Collation":
    """Reads evaluation forms; a file that is none, or cannot be read, is listed in `Collation.not_counted`.

    `templates` is the folder of the board's templates that the forms were made from. Raises `NotReadable` if none of
    the files is an evaluation form.
    """
    return Library(templates=templates).collate(paths)


def merge(
    timelines: "Iterable[AnyForm | Source]",
    *,
    onto: "MergedTimeline | None" = None,
    rows: "TableSource | None" = None,
    threshold: float = 0.5,
    dated: "datetime.date | None" = None,
    language: "Language | str | None" = None,
    sheet: str | None = None,
    templates: FilePath | None = None,
) -> "Merge":
    """Merges the timelines of agencies in the order of time.

    They are forms `AgencyTimeline`, Word documents of them, or paths of JSON files. `onto` is the merged timeline that
    these are new versions for: an entry keeps its Ref. and all that the Review Panel added, and one that its agency no
    longer has is withdrawn. `rows` is a table of the entries of `onto` that the Panel edited: a row without a Ref. is
    added, and one that is missing is withdrawn. `dated` is the date of the version, by default today. Two entries of
    different agencies and of one time are `Merge.duplicates` if they share two words at least, and the share
    `threshold` of the words of one; or if their times are a quarter of an hour apart at most. `language` and `sheet`
    are for the table, as in `rows`; `templates` is the folder of the board's templates that the documents were made
    from.

    Raises `InvalidMerge` with every problem of the timelines, such as another case or the same version twice;
    `InvalidTable` with every problem of the table; and `ValueError` without timelines or `onto`, and for a threshold
    that is not above 0 and at most 1.
    """
    return Library(templates=templates).merge(
        timelines, onto=onto, rows=rows, threshold=threshold, dated=dated, language=language, sheet=sheet
    )


def pack(
    items: "Sequence[Document | AnyForm | FilePath]",
    target: "Target",
    *,
    languages: "Sequence[Language | str]" = ("cy", "en"),
    title: str | None = None,
    renderer: "Renderer | None" = None,
    purpose: "Purpose | str | None" = None,
    missing: "Missing | None" = None,
    right_hand: bool = False,
    overwrite: bool = False,
    stale: "Stale" = "refuse",
    forms: "Iterable[type[AnyForm]]" = (),
    office: "Office | None" = None,
    progress: "ProgressCallback | None" = None,
) -> "Bound":
    """Merges the documents of one envelope as one PDF, in their order.

    An item is a Word document, a PDF, or a form (also a file of its JSON), which is rendered in each of the
    `languages`, Welsh first, for the purpose; without one, as a finished paper. The pack has one outline, with an entry
    for each; its title is by default the first item's. Tags are kept; it is PDF/UA-1 if all its items are.

    The target is a path, or a binary stream. A file at the path appears when it is complete, or not at all; a stream
    is not checked for earlier content, and after an error it may contain a part of the PDF. `progress` is called with a
    `Progress` of the items.

    A file in which a value is printed again and has changed since raises `StaleDocument` with the places, unless
    `stale` is ``"keep"``; a `Document` is not compared. `forms` are your own form classes that a file may be.

    Raises `PackRefused`, naming the file, for any other item, or a PDF that is encrypted or broken,
    `ConversionFailed`, `OfficeNotFound` and `OfficeFailed`, `OutputExists` and `OutputError`.
    """
    is_plain = renderer is None and office is None and not forms
    library = _masters() if is_plain else Library(office=office, renderer=renderer, forms=forms)
    return library.pack(
        items,
        target,
        languages=languages,
        title=title,
        purpose=purpose,
        missing=missing,
        right_hand=right_hand,
        overwrite=overwrite,
        stale=stale,
        progress=progress,
    )


def print_run(
    letters: "Sequence[RunItem | Document | FilePath]",
    target: "Target",
    *,
    right_hand: bool = False,
    join_letters: bool = True,
    overwrite: bool = False,
    stale: "Stale" = "refuse",
    forms: "Iterable[type[AnyForm]]" = (),
    office: "Office | None" = None,
    workers: int | None = None,
    progress: "ProgressCallback | None" = None,
) -> "Bound":
    """Writes Word documents into one tagged PDF, in their order.

    Each starts on a new page, with `right_hand` on a right-hand page, and has an entry in the outline: a `RunItem`'s
    label, or the file's name. Its page numbers start at 1, and "page x of y" counts its own pages. LibreOffice makes
    the PDF, in as many processes as `workers` says; `progress` is called with a `Progress` of the letters.

    The target is a path, or a binary stream. A file at the path appears when it is complete, or not at all; a stream
    is not checked for earlier content, and after an error it may contain a part of the PDF. With `join_letters`,
    letters of one template are converted together, which is faster; without it, each is converted by itself.

    A file in which a value is printed again and has changed since raises `StaleDocument` with the places, unless
    `stale` is ``"keep"``; a `Document`, and a letter of a batch, is not compared. `forms` are your own form classes
    that a file may be.

    Raises `ConversionFailed`, naming the document, if one cannot be converted, `OfficeNotFound`, `OfficeFailed`,
    `OutputExists` and `OutputError`.
    """
    return Library(office=office, forms=forms).print_run(
        letters,
        target,
        right_hand=right_hand,
        join_letters=join_letters,
        overwrite=overwrite,
        stale=stale,
        workers=workers,
        progress=progress,
    )


def rows(
    form: "str | type[AnyForm]",
    path: str,
    table: "TableSource",
    *,
    review_type: "ReviewType | str | None" = None,
    language: "Language | str | None" = None,
    draft: bool = False,
    ignore: Iterable[str] = (),
    sheet: str | None = None,
    header_row: int | None = None,
    hidden_rows: "HiddenRows" = "refuse",
) -> list[dict[str, Any]]:
    """The rows of a list of a form, as its data has them, from a CSV or XLSX file or from mappings.

    `form` is the name of a form of the guidance, or a class; `path` that of the list: ``timeline``,
    ``terms.amendments``. A column is named by the label of a field, in either language, or by its path, and its cells
    may be in either language. `language` is that of text whose heading does not say its language. A table of rows
    inside rows has one line for each inner row. With `draft`, what a row requires may be blank.

    A column whose heading names no field is a problem, unless `ignore` names the heading. The row of headings is the
    one that names most fields; `sheet` and `header_row` say where it is. A row that the spreadsheet hides is a
    problem, unless `hidden_rows` is "skip" or "keep".

    Raises `InvalidTable` with every problem, each with its row and column, and `ValueError` for a form, path, language,
    sheet or row that does not exist, and where the review type decides what a row holds and is not given.
    """
    from cpr_docs.tables.read_rows import read_rows

    return read_rows(
        form,
        path,
        table,
        review_type=review_type,
        language=language,
        draft=draft,
        ignore=ignore,
        sheet=sheet,
        header_row=header_row,
        hidden_rows=hidden_rows,
    ).rows


def table_template(
    form: "str | type[AnyForm]",
    path: str,
    target: FilePath,
    *,
    review_type: "ReviewType | str | None" = None,
    language: "Language | str" = "en",
    overwrite: bool = False,
) -> None:
    """Writes an empty table for the rows of a list of a form, to be filled in: XLSX, or CSV with the headings alone.

    A workbook offers the answers of each question, and has the formats of dates, times and amounts. The arguments are
    those of `rows` and `write_table`, and so are the exceptions.
    """
    from cpr_docs.tables.write_rows import table_template

    table_template(form, path, target, review_type=review_type, language=language, overwrite=overwrite)


def progress(plans: "Iterable[AnyForm | Source]", *, templates: FilePath | None = None) -> "PlanProgress":
    """The actions of many action plans, for one table: case, action, lead, due date and status.

    A plan is an `ActionPlan`, or a document, which is read first as `read` reads it: a path, the bytes, or a file open
    for reading bytes. The plans may be of several boards, which the table then names. The actions are sorted by case
    identifier; those of a plan stay in its order.

    Raises the exceptions of `read` for a document, `TypeError` for another form, and `OutputError` for two plans of
    one case.
    """
    return Library(templates=templates).progress(plans)


def write_table(
    form: "AnyForm | Draft[Any]",
    path: str,
    target: FilePath,
    *,
    language: "Language | str" = "en",
    overwrite: bool = False,
) -> None:
    """Writes the rows of a list of a form, or of a draft, to a CSV or XLSX file, which `rows` reads again.

    The headings and the answers are in the language; text in two languages has a column for each. Rows inside rows are
    lines in which the outer row's cells are repeated. Text that a spreadsheet program would calculate stays text.

    Raises `OutputError` for a file of another kind, for text that is longer than a cell may be, and for two rows that
    only the rows inside them tell apart; `OutputExists` if the file exists and `overwrite` is false; and `ValueError`
    for a path or a language that does not exist.
    """
    from cpr_docs.tables.write_rows import write_table

    write_table(form, path, target, language=language, overwrite=overwrite)
