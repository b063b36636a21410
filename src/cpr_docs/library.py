"""The library as one object, a client: a board's templates, forms, settings and LibreOffice, named once.

The functions of the public face work with a `Library` of their own. Each room is imported inside the method that needs
it: whoever parses a form does not wait for LibreOffice's or the batch's modules.
"""

import os
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cpr_docs.batch.plan import BatchPlan
    from cpr_docs.batch.row_languages import LanguageChoice
    from cpr_docs.batch.table import TableSource
    from cpr_docs.batch.total_row import TotalRows
    from cpr_docs.documents.document import Document
    from cpr_docs.documents.never_print import NeverPrint
    from cpr_docs.documents.render import Missing, Renderer
    from cpr_docs.documents.settings import Settings
    from cpr_docs.evaluations.collate import Collation
    from cpr_docs.language.languages import Language
    from cpr_docs.models.field_types import ReviewType
    from cpr_docs.models.form import Form
    from cpr_docs.pdf.convert.office import Office
    from cpr_docs.reading.read import Strays
    from cpr_docs.reading.result import Reading
    from cpr_docs.reading.untrusted import Source
    from cpr_docs.templating.checking.template_findings import TemplateFinding

Place = str | os.PathLike[str]


class Library:
    """Renders, reads, compares, checks and batches with the same templates, forms, settings and LibreOffice.

    Threads may share one. `templates` is a board's own folder, with ``en`` and ``cy`` in it; the masters serve for a
    template that it lacks. `forms` are classes of forms beside those of the guidance. `office` is the LibreOffice that
    makes PDF, found on the machine unless it is named.

    Raises `TemplateNotFound` for a folder that does not exist or has neither language, and `TypeError` for an argument
    of another type.
    """

    def __init__(
        self,
        *,
        templates: Place | None = None,
        forms: "Iterable[type[Form]]" = (),
        settings: "Settings | None" = None,
        office: "Office | None" = None,
    ) -> None:
        from cpr_docs.documents.render import Renderer
        from cpr_docs.models.form import form_classes

        self._templates = templates
        self._forms = tuple(form_classes(forms))
        self._settings = settings
        self._office = office
        self._renderer = Renderer(templates, settings)

    @property
    def renderer(self) -> "Renderer":
        """The part that renders; it compiles each template once."""
        return self._renderer

    def parse(self, data: dict[str, Any] | str | bytes) -> "Form":
        """The form that the data holds: of the guidance, or of the library's other forms; raises as `Form.parse`."""
        from cpr_docs.models.form import Form

        form, values = Form.identify(data, self._forms)
        return form.parse(values)

    def render(
        self,
        form: "Form",
        language: "Language | str",
        *,
        missing: "Missing" = "refuse",
        never_print: "NeverPrint | None" = None,
    ) -> "Document":
        """The form as a document in the language; see `Renderer.render`."""
        return self._renderer.render(form, language, missing=missing, never_print=never_print)

    def read(
        self,
        source: "Source",
        *,
        form: "str | type[Form] | None" = None,
        language: "Language | str | None" = None,
        review_type: "ReviewType | str | None" = None,
        strays: "Strays" = "refuse",
    ) -> "Form":
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

    def compare(
        self,
        source: "Source",
        original: "Form | None" = None,
        *,
        form: "str | type[Form] | None" = None,
        language: "Language | str | None" = None,
        review_type: "ReviewType | str | None" = None,
    ) -> "Reading":
        """Reads a document and compares it with its original data; see `cpr_docs.compare`."""
        from cpr_docs.reading.compare import compare

        return compare(
            source,
            original,
            templates=self._templates,
            forms=self._forms,
            form=form,
            language=language,
            review_type=review_type,
        )

    def check_templates(self, *, annotated: Place | None = None) -> "list[TemplateFinding]":
        """The findings of the templates of its own forms, or of the guidance’s; see `cpr_docs.check`."""
        from cpr_docs.documents.check_templates import check

        return check(self._templates, forms=self._forms or None, annotated=annotated)

    def plan_batch(
        self,
        letter: Mapping[str, Any] | str | bytes,
        table: "TableSource",
        *,
        language: "LanguageChoice" = "recipient",
        name: str | None = None,
        missing: "Missing" = "refuse",
        ignore: Iterable[str] = (),
        sheet: str | None = None,
        header_row: int | None = None,
        total_rows: "TotalRows" = "refuse",
    ) -> "BatchPlan":
        """Validates every row of a table against the letter and plans the batch; see `cpr_docs.check_batch`."""
        from cpr_docs.batch.check_table import check_batch
        from cpr_docs.batch.filenames import DEFAULT

        return check_batch(
            letter,
            table,
            language=language,
            name=DEFAULT if name is None else name,
            missing=missing,
            templates=self._templates,
            settings=self._settings,
            forms=self._forms,
            ignore=ignore,
            sheet=sheet,
            header_row=header_row,
            total_rows=total_rows,
        )

    def collate(self, paths: Iterable[Place]) -> "Collation":
        """The answers of many evaluation forms; see `cpr_docs.collate`."""
        from cpr_docs.evaluations.collate import collate

        return collate(paths, templates=self._templates)
