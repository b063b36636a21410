"""A summary as JSON, for other programs: names and values as the form's data has them, and labels beside them."""

import json
from collections.abc import Sequence
from typing import Any

from cpr_docs.collating.returns import NotCounted, Return
from cpr_docs.collating.tables import IDENTIFYING, Words, comment, counts, events, questions
from cpr_docs.language.languages import Language
from cpr_docs.models.fields import Kind


def json_bytes(
    returns: Sequence[Return], not_counted: Sequence[NotCounted], language: Language, with_names: bool
) -> bytes:
    """The summary as JSON."""
    words = Words(language)
    summary = {
        "returned": len(returns),
        "events": [
            {"case_identifier": case, "event_on": day.isoformat(), "returned": count}
            for (case, day), count in events(returns).items()
        ],
        "scales": {name: _scale(returns, name, words) for name, _asked in questions(Kind.CHOICE)},
        "comments": {
            name: {"label": words.question(asked), "comments": _comments(returns, name)}
            for name, asked in questions(Kind.PROSE)
        },
        "returns": [_row(number, returned, with_names) for number, returned in enumerate(returns, start=1)],
        "not_counted": [{"file": one.file, "reason": one.reason} for one in not_counted],
    }
    return (json.dumps(summary, ensure_ascii=False, indent=2) + "\n").encode()


def _scale(returns: Sequence[Return], name: str, words: Words) -> dict[str, Any]:
    table = words.scale(returns, name)
    counted = [
        {"value": choice.value, "label": words.say(choice.label), "count": count}
        for choice, count in counts(returns, name)
    ]
    return {"label": table.title, "counts": counted, "not_answered": table.rows[-1][-1]}


def _comments(returns: Sequence[Return], name: str) -> list[dict[str, Any]]:
    said = ((number, comment(returned, name)) for number, returned in enumerate(returns, start=1))
    return [{"return": number, "language": one[1].value, "text": one[0]} for number, one in said if one is not None]


def _row(number: int, returned: Return, with_names: bool) -> dict[str, Any]:
    form = returned.form.model_dump(mode="json", exclude_none=True)
    if not with_names:
        form["answers"] = {name: said for name, said in form.get("answers", {}).items() if name not in IDENTIFYING}
    file = {"file": returned.file} if with_names else {}
    return {"return": number, **file, "language": returned.language.value, "form": form}
