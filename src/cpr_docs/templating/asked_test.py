"""The condition of a field's label, as a condition of the template language.

A template leaves out only what is known not to be asked: while a field that the condition names is blank, its answer is
unknown, and the field is printed.
"""

from collections.abc import Callable, Sequence

from cpr_docs.models.asked import BoundCondition, asked_along
from cpr_docs.models.conditions import Condition, ConditionKind, Junction, PathTest
from cpr_docs.models.form import AnyForm
from cpr_docs.templating.enclosing_blocks import Block, LoopBlock


def asked_test(form: type[AnyForm], path: str, around: Sequence[Block]) -> str:
    """A condition that is false only where the field at the path is not asked; empty if it always is.

    `around` are the blocks around the place, whose loop variables the condition names.
    """
    tests = []
    for bound in asked_along(form, path):
        if bound.condition is None:
            continue
        try:
            tests.append(_not_false(bound.condition, _namer(bound, around)))
        except LookupError:
            continue
    return tests[0] if len(tests) == 1 else " and ".join(f"({test})" for test in tests)


def _namer(bound: BoundCondition, around: Sequence[Block]) -> Callable[[str], str]:
    def named(path: str) -> str:
        """The path with the variable of the loop around; raises `LookupError` outside the list's loop."""
        path = bound.from_root(path)
        for block in reversed(around):
            if isinstance(block, LoopBlock) and path.startswith(f"{block.path}[]."):
                path = block.variable + path.removeprefix(f"{block.path}[]")
                break
        if "[]" in path:
            raise LookupError
        return path

    return named


def _not_false(condition: Condition, named: Callable[[str], str]) -> str:
    if isinstance(condition, Junction):
        word = " and " if condition.all else " or "
        return word.join(f"({_not_false(operand, named)})" for operand in condition.operands)
    path = named(condition.path)
    match condition.kind:
        case ConditionKind.BLANK:
            return f"{path} is {'not ' if condition.negated else ''}none"
        case ConditionKind.HOLDS:
            return f"{path} is none or {'not ' if condition.negated else ''}{path}"
        case ConditionKind.CONTAINS:
            [answer] = condition.values
            return f"not {path} or {path}|checked({answer!r}) == '{0 if condition.negated else 1}'"
    return f"{path} is none or {_equals(path, condition)}"


def _equals(path: str, condition: PathTest) -> str:
    operator, word = ("!=", " and ") if condition.negated else ("==", " or ")
    tests = [f"{path} {operator} {value!r}" for value in condition.values]
    return tests[0] if len(tests) == 1 else f"({word.join(tests)})"
