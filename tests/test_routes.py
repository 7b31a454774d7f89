"""The table of contents is complete: everything that can happen has one place where it happens."""

import ast
import inspect
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import get_type_hints

import pytest

import bot
from bot import texts
from bot.answers import Composed, Outcome
from bot.domain.nudge import NudgeKind
from bot.ports.context import Composing, Context
from bot.routes.letters import COMPOSERS, REMINDERS
from bot.routes.table import HANDLERS
from bot.ui import action
from bot.ui.action import Action
from tests.talking import WORDS

HOUSE = Path(bot.__file__).parent
LINES = {"Line", "Label", "Title", "FieldLabel", "FormTitle", "Choice", "ChoiceLabel", "Hint",
         "Summary"}  # fmt: skip


def parsed(*rooms: str) -> Iterator[tuple[Path, ast.Module]]:
    """Read the modules of some rooms; of the whole house when none is named."""
    for room in rooms or ("",):
        for file in sorted((HOUSE / room).rglob("*.py")):
            yield file, ast.parse(file.read_text("utf-8"))


def keys(*tables: str) -> list[str]:
    """Return the keys of tables in the routes, as they are written, doubles included."""
    found: list[str] = []
    for _, tree in parsed("routes"):
        for node in tree.body:
            if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) in tables:
                assert isinstance(node.value, ast.Dict)
                found += [ast.unparse(key) for key in node.value.keys if key is not None]
    return found


def parts() -> list[str]:
    """Name the tables that the one table of handlers is put together from."""
    (table,) = (tree for file, tree in parsed("routes") if file.name == "table.py")
    (whole,) = (
        node.value
        for node in table.body
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "HANDLERS"
    )
    assert isinstance(whole, ast.Dict)
    return [ast.unparse(each) for each in whole.values]


def constants(tree: ast.Module) -> dict[str, str]:
    """Return the texts that a module names in capitals."""
    found: dict[str, str] = {}
    for node in tree.body:
        if not isinstance(node, ast.Assign):
            continue
        for target, value in _pairs(node):
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                found[target] = value.value
    return found


def _pairs(node: ast.Assign) -> Iterator[tuple[str, ast.expr]]:
    for target in node.targets:
        if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
            for name, value in zip(target.elts, node.value.elts, strict=True):
                yield ast.unparse(name), value
        else:
            yield ast.unparse(target), node.value


def test_every_action_is_routed_and_nothing_else() -> None:
    # Tests of the vocabulary have actions of their own.
    ours = {kind for kind in action.registered().values() if kind.__module__.startswith("bot.")}
    assert ours == set(HANDLERS)
    assert len(ours) > 100


def test_no_action_is_routed_twice() -> None:
    written = keys(*parts())
    assert [key for key, count in Counter(written).items() if count > 1] == []
    assert len(written) == len(HANDLERS)


@pytest.mark.parametrize("table", ["REMINDERS", "COMPOSERS"])
def test_no_letter_is_written_twice(table: str) -> None:
    written = keys(table)
    assert written
    assert [key for key, count in Counter(written).items() if count > 1] == []


@pytest.mark.parametrize("kind", HANDLERS, ids=lambda kind: str(kind.route))
def test_a_handler_takes_the_action_it_is_routed_for(kind: type[Action]) -> None:
    handler = HANDLERS[kind]
    hints = get_type_hints(handler)
    assert list(inspect.signature(handler).parameters)[:2] == ["act", "cx"]
    assert (hints["act"], hints["cx"], hints["return"]) == (kind, Context, Outcome)
    assert inspect.iscoroutinefunction(handler)


def test_every_kind_of_nudge_that_is_spoken_of_has_a_reminder() -> None:
    spoken_of = {
        node.attr
        for _, tree in parsed("handlers")
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "NudgeKind"
    }
    assert spoken_of == {kind.name for kind in REMINDERS}
    assert set(REMINDERS) <= set(NudgeKind)


def test_every_kind_of_letter_that_is_written_has_its_composer() -> None:
    written: list[str] = []
    for _, tree in parsed("handlers"):
        named = constants(tree)
        written += {named[name] for name in _in_letters(tree) if name in named}
    assert sorted(written) == sorted(COMPOSERS)


def _in_letters(tree: ast.Module) -> Iterator[str]:
    """Return the names handed to whatever makes a letter, in one module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).lower().endswith("letter"):
            handed = [*node.args, *(keyword.value for keyword in node.keywords)]
            yield from (each.id for each in handed if isinstance(each, ast.Name))


@pytest.mark.parametrize("kind", sorted(COMPOSERS))
def test_a_composer_makes_a_card_of_a_letter(kind: str) -> None:
    composer = COMPOSERS[kind]
    hints = get_type_hints(composer)
    assert hints["return"] == Composed
    assert next(iter(hints.values())) is Composing


def test_every_sentence_is_declared_once_and_written_down() -> None:
    # Loading fails for a sentence without words and for words without a sentence; a second
    # declaration fails when its module is imported.
    assert all(WORDS.texts.count(line) for line in texts.declared().values())


def test_every_sentence_that_is_declared_is_said_somewhere() -> None:
    declared: set[tuple[str, str]] = set()
    said: set[tuple[str, str]] = set()
    for file, tree in parsed():
        here = ".".join(file.relative_to(HOUSE.parent).with_suffix("").parts)
        said |= set(_said(tree, here))
        for node in tree.body:
            if isinstance(node, ast.Assign) and _declares(node.value):
                declared |= {(here, name) for name in _names(node)}
    assert len(declared) > 300
    assert sorted(declared - said) == []


def _said(tree: ast.Module, here: str) -> Iterator[tuple[str, str]]:
    """Return the names a module reads, each with the module it comes from."""
    imported = {
        alias.asname or alias.name: (node.module or "", alias.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield imported.get(node.id, (here, node.id))
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            module, name = imported.get(node.value.id, ("", ""))
            yield f"{module}.{name}", node.attr


def _declares(value: ast.expr) -> bool:
    calls = (node for node in ast.walk(value) if isinstance(node, ast.Call))
    return any(ast.unparse(call.func) in LINES for call in calls)


def _names(node: ast.Assign) -> Iterator[str]:
    for target in node.targets:
        parts = target.elts if isinstance(target, ast.Tuple) else [target]
        yield from map(ast.unparse, parts)
