"""A file name consists of a closed list of fields, is safe on any system, and identifies a person only on request."""

import pytest

from cpr_docs.batch.filenames import DEFAULT, FilenameInvalid, NamePattern
from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form
from tests.batch.cases import letter


def form(name: str = "Ms Siân Prothero", **changed: object) -> Form:
    return Form.parse({**letter(**changed), "recipient": {"name": name, "agency": "Police / CID"}})


def named(pattern: str, name: str = "Ms Siân Prothero", **changed: object) -> str:
    return NamePattern(pattern).name(form(name, **changed), 7, Language.WELSH)


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        (DEFAULT, "DA-CPR-2012-03-0007-cy.docx"),
        ("{form}_{review_type} ({row})", "invitation-letter_concise (7).docx"),
        ("{name}-{agency}", "Ms-Siân-Prothero-Police-CID.docx"),
        ("Llythyr ŵŷ {row:3}", "Llythyr ŵŷ   7.docx"),
        ("con", "_con.docx"),
        ("..{row}..", "7.docx"),
        ("{{", None),
    ],
)
def test_the_name_of_a_pattern(pattern: str, name: str | None) -> None:
    if name is None:
        with pytest.raises(FilenameInvalid):
            NamePattern(pattern)
    else:
        assert named(pattern) == name


def test_nothing_in_the_default_identifies_a_person() -> None:
    assert named(DEFAULT, "A B") == named(DEFAULT, "C D")


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd", "..", "/", "\\\\server\\share", "C:\\x", "CON", "nul.txt", "COM1", "a" * 300, "ŵ" * 300,
        '=HYPERLINK("http://example.com")', "-rf", ".hidden", "a\u202eb", "a:b|c?d*e<f>g", "%2e%2e", "~", "a.", "a ",
    ],
)  # fmt: skip
@pytest.mark.parametrize("pattern", ["{name}", "{name}{row}", "{agency}{name}-{case}"])
def test_whatever_a_recipient_is_called_the_name_is_safe(pattern: str, name: str) -> None:
    if not set(name) - set("./~") and pattern == "{name}":
        with pytest.raises(FilenameInvalid, match="without a name"):
            named(pattern, name)
        return
    made = named(pattern, name)
    assert len(made.encode()) <= 255
    assert not set(made) & set('/\\:*?"<>|=\x00\n\t\u202e')
    assert made[0] not in ".- "
    assert made.endswith(".docx")
    assert made.partition(".")[0].casefold() not in {"con", "nul", "com1"}


@pytest.mark.parametrize(
    "pattern",
    [
        "{", "}", "{}", "{0}", "{secret}", "{form.__class__}", "{row.__init__}", "{case[0]}", "{case!r}", "{row!s}",
        "{case:>99}", "{row:999999}", "{row:,}", "{row:{case}}", "a/{row}", "..\\{row}", "{row}\n", "{row}:x",
    ],
)  # fmt: skip
def test_a_pattern_with_anything_else_is_refused(pattern: str) -> None:
    with pytest.raises(FilenameInvalid):
        NamePattern(pattern)


def test_a_name_that_would_be_too_long_or_empty_is_refused() -> None:
    with pytest.raises(FilenameInvalid, match="too long"):
        NamePattern("x" * 251).name(form(), 7, Language.WELSH)
    assert len(NamePattern("x" * 250).name(form(), 7, Language.WELSH)) == 255
    with pytest.raises(FilenameInvalid, match="without a name"):
        NamePattern("-.-").name(form(), 7, Language.WELSH)
