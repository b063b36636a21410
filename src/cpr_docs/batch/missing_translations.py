"""Whether a letter has the words that its document prints, in each language that it is to be made in."""

from collections.abc import Iterator

from cpr_docs.batch.columns import Columns
from cpr_docs.batch.row_renderer import BatchJob, Letter
from cpr_docs.batch.table import Row
from cpr_docs.documents.render import Renderer
from cpr_docs.errors import MissingLanguage, TableProblem
from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form


class MissingWords:
    """Finds what is not there in a language; what no column gives is found once and then looked for no more."""

    def __init__(self, recipe: BatchJob, renderer: Renderer, columns: Columns) -> None:
        self._renderer = renderer
        self._columns = columns
        self._marked = recipe.missing == "mark"
        self._vary = any(column.field.bilingual for column in columns.fields)
        self._settings_lack = {language: bool(recipe.settings.lacking(language)) for language in Language}
        self._complete: set[Language] = set()
        self._told: set[TableProblem] = set()

    def problems(self, row: Row, letter: Letter) -> Iterator[TableProblem]:
        """What is not there in a language of the letter's; in what all rows share, only the first time."""
        if self._marked:
            return
        for language, _file in letter.files:
            if language not in self._complete and not self._is_complete(letter.form, language):
                yield from self._refused(row, letter.form, language)

    def _is_complete(self, form: Form, language: Language) -> bool:
        if self._settings_lack[language] or next(form.lacking(language), None) is not None:
            return False
        if not self._vary:
            self._complete.add(language)
        return True

    def _refused(self, row: Row, form: Form, language: Language) -> Iterator[TableProblem]:
        # Not all that a form holds is printed: only the template knows.
        try:
            self._renderer.render(form, language)
        except MissingLanguage as error:
            for problem in error.problems:
                column = self._columns.over(problem.path)
                parts = problem.path, problem.code, problem.message, problem.parameters
                if column is not None:
                    yield TableProblem(*parts, row=row.number, column=column.heading)
                elif (shared := TableProblem(*parts)) not in self._told:
                    self._told.add(shared)
                    yield shared
