"""Locks the controls of finished papers that have a value, so that nobody changes what was signed or sent."""

from lxml import etree

from cpr_docs.models.fields import FormField, Kind
from cpr_docs.ooxml.names import qn
from cpr_docs.templating.xml_builder import child, value

_WHOLE = frozenset({"sdtLocked", "sdtContentLocked"})


def filled_condition(field: FormField, expression: str, later: str) -> str:
    """The condition under which a control has a value; empty if it always has one.

    A box that is not ticked has a value, too, unless a later hand fills in its section.
    """
    if field.kind is Kind.TICK:
        return f"{later} is not none" if later else ""
    return f"{expression} is not none" if field.absent else ""


def lock_content(properties: etree._Element, condition: str) -> None:
    """Locks the content of a control, under a condition unless it is empty; a lock against deletion stays."""
    before = properties.find(qn("w:lock"))
    whole = before is not None and before.get(qn("w:val")) in _WHOLE
    locked = value("w:lock", "sdtContentLocked" if whole else "contentLocked")
    number = child(properties, "w:id")
    if before is None:
        properties.insert(properties.index(number) + 1, locked)
        locked.tail, number.tail = number.tail, None
    elif not condition:
        before.set(qn("w:val"), str(locked.get(qn("w:val"))))
        return
    else:
        before.addprevious(locked)
    if condition:
        number.tail = (number.tail or "") + f"{{% if {condition} %}}"
        if before is None:
            locked.tail = "{% endif %}" + (locked.tail or "")
        else:
            locked.tail = "{% else %}"
            before.tail = "{% endif %}" + (before.tail or "")
