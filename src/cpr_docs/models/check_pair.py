"""`check_pair`, the public function that compares the English and the Welsh of a form or a draft."""

import re
from collections.abc import Iterator
from typing import Any

from cpr_docs.arguments import require
from cpr_docs.language.bilingual import Bilingual
from cpr_docs.language.pair.compare_texts import PairDifference, differences
from cpr_docs.language.pair.label_mentions import has_label, is_label
from cpr_docs.language.pair.mentions import PairKind
from cpr_docs.models.draft import Draft
from cpr_docs.models.fields import field_at, label_at
from cpr_docs.models.form import AnyForm
from cpr_docs.models.pair_finding import PairFinding, pair_finding
from cpr_docs.models.parts import bilingual_values

_INDEX = re.compile(r"\[\d+\]")


def check_pair(form: AnyForm | Draft[Any]) -> list[PairFinding]:
    """Each place where the English and the Welsh of a text do not name the same, in the order of the data.

    Compared are dates, times, amounts, numbers, labels of people, paragraphs and bullets; and the Welsh has one of the
    glossary's words for each of its terms in the English. A text in one language only is not compared. Nothing is
    refused: a translator may have a reason.
    """
    require("form", form, (AnyForm, Draft), "a form or a draft")
    values = form.values if isinstance(form, Draft) else form
    cls: Any = form.form_type if isinstance(form, Draft) else type(form)
    texts = [(path, text) for path, text in bilingual_values(values) if _is_pair(text)]
    labels = [text for path, text in texts if _is_label(cls, path, text)]
    found = []
    for path, text in texts:
        for difference in _differences(text, labels):
            found.append(pair_finding(path, label_at(cls, path), difference))
    return found


def _is_pair(text: Bilingual) -> bool:
    """True for a text in both languages; the same words for both are no translation."""
    return text.en is not None and text.cy is not None and not (text.SHARED and text.en == text.cy)


def _is_label(form: type[AnyForm], path: str, text: Bilingual) -> bool:
    keeps_letters = field_at(form, _INDEX.sub("[]", path)).label.keeps_letters
    return keeps_letters and is_label(text.en or "") and is_label(text.cy or "")


def _differences(text: Bilingual, labels: list[Bilingual]) -> Iterator[PairDifference]:
    english, welsh = text.en or "", text.cy or ""
    found = list(differences(english, welsh))
    yield from found
    # A label of the form need not be a noun and a letter: the form itself says how each language writes it.
    if not any(each.kind is PairKind.LABEL for each in found):
        for label in labels:
            if has_label(english, label.en or "") != has_label(welsh, label.cy or ""):
                yield PairDifference(PairKind.LABEL)
                return
