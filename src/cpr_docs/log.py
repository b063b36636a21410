"""The logger ``cpr_docs``: the steps of long tasks at INFO, templates at DEBUG; rows and places, and never a value.

The module `logging` is not imported here, because the first document is ready sooner without it: a program that wants
to see the log has imported it.
"""

import sys
from typing import Any


def info(message: str, *arguments: object) -> None:
    """Logs a step that an operator can follow."""
    logging: Any = sys.modules.get("logging")
    if logging is not None:
        logging.getLogger("cpr_docs").info(message, *arguments)


def debug(message: str, *arguments: object) -> None:
    """Logs a step inside a rendering."""
    logging: Any = sys.modules.get("logging")
    if logging is not None:
        logging.getLogger("cpr_docs").debug(message, *arguments)
