"""Talking: care first, then what was meant, then honesty; two pieces of news are both heard."""

import pytest

from bot.actions.application import ShowApplication, ShowApplications
from bot.answers import Ask, Say
from bot.domain.application import Status
from bot.handlers import talk
from bot.handlers.talk import MEANS
from bot.routes.table import HANDLERS
from bot.texts import Line
from bot.ui.card import Button, Buttons, Card, Choice, Menu, Note, Quote, Row, Text, Tone
from bot.ui.form import Form
from bot.understanding.intents import NEWS, Intent
from bot.views import talk as view
from tests.handlers.search import applications, applies
from tests.talking import WORDS, Friend, World, buttons, labels

IN_WORDS = {
    Intent.GREETING,
    Intent.THANKS,
    Intent.FEELING_GOOD,
    Intent.FEELING_LOW,
    Intent.UNKNOWN,
}
WHO_SEES = (
    "Only you see what I answer, unless you choose to share it. I am a bot; /about says more."
)


async def settled(world: World, name: str = "ana") -> Friend:
    """Return somebody whose first words are behind them."""
    friend = world.person(name)
    await friend.says("hello")
    return friend


def form_of(friend: Friend) -> Form:
    assert isinstance(friend.answer, Ask), friend.sees
    return friend.answer.form


def values(form: Form) -> dict[str, str]:
    return {field.label: str(getattr(field, "value", "")) for field in form.fields}


def test_every_meaning_is_answered_in_exactly_one_way() -> None:
    ways = [set(MEANS), set(view.NOT_YET), IN_WORDS]
    assert set().union(*ways) == set(Intent)
    assert sum(map(len, ways)) == len(Intent)


def test_every_meaning_leads_to_something_routed() -> None:
    assert {type(action) for action in MEANS.values()} <= set(HANDLERS)
    assert {type(action) for _, action in view.OFFERS.values()} <= set(HANDLERS)


def test_whatever_may_have_been_meant_can_be_offered() -> None:
    assert set(MEANS) <= set(view.OFFERS)


class TestFirstWords:
    @pytest.mark.parametrize("words", ["hello", "what can you do?", "colourless green ideas"])
    async def test_they_get_their_answer_and_one_line_of_who_sees_what(
        self, world: World, words: str
    ) -> None:
        ana = world.person("ana")
        await ana.says(words)
        assert ana.card.blocks[-1] == Note(WHO_SEES)
        await ana.says(words)
        assert WHO_SEES not in ana.sees

    async def test_a_form_says_it_too_and_opens_at_once(self, world: World) -> None:
        ana = world.person("ana")
        await ana.says("got a no from Acme after the final round")
        form = form_of(ana)
        assert WHO_SEES in form.note
        assert values(form)["Company"] == "Acme"
        await ana.says("got a no from Acme after the final round")
        assert WHO_SEES not in form_of(ana).note

    async def test_a_card_without_room_for_it_is_shown_as_it_is(self) -> None:
        full = Card("Full", tuple(Text("x") for _ in range(25)))
        assert view.introduced(WORDS.texts, full) == full


class TestMeanings:
    @pytest.mark.parametrize(
        ("words", "title"),
        [
            ("my applications", "Your applications"),
            ("what do you know about me?", "What is kept about you"),
            ("who are you", "What I am"),
            ("help", "What we can do together"),
        ],
    )
    async def test_words_lead_where_buttons_do(self, world: World, words: str, title: str) -> None:
        ana = await settled(world)
        await ana.says(words)
        assert ana.card.title == title

    async def test_a_no_opens_its_form_filled_in(self, world: World) -> None:
        ana = await settled(world)
        await ana.says("got a no from Acme after the final round")
        filled = values(form_of(ana))
        assert (filled["Company"], filled["How far"]) == ("Acme", "final")

    async def test_an_application_opens_its_form_filled_in(self, world: World) -> None:
        ana = await settled(world)
        await ana.says("applied to Initech as a nurse yesterday")
        filled = values(form_of(ana))
        assert (filled["Company"], filled["Role"]) == ("Initech", "nurse")

    async def test_an_interview_is_kept_with_its_exact_time(self, world: World) -> None:
        ana = world.person("ana", "Europe/Berlin")
        await ana.says("interview with Hooli tomorrow at 10")
        assert "Tue 1 Dec, 10:00" in ana.sees

    @pytest.mark.parametrize("words", ["stop the reminders", "no more reminders please"])
    async def test_reminders_stop_at_a_word(self, world: World, words: str) -> None:
        ana = await settled(world)
        await ana.says("remind me thursdays at 9 to apply")
        await ana.says(words)
        await world.passes(days=10)
        assert ana.letters == []

    async def test_mentioned_in_a_channel_it_answers_only_the_speaker(self, world: World) -> None:
        ana = world.person("ana").inside("#lobby")
        await ana.says("hello")
        assert isinstance(ana.answer, Say)
        assert ana.answer.audience.value == "only_you"
        assert world.mail.in_room("#lobby") == []


class TestSmallTalk:
    @pytest.mark.parametrize(
        ("words", "line"),
        [
            ("hello", view.GREETING),
            ("thank you", view.THANKS),
            ("feeling good today", view.GOOD),
            ("I'm so tired of this", view.LOW),
            ("blorp", view.UNKNOWN),
        ],
    )
    async def test_nobody_reads_the_same_line_twice_in_a_row(
        self, world: World, words: str, line: Line
    ) -> None:
        ana = await settled(world)
        said = []
        for _ in range(WORDS.texts.count(line) + 1):
            await ana.says(words)
            said.append(ana.card.summary().splitlines()[1])
        assert WORDS.texts.count(line) > 1
        assert len(set(said)) == len(said) - 1

    async def test_tiredness_is_met_with_care_and_no_advice(self, world: World) -> None:
        ana = await settled(world)
        await ana.says("I'm so tired of this")
        assert ana.card.tone is Tone.CARE
        assert labels(ana.card) == ["Write three lines", "Take a few days off", "I need help now"]

    @pytest.mark.parametrize("words", ["", "   ", "\u200b", "\x00\x07"])
    async def test_a_bare_mention_is_greeted(self, world: World, words: str) -> None:
        ana = world.person("ana").inside("#lobby")
        await ana.says(words)
        assert labels(ana.card) == ["My page", "What can you do?"]


class TestNotYet:
    @pytest.mark.parametrize("intent", sorted(view.NOT_YET))
    def test_what_has_no_page_gets_something_that_works_today(self, intent: Intent) -> None:
        card = view.not_yet(WORDS.texts, intent)
        assert buttons(card) != []
        assert {type(button.action) for button in buttons(card)} <= set(HANDLERS)
        assert "soon" not in card.summary()

    @pytest.mark.parametrize(
        ("words", "label"),
        [
            ("I want to practise interview questions", "Answer it"),
            ("find me a buddy", "Circles"),
        ],
    )
    async def test_plain_words_reach_it(self, world: World, words: str, label: str) -> None:
        ana = await settled(world)
        await ana.says(words)
        assert label in labels(ana.card)
        await ana.presses(label)
        assert ana.form is not None or ana.card.title != "That went wrong on my side"


class TestUnknown:
    @pytest.mark.parametrize(
        "words", ["colourless green ideas", "42", "¿qué?", "\U0001f642", "x" * 4000, "a b c " * 900]
    )
    async def test_it_says_so_with_three_likely_choices(self, world: World, words: str) -> None:
        ana = await settled(world)
        await ana.says(words)
        assert ana.card.title == "I did not get that"
        assert len(set(labels(ana.card))) == 3

    @pytest.mark.parametrize(
        "words",
        [
            "'; DROP TABLE person; --",
            "@everyone <!channel> <@U123>",
            "**bold** `code` [x](https://example.org)",
            "\u202egnirts desrever\u202c",
            "{company} {0} %s %(x)s",
        ],
    )
    async def test_hostile_words_are_only_words(self, world: World, words: str) -> None:
        ana = await settled(world)
        await ana.says(words)
        assert ana.card.title != "That went wrong on my side"
        assert words not in ana.sees

    async def test_an_offer_and_a_no_that_cannot_be_told_apart_are_asked_about(
        self, world: World
    ) -> None:
        ana = await settled(world)
        await ana.says("I rejected the offer")
        assert ana.card.title == "I did not get that"
        assert await applications(ana) == ()

    def test_the_likeliest_come_first_and_never_twice(self) -> None:
        likely = (Intent.UNKNOWN, Intent.OFFER, Intent.LANDED, Intent.REJECTED)
        card = view.unknown(WORDS.texts, 0, likely)
        assert labels(card) == ["My applications", "I got a no", "My page"]
        assert buttons(card)[0].action == ShowApplications()


class TestTwoAtOnce:
    async def test_both_are_named_and_the_form_waits_filled_in(self, world: World) -> None:
        ana = await settled(world)
        await ana.says("no from Acme but onsite at Initech thursday at 10")
        assert "A no · Acme" in ana.sees
        assert "Initech" in ana.sees
        assert "Thu 3 Dec, 10:00" in ana.sees
        await ana.presses("I got a no")
        assert values(form_of(ana))["Company"] == "Acme"
        assert [each.company for each in await applications(ana)] == ["Initech"]

    async def test_two_forms_wait_each_filled_in(self, world: World) -> None:
        ana = await settled(world)
        await ana.says("no from Acme but interview with Hooli on thursday")
        assert "A no · Acme" in ana.sees
        assert "An interview to come · Hooli" in ana.sees
        both = ana.card
        await ana.presses(labels(both)[0], on=both)
        assert values(form_of(ana))["Company"] == "Acme"
        await ana.presses(labels(both)[1], on=both)
        assert values(form_of(ana))["Company"] == "Hooli"
        assert values(form_of(ana))["Day"] == "2026-12-03"

    async def test_undoing_one_leaves_the_other(self, world: World) -> None:
        ana = await settled(world)
        await applies(ana, "Globex")
        await ana.says("Globex made me an offer. Interview with Initech on thursday at 10")
        found = {each.company: each.status for each in await applications(ana)}
        assert found == {"Globex": Status.OFFER, "Initech": Status.INTERVIEW}
        undo = [each for each in buttons(ana.card) if each.label == "Undo"]
        assert len(undo) == 2
        await ana.sends(undo[-1].action.pack())
        assert {each.company for each in await applications(ana)} == {"Globex"}
        found = {each.company: each.status for each in await applications(ana)}
        assert found == {"Globex": Status.OFFER}

    async def test_of_three_the_last_is_asked_for_again(self, world: World) -> None:
        ana = await settled(world)
        await ana.says(
            "got a no from Acme. applied to Globex. interview with Initech thursday at 10"
        )
        assert "There was more in it" in ana.sees
        assert "A no · Acme" in ana.sees

    def test_what_does_not_fit_is_cut_to_what_it_is_about(self) -> None:
        press = Button("Press", ShowApplications())
        many = Buttons(tuple(press for _ in range(14)))
        part = (Text("Title"), Text("First"), Text("Second"), many, Menu("Pick", *pick()))
        card = view.several(WORDS.texts, [part, part], more=True)
        assert card.summary().count("First") == 2
        assert card.summary().count("Second") == 1
        assert "There was more in it" in card.summary()
        longest = (*part, Quote("x" * 2500))
        card = view.several(WORDS.texts, [longest, longest], more=False)
        assert card.summary().count("First") == 2

    def test_even_two_that_are_both_too_long_are_shown(self) -> None:
        press = Button("Press", ShowApplications())
        rows = tuple(Row("row", press) for _ in range(12))
        card = view.several(WORDS.texts, [(Text("A"), *rows), (Text("B"), *rows)], more=False)
        assert card.summary().splitlines()[2:] == ["A", "row", "B", "row"]
        silent = (Text("A"), Quote("x" * 2000))
        card = view.several(WORDS.texts, [silent, silent], more=False)
        assert card.summary().splitlines()[-1] == "A"


def pick() -> tuple[ShowApplications, tuple[Choice, ...]]:
    return ShowApplications(), (Choice("a", "A"),)


class TestCare:
    async def test_words_of_crisis_come_before_any_news_in_them(self, world: World) -> None:
        ana = world.person("ana")
        await ana.says("got a no from Acme and I want to kill myself")
        assert ana.card.title == "You come first"
        assert "Acme" not in ana.sees
        assert await applications(ana) == ()

    async def test_veiled_words_are_asked_about_and_the_no_stays_in_reach(
        self, world: World
    ) -> None:
        ana = world.person("ana")
        await ana.says(
            "no from Acme after the final round. everyone would be better off without me"
        )
        assert ana.card.title == "First, you"
        assert "A no · Acme" in ana.sees
        await ana.presses("I got a no")
        assert values(form_of(ana))["How far"] == "final"

    async def test_veiled_words_alone_carry_nothing_else(self, world: World) -> None:
        ana = world.person("ana")
        await ana.says("everyone would be better off without me")
        assert ana.card.title == "First, you"
        assert "I got a no" not in labels(ana.card)

    async def test_taking_it_back_is_acknowledged_and_the_help_stays(self, world: World) -> None:
        ana = await settled(world)
        await ana.says("I want to kill myself")
        await ana.says("sorry, I was only joking")
        assert "Thank you for setting that straight" in ana.sees
        assert WORDS.content.helplines.international[0].name in ana.sees

    async def test_news_after_it_is_heard_as_news(self, world: World) -> None:
        ana = await settled(world)
        await ana.says("I want to kill myself")
        await ana.says("I'm fine. interview with Hooli tomorrow at 10")
        assert "Tue 1 Dec, 10:00" in ana.sees

    @pytest.mark.parametrize("words", ["only joking", "I'm fine", "feeling better"])
    async def test_where_nothing_was_said_nothing_is_taken_back(
        self, world: World, words: str
    ) -> None:
        ana = await settled(world)
        await ana.uses("/rejected Acme")
        await ana.fills({"How far": "After applying"})
        await ana.says(words)
        assert "setting that straight" not in ana.sees

    async def test_nothing_of_the_words_is_kept(self, world: World) -> None:
        ana = world.person("ana")
        await ana.says("I want to kill myself, says unmistakable ana")
        async with world.store.begin() as tx:
            everything = str(await tx.data.export(1))
        assert "unmistakable" not in everything
        assert "kill" not in everything


async def test_a_kind_no_to_one_piece_of_news_does_not_swallow_the_other(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = await settled(world)
    # Somebody else's application stands for whatever a handler may refuse.
    refused = {**MEANS, Intent.INTERVIEW_COMING: ShowApplication(999)}
    monkeypatch.setattr(talk, "MEANS", refused)
    await ana.says("no from Acme but onsite at Initech thursday at 10")
    assert "A no · Acme" in ana.sees
    assert "I can't find that any more" in ana.sees


def test_every_piece_of_news_has_a_name() -> None:
    assert set(view.NEWS_LINES) == set(NEWS)
