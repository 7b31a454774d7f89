"""Sharing: nothing is seen before its preview, and whatever was shown can be taken back."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.actions.circle import LeaveCircle
from bot.actions.share import (
    ChangeShare,
    DropShare,
    KeepShare,
    OpenShare,
    PickParts,
    PostShare,
    Shared,
    TakeBackShare,
    To,
)
from bot.answers import Ask, Say
from bot.domain.application import Stage
from bot.domain.plan import Commitment, Plan, Source
from bot.domain.reflection import Reflection
from bot.domain.rejection import No
from bot.domain.share import Share
from bot.errors import TryLater
from bot.events import Kind, Place, Submitted
from bot.ports.platform import Address, Post
from bot.ui.card import Card, Text
from bot.ui.form import ChooseMany
from tests.handlers.circles import (
    ANSWER,
    NEXT,
    OAKS,
    PARTS,
    TIP,
    WINS,
    checks_in,
    founds,
    has_lobby,
    joins,
    oaks,
    shares,
    titled,
    titles,
)
from tests.talking import PLATFORM, SPACE, Friend, Mailbox, World, labels

TEN = datetime(2026, 11, 30, 10, 0, tzinfo=UTC)
WORDS, WHICH = "What others will read", "Which circle"
NEWS = OpenShare(Shared.NEWS, 0)


async def kept(friend: Friend) -> tuple[Share, ...]:
    async with friend.world.store.begin() as tx:
        person = await tx.people.known("test", "lobby", friend.user)
        return await tx.shares.of(person.id) if person else ()


async def me(friend: Friend) -> int:
    async with friend.world.store.begin() as tx:
        person = await tx.people.known("test", "lobby", friend.user)
        assert person is not None
        return person.id


async def shares_news(friend: Friend, words: str = "I have an interview") -> None:
    await friend.sends(NEWS.pack())
    await friend.fills({WORDS: words})
    await friend.presses("Share it")


def in_oaks(world: World) -> list[str]:
    return [card.summary() for card in world.mail.in_room(OAKS)]


def chosen(friend: Friend) -> tuple[str, ...]:
    assert friend.form is not None
    [field] = friend.form.fields
    assert isinstance(field, ChooseMany)
    return field.values


def prefilled(friend: Friend) -> str:
    assert friend.form is not None
    return str(getattr(friend.form.fields[0], "value", ""))


class Away(Mailbox):
    """A platform that takes nothing just now."""

    async def deliver(self, to: Address, card: Card, key: str) -> Post:
        raise TryLater("away")


class TestWords:
    async def test_a_no_is_told_without_what_was_said_in_private(self, world: World) -> None:
        [ana] = await oaks(world)
        async with world.store.begin() as tx:
            no = No(1, Stage.FINAL, world.now(), company="Acme", note="I cried", mood=1)
            await tx.nos.add(no)
            await tx.nos.add(No(1, Stage.APPLYING, world.now()))
        await ana.sends(OpenShare(Shared.NO, 1).pack())
        assert prefilled(ana) == "I got a no from Acme after the final round."
        await ana.sends(OpenShare(Shared.NO, 2).pack())
        assert prefilled(ana) == "I got a no after applying."

    async def test_of_a_reflection_only_the_strategy_is_taken(self, world: World) -> None:
        [ana] = await oaks(world)
        async with world.store.begin() as tx:
            await tx.reflections.add(
                Reflection(1, world.now(), happened="It hurt", strategy="Ask for a date")
            )
        await ana.sends(OpenShare(Shared.REFLECTION, 1).pack())
        assert prefilled(ana) == "Ask for a date"

    async def test_a_plan_is_told_by_its_steps(self, world: World) -> None:
        [ana] = await oaks(world)
        async with world.store.begin() as tx:
            day = world.now().date()
            plan = await tx.plans.add(Plan(1, day, day, world.now()))
            for what, trigger in (("Call Bea", ""), ("write to Cy", "it is Friday")):
                made = Commitment(1, Source.PLAN, plan.id, what, world.now(), trigger=trigger)
                await tx.commitments.add(made)
            await tx.plans.add(Plan(1, day, day, world.now()))
        await ana.sends(OpenShare(Shared.PLAN, 1).pack())
        assert "Call Bea" in prefilled(ana)
        assert "If it is Friday, then I will write to Cy." in prefilled(ana)
        await ana.sends(OpenShare(Shared.PLAN, 2).pack())
        assert prefilled(ana) == ""

    @pytest.mark.parametrize("what", [Shared.NO, Shared.REFLECTION, Shared.PLAN, Shared.CHECKIN])
    async def test_nobody_shares_what_is_anothers(self, world: World, what: Shared) -> None:
        ana, ben = await oaks(world, "ben")
        await world.until(TEN)
        await checks_in(ana, {NEXT: "Call"}, {WINS: "A win"})
        async with world.store.begin() as tx:
            day = world.now().date()
            await tx.nos.add(No(1, Stage.FINAL, world.now(), company="Secret"))
            await tx.reflections.add(Reflection(1, world.now(), strategy="Secret"))
            await tx.plans.add(Plan(1, day, day, world.now()))
        for act in (OpenShare(what, 1), KeepShare(what, 1, To.CIRCLE)):
            await ben.sends(act.pack())
            if what is Shared.CHECKIN and isinstance(act, KeepShare):
                continue
            assert "can't find that any more" in ben.sees


class TestPreview:
    async def test_nothing_is_posted_before_the_preview_is_approved(self, world: World) -> None:
        [ana] = await oaks(world)
        await ana.sends(NEWS.pack())
        await ana.fills({WORDS: "I have an interview"})
        assert "Everybody in the channel of Oaks will see this" in ana.sees
        assert labels(ana.card) == ["Share it", "Change it", "Keep it private"]
        assert not any("interview" in text for text in in_oaks(world))

    async def test_the_preview_shows_exactly_what_others_will_see(self, world: World) -> None:
        [ana] = await oaks(world)
        await ana.sends(NEWS.pack())
        await ana.fills({WORDS: "I have *an* interview\nwith Acme"})
        before = ana.card.blocks
        await ana.presses("Share it")
        post = titled(world, "Ana shares")
        assert set(post.blocks) <= set(before)
        assert Text(post.title) in before

    async def test_it_can_be_changed_before_it_is_shared(self, world: World) -> None:
        [ana] = await oaks(world)
        await ana.sends(NEWS.pack())
        await ana.fills({WORDS: "One"})
        await ana.presses("Change it")
        assert prefilled(ana) == "One"
        await ana.fills({WORDS: "Two"})
        await ana.presses("Share it")
        assert "Two" in titled(world, "Ana shares").summary()
        assert len(await kept(ana)) == 1

    async def test_it_can_stay_private_after_all(self, world: World) -> None:
        [ana] = await oaks(world)
        await ana.sends(NEWS.pack())
        await ana.fills({WORDS: "One"})
        await ana.presses("Keep it private")
        assert "Nobody saw it" in ana.sees
        assert await kept(ana) == ()
        await ana.sends(PostShare(1).pack())
        assert "can't find that any more" in ana.sees
        assert "Ana shares" not in titles(world)

    async def test_nothing_at_all_is_not_shared(self, world: World) -> None:
        [ana] = await oaks(world)
        await ana.sends(NEWS.pack())
        await ana.fills({WORDS: ""})
        assert "words" in ana.errors
        await ana.fills({WORDS: "x" * 100_000})
        assert "more than fits" in ana.errors["words"]

    async def test_a_press_repeated_posts_once(self, world: World) -> None:
        [ana] = await oaks(world)
        await shares_news(ana)
        await ana.sends(PostShare(1).pack())
        assert titles(world).count("Ana shares") == 1
        assert "interview" in titled(world, "Ana shares").summary()


class TestWhere:
    async def test_without_a_circle_it_says_how_to_find_one(self, world: World) -> None:
        ana = world.person("ana")
        await ana.sends(NEWS.pack())
        assert "You are not in a circle yet" in ana.sees
        assert "Find a circle" in labels(ana.card)

    async def test_somebody_who_left_meanwhile_is_told(self, world: World) -> None:
        _, ben = await oaks(world, "ben")
        await ben.presses("Look")
        await ben.sends(NEWS.pack())
        await world.person("ben").sends(LeaveCircle(1).pack())
        await ben.fills({WORDS: "Hello"})
        assert "A circle is a few people who notice each other" in ben.sees
        assert await kept(ben) == ()

    async def test_with_two_circles_one_is_chosen(self, world: World) -> None:
        [ana] = await oaks(world)
        await founds(world.person("dara").inside("#elms"), name="Elms")
        await joins(world, "ana", "#elms")
        await ana.sends(NEWS.pack())
        await ana.fills({WORDS: "For the elms", WHICH: "Elms"})
        assert "Everybody in the channel of Elms" in ana.sees
        await ana.presses("Share it")
        assert "Ana shares" in titles(world, "#elms")
        assert "Ana shares" not in titles(world)

    async def test_the_community_has_its_own_channel(self, world: World) -> None:
        await has_lobby(world)
        ana = world.person("ana")
        await ana.sends(OpenShare(Shared.NEWS, 0, To.COMMUNITY).pack())
        await ana.fills({WORDS: "Hello everybody"})
        assert "Everybody in #lobby will see this" in ana.sees
        await ana.presses("Share it")
        assert "The community can read it now" in ana.sees
        assert "Hello everybody" in titled(world, "Ana shares", "#lobby").summary()

    async def test_without_a_known_channel_it_says_what_to_do(self, world: World) -> None:
        ana = world.person("ana")
        await ana.sends(OpenShare(Shared.NEWS, 0, To.COMMUNITY).pack())
        assert "main channel yet" in ana.sees

    async def test_a_forged_form_for_an_unknown_channel_ends_the_same_way(
        self, world: World
    ) -> None:
        [ana] = await oaks(world)
        forged = KeepShare(Shared.NEWS, 0, To.COMMUNITY).pack()
        doing = Submitted(forged, {"words": "Hello"})
        place = Place(PLATFORM, SPACE, OAKS, Kind.CHANNEL)
        answer = await world.answer(ana.actor, place, doing)
        assert isinstance(answer, Say)
        assert "main channel yet" in answer.card.summary()

    async def test_after_leaving_a_circle_nothing_more_is_posted_there(self, world: World) -> None:
        _, ben = await oaks(world, "ben")
        await ben.presses("Look")
        inside = ben.card
        await ben.sends(NEWS.pack())
        await ben.fills({WORDS: "Hello"})
        preview = ben.card
        await ben.presses("Leave the circle", on=inside)
        await ben.presses("Share it", on=preview)
        assert "for the people of this circle" in ben.sees
        assert "Ben shares" not in titles(world)


class TestTakingBack:
    async def test_the_post_says_that_it_was_taken_back_and_by_nobody(self, world: World) -> None:
        [ana] = await oaks(world)
        await shares_news(ana)
        await ana.presses("Take it back")
        assert "Nobody can read it there" in ana.sees
        gone = titled(world, "Taken back").summary()
        assert "interview" not in gone
        assert "Ana" not in gone
        assert await kept(ana) == ()

    async def test_it_can_be_taken_back_from_the_list_of_what_was_shared(
        self, world: World
    ) -> None:
        [ana] = await oaks(world)
        await shares_news(ana)
        await ana.uses("/circle")
        await ana.presses("What I have shared")
        assert "Oaks, Mon 30 Nov: I have an interview" in ana.sees
        await ana.presses("Take it back")
        assert "Taken back" in titles(world)
        await ana.uses("/circle")
        await ana.presses("What I have shared")
        assert "You have not shared anything" in ana.sees

    async def test_changed_words_are_seen_only_after_another_preview(self, world: World) -> None:
        [ana] = await oaks(world)
        await shares_news(ana)
        done = ana.card
        await ana.presses("Change it")
        await ana.fills({WORDS: "Second thoughts"})
        assert "interview" in titled(world, "Ana shares").summary()
        preview = ana.card
        await ana.presses("Keep it private")
        assert "interview" in titled(world, "Ana shares").summary()
        assert len(await kept(ana)) == 1
        await ana.presses("Change it", on=done)
        await ana.fills({WORDS: "Third thoughts"})
        await ana.presses("Share it", on=preview)
        assert "Third thoughts" in titled(world, "Ana shares").summary()
        assert titles(world).count("Ana shares") == 1

    @pytest.mark.parametrize("act", [PostShare(1), ChangeShare(1), DropShare(1), TakeBackShare(1)])
    async def test_only_its_author_may_touch_it(self, world: World, act: PostShare) -> None:
        ana, ben = await oaks(world, "ben")
        await shares_news(ana)
        await ben.sends(act.pack())
        assert "can't find that any more" in ben.sees
        assert "interview" in titled(world, "Ana shares").summary()

    async def test_a_share_taken_back_before_it_was_sent_is_never_posted(
        self, world: World
    ) -> None:
        [ana] = await oaks(world)
        world.courier.platforms = {PLATFORM: Away()}
        await shares_news(ana)
        await ana.presses("Take it back")
        world.courier.platforms = {PLATFORM: world.mail}
        await world.passes(hours=1)
        assert not any("shares" in title or "Taken" in title for title in titles(world))


class TestCheckIns:
    async def test_what_is_not_chosen_stays_private(self, world: World) -> None:
        [ana] = await oaks(world)
        await world.until(TEN)
        await checks_in(
            ana, {NEXT: "If Friday, then I call", ANSWER: "my own business"}, {WINS: "A win"}
        )
        await ana.presses("Share some of it")
        assert chosen(ana) == ()
        await ana.fills({PARTS: ("What went well", "What comes next")})
        assert "Everybody in the channel of Oaks" in ana.sees
        assert "my own business" not in ana.sees
        await ana.presses("Share it")
        post = titled(world, "Ana, from this week").summary()
        assert "A win" in post
        assert "If Friday, then I will call." in post
        assert "my own business" not in post

    async def test_choosing_nothing_shares_nothing(self, world: World) -> None:
        [ana] = await oaks(world)
        await world.until(TEN)
        await checks_in(ana, {}, {WINS: "A win"})
        await ana.presses("Share some of it")
        await ana.fills({PARTS: ()})
        assert "It stays yours" in ana.sees
        assert await kept(ana) == ()

    async def test_an_empty_check_in_has_nothing_to_share(self, world: World) -> None:
        [ana] = await oaks(world)
        await world.until(TEN)
        await checks_in(ana, {}, {})
        await ana.presses("Share some of it")
        assert "nothing written in this check-in" in ana.sees

    async def test_choosing_again_changes_the_one_post(self, world: World) -> None:
        [ana] = await oaks(world)
        await world.until(TEN)
        await checks_in(ana, {TIP: "Ask early"}, {WINS: "A win"})
        await shares(ana, "What went well")
        await ana.uses("/checkin")
        assert "Oaks can see what you shared" in ana.sees
        await ana.presses("Change what is shared")
        assert chosen(ana) == ("wins",)
        await ana.fills({PARTS: ("A tip for somebody a week behind",)})
        await ana.presses("Share it")
        post = titled(world, "Ana, from this week").summary()
        assert "Ask early" in post
        assert "A win" not in post
        assert titles(world).count("Ana, from this week's check-in") == 1

    async def test_choosing_none_takes_the_post_back(self, world: World) -> None:
        [ana] = await oaks(world)
        await world.until(TEN)
        await checks_in(ana, {}, {WINS: "A win"})
        await shares(ana, "What went well")
        await ana.presses("Change it")
        await ana.fills({PARTS: ()})
        assert "Taken back" in titles(world)
        await ana.uses("/checkin")
        assert "Nothing is shared unless you choose it" in ana.sees

    async def test_changing_the_check_in_changes_nothing_that_others_see(
        self, world: World
    ) -> None:
        [ana] = await oaks(world)
        await world.until(TEN)
        await checks_in(ana, {}, {WINS: "A win"})
        await shares(ana, "What went well")
        await ana.uses("/checkin")
        await ana.presses("Change page 2")
        await ana.fills({WINS: "Something else"})
        assert "A win" in titled(world, "Ana, from this week").summary()

    async def test_what_is_taken_back_leaves_the_recap_too(self, world: World) -> None:
        [ana] = await oaks(world)
        await world.until(TEN)
        await checks_in(ana, {}, {WINS: "A win"})
        await shares(ana, "What went well")
        done = ana.card
        await world.until(TEN + timedelta(hours=73))
        assert "A win" in titled(world, "Oaks · week 1, looking back").summary()
        await ana.presses("Take it back", on=done)
        assert "A win" not in titled(world, "Oaks · week 1, looking back").summary()

    async def test_undo_refuses_while_something_is_shared_and_works_afterwards(
        self, world: World
    ) -> None:
        [ana] = await oaks(world)
        await world.until(TEN)
        await checks_in(ana, {}, {WINS: "A win"})
        sent = ana.card
        await shares(ana, "What went well")
        done = ana.card
        await ana.presses("Undo", on=sent)
        assert "nothing of yours I can take back" in ana.sees
        await ana.presses("Take it back", on=done)
        await ana.presses("Undo", on=sent)
        assert "as it did before" in ana.sees

    async def test_alone_there_is_nobody_to_show_it_to(self, world: World) -> None:
        ana = await checks_in(world.person("ana"), {}, {WINS: "A win"})
        for act in (OpenShare(Shared.CHECKIN, 1), PickParts(1)):
            await ana.sends(act.pack())
            assert "nothing to share there yet" in ana.sees

    async def test_a_share_of_a_check_in_is_changed_part_by_part(self, world: World) -> None:
        [ana] = await oaks(world)
        await world.until(TEN)
        await checks_in(ana, {}, {WINS: "A win"})
        await shares(ana, "What went well")
        assert isinstance(await ana.sends(ChangeShare(1).pack()), Ask)
        assert ana.form is not None
        assert ana.form.fields[0].name == "parts"


async def test_when_somebody_is_forgotten_their_posts_go_too(world: World) -> None:
    ana, ben, _ = await oaks(world, "ben", "chidi")
    await world.until(TEN)
    await checks_in(ben, {}, {WINS: "My only win"})
    await shares(ben, "What went well")
    await shares_news(ben)
    await world.until(TEN + timedelta(hours=73))
    await ben.uses("/privacy")
    await ben.presses("Forget everything")
    assert not any("My only win" in text or "interview" in text for text in in_oaks(world))
    assert not any("Ben" in text for text in in_oaks(world))
    await ana.uses("/circle")
    assert "Oaks" in ana.sees
