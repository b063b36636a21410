"""The reference tables of the template language and of the findings, as Markdown for the documentation."""

from collections.abc import Iterable, Iterator

from cpr_docs.templating.checking import check_registry, folder
from cpr_docs.templating.filter_reference import CONDITIONS, FILTERS, TAGS, TESTS

BEGIN, END = "<!-- generated from the code: begin -->", "<!-- generated from the code: end -->"


def reference() -> str:
    """Every tag, condition, filter and test, as Markdown tables."""
    filters = (
        (f"`{name}`", ", ".join(sorted(entry.input_kinds)), entry.purpose, f"`{entry.example}`")
        for name, entry in FILTERS.items()
    )
    tests = ((f"`{name}`", entry.purpose, f"`{entry.example}`") for name, entry in TESTS.items())
    lines = [
        BEGIN,
        *_table(("tag", "what it does"), ((f"`{entry.syntax}`", entry.purpose) for entry in TAGS)),
        *_table(("condition", "when it is met"), ((f"`{entry.syntax}`", entry.purpose) for entry in CONDITIONS)),
        *_table(("filter", "for", "what it gives", "example"), filters),
        *_table(("test", "when it is met", "example"), tests),
        END,
    ]
    return "\n".join(lines)


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    heads = list(heads)
    yield ""
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"
    yield ""


def codes() -> str:
    """The codes and sentences of all findings, as a Markdown table."""
    checks = (check_registry.SAVED_BY_LIBREOFFICE, *check_registry.CHECKS)
    found = [
        (check.code, f"warning: {check.sentence}" if check.severity == "warning" else check.sentence)
        for check in checks
    ]
    found += [(check.code, check.sentence) for check in check_registry.PAIR_CHECKS]
    found += [folder.UNREADABLE, folder.UNKNOWN_NAME, folder.MISSING, folder.NOT_COMPILED]
    rows = ((f"`{code}`", sentence) for code, sentence in sorted(found))
    return "\n".join([BEGIN, *_table(("code", "what it says"), rows), END])
