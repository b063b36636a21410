"""Broken and hand-edited templates: each works, or is told what is wrong with it at the right place."""

import pytest

from cpr_docs.documents.read import read
from cpr_docs.documents.settings import Settings
from cpr_docs.errors import CprDocsError
from cpr_docs.language.languages import Language
from cpr_docs.ooxml.lint import lint
from cpr_docs.ooxml.package import Package
from cpr_docs.templating.checking.registry import CHECKS
from cpr_docs.templating.compile import compile_source
from cpr_docs.templating.compiled import compiled
from cpr_docs.templating.environment import FormEnvironment
from tests.checking.corpus import BROKEN, WORKS, Broken, Works
from tests.checking.edits import HEADER, TERMS, edited, findings
from tests.documents.cases import case


def _rendered(package: Package, form: type, *, sparse: bool = False) -> bytes:
    source = compile_source(package, form, Language.ENGLISH)
    values = {**case(form, sparse).__dict__, "settings": Settings()}
    return compiled(source, FormEnvironment(Language.ENGLISH)).render(values)


@pytest.mark.parametrize("broken", BROKEN, ids=[f"{broken.code}: {broken.name}" for broken in BROKEN])
def test_what_is_wrong_is_told_at_its_place(broken: Broken) -> None:
    found = findings(edited(broken.edit, broken.form, part=broken.part), broken.form)
    assert {finding.code for finding in found} == {broken.code, *broken.along}
    places = [finding.place for finding in found if finding.code == broken.code]
    assert any(broken.place in place and (not broken.tag or place.endswith(broken.tag)) for place in places), places


@pytest.mark.parametrize("broken", BROKEN, ids=[f"{broken.code}: {broken.name}" for broken in BROKEN])
def test_whoever_renders_it_all_the_same_meets_no_error_but_the_librarys_own(broken: Broken) -> None:
    said = ""
    try:
        _rendered(edited(broken.edit, broken.form, part=broken.part), broken.form)
    except CprDocsError as error:
        said = str(error)
    assert str(case(broken.form).case_identifier) not in said


@pytest.mark.parametrize("works", WORKS, ids=[works.name for works in WORKS])
def test_what_works_is_left_alone(works: Works) -> None:
    package = edited(works.edit, works.form, part=works.part)
    assert findings(package, works.form) == []
    for sparse in (False, True):
        content = _rendered(package, works.form, sparse=sparse)
        assert lint(content) == []
        assert read(content) == case(works.form, sparse).in_language(Language.ENGLISH)


def test_there_are_thirty_of_them_and_each_check_has_one() -> None:
    assert len(BROKEN) >= 30
    codes = {broken.code for broken in BROKEN} | {code for broken in BROKEN for code in broken.along}
    assert {check.code for check in CHECKS} - codes == {"encoding"}


def test_a_part_in_another_encoding_is_told_for_its_tags_are_not_seen() -> None:
    master = edited(lambda xml: xml, TERMS)
    words = master[HEADER].decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
    found = findings(Package({**master, HEADER: words.encode("utf-16")}), TERMS)
    assert "encoding" in {finding.code for finding in found}
