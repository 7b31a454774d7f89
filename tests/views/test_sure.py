"""What asks before it counts: one table, the same question from a button and after a restart."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.actions.application import RemoveApplication, ShowApplication
from bot.actions.circle import LeaveCircle, ShowCircle
from bot.actions.help import ShowHelp
from bot.actions.privacy import EraseData
from bot.actions.reach import UsePlace
from bot.actions.reflection import RemoveReflection, ShowReflection
from bot.ui.action import Action
from bot.views import sure
from tests.handlers.circles import oaks
from tests.talking import WORDS, World, buttons

VIEWS = Path(sure.__file__).parent
T = WORDS.texts


@pytest.mark.parametrize(
    "act", [EraseData(), LeaveCircle(7), RemoveApplication(7), RemoveReflection(7), UsePlace()]
)
def test_what_cannot_simply_be_put_right_asks_first(act: Action) -> None:
    asked = sure.question(T, act.pack())
    assert asked is not None
    assert asked.text.endswith(("?", "."))
    assert asked.yes != asked.no


@pytest.mark.parametrize("packed", [ShowHelp().pack(), "", "1.nobody.home:7", "0.privacy.erase"])
def test_nothing_else_asks_and_what_is_stale_has_no_question(packed: str) -> None:
    assert sure.question(T, packed) is None


def _written() -> Iterator[tuple[str, ast.Call]]:
    for file in sorted(VIEWS.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                yield file.stem, node


def test_no_view_asks_by_itself() -> None:
    asking = {stem for stem, call in _written() if ast.unparse(call.func) == "Confirm"}
    given = {
        stem
        for stem, call in _written()
        if ast.unparse(call.func) == "Button"
        and (len(call.args) > 3 or any(each.arg == "confirm" for each in call.keywords))
    }
    assert asking == {"sure"}
    assert given == {"sure"}


async def test_every_button_that_asks_can_ask_again_from_its_action_alone(world: World) -> None:
    [ana] = await oaks(world)
    await ana.sends(ShowCircle(1).pack())
    found = buttons(ana.card)
    await ana.uses("/privacy")
    found += buttons(ana.card)
    await ana.uses("/apply Acme")
    await ana.fills({"Company": "Acme"})
    await ana.sends(ShowApplication(1).pack())
    found += buttons(ana.card)
    await ana.uses("/reflect")
    assert ana.form is not None
    await ana.fills({ana.form.fields[0].label: "It was close"})
    await ana.sends(ShowReflection(1).pack())
    found += buttons(ana.card)
    asking = [button for button in found if button.confirm is not None]
    kinds = {EraseData, LeaveCircle, RemoveApplication, RemoveReflection}
    assert {type(button.action) for button in asking} == kinds
    assert all(sure.question(T, each.action.pack()) == each.confirm for each in asking)
