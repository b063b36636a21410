"""In a draft, what depends on a value that is not known can be filled in, and no finding is stated."""

import itertools
from collections.abc import Callable
from typing import Any

import pytest

from cpr_docs.guidance.report.model import ConciseReport
from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form
from cpr_docs.models.purpose import Purpose
from cpr_docs.ooxml.lint import lint
from cpr_docs.templating.edition import Edition, FormState
from cpr_docs.templating.environment import FormEnvironment
from cpr_docs.templating.unknown_values import keep_unknown
from tests.documents.cases import RENDERER, every_language, every_variant
from tests.examples import blank_of
from tests.reading.editing import xml

_CONTROL = '<w:sdt><w:sdtPr><w:tag w:val="x"/></w:sdtPr><w:sdtContent/></w:sdt>'
_DRAFT = FormEnvironment(Language.ENGLISH, edition=Edition(Purpose.SCREEN, progress=FormState.DRAFT))

_CONDITIONS: dict[str, Callable[[Any, Any], Any]] = {
    "a": lambda a, _b: a,
    "not a": lambda a, _b: None if a is None else not a,
    "a == 'x'": lambda a, _b: None if a is None else a == "x",
    "a and b": lambda a, b: False if False in (_truth(a), _truth(b)) else None if None in (a, b) else True,
    "a or not b": lambda a, b: True if _truth(a) or _truth(b) is False else None if None in (a, b) else False,
}


def _truth(value: Any) -> bool | None:
    return None if value is None else bool(value)


def adapted(condition: str, *, controls: bool) -> str:
    """The template of a paragraph under a condition, adapted for drafts, without its XML."""
    inside = _CONTROL if controls else ""
    root = xml(f"<w:p><w:r><w:t>{{% if {condition} %}}shown{{% endif %}}</w:t></w:r>{inside}</w:p>")
    if controls:
        root = xml(
            f"<w:p><w:r><w:t>{{% if {condition} %}}shown</w:t></w:r>{inside}<w:r><w:t>{{% endif %}}</w:t></w:r></w:p>"
        )
    keep_unknown(root, ConciseReport)
    return "".join(map(str, root.itertext()))


@pytest.mark.parametrize("controls", [True, False], ids=["controls", "text"])
@pytest.mark.parametrize("condition", _CONDITIONS)
def test_an_unknown_condition_holds_for_controls_and_not_for_text(condition: str, controls: bool) -> None:
    template = _DRAFT.from_string(adapted(condition, controls=controls))
    for a, b in itertools.product([None, "x", "y", False, True], repeat=2):
        holds = _CONDITIONS[condition](a, b)
        expected = controls if holds is None else bool(holds)
        assert (template.render(a=a, b=b) == "shown") is expected, (a, b)


@pytest.mark.parametrize("condition", ["a is none", "a is not none", "not settings.published", "not loop.first"])
def test_a_test_for_a_blank_and_a_setting_are_as_they_were(condition: str) -> None:
    assert adapted(condition, controls=True).startswith(f"{{% if {condition} %}}")


@every_language
@every_variant
def test_the_documents_of_blanks_open_in_word(variant: type[Form], language: Language) -> None:
    for purpose in (Purpose.SCREEN, Purpose.PAPER, Purpose.FINAL):
        assert [*lint(RENDERER.render(blank_of(variant), language, purpose=purpose).content)] == []
