"""Whatever comes in, one answer goes out, and nothing is half-kept."""

import pytest

from bot.actions.application import RemoveApplication
from bot.actions.help import ShowHelp
from bot.actions.rejection import KeepNo
from bot.answers import Ask, Correct, Nothing, Say
from bot.events import Actor, CommandUsed, Event, Kind, Place, Pressed, Said, Submitted
from bot.ports.context import Context
from bot.routes.table import HANDLERS
from tests.talking import PLATFORM, SPACE, World

HOSTILE = (
    "",
    " ",
    "a" * 100_000,
    "\x00\x1b[31m\u202eevil\u2066",
    "@everyone <!channel> <@U1> [x](https://e.example)",
    "**bold** _it_ `code` ~~no~~ ||spoiler||",
    "'; DROP TABLE person; --",
    "\ue000when\ue002x\ue002y\ue002z\ue001",
    "{name} {0} %s %(x)s",
    "😭" * 500,
)


def event(key: str, user: str, doing: object) -> Event:
    place = Place(PLATFORM, SPACE, f"dm-{user}", Kind.DM)
    return Event(key, Actor(PLATFORM, SPACE, user, user), place, doing)  # type: ignore[arg-type]


async def test_an_event_told_twice_is_answered_once(world: World) -> None:
    sent = Submitted(KeepNo().pack(), {"company": "Acme", "stage": "final", "how_far": "final"})
    first = await world.app.handle(event("same", "ana", sent))
    second = await world.app.handle(event("same", "ana", sent))
    assert not isinstance(first, Nothing)
    assert isinstance(second, Nothing)
    async with world.store.begin() as tx:
        ana = await tx.people.known(PLATFORM, SPACE, "ana")
        assert ana is not None
        assert len(await tx.nos.of(ana.id)) <= 1


async def test_a_fault_of_ours_is_owned_up_to_with_a_reference_and_keeps_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(act: ShowHelp, cx: Context) -> object:
        await cx.tx.practices.done(cx.me.id, "reflect", cx.now)
        raise ZeroDivisionError

    monkeypatch.setitem(HANDLERS, ShowHelp, broken)
    answer = await world.app.handle(
        event("one", "ana", CommandUsed(ShowHelp().pack(), "my secret"))
    )
    assert isinstance(answer, Say)
    reference = next(word for word in caplog.text.split() if len(word.strip(",")) == 8)
    assert reference.strip(",") in answer.card.summary()
    assert "my secret" not in caplog.text
    async with world.store.begin() as tx:
        assert await tx.people.known(PLATFORM, SPACE, "ana") is None, "nothing is half-kept"


async def test_what_was_typed_survives_a_form_that_cannot_be_kept(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/rejected")
    answer = await ana.fills({"Company": "Acme", "Anything to say": "It was close."})
    assert isinstance(answer, Correct)
    assert set(answer.errors) == {field.name for field in answer.form.fields if field.required}
    again = await ana.uses("/rejected")
    assert isinstance(again, Ask)
    kept = {field.label: getattr(field, "value", "") for field in again.form.fields}
    assert kept["Company"] == "Acme"
    assert kept["Anything to say"] == "It was close."


@pytest.mark.parametrize("text", HOSTILE)
async def test_no_words_do_harm(world: World, text: str) -> None:
    ana = world.person("ana")
    for doing in (Said(text), CommandUsed(ShowHelp().pack(), text), Pressed(text, (text,))):
        answer = await world.app.handle(event(repr(doing)[:200], "ana", doing))
        assert not isinstance(answer, Nothing)
        if isinstance(answer, Say):
            assert "reference" not in answer.card.summary()
    await ana.uses("/rejected")
    await ana.fills({"Company": text, "How far": "Final round", "Anything to say": text})


async def test_another_persons_button_tells_nothing_and_does_nothing(world: World) -> None:
    ana, ben = world.person("ana"), world.person("ben")
    await ana.uses("/apply Acme")
    await ana.fills({"Company": "Acme"})
    await ben.sends(RemoveApplication(1).pack())
    assert "Acme" not in ben.sees
    async with world.store.begin() as tx:
        assert await tx.applications.get(1) is not None


async def test_a_button_of_another_age_is_met_kindly(world: World) -> None:
    ana = world.person("ana")
    for packed in ("0.help.show", "1.nobody.home:7", "", "1.help.show:extra"):
        await ana.sends(packed)
        assert "had its day" in ana.sees
