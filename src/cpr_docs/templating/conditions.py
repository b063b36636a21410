"""Which controls of a template stand in a document whatever the form holds."""

import re

from cpr_docs.ooxml.names import PartName, qn
from cpr_docs.ooxml.package import Package
from cpr_docs.ooxml.xml import parse_xml
from cpr_docs.templating.pieces import text_of

_OPENS = re.compile(r"\{%\s*(?:p|tr|tc|r)?\s*(?:if|for)\s")
_CLOSES = re.compile(r"\{%\s*(?:p|tr|tc|r)?\s*(?:endif|endfor)\s*%\}")


def unconditional_tags(template: Package) -> frozenset[str]:
    """The paths of the controls that no condition and no loop of the template can leave out."""
    tags = set()
    depth = 0
    for element in parse_xml(template[PartName.DOCUMENT], PartName.DOCUMENT).iter(qn("w:p"), qn("w:sdt")):
        if element.tag == qn("w:p"):
            text = text_of(element)
            depth += len(_OPENS.findall(text)) - len(_CLOSES.findall(text))
        elif not depth:
            tag = element.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
            if tag is not None:
                tags.add(str(tag.get(qn("w:val"))).partition("=")[0])
    return frozenset(tags)
