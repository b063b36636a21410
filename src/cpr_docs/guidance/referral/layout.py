"""Referral of a case to the LSCB (5.2 to 5.6 and 4.3)."""

from cpr_docs.authoring.markup import row
from cpr_docs.authoring.sheet import SIGNATURE, Sheet
from cpr_docs.guidance import sections
from cpr_docs.language.catalogue import _


def layout(sheet: Sheet) -> None:
    """Writes the form on the sheet."""
    sections.title(sheet)
    sheet.foot("{=referred_on}")
    sheet.help(_("Please use the child’s label in the text. The child’s name is on the last page only."))
    sheet.fields("board", "case_identifier", "child", "referred_on", "raised_by")
    sheet.heading(1, _("Referred by"))
    sheet.fields(*(f"referred_by.{name}" for name in ("name", "designation", "agency", "telephone", "email")))
    sheet.tick("from_forum")
    sheet.gap()
    sheet.heading(1, _("LSCBs and countries involved"))
    sheet.fields("resident_board", "other_boards", "other_country")
    _case(sheet)
    sheet.heading(1, _("Agencies involved"))
    sheet.help(_("Include name and designation if known."))
    sections.agencies(sheet, "agencies")
    sheet.heading(1, sheet.field("parallel").label.text)
    sheet.boxes("parallel")
    sheet.texts("parallel_detail")
    sheet.heading(1, sheet.field("communication").label.short)
    sheet.area("communication")
    with sheet.together():
        sheet.heading(1, _("To be completed by the Chair of the LSCB"))
        sheet.fields(
            "received_on",
            "forwarded_on",
            SIGNATURE,
            (_("Name and designation"), ["board_chair.name", "board_chair.designation"]),
            label_width=4300,
        )
    _identification(sheet)


def _case(sheet: Sheet) -> None:
    sheet.heading(1, _("Brief outline of case/incident"))
    sheet.area("outline")
    sheet.texts("safeguarding")
    sections.case_facts(sheet, "facts", level=1)


def _identification(sheet: Sheet) -> None:
    """The page with the child's name, which is kept apart."""
    sheet.heading(1, _("Identification"), new_page=True)
    sheet.text(_("Please keep this page apart from the others, and do not copy it."), style="Remark", keep=True)
    label_width = 3600
    width = sheet.width - label_width
    paths = ("identification.child_name", "identification.born", "identification.address")
    labels = [sheet.label(sheet.translate(sheet.field(path).label.text), label_width) for path in paths]
    # The lines of an address stand close to each other.
    cells = [*(sheet.value(path, width) for path in paths[:2]), sheet.prose(paths[2], width, style="Tight")]
    sheet.table((label_width, width), [row(label, value) for label, value in zip(labels, cells, strict=True)])
    sheet.heading(2, sheet.field("identification.siblings").label.text)
    sheet.columns("identification.siblings", ["name", "born"], [6070, 3000])
