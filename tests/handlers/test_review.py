"""Reviews: asked for after a preview, offered in public by a press, told to the author alone."""

from datetime import timedelta

import pytest

from bot.actions.review import (
    ChangeReviewTone,
    CloseReview,
    OfferReview,
    OpenReview,
    ReopenReview,
)
from bot.actions.share import KeepShare, OpenShare, Shared, TakeBackShare, To
from bot.domain.feedback import FeedbackTone
from bot.domain.material import Material
from bot.domain.review import ReviewRequest
from bot.ui.action import Action
from bot.ui.card import Card, Quote
from bot.views import review as view
from tests.handlers.circles import has_lobby, titled
from tests.talking import MONDAY, WORDS, Friend, World, labels

ASKED = OpenReview(Material.RESUME)
OFFER = "I can look at it"


async def asks(world: World) -> Friend:
    """Have Ana's request for a review of her résumé stand in the lobby."""
    await has_lobby(world)
    ana = world.person("ana")
    await ana.sends(ASKED.pack())
    await ana.presses("Write and preview")
    await ana.fills({})
    await ana.presses("Share it")
    return ana


def post(world: World) -> Card:
    return titled(world, "Ana shares", "#lobby")


async def offers(world: World, name: str = "ben") -> Friend:
    friend = world.person(name).inside("#lobby")
    await friend.presses(OFFER, on=post(world))
    return friend


def quoted(friend: Friend) -> str:
    return next(block.text for block in friend.card.blocks if isinstance(block, Quote))


class TestAsking:
    async def test_the_request_is_previewed_and_then_stands_with_its_button(
        self, world: World
    ) -> None:
        ana = await asks(world)
        assert labels(post(world)) == [OFFER]
        assert "my résumé" in post(world).summary()
        await ana.sends(ASKED.pack())
        assert "Nobody has said so far" in ana.sees

    async def test_the_preview_says_what_a_press_does(self, world: World) -> None:
        await has_lobby(world)
        ana = world.person("ana")
        await ana.sends(ASKED.pack())
        await ana.presses("Write and preview")
        await ana.fills({})
        assert "named to Ana, and to nobody else" in ana.sees
        assert OFFER not in labels(ana.card)

    async def test_it_can_be_read_in_three_tones(self, world: World) -> None:
        await has_lobby(world)
        ana = world.person("ana")
        await ana.sends(ASKED.pack())
        seen = {quoted(ana)}
        for _ in range(2):
            await ana.presses("Another tone")
            seen.add(quoted(ana))
        assert len(seen) == 3
        await ana.presses("Another tone")
        assert quoted(ana) in seen

    @pytest.mark.parametrize("tone", FeedbackTone)
    @pytest.mark.parametrize("material", Material)
    def test_the_words_fit_every_material_in_several_wordings(
        self, material: Material, tone: FeedbackTone
    ) -> None:
        requests = [ReviewRequest(1, material, MONDAY, key, tone) for key in range(3)]
        said = {view.words(WORDS.texts, each) for each in requests}
        assert len(said) == 3
        assert all("button below" in each for each in said)
        copied = view.words(WORDS.texts, requests[0], posted=False)
        assert "button" not in copied

    async def test_without_a_channel_it_can_be_copied(self, world: World) -> None:
        ana = world.person("ana")
        await ana.sends(ASKED.pack())
        assert "You can copy it" in ana.sees
        assert "Write and preview" not in labels(ana.card)
        assert "button" not in quoted(ana)


class TestOffering:
    async def test_the_author_alone_is_told_by_a_letter(self, world: World) -> None:
        ana = await asks(world)
        ben = await offers(world)
        assert ben.card.title == "Ana will know"
        assert "Ben can look at your résumé" in ana.letter.summary()
        assert world.person("ben").letters == []
        assert "Ben" not in post(world).summary()
        await ana.presses("Note what I changed", on=ana.letter)
        assert ana.form is not None
        await ana.sends(ASKED.pack())
        assert "Ben" in ana.sees

    async def test_two_presses_are_told_once(self, world: World) -> None:
        ana = await asks(world)
        await offers(world)
        ben = await offers(world)
        assert "You have offered it already" in ben.sees
        await offers(world, "chidi")
        assert len(ana.letters) == 2

    async def test_the_letter_waits_for_the_morning(self, world: World) -> None:
        ana = await asks(world)
        await world.until(MONDAY + timedelta(hours=14))
        await offers(world)
        assert ana.letters == []
        await world.passes(hours=10)
        assert len(ana.letters) == 1

    async def test_a_letter_about_what_is_closed_meanwhile_stays_away(self, world: World) -> None:
        ana = await asks(world)
        await world.until(MONDAY + timedelta(hours=14))
        await offers(world)
        await ana.sends(CloseReview(1).pack())
        await world.passes(hours=10)
        assert ana.letters == []

    async def test_an_offer_made_before_the_post_was_taken_back_is_told_all_the_same(
        self, world: World
    ) -> None:
        ana = await asks(world)
        await world.until(MONDAY + timedelta(hours=14))
        await offers(world)
        await ana.sends(TakeBackShare(1).pack())
        await world.passes(hours=10)
        assert "Ben can look at your résumé" in ana.letter.summary()

    async def test_whoever_is_forgotten_meanwhile_is_not_named(self, world: World) -> None:
        ana = await asks(world)
        await world.until(MONDAY + timedelta(hours=14))
        ben = await offers(world)
        await ben.uses("/privacy")
        await ben.presses("Forget everything")
        await world.passes(hours=10)
        assert ana.letters == []

    async def test_ones_own_request_is_for_others(self, world: World) -> None:
        ana = await asks(world)
        await ana.inside("#lobby").presses(OFFER, on=post(world))
        assert ana.letters == []

    async def test_a_draft_nobody_has_seen_cannot_be_answered(self, world: World) -> None:
        ana, ben = world.person("ana"), world.person("ben")
        await ana.sends(ASKED.pack())
        for key in (1, 2):
            await ben.sends(OfferReview(key).pack())
            assert "can't find that any more" in ben.sees
        assert ana.letters == []


class TestEnding:
    async def test_closing_takes_the_button_and_asking_again_brings_it_back(
        self, world: World
    ) -> None:
        ana = await asks(world)
        old = post(world)
        await ana.sends(CloseReview(1).pack())
        assert labels(post(world)) == []
        assert "Enough people have looked at it" in post(world).summary()
        ben = world.person("ben").inside("#lobby")
        await ben.presses(OFFER, on=old)
        assert "kind of you to offer" in ben.sees
        assert ana.letters == []
        await ana.presses("Ask again")
        assert labels(post(world)) == [OFFER]

    async def test_after_the_end_a_new_request_begins(self, world: World) -> None:
        ana = await asks(world)
        await ana.sends(CloseReview(1).pack())
        await ana.sends(ASKED.pack())
        assert "Write and preview" in labels(ana.card)

    async def test_what_was_taken_back_is_a_draft_again(self, world: World) -> None:
        ana = await asks(world)
        await ana.sends(TakeBackShare(1).pack())
        assert "Taken back" in [card.title for card in world.mail.in_room("#lobby")]
        await ana.sends(ReopenReview(1).pack())
        assert "Write and preview" in labels(ana.card)
        await ana.sends(CloseReview(1).pack())
        assert ana.card.title == "Closed"

    async def test_a_request_that_is_forgotten_leaves_no_button(self, world: World) -> None:
        ana = await asks(world)
        old = post(world)
        await ana.uses("/privacy")
        await ana.presses("Forget everything")
        ben = world.person("ben").inside("#lobby")
        await ben.presses(OFFER, on=old)
        assert "can't find that any more" in ben.sees

    async def test_only_its_author_may_touch_it(self, world: World) -> None:
        await asks(world)
        ben = world.person("ben")
        acts: tuple[Action, ...] = (
            ChangeReviewTone(1), CloseReview(1), ReopenReview(1),
            OpenShare(Shared.REVIEW, 1, To.COMMUNITY), KeepShare(Shared.REVIEW, 1, To.COMMUNITY),
        )  # fmt: skip
        for act in acts:
            await ben.sends(act.pack())
            assert "can't find that any more" in ben.sees, act
            await ben.uses("/about")
        assert labels(post(world)) == [OFFER]
