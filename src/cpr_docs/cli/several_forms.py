"""The forms in several files, for a command that needs all of them."""

from collections.abc import Iterable
from typing import TypeVar

import cpr_docs
from cpr_docs.cli.streams import error_text, fail
from cpr_docs.language.catalogue import Sentence, _
from cpr_docs.language.normalise import visible

_FormT = TypeVar("_FormT", bound="cpr_docs.AnyForm")


def load_each(paths: Iterable[str], wanted: type[_FormT], templates: str | None) -> list[_FormT]:
    """The forms in Word documents, or in JSON files; ends the run with all files that have no such form."""
    # Imported on use: it loads what reads a Word document, which no help text needs.
    from cpr_docs.reading.form_source import form_of

    known: list[_FormT] = []
    refused: list[str] = []
    for path in paths:
        try:
            form = form_of(path, templates)
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
