"""The forms in several files, for a command that needs all of them."""

from collections.abc import Iterable
from typing import TypeVar

import cpr_docs
from cpr_docs.cli.options import is_word_document, read_file
from cpr_docs.cli.streams import error_text, fail
from cpr_docs.language.catalogue import Sentence, _
from cpr_docs.language.normalise import visible

_FormT = TypeVar("_FormT", bound="cpr_docs.AnyForm")


def load_each(paths: Iterable[str], wanted: type[_FormT], templates: str | None) -> list[_FormT]:
    """The forms in Word documents, or in JSON files; ends the run with all files that have no such form."""
    known: list[_FormT] = []
    refused: list[str] = []
    for path in paths:
        try:
            form: cpr_docs.AnyForm = (
                cpr_docs.read(path, templates=templates)
                if is_word_document(path)
                else cpr_docs.AnyForm.parse(read_file(path))
            )
            if not isinstance(form, wanted):
                raise cpr_docs.NotReadable(_("is another form: “{form}”"), form=Sentence(type(form).TITLE))
        except cpr_docs.DataError as error:
            refused.append(error_text(cpr_docs.InvalidForm(visible(path), error.problems, error.language)))
        except cpr_docs.CprDocsError as error:
            refused.append(f"{visible(path)}: {error_text(error)}")
        else:
            known.append(form)
    if refused:
        fail("\n".join(refused), 1)
    return known
