"""What the published copy of a form leaves out, each thing by name, so that nobody has to guess what is published."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Omission:
    """One thing that the published copy leaves out."""

    name: str
    """What it is."""
    reason: str
    """Why nobody outside is to read it."""
    fields: tuple[str, ...] = ()
    """The fields of the form, at its root, that go with it."""


PROTECTIVE_MARKING = Omission(
    "the protective marking", "it says who may read the paper, and everybody may read this one"
)
WELSH_GOVERNMENT_BOX = Omission(
    "the box for Welsh Government’s use",
    "it is filled in by Welsh Government, which receives the report before it is published (5.19)",
    ("welsh_government",),
)
SIGNATURES = Omission(
    "the space for signatures",
    "the Board keeps the signed original; a signature that is published can be copied. Name, post and date stay",
)
PROMPTS = Omission(
    "the prompts to fill in what is blank", "nobody fills in what is published; a dash stands in their place"
)
