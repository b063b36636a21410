"""The comparison of the two languages of a form."""

from collections.abc import Callable

import pytest

from cpr_docs.language.languages import Language
from cpr_docs.ooxml.names import PartName
from cpr_docs.ooxml.package import Package
from cpr_docs.ooxml.xml import parse_xml
from cpr_docs.templating.checking.check_registry import PAIR_CHECKS
from cpr_docs.templating.checking.welsh_review import words_hash, words_hash_of
from tests.checking.edits import (
    TERMS,
    Edit,
    added,
    control,
    differences,
    edited,
    inserted,
    paragraph,
    replaced,
    table,
    with_paragraph,
)
from tests.documents.cases import VARIANTS, template

_HERE = '<w:tblCaption w:val="Amendments"'

DIFFERENCES: list[tuple[str, Edit, str]] = [
    ("a field printed in one language only", with_paragraph("{{ case_identifier }}"), "{{ case_identifier }}"),
    ("another filter", replaced('period.band|ticked("7-12")', 'period.band|ticked("0-6")'), "period.band"),
    ("a condition in one language only", with_paragraph("{% if terms.dated %}x{% endif %}"), "{% if terms.dated %}"),
    ("a loop in one language only", with_paragraph("{% for row in panel_members %}x{% endfor %}"), "panel_members"),
    ("a control in one language only", added(f"<w:p>{control('panel_chair.phone', 'x')}</w:p>"), "panel_chair.phone"),
    (
        "a heading in one language only",
        inserted('<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>More</w:t></w:r></w:p>', _HERE),
        "",
    ),
    ("a table in one language only", added(table(paragraph("x")) + paragraph("")), ""),
]
_CODES = [
    "pair-path",
    "pair-path",
    "pair-condition",
    "pair-loop",
    "pair-control",
    "pair-heading",
    "pair-table",
]


def _welsh() -> Package:
    return template(TERMS, Language.WELSH)


def test_the_masters_do_not_differ() -> None:
    assert differences(template(TERMS, Language.ENGLISH), _welsh()) == []


@pytest.mark.parametrize(
    ("edit", "code", "tag"),
    [(edit, code, tag) for (_name, edit, tag), code in zip(DIFFERENCES, _CODES, strict=True)],
    ids=[name for name, _edit, _tag in DIFFERENCES],
)
def test_a_difference_is_a_finding_at_its_place(edit: Edit, code: str, tag: str) -> None:
    found = [finding for finding in differences(edited(edit), _welsh()) if finding.code != "welsh-older"]
    here = [finding for finding in found if finding.template.startswith("en/")]
    assert {finding.code for finding in found} == {code}
    assert here
    assert here[0].heading
    assert all(tag in finding.tag for finding in here)


def test_every_check_of_pairs_has_a_difference_that_it_finds() -> None:
    assert {check.code for check in PAIR_CHECKS} == {*_CODES, "welsh-older", "english-older"}


def test_rows_may_have_another_name_in_the_other_language() -> None:
    def renamed(xml: str) -> str:
        return (
            xml.replace("for row in terms.amendments", "for newid in terms.amendments")
            .replace("{{ row.made_on }}", "{{ newid.made_on }}")
            .replace("{{ row.reason }}", "{{ newid.reason }}", 1)
        )

    assert differences(edited(renamed, language=Language.ENGLISH), edited(renamed, language=Language.WELSH)) == []
    assert differences(edited(renamed), _welsh()) == []


@pytest.mark.parametrize(
    ("edit", "older"),
    [
        (replaced("may be amended at any point", "may be changed at any time"), True),
        (replaced("may be amended at any point", "may be</w:t></w:r><w:r><w:t> amended  at any point"), False),
        (replaced("<w:p>", '<w:p w:rsidR="00AA11BB">'), False),
    ],
    ids=["other text", "the same text in other runs", "rsids"],
)
def test_welsh_of_another_english_text_is_one_finding_in_the_welsh_template(edit: Edit, older: bool) -> None:
    found = differences(edited(edit), _welsh())
    assert [(finding.code, finding.template) for finding in found] == [
        ("welsh-older", "cy/terms_of_reference.concise.docx")
    ] * older


def test_the_hash_is_of_the_fixed_text_only() -> None:
    body = template(TERMS, Language.ENGLISH)[PartName.DOCUMENT]
    changed: Callable[[str], str] = replaced("{{ terms.version }}", "{{terms.version}}")
    assert words_hash(parse_xml(body), None) == words_hash(parse_xml(changed(body.decode()).encode()), None)


def test_the_hash_covers_the_words_of_numbered_headings() -> None:
    report = next(variant for variant in VARIANTS if variant.name() == "report")
    parts = dict(template(report, Language.ENGLISH))
    before = words_hash_of(Package(parts))
    parts[PartName.NUMBERING] = parts[PartName.NUMBERING].replace(b"Learning point %1:", b"Lesson %1:")
    assert words_hash_of(Package(parts)) != before
