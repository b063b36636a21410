"""Content controls are read from their XML, changed in place, and found in and around an element."""

import pytest
from lxml import etree

from cpr_docs.ooxml.content_control import (
    ContentControl,
    controls_around,
    controls_from,
    controls_in,
    outermost_tagged,
)
from cpr_docs.ooxml.names import NAMESPACES, qn

_DECLARED = " ".join(f'xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in ("w", "w14", "w15", "mc"))


def _tree(xml: str) -> etree._Element:
    root = etree.fromstring(f"<w:body {_DECLARED}>{xml}</w:body>")
    return root[0]


def _control(properties: str = "", content: str = "") -> ContentControl:
    return ContentControl(
        _tree(f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>")
    )


_NESTED = """
    <w:sdt>
      <w:sdtPr><w:tag w:val="people"/><w15:repeatingSection/></w:sdtPr>
      <w:sdtContent>
        <w:sdt>
          <w:sdtPr><w15:repeatingSectionItem/></w:sdtPr>
          <w:sdtContent>
            <w:p>
              <w:sdt>
                <w:sdtPr><w:tag w:val="people[].name"/></w:sdtPr>
                <w:sdtContent><w:r><w:t>Alys</w:t></w:r></w:sdtContent>
              </w:sdt>
            </w:p>
          </w:sdtContent>
        </w:sdt>
      </w:sdtContent>
    </w:sdt>
"""


class TestProperties:
    def test_names_id_and_lock_are_their_values(self) -> None:
        control = _control(
            """
            <w:alias w:val="The reason"/>
            <w:tag w:val="reason"/>
            <w:id w:val="-12"/>
            <w:lock w:val="sdtLocked"/>
            """
        )
        assert (control.alias, control.tag, control.id, control.lock) == ("The reason", "reason", "-12", "sdtLocked")

    def test_a_control_without_properties_has_empty_ones(self) -> None:
        control = ContentControl(_tree("<w:sdt/>"))
        assert control.properties is None
        assert control.content is None
        assert (control.alias, control.tag, control.id, control.lock, control.text) == ("", "", "", "", "")
        assert control.kind == "richText"
        assert not any((control.is_locked, control.is_placeholder, control.is_repeating, control.is_check_box))

    @pytest.mark.parametrize(
        ("lock", "is_locked"),
        [("", False), ("sdtLocked", False), ("unlocked", False), ("contentLocked", True), ("sdtContentLocked", True)],
    )
    def test_only_a_lock_on_the_content_locks_it(self, lock: str, is_locked: bool) -> None:
        assert _control(f'<w:lock w:val="{lock}"/>').is_locked is is_locked

    @pytest.mark.parametrize(
        ("properties", "kind"),
        [
            ("", "richText"),
            ("<w:text/>", "text"),
            ("<w:tag w:val='x'/><w:date/>", "date"),
            ("<w:dropDownList/>", "dropDownList"),
            ("<w14:checkbox/>", "checkbox"),
            ("<w15:repeatingSection/>", "repeatingSection"),
            ("<w15:repeatingSectionItem/>", "repeatingSectionItem"),
        ],
    )
    def test_the_kind_is_the_name_of_its_element(self, properties: str, kind: str) -> None:
        assert _control(properties).kind == kind

    def test_an_invalid_control_has_every_kind_that_it_names(self) -> None:
        assert _control("<w:text/><w:date/>").kinds == ["text", "date"]

    @pytest.mark.parametrize(
        ("properties", "is_placeholder"),
        [
            ("", False),
            ("<w:showingPlcHdr/>", True),
            ('<w:showingPlcHdr w:val="1"/>', True),
            ('<w:showingPlcHdr w:val="0"/>', False),
            ('<w:showingPlcHdr w:val="false"/>', False),
        ],
    )
    def test_a_placeholder_is_marked_by_a_property_that_is_on(self, properties: str, is_placeholder: bool) -> None:
        assert _control(properties).is_placeholder is is_placeholder

    def test_a_section_and_its_item_are_distinguished(self) -> None:
        section, item, _field = controls_in(_tree(_NESTED))
        assert (section.is_repeating, section.is_repeating_item) == (True, False)
        assert (item.is_repeating, item.is_repeating_item) == (False, True)

    def test_the_text_is_that_of_all_runs(self) -> None:
        assert _control(content="<w:p><w:r><w:t>one </w:t></w:r><w:r><w:t>two</w:t></w:r></w:p>").text == "one two"

    def test_the_properties_of_a_control_inside_are_not_its_own(self) -> None:
        _section, item, _field = controls_in(_tree(_NESTED))
        assert item.tag == ""


class TestChanging:
    def test_a_new_control_has_its_properties_and_no_content(self) -> None:
        control = ContentControl.new(etree.Element(qn("w:tag"), {qn("w:val"): "reason"}), etree.Element(qn("w:text")))
        assert (control.tag, control.kind) == ("reason", "text")
        assert control.content is not None
        assert len(control.content) == 0

    def test_elements_are_appended_to_the_content(self) -> None:
        control = _control(content="<w:p/>")
        control.extend([etree.Element(qn("w:tbl"))])
        assert control.content is not None
        assert [child.tag for child in control.content] == [qn("w:p"), qn("w:tbl")]

    def test_content_that_is_missing_is_added(self) -> None:
        control = ContentControl(_tree("<w:sdt><w:sdtPr/></w:sdt>"))
        control.extend([etree.Element(qn("w:p"))])
        assert [child.tag for child in control.element] == [qn("w:sdtPr"), qn("w:sdtContent")]

    def test_an_unwrapped_control_leaves_its_content_in_its_place(self) -> None:
        control = _control(content="<w:p/><w:tbl/>")
        body = control.element.getparent()
        assert body is not None
        control.unwrap()
        assert [child.tag for child in body] == [qn("w:p"), qn("w:tbl")]


class TestFinding:
    def test_controls_come_in_document_order_the_element_first(self) -> None:
        assert [control.tag for control in controls_in(_tree(_NESTED))] == ["people", "", "people[].name"]

    def test_controls_around_an_element_come_innermost_first(self) -> None:
        text = next(_tree(_NESTED).iter(qn("w:t")))
        assert [control.tag for control in controls_around(text)] == ["people[].name", "", "people"]

    def test_a_control_is_not_around_itself(self) -> None:
        field = list(controls_in(_tree(_NESTED)))[-1].element
        assert [control.tag for control in controls_around(field)] == ["", "people"]
        assert [control.tag for control in controls_from(field)] == ["people[].name", "", "people"]

    def test_the_outermost_are_those_with_a_tag_in_no_other_one(self) -> None:
        root = _tree(f"<w:tc>{_NESTED}{_NESTED}</w:tc>")
        assert [control.tag for control in outermost_tagged(root)] == ["people", "people"]

    def test_a_control_without_a_tag_hides_none_in_it(self) -> None:
        item = list(controls_in(_tree(_NESTED)))[1].element
        assert [control.tag for control in outermost_tagged(item)] == ["people[].name"]

    def test_a_tagged_control_around_the_element_hides_none_below(self) -> None:
        paragraph = next(_tree(_NESTED).iter(qn("w:p")))
        assert [control.tag for control in outermost_tagged(paragraph)] == ["people[].name"]
