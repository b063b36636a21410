"""The lint finds nothing in a sound document, and each fault by its code and place."""

import pytest

from cpr_docs.ooxml.lint import CHECKS, MAX_FINDINGS, lint
from cpr_docs.ooxml.names import PartName
from cpr_docs.ooxml.package import Package, write_package
from tests.ooxml.broken_documents import BROKEN, SOUND, Broken
from tests.ooxml.documents import document, heading, p, r, sdt, tbl, tc, tr

_ONLY_IN_DOCUMENTS = {check.code for check in CHECKS if not check.of_templates}


@pytest.mark.parametrize("package", [pytest.param(package, id=name) for name, package in SOUND.items()])
def test_nothing_is_found_in_a_sound_document(package: Package) -> None:
    assert lint(package) == []
    assert lint(package, template=True) == []


@pytest.mark.parametrize("broken", BROKEN, ids=[f"{broken.code}: {broken.how}" for broken in BROKEN])
def test_each_fault_is_found_and_no_other_with_it(broken: Broken) -> None:
    assert {finding.code for finding in lint(broken.package)} == {broken.code, *broken.along}


@pytest.mark.parametrize("broken", BROKEN, ids=[f"{broken.code}: {broken.how}" for broken in BROKEN])
def test_every_check_of_templates_applies_to_a_template(broken: Broken) -> None:
    expected = {broken.code, *broken.along} - _ONLY_IN_DOCUMENTS
    assert {finding.code for finding in lint(broken.package, template=True)} == expected


def test_every_check_has_a_document_that_it_finds_a_fault_in() -> None:
    assert {check.code for check in CHECKS} == {broken.code for broken in BROKEN}


def test_no_two_checks_have_the_same_code() -> None:
    assert len({check.code for check in CHECKS}) == len(CHECKS)


@pytest.mark.parametrize("broken", BROKEN, ids=[f"{broken.code}: {broken.how}" for broken in BROKEN])
@pytest.mark.parametrize("template", [False, True])
def test_a_finding_never_quotes_the_text_of_the_document(broken: Broken, template: bool) -> None:
    said = " ".join(map(str, lint(broken.package, template=template)))
    assert "Sioned" not in said


def test_bytes_are_read_as_a_package() -> None:
    assert lint(write_package(document())) == []


def test_the_findings_of_one_check_are_bounded() -> None:
    assert len(lint(document(p(r(" x")) * (MAX_FINDINGS + 1)))) == MAX_FINDINGS


class TestPlace:
    """The place of a finding."""

    _cell = tc(sdt(p(r(" x")), tag="decision.date") + "<w:p/>")
    _body = heading(1, "Decision {{ x }}") + tbl(1, tr(tc())) + heading(2, "Amendments") + tbl(1, tr(tc()), tr(_cell))

    def _place(self, body: str, *, template: bool = False) -> str:
        (finding,) = (finding for finding in lint(document(body), template=template) if finding.code == "blank-lost")
        assert finding.part == PartName.DOCUMENT
        return finding.place

    def test_a_heading_of_a_template_is_quoted(self) -> None:
        expected = 'heading "Amendments", table 2, row 2, cell 1, control "decision.date"'
        assert self._place(self._body, template=True) == expected

    def test_a_heading_of_a_document_is_numbered_because_it_may_contain_a_value(self) -> None:
        assert self._place(self._body) == 'heading 2, table 2, row 2, cell 1, control "decision.date"'

    def test_a_fault_in_a_heading_is_at_that_heading(self) -> None:
        assert self._place(heading(1) + heading(2, " x")) == "heading 2"

    def test_before_the_first_heading_there_is_no_place(self) -> None:
        assert self._place(p(r(" x")) + heading(1)) == ""

    def test_a_table_in_a_cell_is_counted_as_a_table_of_its_own(self) -> None:
        inner = tbl(1, tr(tc(p(r(" x")))))
        assert self._place(tbl(2, tr(tc(), tc(inner)))) == "table 2, row 1, cell 1"

    def test_rows_in_controls_are_counted(self) -> None:
        assert self._place(tbl(1, tr(tc()), sdt(tr(tc(p(r(" x"))))))) == "table 1, row 2, cell 1"

    def test_the_place_comes_before_the_message(self) -> None:
        finding = lint(document(heading(1) + p(r(" x"))))[0]
        assert str(finding).startswith("word/document.xml, heading 1: Word drops the blanks")
        assert str(finding).endswith("[blank-lost]")
