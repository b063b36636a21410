"""The filters of grammar: Welsh changes letters, English prints plainly, names keep their letters."""

import datetime

import pytest

from cpr_docs.documents.settings import Settings
from cpr_docs.errors import TemplateProblem
from cpr_docs.language.bilingual import BilingualLine
from cpr_docs.language.languages import Language
from cpr_docs.models.purpose import Purpose
from cpr_docs.ooxml.names import PartName, qn
from cpr_docs.ooxml.package import Package
from cpr_docs.ooxml.traversal import text_of
from cpr_docs.ooxml.xml import parse_xml
from cpr_docs.templating.compile import compile_source
from cpr_docs.templating.compiled import compile_template
from cpr_docs.templating.edition import SCREEN, Edition
from cpr_docs.templating.environment import FormEnvironment
from cpr_docs.templating.filters import LacksLanguage, runtime_for
from cpr_docs.templating.grammar_filters import CHANGES_LETTERS, KEPT, MUTATING
from tests.checking.edits import LETTER, added, differences, edited, findings, paragraph, replaced, run
from tests.documents.cases import case, changed, every_language

_DAY = datetime.date(2013, 6, 19)


@pytest.mark.parametrize(
    ("name", "value", "arguments", "welsh", "english"),
    [
        ("after", "Caerdydd", ("yn",), "yng Nghaerdydd", "Caerdydd"),
        ("after", "Y Barri", ("i",), "i’r Barri", "Y Barri"),
        ("after", "Bwrdd", ("mewn perthynas â",), "mewn perthynas â Bwrdd", "Bwrdd"),
        ("after", "O'Connor", ("i",), "i O'Connor", "O'Connor"),
        ("soft", "Prawf", (), "Brawf", "Prawf"),
        ("nasal", "Powys", (), "Mhowys", "Powys"),
        ("aspirate", "Prawf", (), "Phrawf", "Prawf"),
        ("article", "cofrestr", ("f",), "y gofrestr", "cofrestr"),
        ("article", "heddlu", (), "yr heddlu", "heddlu"),
        ("count", 3, ("plentyn", "m"), "3 phlentyn", "3"),
        ("weekday", _DAY, (), "Dydd Mercher 19\u00a0Mehefin 2013", "Wednesday 19\u00a0June 2013"),
        ("on_day", _DAY, (), "ddydd Mercher 19\u00a0Mehefin 2013", "Wednesday 19\u00a0June 2013"),
        ("listing", ("Heddlu", "Prawf"), (), "Heddlu a Phrawf", "Heddlu and Prawf"),
        ("listing", (), (), "", ""),
        *((name, None, (), "", "") for name in ("soft", "nasal", "aspirate", "weekday", "on_day", "kept")),
        ("after", None, ("yn",), "", ""),
        ("count", None, ("plentyn", "m"), "", ""),
    ],
)
def test_welsh_changes_the_letters_and_english_does_not(
    name: str, value: object, arguments: tuple[str, ...], welsh: str, english: str
) -> None:
    assert runtime_for(Language.WELSH).filters[name](value, *arguments) == welsh
    assert runtime_for(Language.ENGLISH).filters[name](value, *arguments) == english


@pytest.mark.parametrize("name", sorted(MUTATING - {"count"}))
def test_a_kept_value_keeps_its_letters_in_every_filter(name: str) -> None:
    filters = runtime_for(Language.WELSH).filters
    arguments = {"after": ("yn",), "article": ("f",)}.get(name, ())
    assert filters[name](filters[KEPT]("Caerdydd"), *arguments).endswith("Caerdydd")


def test_a_text_of_the_other_language_keeps_its_letters() -> None:
    text = BilingualLine(en="Cardiff")
    assert runtime_for(Language.WELSH, mark=True).filters["after"](text, "yn") == "yn Cardiff"
    with pytest.raises(LacksLanguage):
        runtime_for(Language.WELSH).filters["after"](text, "yn")


def test_nothing_changes_that_is_no_filter_of_grammar() -> None:
    assert set(runtime_for(Language.WELSH).filters) >= CHANGES_LETTERS


#: A sentence with a name, a name in a row, a name in a tag that Word has split, and a text that mutates.
_SENTENCE = (
    paragraph("{{ recipient.name|soft }}, {{ board|soft }}, {{ child|after('gan') }}")
    + f"<w:p>{run('{{ reci')}{run('pient.name|')}{run('soft }}')}</w:p>"
)


def _printed(package: Package, language: Language, edition: Edition = SCREEN) -> bytes:
    source = compile_source(package, LETTER, language, edition=edition)
    form = changed(case(LETTER), recipient={"name": "Catrin Morris"})
    derived = {name: getattr(form, name) for name in LETTER.DERIVED}
    values = {**form.__dict__, **derived, "settings": Settings().as_printed(edition.purpose)}
    return compile_template(source, FormEnvironment(language, edition=edition)).render(values)


@pytest.mark.parametrize("purpose", [Purpose.SCREEN, Purpose.FINAL, Purpose.PAPER])
def test_names_and_labels_keep_their_letters_by_themselves(purpose: Purpose) -> None:
    package = edited(added(_SENTENCE), LETTER, Language.WELSH)
    content = _printed(package, Language.WELSH, Edition(purpose))
    body = parse_xml(Package.read(content)[PartName.DOCUMENT])
    *_others, first, second = [text for each in body.iter(qn("w:p")) if (text := text_of(each))]
    child = case(LETTER).child.cy  # type: ignore[attr-defined]
    assert first.startswith("Catrin Morris, Fwrdd Lleol")
    assert first.endswith(f"gan {child}")
    assert second == "Catrin Morris"


@every_language
@pytest.mark.parametrize("name", sorted(CHANGES_LETTERS))
def test_no_control_of_a_field_holds_a_changed_value(name: str, language: Language) -> None:
    given = {"after": "('yn')", "count": "('plentyn', 'm')"}.get(name, "")
    package = edited(replaced("{{ recipient.agency }}", f"{{{{ recipient.agency|{name}{given} }}}}"), LETTER, language)
    with pytest.raises(TemplateProblem, match=name):
        compile_source(package, LETTER, language)


def test_the_check_names_the_filter_in_a_control() -> None:
    package = edited(replaced("{{ recipient.agency }}", "{{ recipient.agency|soft }}"), LETTER)
    assert "control-letters" in [finding.code for finding in findings(package, LETTER)]


@pytest.mark.parametrize(
    "tag",
    [
        "{{ board|after('cyn') }}",
        "{{ board|after('xyz') }}",
        "{{ board|article('x') }}",
        "{{ enclosures|listing('nothing') }}",
        "{{ enclosures|listing }}",
    ],
)
def test_the_check_finds_an_argument_that_a_filter_cannot_use(tag: str) -> None:
    package = edited(added(paragraph(tag)), LETTER)
    assert [finding.code for finding in findings(package, LETTER)] == ["filter-grammar"]


@pytest.mark.parametrize("tag", ["{{ board|after('cyn') }}", "{{ board|after }}", "{{ board|soft('x') }}"])
def test_a_template_with_such_an_argument_does_not_compile(tag: str) -> None:
    source = compile_source(edited(added(paragraph(tag)), LETTER), LETTER, Language.ENGLISH)
    with pytest.raises(TemplateProblem):
        compile_template(source, FormEnvironment(Language.ENGLISH))


def test_the_templates_of_both_languages_pair_with_and_without_the_filters() -> None:
    plain = paragraph("{{ board }}, {{ dated|weekday }}")
    english = edited(added(plain), LETTER)
    welsh = edited(added(paragraph("{{ board|kept|after('gan') }}, {{ dated|on_day }}")), LETTER, Language.WELSH)
    codes = [finding.code for finding in differences(english, welsh, LETTER)]
    assert "pair-path" not in codes
    other = edited(added(paragraph("{{ child|soft }}, {{ dated|on_day }}")), LETTER, Language.WELSH)
    assert "pair-path" in [finding.code for finding in differences(english, other, LETTER)]
