"""A letter that prints its sessions and its venue a second time, in a sentence: templates as a board may have them."""

from pathlib import Path

from cpr_docs.authoring.build import build
from cpr_docs.authoring.markup import paragraph, run
from cpr_docs.authoring.sheet import Sheet
from cpr_docs.documents.render import Renderer
from cpr_docs.guidance.invitation_letter.layout import layout
from cpr_docs.guidance.invitation_letter.model import ExtendedInvitationLetter
from cpr_docs.language.languages import Language
from cpr_docs.modelling import Both
from cpr_docs.models.examples import example
from cpr_docs.templating.loader import template_name
from tests.reading.editing import Edited

_HELD = Both(
    "The Event is to be held at {=venue} {sessions}.",
    cy="Cynhelir y Digwyddiad yn y lleoliad a ganlyn: {=venue}, {sessions}.",
)
_TIMES = Both(
    "on {=row.on} starting at {=row.starts} and finishing at {=row.finishes}",
    cy="ar {=row.on}, gan ddechrau am {=row.starts} a gorffen am {=row.finishes}",
)


def _with_its_sessions_again(sheet: Sheet) -> None:
    """Writes the letter, and below it the sentence."""
    layout(sheet)
    with sheet.rows("sessions"):
        times = [*sheet.inline(_TIMES)]
    between = "{% if not loop.first %}{% if loop.last %}; {% else %}, {% endif %}{% endif %}"
    sessions = [run(f"{{% for row in sessions %}}{between}"), *times, run("{% endfor %}")]
    sheet.body.append(paragraph(*sheet.inline(_HELD, sessions=sessions), style="Letter"))


def write_templates(folder: Path) -> None:
    """Writes the templates of the letter to a folder, in both languages."""
    for language in Language:
        path = folder / language.value / template_name(ExtendedInvitationLetter)
        path.parent.mkdir()
        path.write_bytes(build(ExtendedInvitationLetter, language, _with_its_sessions_again))


def letter_with_sessions_again(folder: Path, language: Language, *, answered: bool = False) -> Edited:
    """The letter for several sessions, with a blank reply slip unless it is answered, open in Word."""
    letter = example("invitation_letter", "extended")
    form = letter if answered else letter.replace(reply=None)
    return Edited(Renderer(folder).render(form, language).content)
