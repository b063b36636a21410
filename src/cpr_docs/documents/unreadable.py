"""What a control cannot hold, as a problem that can be put at its place."""

from cpr_docs.errors import Problem


class Unreadable(Exception):
    """What stands in a control cannot be its field's value; says why, and never what."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code)
        self.code = code
        self.message = message

    def at(self, path: str) -> Problem:
        """The problem, at the control's path."""
        return Problem(path, self.code, self.message)
