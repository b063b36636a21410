"""Where a problem stands on paper: the label of its control in the document's language, and the heading above it."""

import re
from dataclasses import replace

from cpr_docs.errors import Problem
from cpr_docs.language.catalogue import translate
from cpr_docs.models.fields import field_at
from cpr_docs.reading.control_index import ControlIndex
from cpr_docs.templating.document_identity import Identity
from cpr_docs.templating.invariants import TemplateInvariants

_INDEX = re.compile(r"\[\d+\]")


def locate_problem(problem: Problem, walk: ControlIndex, identity: Identity, landmarks: TemplateInvariants) -> Problem:
    """The problem with its label and heading; as it is where it is about no field."""
    path = problem.path.removesuffix(".en").removesuffix(".cy")
    try:
        label = field_at(identity.form, _INDEX.sub("[]", path).removesuffix("[]")).label.title
    except KeyError:
        return problem
    heading = _heading(walk, path)
    # A heading that somebody rewrote may hold anything, and a message holds no value of the case.
    return replace(
        problem,
        label=translate(label, identity.language),
        heading=heading if any(map(landmarks.is_fixed_text, (heading, f"{heading}:"))) else "",
    )


def _heading(walk: ControlIndex, path: str) -> str:
    """The heading above the control of a path, or above the first control of a section or a list."""
    return walk.places[path].heading if path in walk.places else walk.headings_above.get(path, "")
