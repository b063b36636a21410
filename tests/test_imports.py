"""Imports between packages have one direction, including imports inside functions, and have no circle."""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import cpr_docs

SOURCE = Path(cpr_docs.__file__).parent
FACE = "cpr_docs"

#: From the door down; a room may use those below it and none beside it.
ORDER: list[set[str]] = [
    {"cli"},
    {FACE},
    {"library", "modelling"},
    {"batch", "evaluations", "timelines", "translation"},
    {"envelopes", "tables"},
    {"reading"},
    {"documents"},
    {"layouts"},
    {"authoring"},
    {"guidance"},
    {"templating", "pdf"},
    {"models"},
    {"gate"},
    {"ooxml"},
    {"files"},
    {"errors"},
    {"language"},
    {"arguments", "csv_text", "log", "resources", "task_progress"},
]
FLOORS = {room: floor for floor, rooms in enumerate(ORDER) for room in rooms}


def room_of(module: str) -> str:
    steps = module.split(".")
    if len(steps) == 1:
        return FACE
    if steps[1] == "__main__":
        return "cli"
    # A layout, and a section of several, is used only when masters are built: only layouts import it.
    if steps[1] == "guidance" and (steps[-1] == "layout" or len(steps) == 3):
        return "layouts"
    return steps[1]


def modules() -> dict[str, ast.Module]:
    found = {}
    for path in sorted(SOURCE.rglob("*.py")):
        steps = (FACE, *path.relative_to(SOURCE).with_suffix("").parts)
        name = ".".join(steps).removesuffix(".__init__")
        found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def path_of(module: str) -> Path:
    steps = module.split(".")[1:]
    path = SOURCE.joinpath(*steps)
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


MODULES = modules()
PATHS = {name: path_of(name) for name in MODULES}


def imports_in(module: str, tree: ast.AST) -> Iterator[str]:
    """The modules of the library that the module imports, at any depth of its syntax tree."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == FACE)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == FACE:
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in MODULES else str(node.module)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} has a relative import"


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_from_its_own_room_and_those_below(module: str) -> None:
    room = room_of(module)
    assert room in FLOORS, f"{module} is in no known package"
    up = [
        imported
        for imported in imports_in(module, MODULES[module])
        if room_of(imported) != room and FLOORS[room_of(imported)] <= FLOORS[room]
    ]
    assert up == []


def test_there_is_no_circle_of_imports() -> None:
    """Imports inside functions count, and so do those of type checkers."""
    graph = {module: set(imports_in(module, tree)) - {module} for module, tree in MODULES.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


@pytest.mark.parametrize("module", [name for name in MODULES if name != "cpr_docs.library"])
def test_an_import_inside_a_function_says_why(module: str) -> None:
    """Such an import makes a cold start faster; the docstring of the library says so for all of its methods."""
    lines = PATHS[module].read_text(encoding="utf-8").splitlines()
    silent = []
    for function in ast.walk(MODULES[module]):
        if isinstance(function, ast.FunctionDef):
            numbers = [n.lineno for n in ast.walk(function) if isinstance(n, ast.Import | ast.ImportFrom)]
            first = [
                number for number in numbers if not lines[number - 2].strip().startswith(("#", "from ", "import "))
            ]
            silent += [number for number in first if lines[number - 2].strip() or number == min(numbers)]
    assert silent == []
