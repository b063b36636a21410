"""Documents that no longer say what they are, or say it in another manner, are recognised all the same."""

import pytest
from lxml import etree

from cpr_docs.language.languages import Language
from cpr_docs.ooxml.names import PartName
from tests.reading.cases import before, edited, read_back

EN = Language.ENGLISH


@pytest.mark.parametrize("around", ["property", "value"])
def test_properties_that_a_program_indents_are_read(around: str) -> None:
    document = edited("report", EN)
    root = etree.fromstring(document.parts[PartName.CUSTOM_PROPERTIES])
    for line in root:
        if around == "property":
            line.text = line[0].tail = "\n    "
        else:
            line[0].text = f"\n      {line[0].text}\n    "
    document.parts[PartName.CUSTOM_PROPERTIES] = etree.tostring(root)
    assert read_back(document) == before("report", EN)
