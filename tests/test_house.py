"""The manner of the house, as far as a machine can check it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted(
    path
    for folder in ("bot", "adapters")
    for path in (ROOT / folder).rglob("*.py")
    if "versions" not in path.parts
)
LONGEST_MODULE = 300
LONGEST_FUNCTION = 40
VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "service", "misc"}
MAY_CATCH_ALL = {"app.py", "courier.py", "listening.py", "supervision.py"}
MAY_NAME_PLATFORMS = {"settings.py", "platforms.py", "limits.py", "__main__.py"}


def _functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_module_is_small_and_says_what_it_is(path: Path) -> None:
    text = path.read_text("utf-8")
    tree = ast.parse(text)
    assert ast.get_docstring(tree), "a module opens with one sentence"
    assert len(text.splitlines()) <= LONGEST_MODULE, "divide it by noun"
    assert path.stem not in VAGUE, "name it by its noun"
    for function in _functions(tree):
        length = (function.end_lineno or function.lineno) - function.lineno + 1
        assert length <= LONGEST_FUNCTION, f"{function.name} has {length} lines"


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_few_places_catch_everything(path: Path) -> None:
    allowed = path.name in MAY_CATCH_ALL or "cli" in path.parts
    caught = {
        handler.type.id
        for handler in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(handler, ast.ExceptHandler) and isinstance(handler.type, ast.Name)
    }
    assert allowed or "Exception" not in caught


@pytest.mark.parametrize(
    "path", [path for path in MODULES if path.is_relative_to(ROOT / "bot")], ids=_name
)
def test_the_core_does_not_say_the_names_of_platforms(path: Path) -> None:
    if path.name in MAY_NAME_PLATFORMS or "cli" in path.parts:
        return
    assert not re.search(r"\b(discord|slack)\b", path.read_text("utf-8"), re.IGNORECASE)


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_packages_hold_nothing_but_a_sentence(path: Path) -> None:
    if path.name == "__init__.py":
        assert len(ast.parse(path.read_text("utf-8")).body) == 1
