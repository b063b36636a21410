"""The command ``cpr-docs collate``."""

from pathlib import Path
from typing import Any

import click

import cpr_docs
from cpr_docs.cli.messages import localised, localised_text, message_language
from cpr_docs.cli.options import examples, language_of_labels, source_templates_option
from cpr_docs.cli.streams import fail, limited, write_message
from cpr_docs.language.catalogue import _, n_


@click.command(
    epilog=examples(
        "cpr-docs collate returns/*.docx -o summary.xlsx",
        "cpr-docs collate returns/*.docx -o crynodeb.xlsx -l cy",
        "cpr-docs collate comments/*.docx -o comments.xlsx",
    )
)
@click.argument("documents", nargs=-1, required=True, type=click.Path(), metavar="DOCUMENT...")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="The file to write: .xlsx, .csv or .json.",
)
@click.option(
    "-l",
    "--language",
    type=click.Choice(["cy", "en"]),
    callback=language_of_labels,
    help="The language of the labels, by default that of messages; comments stay as they were written.",
)
@click.option("--with-names", is_flag=True, help="Say who answered: name, job title, file.")
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
@source_templates_option
def collate(
    documents: tuple[str, ...], output: Path, language: Any, with_names: bool, force: bool, templates: str | None
) -> None:
    """Count many answered evaluation forms, in either language, into one summary.

    Letters with draft learning points become a summary of their own: all comments under the point that each is about.

    The forms may be about a learning event, a forum or a consultation. Of several kinds, the number of each is listed.
    Files that cannot be read are listed, and the others are counted all the same; the exit status is 1 then.
    """
    cpr_docs.Collation.check(output, overwrite=force)
    collation = cpr_docs.collate(documents, templates=templates)
    collation.save(output, language=language, with_names=with_names, overwrite=force)
    wrote = n_("wrote {path}: {count} form", "wrote {path}: {count} forms")
    if set(collation.kinds) == {cpr_docs.LearningPointsLetter.name()}:
        wrote = n_("wrote {path}: comments of {count} letter", "wrote {path}: comments of {count} letters")
    write_message(localised(wrote, path=output, count=len(collation.returns)))
    if len(collation.kinds) > 1:
        for name, count in collation.kinds.items():
            write_message(f"  {name}: {count}")
    strays = ((form.file, stray) for form in collation.returns for stray in form.strays)
    for line in limited(f"{file}: {stray.describe(message_language())}:\n  {stray.words}" for file, stray in strays):
        write_message(line)
    unchecked = sum(form.unchecked for form in collation.returns)
    if unchecked:
        message = _("words outside the controls are not looked for in {count} of them: say with --templates")
        write_message(localised(message, count=unchecked))
    if collation.not_counted:
        listed = "\n".join(limited(f"  {localised_text(file)}" for file in collation.not_counted))
        message = n_("{count} file is not counted:\n{files}", "{count} files are not counted:\n{files}")
        fail(localised(message, count=len(collation.not_counted), files=listed), 1)
