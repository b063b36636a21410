"""Finds text that a document prints and that the letter lacks in the document's language."""

from collections.abc import Iterator

from cpr_docs.batch.columns import Columns
from cpr_docs.batch.row_renderer import BatchJob, RowLetter
from cpr_docs.documents.render import Renderer
from cpr_docs.errors import MissingLanguage, TableProblem
from cpr_docs.language.languages import Language
from cpr_docs.models.form import AnyForm
from cpr_docs.tables.table import Row


class MissingTranslations:
    """Finds missing translations.

    If no column is in two languages, a language that is complete in one letter is complete in all.
    """

    def __init__(self, job: BatchJob, renderer: Renderer, columns: Columns) -> None:
        self._renderer = renderer
        self._columns = columns
        self._marks_missing = job.missing == "mark"
        self._varies_by_row = any(column.field.bilingual for column in columns.fields)
        self._settings_lack = {language: bool(job.settings.lacking(language)) for language in Language}
        self._complete: set[Language] = set()
        self._reported: set[TableProblem] = set()

    def problems(self, row: Row, letter: RowLetter) -> Iterator[TableProblem]:
        """The missing translations in the letter's languages; those of shared data are reported once."""
        if self._marks_missing:
            return
        for language, _file in letter.files:
            if language not in self._complete and not self._is_complete(letter.form, language):
                yield from self._problems(row, letter.form, language)

    def _is_complete(self, form: AnyForm, language: Language) -> bool:
        if self._settings_lack[language] or next(form.lacking(language), None) is not None:
            return False
        if not self._varies_by_row:
            self._complete.add(language)
        return True

    def _problems(self, row: Row, form: AnyForm, language: Language) -> Iterator[TableProblem]:
        # A template does not print every field: only rendering shows which text is missing.
        try:
            self._renderer.render(form, language, missing="refuse")
        except MissingLanguage as error:
            for problem in error.problems:
                column = self._columns.over(problem.path)
                parts = problem.path, problem.code, problem.message, problem.parameters
                if column is not None:
                    yield TableProblem(*parts, row=row.number, column=column.heading)
                elif (shared := TableProblem(*parts)) not in self._reported:
                    self._reported.add(shared)
                    yield shared
