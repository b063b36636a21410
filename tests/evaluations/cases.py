"""Evaluation forms that were answered in Word, in either language."""

from pathlib import Path
from typing import Any

from cpr_docs.guidance.evaluation_form.model import EvaluationForm
from cpr_docs.language.languages import Language
from cpr_docs.models.examples import example
from tests.documents.cases import RENDERER
from tests.reading.editing import Edited

_BLANK = {
    name: value for name, value in example("evaluation_form").model_dump(mode="json").items() if name != "answers"
}


def returned(language: Language, **answers: Any) -> bytes:
    """A blank form that was filled in in Word."""
    form = EvaluationForm.parse(_BLANK)
    document = Edited(RENDERER.render(form, language).content)
    for name, answer in answers.items():
        if name in ("objectives_met", "rating"):
            document.tick(f"answers.{name}={answer}")
        else:
            document.type(f"answers.{name}", answer)
    return document.saved()


def fifty(folder: Path) -> list[Path]:
    """Fifty returns in two languages: every tenth is blank, and the others give each answer in turn."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in range(50):
        language = Language.WELSH if number % 2 else Language.ENGLISH
        answers: dict[str, Any] = {"name": f"Person {number}", "most_helpful": f"=1+{number}"}
        if number % 10:
            answers["rating"] = ["excellent", "good", "fair", "poor"][number % 4]
            answers["objectives_met"] = ["yes", "partly", "no"][number % 3]
        paths.append(folder / f"return-{number:02}.docx")
        paths[-1].write_bytes(returned(language, **answers))
    return paths
