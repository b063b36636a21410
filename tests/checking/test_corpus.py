"""Broken and hand-edited templates: each works, or has a finding at the right place."""

import pytest

from cpr_docs.errors import CprDocsError, TemplateProblem
from cpr_docs.language.languages import Language
from cpr_docs.ooxml.lint import lint
from cpr_docs.ooxml.names import NAMESPACES, PartName
from cpr_docs.ooxml.package import Package
from cpr_docs.reading.read import read
from cpr_docs.templating.checking.check_registry import CHECKS
from cpr_docs.templating.compile import compile_source
from cpr_docs.templating.compiled import compile_template
from cpr_docs.templating.document_properties import marked_values
from cpr_docs.templating.environment import FormEnvironment
from tests.checking.corpus import BROKEN, WORKS, Broken, Works
from tests.checking.edits import HEADER, TERMS, added, edited, findings, paragraph
from tests.documents.cases import case, values_of


def _rendered(package: Package, form: type, *, sparse: bool = False) -> bytes:
    source = compile_source(package, form, Language.ENGLISH)
    values = values_of(case(form, sparse))
    return compile_template(source, FormEnvironment(Language.ENGLISH)).render(values)


@pytest.mark.parametrize("broken", BROKEN, ids=[f"{broken.code}: {broken.name}" for broken in BROKEN])
def test_a_broken_template_has_a_finding_at_its_place(broken: Broken) -> None:
    found = findings(edited(broken.edit, broken.form, part=broken.part), broken.form)
    assert {finding.code for finding in found} == {broken.code, *broken.along}
    places = [finding.place for finding in found if finding.code == broken.code]
    assert any(broken.place in place and (not broken.tag or place.endswith(broken.tag)) for place in places), places


@pytest.mark.parametrize("broken", BROKEN, ids=[f"{broken.code}: {broken.name}" for broken in BROKEN])
def test_rendering_a_broken_template_raises_only_the_librarys_own_errors(broken: Broken) -> None:
    message = ""
    try:
        _rendered(edited(broken.edit, broken.form, part=broken.part), broken.form)
    except CprDocsError as error:
        message = str(error)
    assert str(case(broken.form).case_identifier) not in message


# The check and the compiler agree on what a tag is.
_CODES_OF_TAGS = {
    *("syntax", "half-tag", "tag-across", "docxtpl", "passed-over", "not-in-language", "not-in-text"),
    *("not-in-document", "unclosed", "stray"),
}
_BROKEN_TAGS = [broken for broken in BROKEN if broken.code in _CODES_OF_TAGS]


@pytest.mark.parametrize("broken", _BROKEN_TAGS, ids=[f"{broken.code}: {broken.name}" for broken in _BROKEN_TAGS])
def test_a_tag_that_the_check_refuses_is_not_compiled(broken: Broken) -> None:
    with pytest.raises(TemplateProblem) as caught:
        compile_template(
            compile_source(edited(broken.edit, broken.form, part=broken.part), broken.form, Language.ENGLISH),
            FormEnvironment(Language.ENGLISH),
        )
    assert caught.value.place.startswith(f"terms_of_reference (concise) in en, {broken.part}")


@pytest.mark.parametrize("works", WORKS, ids=[works.name for works in WORKS])
def test_a_template_that_works_has_no_findings(works: Works) -> None:
    package = edited(works.edit, works.form, part=works.part)
    assert findings(package, works.form) == []
    for sparse in (False, True):
        content = _rendered(package, works.form, sparse=sparse)
        assert lint(content) == []
        assert read(content) == case(works.form, sparse).in_language(Language.ENGLISH)


@pytest.mark.parametrize("works", WORKS, ids=[works.name for works in WORKS])
def test_a_template_that_works_is_rendered_by_generated_code(works: Works) -> None:
    package = edited(works.edit, works.form, part=works.part)
    for mark in (False, True):
        source = compile_source(package, works.form, Language.ENGLISH, mark=mark)
        template = compile_template(source, FormEnvironment(Language.ENGLISH, mark=mark))
        forms = [case(works.form), case(works.form, sparse=True)]
        forms += [form.in_language(Language.WELSH) for form in forms] if mark else []
        for form in forms:
            template.render({**values_of(form), **marked_values(())})
        assert template.fallbacks == 0


@pytest.mark.parametrize("broken", BROKEN, ids=[f"{broken.code}: {broken.name}" for broken in BROKEN])
def test_a_broken_template_that_renders_is_rendered_by_generated_code(broken: Broken) -> None:
    try:
        source = compile_source(edited(broken.edit, broken.form, part=broken.part), broken.form, Language.ENGLISH)
        template = compile_template(source, FormEnvironment(Language.ENGLISH))
        template.render(values_of(case(broken.form)))
    except CprDocsError:
        return
    assert template.fallbacks == 0


def test_there_are_thirty_broken_templates_and_each_check_has_one() -> None:
    assert len(BROKEN) >= 30
    codes = {broken.code for broken in BROKEN} | {code for broken in BROKEN for code in broken.along}
    assert {check.code for check in CHECKS} - codes == {"encoding"}


def test_a_part_in_another_encoding_has_a_finding_because_its_tags_are_not_seen() -> None:
    master = edited(lambda xml: xml, TERMS)
    words = master[HEADER].decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
    package = Package({**master, HEADER: words.encode("utf-16")})
    assert "encoding" in {finding.code for finding in findings(package, TERMS)}
    with pytest.raises(TemplateProblem, match="not in UTF-8") as caught:
        compile_source(package, TERMS, Language.ENGLISH)
    assert caught.value.place == f"terms_of_reference (concise) in en, {HEADER}"


@pytest.mark.parametrize("kind", ["footnotes", "endnotes"])
def test_a_tag_in_a_note_is_checked_as_any_other(kind: str) -> None:
    master = edited(added(f'<w:p><w:r><w:{kind[:-1]}Reference w:id="2"/></w:r></w:p>'), TERMS)
    types, lines = master[PartName.CONTENT_TYPES].decode(), master[PartName.DOCUMENT_RELATIONSHIPS].decode()
    note = f'<w:{kind} xmlns:w="{NAMESPACES["w"]}"><w:{kind[:-1]} w:id="2">{{}}</w:{kind[:-1]}></w:{kind}>'
    of_notes = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
    listed = f'<Relationship Id="rIdNotes" Type="{NAMESPACES["r"]}/{kind}" Target="{kind}.xml"/>'
    override = f'<Override PartName="/word/{kind}.xml" ContentType="{of_notes}"/>'
    with_notes = {
        **master,
        PartName.CONTENT_TYPES: types.replace("</Types>", f"{override}</Types>").encode(),
        PartName.DOCUMENT_RELATIONSHIPS: lines.replace("</Relationships>", f"{listed}</Relationships>").encode(),
    }
    for tag, codes in (("{{ board }}", set()), ("{{ bord }}", {"unknown-path"}), ("{{ board }", {"half-tag"})):
        package = Package({**with_notes, f"word/{kind}.xml": note.format(paragraph(tag)).encode()})
        found = findings(package, TERMS)
        assert {finding.code for finding in found} == codes
        assert all(finding.part == f"word/{kind}.xml" for finding in found)
