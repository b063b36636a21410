"""The sign-off of the sub-group's chair, and the decision of the Chair of the LSCB (guidance, Annex 2)."""

from typing import Annotated

from cpr_docs.language.bilingual import BilingualLine, BilingualProse
from cpr_docs.language.catalogue import _
from cpr_docs.language.text import Line
from cpr_docs.models.field_types import Choice, Day, Label
from cpr_docs.models.parts import Part


class SignOff(Part):
    """The details of a signatory; the signature itself is handwritten."""

    title: Annotated[BilingualLine | None, Label(_("Title"), "Annex 2, To be completed by Sub group Chair")] = None
    """The signatory's title."""
    signed_on: Annotated[Day | None, Label(_("Date"), "Annex 2, To be completed by Sub group Chair")] = None
    """The day of the signature."""
    telephone: Annotated[Line | None, Label(_("Telephone number"), "Annex 2, To be completed by Sub group Chair")] = (
        None
    )
    """The signatory's telephone number."""


class ChairsAnswer(Choice):
    """The decisions that the Chair of the LSCB can make."""

    AGREE = "agree", _("I agree with the recommendation")
    AGREE_AMENDED = (
        "agree_amended",
        _("I agree with the recommendation with the following amendments"),
        _("I agree, with the following amendments"),
    )
    DISAGREE = "disagree", _("I disagree with the recommendation")


class BoardDecision(SignOff):
    """The decision of the Chair of the LSCB."""

    name: Annotated[
        Line | None, Label(_("Name"), "Annex 2, Decision of the Chair of LSCB", since=2, keeps_letters=True)
    ] = None
    """The name of the person who signed, in type beside the signature."""
    answer: Annotated[ChairsAnswer | None, Label(_("Decision"), "Annex 2, Decision of the Chair of LSCB")] = None
    """The chair's decision."""
    amendments: Annotated[
        BilingualProse | None,
        Label(_("Amendments"), "Annex 2, Decision of the Chair of LSCB", asked="answer == 'agree_amended'"),
    ] = None
    """The amendments; required for an agreement with amendments, otherwise blank."""
    reasons: Annotated[
        BilingualProse | None,
        Label(
            _("If disagree, reasons why and proposed action"),
            "Annex 2, Decision of the Chair of LSCB",
            asked="answer == 'disagree'",
        ),
    ] = None
    """The reasons for a disagreement and the proposed action; required for a disagreement, otherwise blank."""
    in_discussion: Annotated[
        bool, Label(_("In discussion with Chair of Sub group"), "Annex 2, Decision of the Chair of LSCB")
    ] = False
    """True if the decision was made in discussion with the chair of the sub-group."""
    presented_on: Annotated[
        Day | None, Label(_("Date information to be presented to LSCB"), "Annex 2, Decision of the Chair of LSCB")
    ] = None
    """The day on which the information is to be presented to the Board."""
    sent_on: Annotated[
        Day | None, Label(_("Date information sent to Welsh Government"), "Annex 2, Decision of the Chair of LSCB")
    ] = None
    """The day on which the information was sent to Welsh Government."""
