"""The rules of the letters to and from Welsh Government: dates in order, what a choice asks for, and the six months."""

import pytest

import cpr_docs
from tests.models.data import REMOVED, changed, problems
from tests.models.rules import Changes, Expected, rule

OUTCOME = "notification_letter/concise"
NEWS = "notification_letter/extended"
DECLINED = "declined_letter/concise"
SUBMISSION = "submission_letter/concise"
RECEIPT = "acknowledgement_letter/concise"
DELAY = {"en": "A prosecution.", "cy": "Erlyniad."}
RULES = [
    rule("an outcome without its day", OUTCOME, {"decided_on": REMOVED}, ("decided_on", "required")),
    rule("an outcome without a decision", OUTCOME, {"answer": REMOVED}, ("answer", "required")),
    rule("amendments that nobody made", OUTCOME, {"answer": "agree"}, ("amendments", "not_asked")),
    rule("a decision on the same day", OUTCOME, {"decided_on": "2012-10-18"}),
    rule(
        "a decision before the recommendation",
        OUTCOME,
        {"decided_on": "2012-10-17"},
        ("decided_on", "decision_before_recommendation"),
    ),
    rule("news before it is known", OUTCOME, {"dated": "2012-10-24"}, ("dated", "dated_too_early")),
    rule("a decision on a mere recommendation", NEWS, {"answer": "agree"}, ("answer", "not_asked")),
    rule("the other type of review", NEWS, {"outcome": "concise"}, ("outcome", "contradicts")),
    rule("no review", NEWS, {"outcome": "no_review"}),
    rule("an office without a name", NEWS, {"recipient.name": REMOVED}, ("recipient.name", "missing")),
    rule("an office with one name", NEWS, {"recipient.name": "Llywodraeth Cymru"}),
    rule("an address that is none", NEWS, {"recipient.email": "nobody"}, ("recipient.email", "email")),
    rule("neither views nor a tick", DECLINED, {"conflicting": REMOVED}, ("conflicting", "required")),
    rule("views and a tick", DECLINED, {"no_conflicting": True}, ("conflicting", "contradicts")),
    rule("all on one day", DECLINED, dict.fromkeys(
        ("recommended_on", "declined_on", "board_informed_on", "discussed_on", "final_on", "dated"), "2012-07-20"
    )),
    rule("declined too early", DECLINED, {"declined_on": "2012-06-13"}, ("declined_on", "before_recommendation")),
    rule("told too early", DECLINED, {"board_informed_on": "2012-06-27"}, ("board_informed_on", "before_declined")),
    rule("discussed too early", DECLINED, {"discussed_on": "2012-06-27"}, ("discussed_on", "before_declined")),
    rule("final too early", DECLINED, {"final_on": "2012-07-10"}, ("final_on", "before_discussion")),
    rule("written too early", DECLINED, {"dated": "2012-07-17"}, ("dated", "dated_too_early")),
    rule("six months to the day", SUBMISSION, {"referred_on": "2012-09-28"}),
    rule("a day more", SUBMISSION, {"referred_on": "2012-09-27"}, ("delay", "required")),
    rule("a day more, with its reason", SUBMISSION, {"referred_on": "2012-09-27", "delay": DELAY}),
    rule("a reason for no delay", SUBMISSION, {"delay": DELAY}, ("delay", "not_asked")),
    rule("a report before the referral", SUBMISSION, {"referred_on": "2013-03-29"}, ("report_on", "before_referral")),
    rule("accepted too early", SUBMISSION, {"accepted_on": "2013-03-27"}, ("accepted_on", "before_report")),
    rule("submitted too early", SUBMISSION, {"dated": "2013-04-03"}, ("dated", "dated_too_early")),
    rule("acknowledged too early", RECEIPT, {"dated": "2012-10-30"}, ("dated", "dated_too_early")),
    rule("circulated too early", RECEIPT, {"circulated_on": "2012-10-30"}, ("circulated_on", "before_received")),
    rule("published too early", SUBMISSION, {"publication_on": "2013-04-03"}, ("publication_on", "before_accepted")),
]  # fmt: skip


@pytest.mark.parametrize(("form", "changes", "expected"), RULES)
def test_a_letter_to_welsh_government(form: str, changes: Changes, expected: Expected) -> None:
    assert problems(changed(form, changes)) == expected


def test_a_letter_begins_with_the_office_of_the_settings() -> None:
    settings = cpr_docs.Settings.parse({"welsh_government": {"name": "Cadw", "address": "1 Heol y Parc\nQA1 1AA"}})
    begun = settings.starting_data(cpr_docs.SubmissionLetter)
    assert cpr_docs.SubmissionLetter.draft({"form": "submission_letter", "review_type": "concise"} | begun).data[
        "recipient"
    ] == {name: {"en": text, "cy": text} for name, text in (("name", "Cadw"), ("address", "1 Heol y Parc\nQA1 1AA"))}
    assert settings.starting_data(cpr_docs.InvitationLetter) == {}
