"""Widening the network: five names, one small ask each, a date, and never a chase."""

import itertools
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.actions.application import RemoveApplication
from bot.actions.contact import (
    ChangeContact,
    KeepContact,
    KeepDay,
    KeepReply,
    MarkAsked,
    MarkNotNow,
    OpenDay,
    OpenReply,
    RemoveContact,
    ShowContact,
    ShowDraft,
)
from bot.actions.network import BeginNetwork, KeepMet, ListContacts, OpenMet, OpenNames
from bot.answers import Ask, Say
from bot.domain.application import Application, Status
from bot.domain.contact import Contact, ContactState, DraftKind, SmallAsk
from bot.domain.feedback import FeedbackTone
from bot.domain.nudge import NudgeKind
from bot.domain.person import Often
from bot.domain.practice import Practice
from bot.texts import Line
from bot.ui.action import Action
from bot.ui.card import Quote
from bot.ui.form import Value
from bot.views import contact as view
from bot.views import network
from bot.views.contact_message import Background, Manner, message
from tests.handlers import search
from tests.handlers.nudging import set_person
from tests.talking import MONDAY, WORDS, Friend, World, labels

ONE, TWO = "First name that comes to mind", "A second"
KNOWN, ASK, OWN, DAY = (
    "Where you know them from", "One small ask", "Or your own words", "Next date",
)  # fmt: skip
CAME, AGAIN = "What they said, or did", "When to write again, if you like"
LOOK = datetime(2026, 12, 7, 10, 0, tzinfo=UTC)


async def kept(friend: Friend) -> tuple[Contact, ...]:
    person = await search.person(friend)
    async with friend.world.store.begin() as tx:
        return await tx.contacts.of(person.id)


async def only(friend: Friend) -> Contact:
    (contact,) = await kept(friend)
    return contact


async def names(friend: Friend, **values: Value) -> None:
    await friend.uses("/network")
    await friend.presses("Write five names")
    await friend.fills(values or {ONE: "Dana"})


async def dana(friend: Friend, **fields: Value) -> None:
    """Write down Dana, who is known from the choir and may be asked for a talk."""
    await names(friend)
    await friend.presses("An ask for Dana")
    await friend.fills({KNOWN: "the choir", ASK: "A twenty-minute talk", **fields})


async def asks(friend: Friend) -> None:
    await dana(friend)
    await friend.presses("I wrote to them")


def quoted(friend: Friend) -> str:
    return next(block.text for block in friend.card.blocks if isinstance(block, Quote))


class TestNames:
    async def test_the_names_are_kept_in_the_order_they_came(self, world: World) -> None:
        ana = world.person("ana")
        await names(ana, **{ONE: "Dana", "A fourth": "Emeka"})
        assert [each.name for each in await kept(ana)] == ["Emeka", "Dana"]
        assert labels(ana.card) == [
            "See it", "See it", "An ask for Dana", "Add a name", "Five more names",
            "Profile checklist", "Undo",
        ]  # fmt: skip
        assert Practice.NETWORK in await practised(ana)
        await ana.presses("Undo")
        assert await kept(ana) == ()

    async def test_one_name_is_asked_for(self, world: World) -> None:
        ana = world.person("ana")
        await ana.uses("/network")
        await ana.presses("Write five names")
        await ana.fills({})
        assert "one name" in ana.errors["one"]
        assert await kept(ana) == ()

    async def test_nobody_reads_the_same_opening_or_prompts_twice_in_a_row(
        self, world: World
    ) -> None:
        ana = world.person("ana")
        openings, prompts = [], []
        for _ in range(13):
            await ana.uses("/network")
            openings.append(ana.card.blocks[0])
            await ana.presses("Write five names")
            assert ana.form is not None
            prompts.append(tuple(field.hint for field in ana.form.fields))
        assert len(set(openings)) == 13
        assert all(one != other for one, other in itertools.pairwise(prompts))

    @pytest.mark.parametrize("line", [network.OPENING, network.CLOSING])
    def test_there_are_twelve_openings_and_closings(self, line: Line) -> None:
        said = {WORDS.texts(line, turn=turn) for turn in range(WORDS.texts.count(line))}
        assert len(said) >= 12

    async def test_a_name_behind_the_command_is_the_first(self, world: World) -> None:
        ana = world.person("ana")
        answer = await ana.uses("/network Dana Okafor")
        assert isinstance(answer, Ask)
        assert answer.form.values()["one"] == "Dana Okafor"

    async def test_a_company_that_was_named_is_where_one_knows_them_from(
        self, world: World
    ) -> None:
        ana = world.person("ana")
        answer = await ana.uses("/network Dana from Hooli")
        assert isinstance(answer, Ask)
        values = answer.form.values()
        assert (values["name"], values["known_from"]) == ("Dana", "Hooli")

    async def test_plain_words_open_the_list(self, world: World) -> None:
        ana = world.person("ana")
        await names(ana)
        await ana.says("how do I network")
        assert ana.card.title == "Your people"

    async def test_the_list_goes_on_after_weeks_and_a_restart(self, world: World) -> None:
        ana = world.person("ana")
        await names(ana)
        await world.passes(weeks=3)
        await world.restart()
        await ana.uses("/network")
        assert "Dana: no ask chosen yet. No date yet." in ana.sees
        await ana.presses("Five more names")
        await ana.fills({ONE: "Emeka"})
        assert len(await kept(ana)) == 2

    async def test_a_long_list_has_pages(self, world: World) -> None:
        ana = world.person("ana")
        for _ in range(3):
            await ana.sends(OpenNames().pack())
            five = ("First name that comes to mind", "A second", "A third", "A fourth", "A fifth")
            await ana.fills(dict.fromkeys(five, "Somebody with a name " * 3))
        await ana.uses("/network")
        await ana.presses("More names")
        assert {"Back", "More names"} <= set(labels(ana.card))
        await ana.presses("More names")
        assert "More names" not in labels(ana.card)
        await ana.sends(ListContacts(99).pack())
        assert labels(ana.card).count("See it") == 3

    async def test_an_empty_list_says_so(self, world: World) -> None:
        ana = world.person("ana")
        await names(ana)
        await ana.presses("See it")
        await ana.presses("Take off the list")
        await ana.presses("All names")
        assert "Your list is empty" in ana.sees
        await ana.presses("Write five names")
        assert ana.form is not None


class TestOneContact:
    async def test_an_ask_and_a_date_are_kept_and_promised(self, world: World) -> None:
        ana = world.person("ana")
        await dana(ana, **{DAY: "in two weeks"})
        it = await only(ana)
        assert (it.ask, it.known_from, it.next_on) == (
            SmallAsk.TALK, "the choir", date(2026, 12, 14),
        )  # fmt: skip
        assert await search.promised(ana) == {
            NudgeKind.CONTACT: datetime(2026, 12, 14, 10, 0, tzinfo=UTC)
        }
        assert "Next date: Mon 14 Dec." in ana.sees

    async def test_ones_own_words_are_an_ask(self, world: World) -> None:
        ana = world.person("ana")
        await names(ana)
        await ana.presses("An ask for Dana")
        await ana.fills({ASK: "Something in your own words"})
        assert "Write what you would like to ask" in ana.errors["own_ask"]
        await ana.fills({OWN: "Tell me who plans the shifts."})
        assert (await only(ana)).ask is SmallAsk.OWN
        await ana.presses("A message to copy")
        assert "ould you tell me who plans the shifts?" in quoted(ana)

    @pytest.mark.parametrize(
        ("day", "said"), [("yesterday", "That day is over"), ("2028-01-01", "within a year")]
    )
    async def test_a_date_lies_ahead(self, world: World, day: str, said: str) -> None:
        ana = world.person("ana")
        await dana(ana, **{DAY: day})
        assert said in ana.errors["day"]

    async def test_changing_a_word_leaves_an_old_date_and_its_reminder_alone(
        self, world: World
    ) -> None:
        ana = world.person("ana")
        await dana(ana, **{DAY: "tomorrow"})
        await world.passes(days=3)
        await ana.uses("/network")
        await ana.presses("See it")
        await ana.presses("Change it")
        await ana.fills({KNOWN: "the old choir"})
        assert (await only(ana)).known_from == "the old choir"
        assert len(ana.letters) == 1
        assert await search.promised(ana) == {}

    async def test_with_another_ask_they_can_be_asked_anew(self, world: World) -> None:
        ana = world.person("ana")
        await asks(ana)
        await ana.presses("All names")
        await ana.presses("See it")
        await ana.presses("Change it")
        await ana.fills({ASK: "A look at your CV"})
        assert (await only(ana)).state is ContactState.NAMED

    async def test_one_can_be_added_alone_and_taken_off_and_back(self, world: World) -> None:
        ana = world.person("ana")
        await dana(ana, **{DAY: "tomorrow"})
        await ana.presses("All names")
        await ana.presses("Add a name")
        await ana.fills({"Name": "Emeka"})
        assert len(await kept(ana)) == 2
        await ana.presses("All names")
        await ana.presses("See it")
        await ana.presses("Take off the list")
        assert len(await kept(ana)) == 1
        await ana.presses("Undo")
        assert {each.name for each in await kept(ana)} == {"Dana", "Emeka"}

    async def test_the_date_can_be_moved_and_taken_away(self, world: World) -> None:
        ana = world.person("ana")
        await dana(ana)
        await ana.presses("Set a date")
        await ana.fills({"Day": "tomorrow"})
        assert "I bring up Dana on Tue 1 Dec, once." in ana.sees
        await ana.presses("Undo")
        assert (await only(ana)).next_on is None
        assert await search.promised(ana) == {}
        await ana.sends(OpenDay(1).pack())
        await ana.fills({"Day": "tomorrow"})
        await ana.sends(OpenDay(1).pack())
        await ana.fills({"Day": ""})
        assert "no date beside Dana" in ana.sees
        assert await search.promised(ana) == {}

    async def test_today_is_among_todays_names(self, world: World) -> None:
        await world.passes(hours=3)
        ana = world.person("ana")
        await dana(ana)
        await ana.presses("Set a date")
        await ana.fills({"Day": "today"})
        assert "among today's names" in ana.sees
        await ana.uses("/network")
        assert "With a date that has come: 1" in ana.sees

    async def test_only_its_person_may_touch_it(self, world: World) -> None:
        ana, ben = world.person("ana"), world.person("ben")
        await dana(ana)
        await search.applies(ana)
        await ana.uses("/rejected")
        await ana.fills({"How far": "After an interview"})
        before = await kept(ana)
        acts: tuple[Action, ...] = (
            ChangeContact(1), KeepContact(1), ShowContact(1), OpenReply(1), KeepReply(1),
            ShowDraft(1, DraftKind.ASK), MarkAsked(1, DraftKind.ASK), MarkNotNow(1), OpenDay(1),
            KeepDay(1), RemoveContact(1), OpenMet(1), KeepMet(1), BeginNetwork(1),
        )  # fmt: skip
        for act in acts:
            await ben.sends(act.pack())
            assert "can't find that any more" in ben.sees, act
            await ben.uses("/about")
        assert await kept(ana) == before


class TestWhatComesOfIt:
    async def test_after_an_ask_there_is_one_look_and_no_second(self, world: World) -> None:
        ana = world.person("ana")
        await asks(ana)
        assert "Mon 7 Dec" in ana.sees
        assert await search.promised(ana) == {NudgeKind.CONTACT: LOOK}
        await world.passes(days=8)
        (letter,) = ana.letters
        assert "Dana" in letter.summary()
        assert labels(letter)[:4] == [
            "They answered", "Not now", "A message to copy", "Set a date",
        ]  # fmt: skip
        await world.passes(weeks=6)
        assert len(ana.letters) == 1

    async def test_a_date_set_after_the_ask_takes_the_place_of_the_look(self, world: World) -> None:
        ana = world.person("ana")
        await asks(ana)
        await ana.presses("Set a date")
        await ana.fills({"Day": "in two weeks"})
        await world.passes(days=10)
        assert ana.letters == []
        await world.passes(days=5)
        assert len(ana.letters) == 1
        said = ana.letter.summary()
        assert "it has come" in said or "as you wished" in said

    async def test_what_they_said_is_kept_and_ends_the_look(self, world: World) -> None:
        ana = world.person("ana")
        await asks(ana)
        await ana.presses("They answered")
        await ana.fills({CAME: "A name: Chidi"})
        it = await only(ana)
        assert (it.state, it.came, it.next_on) == (ContactState.ANSWERED, "A name: Chidi", None)
        assert await search.promised(ana) == {}
        await ana.uses("/network")
        assert "Answered: A name: Chidi" in ana.sees
        await ana.presses("See it")
        assert quoted(ana) == "A name: Chidi"

    async def test_undo_brings_the_look_back(self, world: World) -> None:
        ana = world.person("ana")
        await asks(ana)
        await ana.presses("They answered")
        await ana.fills({})
        await ana.presses("Undo")
        assert (await only(ana)).state is ContactState.ASKED
        assert await search.promised(ana) == {NudgeKind.CONTACT: LOOK}

    async def test_an_answer_with_a_date_leads_to_a_greeting(self, world: World) -> None:
        ana = world.person("ana")
        await asks(ana)
        await ana.presses("They answered")
        await ana.fills({AGAIN: "in two weeks"})
        await world.passes(weeks=3)
        assert "in touch" in ana.letter.summary() or "greeting" in ana.letter.summary()
        await ana.presses("A message to copy", on=ana.letter)
        assert quoted(ana).startswith("Hi Dana,")
        assert "?" not in quoted(ana).split("\n\n")[0]
        await ana.presses("I wrote to them")
        assert ana.card.title == "Sent to Dana"
        assert await search.promised(ana) == {}

    async def test_not_now_is_left_alone(self, world: World) -> None:
        ana = world.person("ana")
        await dana(ana, **{DAY: "tomorrow"})
        await ana.presses("Not now")
        assert (await only(ana)).state is ContactState.NOT_NOW
        await world.passes(weeks=8)
        assert ana.letters == []

    @pytest.mark.parametrize("is_gone", [True, False])
    async def test_who_is_gone_or_has_no_date_any_more_is_not_brought_up(
        self, world: World, is_gone: bool
    ) -> None:
        ana = world.person("ana")
        await dana(ana, **{DAY: "tomorrow"})
        async with world.store.begin() as tx:
            it = await tx.contacts.get(1)
            assert it is not None
            if is_gone:
                await tx.contacts.remove(it.id)
            else:
                await tx.contacts.put(replace(it, next_on=None))
        await world.passes(days=2)
        assert ana.letters == []

    async def test_whoever_wants_no_reminders_is_told_none_comes(self, world: World) -> None:
        ana = world.person("ana")
        await names(ana)
        await set_person(ana, often=Often.NONE)
        await ana.presses("An ask for Dana")
        await ana.fills({ASK: "A twenty-minute talk"})
        await ana.presses("Set a date")
        await ana.fills({"Day": "tomorrow"})
        assert "You want no reminders" in ana.sees
        await ana.sends(MarkAsked(1, DraftKind.ASK).pack())
        assert "You want no reminders" in ana.sees
        assert await search.promised(ana) == {}

    async def test_the_look_stays_away_where_contacts_are_muted_and_a_chosen_day_does_not(
        self, world: World
    ) -> None:
        ana = world.person("ana")
        await dana(ana)
        await set_person(ana, muted=(NudgeKind.CONTACT,))
        await ana.presses("I wrote to them")
        assert await search.promised(ana) == {}
        await ana.presses("Set a date")
        await ana.fills({"Day": "tomorrow"})
        assert "I bring up Dana" in ana.sees


class TestPeopleMet:
    async def test_they_are_added_from_the_application_and_thanked(self, world: World) -> None:
        ana = world.person("ana")
        await search.applies(ana, "Acme", role="analyst", status="interview")
        await ana.presses("Open it")
        await ana.presses("You met people there")
        await ana.fills({"Who talked with you": "Chidi", "Write to them on": "tomorrow"})
        it = await only(ana)
        assert (it.known_from, it.application_id) == ("Acme", 1)
        assert "Chidi, Acme: a thank-you. Next date: Tue 1 Dec." in ana.sees
        await world.passes(days=2)
        assert "hank" in ana.letter.summary()
        await ana.presses("A message to copy", on=ana.letter)
        assert "the analyst role at Acme" in quoted(ana)

    async def test_an_application_nobody_has_answered_has_no_such_button(
        self, world: World
    ) -> None:
        ana = world.person("ana")
        await search.applies(ana)
        await ana.presses("Open it")
        assert "You met people there" not in labels(ana.card)

    async def test_a_no_after_an_interview_leads_to_them(self, world: World) -> None:
        ana = world.person("ana")
        await ana.uses("/rejected Acme")
        await ana.fills({"How far": "After an interview"})
        answer = await ana.sends(BeginNetwork(1).pack())
        assert isinstance(answer, Ask)
        assert answer.form.title == "People you met there"
        await ana.fills({"Who talked with you": "Chidi"})
        await ana.presses("See it")
        await ana.presses("A message to copy")
        assert "the role at Acme" in quoted(ana)

    async def test_a_no_on_paper_leads_to_the_names(self, world: World) -> None:
        ana = world.person("ana")
        await ana.uses("/rejected Acme")
        await ana.fills({"How far": "After applying"})
        await ana.sends(BeginNetwork(1).pack())
        assert "Write five names" in labels(ana.card)

    async def test_they_stay_when_the_application_goes(self, world: World) -> None:
        ana = world.person("ana")
        await search.applies(ana, "Acme", status="interview")
        await ana.presses("Open it")
        await ana.presses("You met people there")
        await ana.fills({"Who talked with you": "Chidi"})
        await ana.sends(RemoveApplication(1).pack())
        assert (await only(ana)).application_id is None
        await ana.presses("Undo")
        assert (await only(ana)).application_id == 1


class TestMessages:
    @pytest.mark.parametrize("tone", FeedbackTone)
    @pytest.mark.parametrize("ask", SmallAsk)
    def test_an_ask_is_one_small_thing_that_can_be_declined(
        self, tone: FeedbackTone, ask: SmallAsk
    ) -> None:
        contact = Contact(
            1, "Dana", MONDAY, known_from="The choir", ask=ask, own_ask="lend me a suit"
        )
        for turn in range(6):
            manner = Manner(DraftKind.ASK, tone, turn)
            said = message(WORDS.texts, contact, Background("analyst"), manner)
            assert "Dana," in said
            assert "the choir" in said
            assert "analyst" in said
            assert "{" not in said
            assert "!" not in said
            assert ("lend me a suit" in said) is (ask is SmallAsk.OWN)

    @pytest.mark.parametrize("tone", FeedbackTone)
    @pytest.mark.parametrize("kind", DraftKind)
    def test_a_message_reads_well_when_little_is_known_and_has_several_wordings(
        self, tone: FeedbackTone, kind: DraftKind
    ) -> None:
        contact = Contact(1, "Dana", MONDAY)
        wordings = {
            message(WORDS.texts, contact, Background(), Manner(kind, tone, turn))
            for turn in range(3)
        }
        assert len(wordings) == 3
        assert not any("  " in said or "{" in said for said in wordings)

    @pytest.mark.parametrize("tone", FeedbackTone)
    @pytest.mark.parametrize("status", [Status.INTERVIEW, Status.REJECTED])
    def test_thanks_ask_for_nothing(self, tone: FeedbackTone, status: Status) -> None:
        about = Application(1, status, MONDAY, MONDAY)
        for turn in range(3):
            manner = Manner(DraftKind.THANKS, tone, turn)
            said = message(WORDS.texts, Contact(1, "Dana", MONDAY), Background("", about), manner)
            assert "the role at your company" in said
            assert "?" not in said

    async def test_every_tone_and_wording_can_be_read_and_none_is_repeated_at_once(
        self, world: World
    ) -> None:
        ana = world.person("ana")
        await dana(ana)
        await ana.presses("A message to copy")
        seen = [quoted(ana)]
        for label in ("Another wording", "Another tone", "Another wording", "Thank them"):
            await ana.presses(label)
            seen.append(quoted(ana))
        assert len(set(seen)) == 5
        await ana.sends(ShowDraft(1, DraftKind.ASK).pack())
        again = quoted(ana)
        await ana.sends(ShowDraft(1, DraftKind.ASK).pack())
        assert quoted(ana) != again

    async def test_a_forged_turn_is_harmless(self, world: World) -> None:
        ana = world.person("ana")
        await names(ana)
        for turn in (-5, 10**12):
            answer = await ana.sends(ShowDraft(1, DraftKind.ASK, FeedbackTone.FORMAL, turn).pack())
            assert not isinstance(answer, Say)
            assert "Dear Dana," in quoted(ana)


@pytest.mark.parametrize("state", ContactState)
@pytest.mark.parametrize("ask", [None, SmallAsk.CV])
def test_there_is_a_line_for_every_date(state: ContactState, ask: SmallAsk | None) -> None:
    contact = Contact(1, "Dana", MONDAY, state=state, ask=ask)
    lines = {view.nudge_line(contact, chosen=chosen) for chosen in (True, False)}
    assert all(WORDS.texts.count(line) >= 3 for line in lines)
    assert len(lines) == (2 if state is ContactState.ASKED else 1)


async def practised(friend: Friend) -> set[Practice]:
    person = await search.person(friend)
    async with friend.world.store.begin() as tx:
        return {Practice(each) for each in await tx.practices.last(person.id)}
