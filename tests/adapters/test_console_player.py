"""Dialogues played: what people do reaches the bot, and what it says can be looked at."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from bot.answers import EVERYONE_HERE, Answer, Ask, Correct, Nothing, Replace, Say
from bot.commands import Command
from bot.commands import Kind as CommandKind
from bot.events import Actor, CommandUsed, Event, Kind, Place, Pressed, Said, Submitted
from bot.ui.card import Button, Buttons, Card, Channels, Choice, Confirm, Menu, Note, People, Text
from bot.ui.form import Choose, Line
from tests.adapters.consoles import COMMANDS, START, Due, FakeBot, Terminal, to_channel, to_user
from tests.adapters.samples import CARDS, FIELDS, Sample, form

Make = Callable[[Callable[[Event], Answer]], Terminal]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    return lambda answers: Terminal(FakeBot(answers), tmp_path)


def silent(event: Event) -> Answer:
    return Nothing()


def echo(event: Event) -> Answer:
    """Say back what was heard, with a button under it."""
    match event.doing:
        case Said(text):
            return Say(Card("You said", (Text(text or "nothing"), _buttons("Go on"))))
        case Pressed(action, picked):
            return Replace(Card("Pressed", (Text(f"{action} {picked}"),)))
        case _:
            return Nothing()


def _buttons(*labels: str, first: int = 1) -> Buttons:
    return Buttons(tuple(Button(label, Sample(n)) for n, label in enumerate(labels, first)))


async def test_words_to_the_bot_are_said_in_ones_own_messages(make: Make) -> None:
    terminal = make(silent)
    assert await terminal.play("ana: got a no from Acme") == 0
    (event,) = terminal.bot.heard
    assert event.actor == Actor("console", "lobby", "ana", "Ana", zone="America/New_York")
    assert event.place == Place("console", "lobby", "@ana", Kind.DM)
    assert event.doing == Said("got a no from Acme")


async def test_in_a_channel_only_a_mention_is_read_and_the_mention_left_out(make: Make) -> None:
    terminal = make(silent)
    await terminal.play(
        "ana #lobby: good morning everybody",
        "ana #lobby: @undaunted hello",
        "ana #Circle-A: can you help, @Undaunted",
        "ana #lobby: @undauntedly",
    )
    assert [event.doing for event in terminal.bot.heard] == [Said("hello"), Said("can you help,")]
    assert [event.place.channel for event in terminal.bot.heard] == ["#lobby", "#circle-a"]
    assert {event.place.kind for event in terminal.bot.heard} == {Kind.CHANNEL}


async def test_commands_bring_their_action_and_the_words_behind_them(make: Make) -> None:
    terminal = make(silent)
    await terminal.play("ana: /rejected Acme,  final round", "ana #lobby: /CheckIn", "ana: /nope x")
    assert [event.doing for event in terminal.bot.heard] == [
        CommandUsed("1.open.rejection", "Acme,  final round"),
        CommandUsed("1.open.checkin"),
        Said("/nope x"),
    ]


async def test_an_unknown_command_in_a_channel_is_between_the_person_and_the_bot(
    make: Make,
) -> None:
    terminal = make(silent)
    await terminal.play("ana #lobby: /nope", "ana: /")
    assert {event.place.kind for event in terminal.bot.heard} == {Kind.DM}


async def test_nothing_at_all_can_be_said(make: Make) -> None:
    terminal = make(echo)
    assert await terminal.play("ana:", "> nothing") == 0


async def test_no_two_events_have_the_same_key(make: Make) -> None:
    terminal = make(echo)
    await terminal.play("ana: one", "ben: two", "ana: [Go on]", "restart", "ana: three")
    keys = [event.key for event in terminal.bot.heard]
    assert len(set(keys)) == len(keys) == 4
    assert all(key.startswith("console:test:") for key in keys)


async def test_a_button_is_found_on_the_newest_card_that_has_it(make: Make) -> None:
    terminal = make(silent)
    deliver = terminal.platform.deliver
    await deliver(to_user("ana"), Card("Old", (_buttons("Go on", "Stop"),)), "1")
    await deliver(to_user("ana"), Card("New", (_buttons("GO ON", "Later", first=11),)), "2")
    await deliver(to_user("ben"), Card("Ben's", (_buttons("Go on", first=21),)), "3")
    await terminal.play("ana: [go on]", "ana: [stop]", "ana: [lat]")
    assert [event.doing for event in terminal.bot.heard] == [
        Pressed(Sample(11).pack()),
        Pressed(Sample(2).pack()),
        Pressed(Sample(12).pack()),
    ]


async def test_the_exact_label_comes_before_one_that_begins_with_it(make: Make) -> None:
    terminal = make(silent)
    card = Card("Say", (_buttons("Share it all", "Share"),))
    await terminal.platform.deliver(to_user("ana"), card, "1")
    await terminal.play("ana: [Share]")
    assert terminal.bot.last == Pressed(Sample(2).pack())


async def test_equal_buttons_are_told_apart_by_the_words_beside_them(make: Make) -> None:
    terminal = make(silent)
    await terminal.platform.deliver(to_user("ana"), CARDS["row"], "1")
    assert await terminal.play("ana: [Acme]") == 0
    assert terminal.bot.last == Pressed(Sample(5).pack())
    assert await terminal.play("ana: [Open]") == 1
    assert "could mean any of: Open / Acme, engineer, Open / Bolt, analyst" in terminal.said()


async def test_a_press_happens_where_the_card_stands(make: Make) -> None:
    terminal = make(silent)
    card = Card("Board", (_buttons("Check in"),))
    await terminal.platform.deliver(to_channel("#circle-a"), card, "1")
    await terminal.platform.deliver(to_user("ana"), card, "2")
    await terminal.play("ana: [Check in]", "ana #circle-a: [Check in]", "ben: [Check in]")
    places = [event.place.channel for event in terminal.bot.heard]
    assert places == ["@ana", "#circle-a", "#circle-a"]


@pytest.mark.parametrize("choice", ["America/New_York", "new york", "NEW", "america/n"])
async def test_a_menu_is_chosen_from_by_value_label_or_beginning(make: Make, choice: str) -> None:
    terminal = make(silent)
    await terminal.platform.deliver(to_user("ana"), CARDS["menu"], "1")
    assert await terminal.play(f"ana: [zone = {choice}]") == 0
    assert terminal.bot.last == Pressed(Sample(7).pack(), ("America/New_York",))


async def test_people_are_picked_by_name(make: Make) -> None:
    terminal = make(silent)
    await terminal.platform.deliver(to_user("ana"), CARDS["people"], "1")
    await terminal.play("zoe: hello", "ana: [New host = Zoe]")
    assert terminal.bot.last == Pressed(Sample(9).pack(), ("zoe",))


async def test_what_hangs_in_the_menu_of_a_message_is_no_command_here(make: Make) -> None:
    terminal = make(silent)
    reflect = Command("Reflect on this", "", "1.reflection.on", CommandKind.MESSAGE)
    terminal.platform.exchange.serve(terminal.bot.handle, (*COMMANDS, reflect))
    assert [command.name for command in terminal.platform.exchange.commands] == [
        command.name for command in COMMANDS
    ]


async def test_a_channel_is_chosen_among_those_where_somebody_spoke(make: Make) -> None:
    choose = Card("Setting up", (Channels("Where", Sample(1)),))
    terminal = make(lambda event: Say(choose) if isinstance(event.doing, Said) else Nothing())
    ask = ("ben #Oaks: hello oaks", "ana: set up", "> [1] #lobby [2] #oaks", "ana: [Where = #oaks]")
    assert await terminal.play(*ask) == 0
    assert terminal.bot.last == Pressed(Sample(1).pack(), ("#oaks",))
    assert await terminal.play("ana: [Where = #nowhere]") == 1


async def test_a_button_with_a_sign_in_its_name_is_no_menu(make: Make) -> None:
    terminal = make(silent)
    card = Card("Sums", (_buttons("1 + 1 = 2"), Menu("1 + 1", Sample(5), (Choice("2", "two"),))))
    await terminal.platform.deliver(to_user("ana"), card, "1")
    await terminal.play("ana: [1 + 1 = 2]")
    assert terminal.bot.last == Pressed(Sample(1).pack())


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("ana: [Gone]", "nothing here is called 'Gone'; there is: Zone, How far"),
        ("ana: [Zone = Mars]", "nothing here is called 'Mars'; there is: Berlin, New York"),
        ("ana: [Moon = Mars]", "nothing here is called 'Moon = Mars'"),
        ("ben: [Zone = Berlin]", "there is: nothing to choose from"),
        ("ana: {A = b}", "ana has no open form"),
        ("ana: {cancel}", "ana has no open form"),
        ("until 2020-01-01 09:00", "it is Mon 30 Nov 2026, 09:00 (America/New_York)"),
    ],
)
async def test_what_cannot_be_done_fails_the_script_with_its_line(
    make: Make, line: str, says: str
) -> None:
    terminal = make(silent)
    await terminal.platform.deliver(to_user("ana"), CARDS["menu"], "1")
    assert await terminal.play("ana: hello", line, "ana: never said") == 1
    assert f"line 2: {line}" in terminal.said()
    assert says in terminal.said()
    assert len(terminal.bot.heard) == 1


async def test_an_expectation_that_fails_shows_the_difference(make: Make) -> None:
    terminal = make(echo)
    assert await terminal.play("ana: a final round", "> a first round") == 1
    printed = terminal.text()
    assert "line 2: > a first round\nthe newest card for ana does not say this\n" in printed
    assert "- a first round\n" in printed
    assert "+ a final round\n" in printed
    assert "+ [1] Go on\n" in printed


async def test_an_expectation_is_folded_and_minds_capitals(make: Make) -> None:
    terminal = make(echo)
    words = "one two three " * 12
    assert await terminal.play(f"ana: {words}", f">  You   said {words}[1] Go on") == 0
    assert await terminal.play("ana: Acme", "> acme") == 1


async def test_an_expectation_before_any_card_fails(make: Make) -> None:
    terminal = make(silent)
    assert await terminal.play("ana: hello", "> hello") == 1
    assert "ana has seen no card yet" in terminal.said()


async def test_nobody_sees_what_was_said_to_somebody_else(make: Make) -> None:
    def answers(event: Event) -> Answer:
        return Say(Card("For", (Note(f"{event.actor.user} alone"),)))

    terminal = make(answers)
    lines = ("ana #lobby: @undaunted hi", "ben #lobby: @undaunted hi", "> ben alone")
    assert await terminal.play(*lines) == 0
    assert await terminal.play("ana #lobby: good morning", "> ana alone") == 0
    assert "(only ana, in #lobby)" in terminal.text()


async def test_what_is_said_to_everybody_in_a_channel_is_seen_by_everybody(make: Make) -> None:
    terminal = make(lambda event: Say(Card("For all", (_buttons("Join"),)), EVERYONE_HERE))
    assert await terminal.play("ana #lobby: @undaunted hi", "ben: [Join]", "> For all") == 0
    assert terminal.bot.heard[-1].place.channel == "#lobby"


async def test_what_is_said_to_everybody_in_ones_own_messages_stays_there(make: Make) -> None:
    terminal = make(lambda event: Say(Card("Here", (_buttons("Join"),)), EVERYONE_HERE))
    assert await terminal.play("ana: hi", "ben #lobby: hello", "> Here") == 1


async def test_a_pressed_card_is_replaced_for_everybody(make: Make) -> None:
    terminal = make(echo)
    card = Card("Board", (_buttons("Check in"),))
    await terminal.platform.deliver(to_channel("#lobby"), card, "1")
    assert await terminal.play("ben: [Check in]", "ana #lobby: hm", "> Pressed 1.sample.act:1") == 0
    assert await terminal.play("ana: [Check in]") == 1
    assert terminal.text().count("(#lobby, revised)\n╭ Pressed") == 1
    assert terminal.text().count("╭ Pressed") == 1


async def test_the_card_that_was_replaced_last_is_the_newest(make: Make) -> None:
    terminal = make(echo)
    await terminal.platform.deliver(to_user("ana"), CARDS["buttons"], "1")
    await terminal.platform.deliver(to_user("ana"), CARDS["note"], "2")
    assert await terminal.play("ana: [Write]", "> Pressed") == 0


async def test_a_replacement_for_nothing_is_said_to_the_person(make: Make) -> None:
    terminal = make(lambda event: Replace(Card("Home")))
    assert await terminal.play("ana: /rejected", "> Home") == 0
    assert await terminal.play("ben #lobby: hm", "> Home") == 1


async def test_a_question_comes_before_a_press_that_needs_one(make: Make) -> None:
    terminal = make(echo)
    await terminal.platform.deliver(to_user("ana"), CARDS["buttons"], "1")
    played = await terminal.play(
        "ana: [Erase everything]",
        "> Forget everything you told me? [Yes, forget it] [Keep it]",
        "ana: [Keep it]",
        "> What next",
        "ana: [Erase everything]",
        "ana: [yes]",
        "> Pressed 1.sample.act:3",
    )
    assert played == 0
    assert [event.doing for event in terminal.bot.heard] == [Pressed(Sample(3).pack())]
    assert "Left as it was." in terminal.said()


async def test_a_question_left_unanswered_is_a_no(make: Make) -> None:
    terminal = make(echo)
    await terminal.platform.deliver(to_user("ana"), CARDS["buttons"], "1")
    assert await terminal.play("ana: [Erase]", "ana: hello", "ana: [Yes, forget it]") == 1
    assert terminal.bot.heard[-1].doing == Said("hello")
    assert len(terminal.bot.heard) == 1


async def test_another_button_may_be_pressed_instead_of_answering(make: Make) -> None:
    terminal = make(silent)
    await terminal.platform.deliver(to_user("ana"), CARDS["buttons"], "1")
    assert await terminal.play("ana: [Erase]", "ana: [Plan]") == 0
    assert terminal.bot.last == Pressed(Sample(2).pack())


def asking(event: Event) -> Answer:
    """Ask for company and stage; know only Acme."""
    asked = form(
        Line(name="company", label="Company", hint="as you call it", value="Acme"),
        Choose(
            name="stage",
            label="How far did it get",
            choices=(Choice("none", "no reply"), Choice("final", "final round")),
            required=True,
        ),
    )
    match event.doing:
        case Submitted(_, values) if values["company"] != "Acme":
            return Correct({"company": "I know only Acme."}, asked)
        case Submitted(_, values):
            return Say(Card("Kept", (Text(f"{values['company']}, {values['stage']}"),)))
        case _:
            return Ask(asked)


async def test_a_form_is_shown_with_labels_hints_and_what_stands_in_it(make: Make) -> None:
    terminal = make(asking)
    played = await terminal.play(
        "ana: /rejected",
        "> After a no Nobody else sees it.",
        "> Company: Acme as you call it",
        "> How far did it get (needed): — ○ no reply ○ final round",
        "> Send: Save",
    )
    assert played == 0
    assert (
        "(only ana)\n╭ After a no\n│ Nobody else sees it.\n│\n│ Company: Acme\n" in terminal.text()
    )


async def test_a_form_marks_what_is_chosen(make: Make) -> None:
    terminal = make(lambda event: Ask(form(FIELDS["choose_many"])))
    says = "> Where: after applying ○ no reply ● after applying ○ final round"
    assert await terminal.play("ana: hello", says) == 0


async def test_a_form_is_filled_by_label_and_sent(make: Make) -> None:
    terminal = make(asking)
    assert await terminal.play("ana: /rejected", "ana: {how far = final}", "> Acme, final") == 0
    assert terminal.bot.last == Submitted(Sample(20).pack(), {"company": "Acme", "stage": "final"})


async def test_a_form_is_sent_as_it_stands(make: Make) -> None:
    terminal = make(
        lambda event: Nothing() if isinstance(event.doing, Submitted) else Ask(form(FIELDS["line"]))
    )
    assert await terminal.play("ana: hello", "ana: {}") == 0
    assert terminal.bot.last == Submitted(Sample(20).pack(), {"company": "Acme"})


async def test_a_form_with_a_mistake_of_its_own_is_not_sent(make: Make) -> None:
    terminal = make(asking)
    played = await terminal.play(
        "ana: /rejected",
        "ana: {Company = Acme}",
        "> Not sent yet.",
        "> ! Please fill this in.",
        "ana: {How far = halfway}",
        "> ! Please pick one of these.",
        "ana: {How far = no}",
        "> Acme, none",
    )
    assert played == 0
    assert [type(event.doing) for event in terminal.bot.heard] == [CommandUsed, Submitted]


async def test_a_form_that_comes_back_keeps_what_was_typed(make: Make) -> None:
    terminal = make(asking)
    played = await terminal.play(
        "ana: /rejected",
        "ana: {Company = Bolt; How far = final}",
        "> Company: Bolt",
        "> I know only Acme.",
        "> ● final round",
        "ana: {Company = Acme}",
        "> Acme, final",
        "ana: {Company = Acme}",
    )
    assert played == 1
    assert "ana has no open form" in terminal.said()


async def test_an_unknown_label_fails_and_names_the_fields(make: Make) -> None:
    terminal = make(asking)
    assert await terminal.play("ana: /rejected", "ana: {Salary = 1}") == 1
    assert "there is: Company, How far did it get" in terminal.said()


async def test_a_form_can_be_left_and_nothing_is_sent(make: Make) -> None:
    terminal = make(asking)
    await terminal.platform.deliver(to_user("ana"), CARDS["note"], "1")
    assert await terminal.play("ana: /rejected", "ana: {cancel}", "> A thought") == 0
    assert "The form is closed. Nothing was sent." in terminal.said()
    assert len(terminal.bot.heard) == 1


async def test_doing_something_else_leaves_the_form(make: Make) -> None:
    terminal = make(asking)
    assert await terminal.play("ana: /rejected", "ana #lobby: hm", "ana: {How far = no}") == 1
    assert "The form is closed. Nothing was sent." in terminal.said()


async def test_everybody_has_a_form_of_their_own(make: Make) -> None:
    terminal = make(asking)
    played = await terminal.play(
        "ana: /rejected", "ben: /rejected", "ana: {How far = no}", "ben: {How far = final}"
    )
    assert played == 0
    sent = [event for event in terminal.bot.heard if isinstance(event.doing, Submitted)]
    assert [event.actor.user for event in sent] == ["ana", "ben"]


async def test_a_form_may_lead_to_the_next_one(make: Make) -> None:
    second = form(FIELDS["day"], title="Page two")
    terminal = make(
        lambda event: Ask(second if isinstance(event.doing, Submitted) else form(FIELDS["tick"]))
    )
    assert (
        await terminal.play("ana: hi", "ana: {Share = no}", "> Page two", "> Which day: 2026") == 0
    )


async def test_a_form_opened_by_a_button_may_replace_its_card(make: Make) -> None:
    def answers(event: Event) -> Answer:
        match event.doing:
            case Pressed():
                return Ask(form(FIELDS["tick"]))
            case Submitted(_, values) if not values["share"]:
                return Correct({"share": "Really?", "whole": "Look again."}, form(FIELDS["tick"]))
            case _:
                return Replace(Card("Done"))

    terminal = make(answers)
    await terminal.platform.deliver(to_channel("#lobby"), CARDS["buttons"], "1")
    played = await terminal.play(
        "ana: [Write]", "ana: {Share = no}", "> Look again.", "ana: {Share = yes}", "> Done"
    )
    assert played == 0
    assert "(#lobby, revised)\n╭ Done" in terminal.text()
    assert terminal.bot.last == Submitted(Sample(20).pack(), {"share": "yes"})
    assert terminal.bot.heard[-1].place.channel == "#lobby"


async def test_a_form_returned_for_what_was_no_form_is_opened(make: Make) -> None:
    terminal = make(lambda event: Correct({"day": "Which one?"}, form(FIELDS["day"])))
    assert await terminal.play("ana: on that day", "> ! Which one?") == 0


async def test_what_falls_due_arrives_while_time_passes(make: Make) -> None:
    terminal = make(echo)
    day = timedelta(days=1)
    terminal.due = [Due(START + day, to_user("ana"), Card("Tomorrow")),
                    Due(START + 3 * day, to_user("ana"), Card("In three days")),
                    Due(START + 4 * day, to_user("ana"), Card("Too late"))]  # fmt: skip
    assert await terminal.play("ana: hello", "wait 3 days", "> In three days") == 0
    assert terminal.clock.now() == START + 3 * day
    assert "Thu 3 Dec 2026, 09:00 (America/New_York)" in terminal.text()
    assert "Too late" not in terminal.text()


async def test_until_moves_to_the_next_such_moment(make: Make) -> None:
    terminal = make(silent)
    await terminal.play("until monday 09:00")
    assert terminal.clock.now() == START + timedelta(days=7)


async def test_what_is_due_at_once_arrives_before_the_next_deed_and_after_the_answer(
    make: Make,
) -> None:
    terminal = make(echo)
    terminal.bot.answers = lambda event: _with_letter(terminal, event)
    played = await terminal.play(
        "ana: share it", "> You said share it", "ben #lobby: hm", "> Shared by ana"
    )
    assert played == 0


def _with_letter(terminal: Terminal, event: Event) -> Answer:
    card = Card(f"Shared by {event.actor.user}")
    terminal.due.append(Due(terminal.clock.now(), to_channel("#lobby"), card))
    return echo(event)


async def test_what_is_due_at_once_arrives_at_the_end_of_the_script(make: Make) -> None:
    terminal = make(echo)
    terminal.bot.answers = lambda event: _with_letter(terminal, event)
    await terminal.play("ana: share it")
    assert terminal.text().endswith("(#lobby)\n╭ Shared by ana\n╰\n")


async def test_a_clock_that_the_bot_does_not_move_is_moved(make: Make) -> None:
    terminal = make(silent)

    async def forgetful(target: object) -> None:
        return None

    terminal.platform.passing = type(terminal.platform.passing)(
        terminal.clock, forgetful, "America/New_York"
    )
    await terminal.play("wait 2 hours")
    assert terminal.clock.now() == START + timedelta(hours=2)


async def test_a_restart_leaves_what_people_see(make: Make) -> None:
    terminal = make(echo)
    assert await terminal.play("ana: hello", "restart", "> hello", "ana: [Go on]") == 0
    assert terminal.bot.starts == 2
    assert terminal.bot.last == Pressed(Sample(1).pack())


async def test_the_transcript_shows_each_deed_and_cuts_what_has_no_end(make: Make) -> None:
    terminal = make(silent)
    long = "x" * 100_000
    await terminal.play("ana: \x1b[2Jhello", f"ana: {long}")
    assert "ana: [2Jhello" in terminal.text()
    assert "(100005 characters)" in terminal.said()
    assert len(terminal.text()) < 2000
    assert terminal.bot.last == Said(long)


async def test_a_press_on_a_card_with_a_question_in_a_channel_says_so(make: Make) -> None:
    terminal = make(silent)
    sure = Confirm("Leave the circle?", "Leave", "Stay")
    card = Card(
        "Circle", (Buttons((Button("Leave", Sample(1), confirm=sure),)), People("x", Sample(2)))
    )
    await terminal.platform.deliver(to_channel("#lobby"), card, "1")
    await terminal.play("ana: [Leave]", "ana: [Leave]")
    assert "(only ana, in #lobby)\n╭ Leave the circle?\n" in terminal.text()
    assert terminal.bot.last == Pressed(Sample(1).pack())


async def test_nobody_is_served_before_the_bot_is_there(make: Make) -> None:
    terminal = make(silent)
    with pytest.raises(RuntimeError):
        await terminal.platform.exchange.speak("ana", "", "hello")


@pytest.mark.parametrize("answer", [Say(Card("News"), EVERYONE_HERE, Card("Aside")),
                                    Replace(Card("News"), Card("Aside"))])  # fmt: skip
async def test_an_aside_follows_its_answer_for_the_one_who_is_answered_alone(
    make: Make, answer: Answer
) -> None:
    terminal = make(lambda event: answer)
    await terminal.play("ana #lobby: @undaunted hello")
    newest, before = terminal.platform.display.screen.seen_by("ana", "#lobby")
    assert (newest.card.title, newest.only) == ("Aside", "ana")
    assert before.card.title == "News"
    seen = terminal.platform.display.screen.seen_by("ben", "#lobby")
    assert "Aside" not in [standing.card.title for standing in seen]
