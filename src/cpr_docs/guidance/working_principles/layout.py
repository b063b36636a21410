"""Working principles for the learning event (Annex 1, Appendix 1d): one page, in large type, to hang on the wall."""

from cpr_docs.authoring.markup import paragraph
from cpr_docs.authoring.sheet import Sheet
from cpr_docs.guidance import sections
from cpr_docs.language.catalogue import _

PRINCIPLES = (
    _("Each member of the group has a valid contribution to make which will be valued and listened to."),
    _(
        "Where there are differences in views, these will be heard sensitively or questioned in a way which is "
        "constructive and enabling to the process of the group and its objectives."
    ),
    _(
        "We are all striving to challenge and address oppressive practices in our work and the whole group will share "
        "responsibility for addressing oppressive behaviour or language in a way which is sensitive and constructive."
    ),
    _(
        "Participants will support the principle of confidentiality about personal feelings or issues which are shared "
        "during our work together."
    ),
    _("Naïve questions will be considered the norm."),
)
"""The five principles of the guidance's example."""


def layout(sheet: Sheet) -> None:
    """Writes the form on the sheet."""
    sheet.title(sheet.form.TITLE, "{=review_type}")
    sheet.numbered(PRINCIPLES, style="PosterNumber")
    sheet.text(
        _("What else do you need to agree in order to participate fully and effectively?"), style="Poster", keep=True
    )
    with sheet.each("more"):
        sheet.body.append(paragraph(sheet.control("more[].text"), style="PosterBullet"))
    sheet.gap()
    sheet.fields("agreed_on", "event_on", "venue", "board", "case_identifier")
    sheet.text(sections.also_in(sheet), style="Remark")
