"""The last page of a request for a timeline names the child on purpose; every other place is searched."""

import cpr_docs
from cpr_docs.ooxml.package import Package, write_package

NAMES = cpr_docs.NeverPrint.parse("Elis Rhun Madog\n14.05.2005\n")
REQUEST = cpr_docs.example("timeline_request")


def test_the_names_on_the_page_are_allowed() -> None:
    for language in ("en", "cy"):
        for purpose in ("screen", "paper", "final"):
            document = cpr_docs.render(REQUEST, language, purpose=purpose, never_print=NAMES)
            assert NAMES.found_in(document.content) == ()


def test_the_same_names_elsewhere_are_found() -> None:
    letter = REQUEST.replace({"questions[0].text": {"en": "What became of Elis Rhun Madog?", "cy": "Elis Rhun Madog?"}})
    (problem,) = NAMES.found_in(cpr_docs.render(letter, "en"))
    assert problem.path == "questions[0].text"


def test_names_beside_the_control_are_found() -> None:
    document = cpr_docs.render(REQUEST, "en")
    package = dict(Package.read(document.content))
    body = package["word/document.xml"]
    typed = body.replace(b"destroy it when", b"destroy it (Elis Rhun Madog) when")
    assert typed != body
    (problem,) = NAMES.found_in(write_package({**package, "word/document.xml": typed}))
    assert problem.path == ""


def test_without_names_there_is_no_page() -> None:
    document = cpr_docs.render(REQUEST.replace(child_names=None), "en", purpose="final")
    assert b"Identification sheet" not in Package.read(document.content)["word/document.xml"]
