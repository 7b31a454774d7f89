"""What somebody promises, what a week brings along, and until when it can be written."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot import content
from bot.domain import checkin as checkins
from bot.domain.checkin import (
    Cards,
    CheckIn,
    CheckInContent,
    Mechanism,
    Part,
    Promise,
    Question,
    WeekCard,
)
from bot.ui import limits

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
CONTENT = content.read(content.config_folder() / "en" / "checkins.toml", CheckInContent)
mine = CheckIn(1, "2026-W49", NOW, id=5)


class TestPromises:
    @pytest.mark.parametrize(
        ("line", "promise"),
        [
            ("If it is Tuesday at 9, then I will write to Bea",
             Promise("it is Tuesday at 9", "write to Bea")),
            ("if it is Tuesday then I'll write to Bea.", Promise("it is Tuesday", "write to Bea")),
            ("When the kids sleep, I open the list", Promise("the kids sleep", "open the list")),
            ("When the kids sleep, I am free to write",
             Promise("the kids sleep", "I am free to write")),
            ("Tuesday 9:00 -> call the agency", Promise("Tuesday 9:00", "call the agency")),
            ("if Tuesday → I’m going to call", Promise("Tuesday", "call")),
            ("Two applications by Friday", Promise("", "Two applications by Friday")),
            ("- 2 applications by Friday", Promise("", "2 applications by Friday")),
            ("2) apply to Acme", Promise("", "apply to Acme")),
            ("If only", Promise("", "If only")),
            ("if , then", Promise("", "if , then")),
            ("->", Promise("", "->")),
            ("If -> call", Promise("", "If -> call")),
        ],
    )  # fmt: skip
    def test_a_line_is_read_as_its_author_means_it(self, line: str, promise: Promise) -> None:
        assert checkins.promises(line) == (promise,)

    def test_each_line_is_one_promise_and_blank_lines_are_none(self) -> None:
        said = checkins.promises("• one thing\n\n  \n* if rain, then read\n")
        assert said == (Promise("", "one thing"), Promise("rain", "read"))

    def test_nothing_is_promised_by_nothing(self) -> None:
        assert checkins.promises(" \n ") == ()

    @given(st.text(max_size=300))
    def test_whatever_is_typed_is_kept_in_some_form(self, typed: str) -> None:
        for promise in checkins.promises(typed):
            assert promise.what.strip()

    @given(
        st.from_regex(r"[a-hj-z][a-z]{2,8}( [a-z]{3,8}){0,3}", fullmatch=True),
        st.from_regex(r"[a-hj-z][a-z]{2,8}( [a-z]{3,8}){0,3}", fullmatch=True),
    )
    def test_a_sentence_said_back_is_read_the_same(self, trigger: str, what: str) -> None:
        said = f"If {trigger}, then I will {what}."
        assume(not {"then", "if", "when"} & set(f"{trigger} {what}".split()))
        assert checkins.promises(said) == (Promise(trigger, what),)


class TestCards:
    def test_no_week_is_one_sided(self) -> None:
        past: list[Cards] = []
        for seed in range(400):
            cards = checkins.draw(CONTENT, past, random.Random(seed))
            assert cards.skill in CONTENT.skills
            assert cards.motivation in CONTENT.motivations
            assert cards.question in CONTENT.questions
            past.insert(0, cards)

    @given(st.integers())
    def test_nothing_comes_again_before_all_had_a_turn(self, seed: int) -> None:
        rng, past = random.Random(seed), list[Cards]()
        for _ in range(60):
            past.insert(0, checkins.draw(CONTENT, past, rng))
        for start in range(len(past) - len(CONTENT.questions)):
            run = [cards.question for cards in past[start : start + len(CONTENT.questions)]]
            assert len(set(run)) == len(run)

    @given(st.integers(), st.lists(st.sampled_from(sorted(CONTENT.questions)), min_size=1))
    def test_no_question_is_asked_two_weeks_running(self, seed: int, used: list[str]) -> None:
        past = [Cards(key, "", "") for key in used]
        assert checkins.draw(CONTENT, past, random.Random(seed)).question != used[0]

    def test_keys_that_a_writer_took_out_do_no_harm(self) -> None:
        past = [Cards("gone", "gone", "gone")] * 40
        assert checkins.draw(CONTENT, past, random.Random(1)).question in CONTENT.questions

    def test_every_mechanism_that_a_card_serves_is_served_on_purpose(self) -> None:
        cards = (*CONTENT.skills.values(), *CONTENT.motivations.values())
        served = {card.serves for card in cards}
        assert served == set(Mechanism)

    def test_no_card_claims_more_than_was_tested(self) -> None:
        for card in (*CONTENT.skills.values(), *CONTENT.motivations.values()):
            assert "!" not in card.text

    def test_a_question_fits_beside_its_field(self) -> None:
        assert checkins.LONGEST_QUESTION == limits.HINT
        with pytest.raises(ValueError, match="1 to 100"):
            Question("x" * 101, Mechanism.VALUES)
        with pytest.raises(ValueError, match="1 to 100"):
            Question("", Mechanism.VALUES)

    def test_a_card_leaves_room_for_the_other(self) -> None:
        with pytest.raises(ValueError, match="up to 500"):
            WeekCard("title", "x" * 501, Mechanism.VALUES)
        with pytest.raises(ValueError, match="up to 60"):
            WeekCard("x" * 61, "text", Mechanism.VALUES)

    def test_too_few_cards_are_refused(self) -> None:
        few = dict(list(CONTENT.skills.items())[:15])
        with pytest.raises(ValueError, match="16 or more"):
            replace(CONTENT, skills=few)

    def test_a_check_in_knows_what_it_carried(self) -> None:
        carried = replace(mine, question="a", skill="b", motivation="c")
        assert checkins.cards_of(carried) == Cards("a", "b", "c")


class TestWriting:
    def test_a_circles_check_in_is_open_until_the_next_opening(self) -> None:
        circle = replace(mine, week_id=3)
        assert checkins.is_open(circle, 3, NOW + timedelta(days=6), "UTC")
        assert not checkins.is_open(circle, 4, NOW, "UTC")
        assert not checkins.is_open(circle, None, NOW, "UTC")

    def test_ones_own_is_open_until_the_week_is_over_and_a_day_longer(self) -> None:
        sunday = datetime(2026, 12, 6, 23, 59, tzinfo=UTC)
        assert checkins.is_open(mine, None, sunday, "UTC")
        assert checkins.is_open(mine, None, sunday + timedelta(hours=24), "UTC")
        assert not checkins.is_open(mine, None, sunday + timedelta(hours=25), "UTC")

    def test_the_week_is_the_persons_own(self) -> None:
        monday_in_auckland = datetime(2026, 12, 6, 12, 0, tzinfo=UTC)
        after = monday_in_auckland + timedelta(days=1)
        assert checkins.is_open(mine, None, after, "UTC")
        assert not checkins.is_open(mine, None, after, "Pacific/Auckland")

    def test_only_what_says_something_can_be_shared(self) -> None:
        said = checkins.parts(replace(mine, wins="A call back", tip="Ask early"), "Write to Bea")
        assert said == {
            Part.WINS: "A call back",
            Part.COMMITMENTS: "Write to Bea",
            Part.TIP: "Ask early",
        }
        assert checkins.parts(mine, "") == {}
