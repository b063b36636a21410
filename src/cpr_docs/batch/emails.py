"""Makes the e-mails of a batch: one for each recipient with an address, after the row's documents.

An e-mail that exists already, with the same bytes, is kept. Nothing is sent.
"""

import dataclasses
import hashlib
from collections.abc import Generator, Iterable, Sequence

from cpr_docs.batch.email_message import EmailDrafts
from cpr_docs.batch.filenames import EMAIL_SUFFIX, NamePattern
from cpr_docs.batch.output_folder import FileConflict, OutputFolder
from cpr_docs.batch.row_renderer import BatchJob, BatchOutcome, failed
from cpr_docs.errors import OutputError


def with_emails(
    outcomes: Iterable[BatchOutcome], job: BatchJob, output: OutputFolder | None
) -> Generator[BatchOutcome, None, None]:
    """The outcomes of the documents, and after the last of each row its e-mail, written or as bytes.

    A row of which a document is missing has no e-mail. Raises `OutputError` if the folder cannot be written.
    """
    emails = _Emails(job, output)
    suffix = ".pdf" if job.attaches_pdf else ".docx"
    row, attached = None, list[BatchOutcome]()
    for outcome in outcomes:
        yield outcome
        if outcome.row != row:
            row, attached = outcome.row, []
        if outcome.email is None or outcome.problem is not None or not outcome.filename.endswith(suffix):
            continue
        attached.append(outcome)
        if len(attached) == len(outcome.files):
            yield emails.outcome(attached)


class _Emails:
    def __init__(self, job: BatchJob, output: OutputFolder | None) -> None:
        self._drafts = EmailDrafts(job.email or {}, job.settings)
        self._pattern = NamePattern(job.pattern)
        self._output = output

    def outcome(self, attached: Sequence[BatchOutcome]) -> BatchOutcome:
        """The e-mail with the documents of a row attached."""
        document = attached[0]
        languages = [each.language for each in attached if each.language is not None]
        language = languages[0] if len(languages) == 1 else None
        assert document.form is not None
        name = self._pattern.name(document.form, document.row, *languages, suffix=EMAIL_SUFFIX)
        try:
            contents = [(each.filename, self._content(each)) for each in attached]
            content = self._drafts.content(document.form, languages, document.email or "", contents)
            kept = self._output is not None and not self._output.write(name, content)
        except OutputError:
            raise
        except Exception as error:  # noqa: BLE001 - one e-mail that fails must not stop the others
            return failed(document.row, error, language, name)
        return dataclasses.replace(
            document,
            language=language,
            filename=name,
            sha256=hashlib.sha256(content).hexdigest(),
            content=content if self._output is None else None,
            kept=kept,
        )

    def _content(self, document: BatchOutcome) -> bytes:
        content = document.content
        if content is None and self._output is not None:
            content = self._output.read(document.filename)
        if content is None:
            raise FileConflict  # the file was removed in the meantime
        return content
