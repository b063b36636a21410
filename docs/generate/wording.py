"""The wording of a form: English and Welsh side by side, each entry with its number and the source of its Welsh."""

import cpr_docs
from docs.generate.markdown import plain, table
from docs.review.entries import entries_of


def wordings() -> str:
    """The wording of every form, below its title."""
    return "\n\n".join(
        f"## {plain(form.title[cpr_docs.Language.ENGLISH])}\n\nIn the data: `{form.name}`.\n\n{wording(form.name)}"
        for form in cpr_docs.forms()
    )


def wording(form: str) -> str:
    """The entries of the catalogue that the form prints, in its order."""
    rows = (
        (f"`{each.number}`", plain(each.english), f'<span lang="cy">{plain(each.welsh)}</span>', plain(each.source))
        for each in entries_of(form)
    )
    return "\n".join(table(("Entry", "English", "Welsh", "Source of the Welsh"), rows))
