"""A visitor at the terminal: numbers, buttons, forms asked field by field, other people, time."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.console.chat import Chat, own_hints
from bot.answers import Answer, Ask, Correct, Nothing, Replace, Say
from bot.events import CommandUsed, Event, Kind, Pressed, Said, Submitted
from bot.ui.card import Button, Buttons, Card, Text
from bot.ui.form import ChooseMany, Line, Paragraph, Person, Tick
from tests.adapters.consoles import (
    COMMANDS,
    START,
    WORDS,
    Due,
    FakeBot,
    Terminal,
    TypedAhead,
    to_channel,
    to_user,
)
from tests.adapters.samples import CARDS, CHOICES, FIELDS, Sample, form


class Visit:
    """One visit: what the visitor types, and what came of it."""

    def __init__(self, folder: Path, answers: Callable[[Event], Answer]) -> None:
        self.terminal = Terminal(FakeBot(answers), folder)
        self.bot = self.terminal.bot
        self.lines = TypedAhead(())

    async def type(self, *lines: str | type[BaseException]) -> str:
        """Type these lines and leave; returns what was printed, folded."""
        platform = self.terminal.platform
        platform.exchange.serve(self.bot.handle, COMMANDS)
        platform.exchange.whole_forms = False
        self.lines = TypedAhead(lines)
        self.terminal.printed.clear()
        await Chat(platform.exchange, self.lines, platform.passing, "ana").run()
        return self.terminal.said()

    async def card(self, card: Card, key: str = "1") -> None:
        """Put a card before ana."""
        await self.terminal.platform.deliver(to_user("ana"), card, key)


Come = Callable[[Callable[[Event], Answer]], Visit]


@pytest.fixture
def come(tmp_path: Path) -> Come:
    return lambda answers: Visit(tmp_path, answers)


def silent(event: Event) -> Answer:
    return Nothing()


async def test_words_commands_and_buttons_reach_the_bot(come: Come) -> None:
    visit = come(silent)
    await visit.card(CARDS["buttons"])
    await visit.type("hello", "", "/rejected Acme", "2", "[1]", "[plan]", "/nope")
    assert [event.doing for event in visit.bot.heard] == [
        Said("hello"),
        CommandUsed("1.open.rejection", "Acme"),
        Pressed(Sample(2).pack()),
        Pressed(Sample(1).pack()),
        Pressed(Sample(2).pack()),
        Said("/nope"),
    ]


async def test_a_number_means_the_newest_card_that_has_any(come: Come) -> None:
    visit = come(silent)
    await visit.card(CARDS["buttons"], "1")
    await visit.card(CARDS["menu"], "2")
    await visit.card(CARDS["note"], "3")
    printed = await visit.type("2", "9")
    assert visit.bot.heard[0].doing == Pressed(Sample(7).pack(), ("America/New_York",))
    assert len(visit.bot.heard) == 1
    assert "There is no [9] on the newest card." in printed


async def test_a_number_without_any_card_is_just_words(come: Come) -> None:
    visit = come(silent)
    await visit.card(CARDS["note"])
    await visit.type("2")
    assert visit.bot.last == Said("2")


async def test_a_button_that_is_not_there_is_said_kindly(come: Come) -> None:
    visit = come(silent)
    await visit.card(CARDS["menu"])
    printed = await visit.type("[Gone]", "[Zone = Mars]")
    assert "Nothing on your cards is called “Gone”" in printed
    assert "To choose from: Berlin, New York" in printed
    nobody = come(silent)
    assert "To choose from" not in await nobody.type("[Gone]")


@pytest.mark.parametrize(
    ("answer", "pressed"),
    [("y", True), ("Yes, forget it", True), ("n", False), ("", False), ("keep it", False),
     (KeyboardInterrupt, False)],
)  # fmt: skip
async def test_a_press_that_asks_first_is_answered_y_or_n(
    come: Come, answer: str | type[BaseException], pressed: bool
) -> None:
    visit = come(lambda event: Replace(Card("Forgotten")))
    await visit.card(CARDS["buttons"])
    printed = await visit.type("3", "perhaps", answer)
    assert "Forget everything you told me?" in printed
    assert "I could not read that one." in printed
    assert ("Forgotten" in printed) is pressed
    assert ("Left as it was." in printed) is not pressed
    assert visit.lines.prompts[1] == "y/n> "


ALL = (
    FIELDS["line"],
    FIELDS["choose"],
    ChooseMany(name="channels", label="Where", choices=CHOICES, most=2),
    Tick(name="share", label="Share with the circle"),
    Paragraph(name="words", label="Anything to say"),
)


def asking(event: Event) -> Answer:
    return Nothing() if isinstance(event.doing, Submitted) else Ask(form(*ALL))


async def test_a_form_is_asked_field_by_field(come: Come) -> None:
    visit = come(asking)
    printed = await visit.type(
        "/rejected", "Bolt", "3", "1, after", "y", "first line", "second line", ""
    )
    assert visit.bot.last == Submitted(
        Sample(20).pack(),
        {
            "company": "Bolt",
            "stage": "final",
            "channels": ("none", "applied"),
            "share": "yes",
            "words": "first line\nsecond line",
        },
    )
    assert "After a no Nobody else sees it. ╰ /cancel leaves this form" in printed
    assert "so does any other command. Company as you call it" in printed
    assert "Send: Save" not in printed
    assert "Company as you call it Enter keeps “Acme”." in printed
    assert "How far did it get (needed) 1 no reply 2 after applying 3 final round" in printed
    assert "(the last talk before a decision)" in printed


async def test_enter_keeps_and_a_dash_empties(come: Come) -> None:
    asked = form(FIELDS["line"], FIELDS["day"], FIELDS["tick"], FIELDS["paragraph"])
    visit = come(lambda event: Nothing() if isinstance(event.doing, Submitted) else Ask(asked))
    await visit.type("go", "", "-", "", "-")
    assert visit.bot.last == Submitted(
        Sample(20).pack(), {"company": "Acme", "day": "", "share": "yes", "words": ""}
    )


async def test_a_wrong_field_is_asked_again_with_the_reason(come: Come) -> None:
    visit = come(asking)
    printed = await visit.type(
        "/rejected", "x" * 41, "Bolt", "", "9", "final", "1,2,3", "", "maybe", "n", ""
    )
    assert visit.bot.last == Submitted(
        Sample(20).pack(),
        {"company": "Bolt", "stage": "final", "channels": (), "share": "", "words": ""},
    )
    for reason in (
        "! That is too long.",
        "! Please fill this in.",
        "! Please pick one of these.",
        "! Please pick fewer.",
        "! I could not read that one.",
    ):
        assert reason in printed
    assert visit.lines.drafts[2] == "x" * 41


async def test_only_the_wrong_fields_are_asked_again_when_a_form_comes_back(come: Come) -> None:
    asked = form(Line(name="company", label="Company"), Line(name="role", label="Role"))

    def answers(event: Event) -> Answer:
        match event.doing:
            case Submitted(_, values) if values["company"] != "Acme":
                return Correct({"company": "I know only Acme.", "all": "Look again."}, asked)
            case Submitted():
                return Say(Card("Kept"))
            case _:
                return Ask(asked)

    visit = come(answers)
    printed = await visit.type("/rejected", "Bolt", "analyst", "Acme")
    assert visit.bot.last == Submitted(Sample(20).pack(), {"company": "Acme", "role": "analyst"})
    assert "! Look again." in printed
    assert "! I know only Acme. Company Enter keeps “Bolt”." in printed
    assert "Kept" in printed


async def test_an_error_of_the_whole_form_asks_for_everything_again(come: Come) -> None:
    asked = form(Line(name="company", label="Company"))

    def answers(event: Event) -> Answer:
        if isinstance(event.doing, Submitted) and event.doing.values["company"] != "Acme":
            return Correct({"all": "Look again."}, asked)
        return Nothing() if isinstance(event.doing, Submitted) else Ask(asked)

    visit = come(answers)
    await visit.type("/rejected", "Bolt", "Acme")
    assert visit.bot.last == Submitted(Sample(20).pack(), {"company": "Acme"})


@pytest.mark.parametrize("leave", ["/cancel", " /CANCEL ", KeyboardInterrupt])
async def test_a_form_can_be_left_at_any_field(
    come: Come, leave: str | type[BaseException]
) -> None:
    visit = come(asking)
    printed = await visit.type("/rejected", "Bolt", leave, "hello")
    assert "The form is closed. Nothing was sent." in printed
    assert [type(event.doing) for event in visit.bot.heard[:2]] == [CommandUsed, Said]


async def test_every_command_works_inside_a_form(come: Come) -> None:
    visit = come(lambda event: Nothing() if "checkin" in str(event) else Ask(form(*ALL)))
    printed = await visit.type("/rejected", "Bolt", "/CheckIn now", "hello", "/no/command", "/quit")
    assert [event.doing for event in visit.bot.heard] == [
        CommandUsed("1.open.rejection"),
        CommandUsed("1.open.checkin", "now"),
        Said("hello"),
    ]
    assert printed.count("The form is closed. Nothing was sent.") == 2
    assert printed.endswith("Until next time.")


async def test_a_command_instead_of_yes_or_no_is_a_no(come: Come) -> None:
    visit = come(silent)
    await visit.card(CARDS["buttons"])
    await visit.type("3", "/checkin", "y")
    assert [event.doing for event in visit.bot.heard] == [
        CommandUsed("1.open.checkin"),
        Said("y"),
    ]


async def test_lines_that_end_inside_a_form_end_politely(come: Come) -> None:
    visit = come(asking)
    printed = await visit.type("/rejected", "Bolt")
    assert printed.endswith("The form is closed. Nothing was sent. Until next time.")
    assert len(visit.bot.heard) == 1


async def test_people_are_asked_for_by_number_or_name(come: Come) -> None:
    asked = form(Person(name="host", label="Host"), Person(name="next", label="Next"))
    visit = come(lambda event: Nothing() if isinstance(event.doing, Submitted) else Ask(asked))
    printed = await visit.type("go", "2", "zoe", "chidi")
    assert visit.bot.last == Submitted(Sample(20).pack(), {"host": "ben", "next": "chidi"})
    assert "1 Ana 2 Ben 3 Chidi" in printed


async def test_one_form_may_follow_another(come: Come) -> None:
    def answers(event: Event) -> Answer:
        match event.doing:
            case Submitted(_, values) if "company" in values:
                return Ask(form(FIELDS["time"], title="Page two"))
            case Submitted():
                return Nothing()
            case _:
                return Ask(form(FIELDS["line"]))

    visit = come(answers)
    printed = await visit.type("go", "Bolt", "10:30")
    assert visit.bot.last == Submitted(Sample(20).pack(), {"time": "10:30"})
    assert "Page two" in printed


async def test_a_visitor_can_be_somebody_else(come: Come) -> None:
    visit = come(silent)
    printed = await visit.type("/as Ben", "hello", "/who", "/as no such", "/as", "/as Zoe", "/who")
    assert visit.bot.last == Said("hello")
    assert visit.bot.heard[0].actor.user == "ben"
    assert "You are now Ben." in printed
    assert "Here: Ana, Ben (you), Chidi" in printed
    assert printed.count("A name is one word of letters") == 2
    assert "Here: Ana, Ben, Chidi, Zoe (you)" in printed
    assert visit.lines.prompts[:3] == ["ana> ", "ben> ", "ben> "]


async def test_somebody_elses_cards_have_no_numbers_for_the_visitor(come: Come) -> None:
    visit = come(silent)
    await visit.card(CARDS["buttons"])
    await visit.type("/as ben", "1", "[plan]")
    assert [event.doing for event in visit.bot.heard] == [Said("1")]


async def test_a_visitor_can_speak_in_a_channel(come: Come) -> None:
    visit = come(silent)
    printed = await visit.type(
        "/in #Lobby @undaunted hello", "/in #lobby good morning", "/in #lobby /checkin",
        "/in lobby hi", "/in #lobby", "/in # hi",
    )  # fmt: skip
    assert [event.doing for event in visit.bot.heard] == [
        Said("hello"),
        CommandUsed("1.open.checkin"),
    ]
    assert {event.place.channel for event in visit.bot.heard} == {"#lobby"}
    assert {event.place.kind for event in visit.bot.heard} == {Kind.CHANNEL}
    assert printed.count("reads only commands and what mentions @undaunted") == 1
    assert printed.count("Name the channel and the words") == 3


async def test_a_visitor_can_let_time_pass(come: Come) -> None:
    visit = come(silent)
    visit.terminal.due = [
        Due(START + timedelta(days=1), to_channel("#lobby"), Card("The board", (Text("is up"),)))
    ]
    printed = await visit.type(
        "/wait 3 days", "/until monday 09:00", "/wait", "/until 2020-01-01 9:00"
    )
    assert "The board is up" in printed
    assert "It is now Thu 3 Dec 2026, 09:00 (America/New_York)." in printed
    assert "It is now Mon 7 Dec 2026, 09:00 (America/New_York)." in printed
    assert "Try /wait 90 minutes" in printed
    assert "That moment has passed, or is too far away." in printed
    assert visit.bot.heard == []


async def test_ctrl_c_tells_how_to_leave_and_ctrl_d_leaves(come: Come) -> None:
    visit = come(silent)
    printed = await visit.type(KeyboardInterrupt, "hello", EOFError, "never said")
    assert "Ctrl-D or /quit leaves." in printed
    assert printed.endswith("Until next time.")
    assert [event.doing for event in visit.bot.heard] == [Said("hello")]


async def test_quit_leaves(come: Come) -> None:
    visit = come(silent)
    printed = await visit.type("/QUIT", "never said")
    assert printed.endswith("Until next time.")
    assert visit.bot.heard == []


async def test_a_card_with_a_sign_between_brackets_is_a_button(come: Come) -> None:
    visit = come(silent)
    await visit.card(Card("Sums", (Buttons((Button("5", Sample(1)), Button("6", Sample(2)))),)))
    await visit.type("[6]", "[Sums]")
    assert visit.bot.heard == []


def test_each_of_the_terminals_own_commands_is_explained() -> None:
    hints = own_hints(WORDS)
    assert [hint.text for hint in hints] == ["/as", "/in", "/quit", "/until", "/wait", "/who"]
    assert all(hint.summary for hint in hints)
