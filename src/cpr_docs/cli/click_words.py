"""The words of click itself, such as "Usage:" and "No such option", in the language of messages.

click looks its words up with gettext, in the text domain of the whole process, whose catalogue would have to be a file.
While a command runs, they are looked up in the catalogue of this library instead.
"""

import contextlib
import importlib
from collections.abc import Iterator

from cpr_docs.cli.messages import localised, message_language
from cpr_docs.language.catalogue import _
from cpr_docs.language.languages import Language

MODULES = ("core", "decorators", "exceptions", "formatting", "parser", "types")
"""The modules of click that have words."""

#: The words of click that a command of this library can say, as click has them.
WORDS = (
    # The help.
    _("Usage:"),
    _("Options"),
    _("Commands"),
    _("Example:"),
    _("[OPTIONS]"),
    _("COMMAND [ARGS]..."),
    _("default: {default}"),
    _("required"),
    _("Show this message and exit."),
    _("Show the version and exit."),
    # The kinds of values.
    _("text"),
    _("file"),
    _("directory"),
    _("path"),
    _("integer"),
    _("integer range"),
    # The errors.
    _("Aborted!"),
    _("Error: {message}"),
    _("Try '{command} {option}' for help."),
    _("Missing command."),
    _("Missing argument"),
    _("Missing option"),
    _("Missing parameter"),
    _("Choose from:\n\t{choices}"),
    _("No such option {name!r}."),
    _("No such command {name!r}."),
    _("Did you mean {possibility}?"),
    _("(Did you mean one of: {possibilities}?)"),
    _("Option {name!r} requires an argument."),
    _("Option {name!r} does not take a value."),
    _("Got unexpected extra argument ({args})"),
    _("Got unexpected extra arguments ({args})"),
    _("Invalid value: {message}"),
    _("Invalid value for {param_hint}: {message}"),
    _("{value!r} is not {choice}."),
    _("{value!r} is not one of {choices}."),
    _("{value!r} is not a valid {number_type}."),
    _("{value} is not in the range {range}."),
    _("{name} {filename!r} does not exist."),
    _("{name} {filename!r} is a file."),
    _("{name} {filename!r} is a directory."),
    _("{name} {filename!r} is not readable."),
    _("{name} {filename!r} is not writable."),
)


@contextlib.contextmanager
def localised_click() -> Iterator[None]:
    """Lets click say its words in the language of messages, until the end of the block."""
    if message_language() is Language.ENGLISH:
        yield
        return
    with contextlib.ExitStack() as stack:
        for name in MODULES:
            module = importlib.import_module(f"click.{name}")
            for function, localised_function in (("_", localised), ("ngettext", _plural)):
                if hasattr(module, function):
                    stack.callback(setattr, module, function, getattr(module, function))
                    setattr(module, function, localised_function)
        yield


def _plural(one: str, many: str, count: int) -> str:
    return localised(one if count == 1 else many)
