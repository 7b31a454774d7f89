"""News in plain words finds its application, asks which one it is, or makes one."""

from datetime import UTC, datetime

import pytest

from bot.answers import Ask
from bot.domain.application import Stage, Status
from bot.domain.nudge import NudgeKind
from bot.ui.card import Tone
from bot.ui.form import Choose, Day, Line, Time
from tests.handlers.search import CLOSE, application, applications, applies, choices, promised
from tests.talking import Friend, World, labels

WHICH = "Which one"


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def typed(friend: Friend) -> dict[str, str]:
    """Return what stands in the open form, by label."""
    assert isinstance(friend.answer, Ask)
    return {
        field.label: field.value
        for field in friend.answer.form.fields
        if isinstance(field, Line | Choose | Day | Time)
    }


async def test_an_offer_finds_its_application(world: World) -> None:
    ana = world.person("ana")
    await applies(ana, "Hooli", role="nurse")
    await applies(ana, "Acme")
    await ana.says("Hooli made me an offer!")
    assert ana.card.title == "Hooli, nurse"
    assert ana.card.tone is Tone.GLAD
    assert {each.company: each.status for each in await applications(ana)} == {
        "Hooli": Status.OFFER, "Acme": Status.APPLIED,
    }  # fmt: skip
    await ana.presses("Undo")
    assert {each.status for each in await applications(ana)} == {Status.APPLIED}


async def test_an_offer_from_a_company_never_heard_of_is_kept_and_can_be_undone(
    world: World,
) -> None:
    ana = world.person("ana")
    await ana.says("Hooli made me an offer")
    assert (await application(ana)).status is Status.OFFER
    assert ana.card.tone is Tone.GLAD
    await ana.presses("Undo")
    assert await applications(ana) == ()


async def test_an_offer_without_a_name_asks_which_one(world: World) -> None:
    ana = world.person("ana")
    await applies(ana, "Hooli")
    await applies(ana, "Acme", status="Interview")
    await applies(ana, "Initech", status="Withdrawn")
    await ana.says("I got an offer")
    assert set(choices(ana.card, WHICH)) == {"Hooli", "Acme"}
    await ana.picks(WHICH, "Acme")
    assert ana.card.tone is Tone.GLAD
    assert ana.card.title == "Acme"


async def test_an_offer_without_a_name_or_anything_open_asks_who_it_is_from(world: World) -> None:
    ana = world.person("ana")
    await ana.says("I got an offer")
    assert typed(ana)["Status"] == "offer"
    await ana.fills({"Company": "Hooli"})
    assert (await application(ana)).status is Status.OFFER


async def test_none_of_these_is_always_an_answer(world: World) -> None:
    ana = world.person("ana")
    await applies(ana, "Acme")
    await ana.says("I got an offer")
    await ana.presses("Another one")
    assert typed(ana)["Status"] == "offer"


async def test_an_offer_from_where_a_no_came_before_is_asked_about_and_met_gladly(
    world: World,
) -> None:
    ana = world.person("ana")
    await applies(ana, "Hooli", status="Ghosted")
    await ana.says("Hooli made me an offer")
    assert choices(ana.card, WHICH) == ["Hooli"]
    await ana.picks(WHICH, "Hooli")
    assert ana.card.tone is Tone.GLAD
    assert (await application(ana)).status is Status.OFFER


async def test_a_job_won_is_met_gladly_and_its_reminders_stop(world: World) -> None:
    ana = world.person("ana")
    await applies(ana, "Hooli", status="Interview")
    await ana.says("I got the job at Hooli!")
    assert (await application(ana)).status is Status.ACCEPTED
    assert ana.card.tone is Tone.GLAD
    assert await promised(ana) == {}


async def test_a_job_won_without_a_name_asks_which_one(world: World) -> None:
    ana = world.person("ana")
    await applies(ana, "Hooli", status="Offer")
    await ana.says("I got the job!")
    await ana.picks(WHICH, "Hooli")
    assert (await application(ana)).status is Status.ACCEPTED


async def test_silence_in_words_is_confirmed_before_anything_is_closed(world: World) -> None:
    ana = world.person("ana")
    await applies(ana, "Hooli", status="Interview")
    await ana.says("ghosted again after the final round by Hooli")
    assert ana.card.tone is Tone.CARE
    assert "Shall I close Hooli?" in ana.sees
    assert (await application(ana)).status is Status.INTERVIEW
    await ana.presses(CLOSE)
    kept = await application(ana)
    assert (kept.status, kept.stage) == (Status.GHOSTED, Stage.FINAL)


async def test_silence_may_also_be_waited_out(world: World) -> None:
    ana = world.person("ana")
    await applies(ana, "Hooli")
    await ana.says("Hooli ghosted me")
    await ana.presses("Still waiting")
    assert (await application(ana)).status is Status.APPLIED


async def test_silence_from_a_company_never_heard_of_is_kept_as_closed(world: World) -> None:
    ana = world.person("ana")
    await ana.says("ghosted after the final round by Hooli")
    kept = await application(ana)
    assert (kept.company, kept.status, kept.stage) == ("Hooli", Status.GHOSTED, Stage.FINAL)
    assert ana.card.tone is Tone.CARE
    await ana.presses("Undo")
    assert await applications(ana) == ()


async def test_silence_without_a_name_asks_which_one(world: World) -> None:
    ana = world.person("ana")
    await applies(ana, "Hooli", status="Interview")
    await applies(ana, "Acme")
    await ana.says("ghosted again after the final round")
    await ana.picks(WHICH, "Hooli")
    await ana.presses(CLOSE)
    (closed,) = [each for each in await applications(ana) if each.company == "Hooli"]
    assert (closed.status, closed.stage) == (Status.GHOSTED, Stage.FINAL)


async def test_silence_with_nothing_waiting_leads_to_the_words_for_a_no(world: World) -> None:
    ana = world.person("ana")
    await ana.says("ghosted again")
    assert typed(ana)["How far"] == "no_reply"


async def test_an_interview_with_day_and_time_is_set_at_once(world: World) -> None:
    ana = world.person("ana", "Europe/Berlin")
    await applies(ana, "Hooli", role="nurse")
    await ana.says("interview with Hooli tomorrow at 10")
    assert "the interview with Hooli is on Tue 1 Dec, 10:00" in ana.sees
    kept = await application(ana)
    assert kept.interview_at == utc("2026-12-01T09:00")
    assert kept.status is Status.INTERVIEW
    await ana.presses("Remind me")
    assert "I'll write Mon 30 Nov, 18:00" in ana.sees


async def test_an_interview_with_a_company_never_heard_of_makes_an_application(
    world: World,
) -> None:
    ana = world.person("ana")
    await ana.says("interview with Hooli tomorrow at 10")
    kept = await application(ana)
    assert (kept.company, kept.status, kept.rounds) == ("Hooli", Status.INTERVIEW, 1)
    assert kept.applied_on is None
    assert NudgeKind.INTERVIEW_EVE in await promised(ana)
    await ana.presses("Undo")
    assert await applications(ana) == ()
    assert await promised(ana) == {}


async def test_an_interview_that_is_moved_in_words_keeps_its_place(world: World) -> None:
    ana = world.person("ana")
    await ana.says("interview with Hooli on Friday at 14:00")
    await ana.presses("Change day or time")
    await ana.fills({"Where, or with whom": "Floor 4"})
    await ana.says("interview with Hooli tomorrow at 10")
    kept = await application(ana)
    assert (kept.interview_place, kept.rounds) == ("Floor 4", 1)
    assert kept.interview_at == utc("2026-12-01T10:00")


async def test_an_interview_without_a_time_asks_for_what_is_missing(world: World) -> None:
    ana = world.person("ana")
    await applies(ana, "Hooli")
    await ana.says("interview with Hooli tomorrow")
    filled = typed(ana)
    assert (filled["Day"], filled["Time"]) == ("2026-12-01", "")
    await ana.fills({"Time": "10:00"})
    assert (await application(ana)).interview_at == utc("2026-12-01T10:00")


async def test_an_interview_without_a_name_asks_which_one_and_forgets_nothing(
    world: World,
) -> None:
    ana = world.person("ana")
    await applies(ana, "Hooli")
    await applies(ana, "Acme")
    await ana.says("interview tomorrow at 10:30")
    await ana.picks(WHICH, "Hooli")
    assert "Hooli is on Tue 1 Dec, 10:30" in ana.sees


async def test_another_interview_than_those_known_asks_who_invites(world: World) -> None:
    ana = world.person("ana")
    await applies(ana, "Acme")
    await ana.says("interview tomorrow at 10:30")
    await ana.presses("Another one")
    filled = typed(ana)
    assert (filled["Day"], filled["Time"]) == ("2026-12-01", "10:30")
    await ana.fills({"Company": "Hooli", "Role": "nurse", "Remind me": "yes"})
    newest = (await applications(ana))[0]
    assert (newest.company, newest.role, newest.status) == ("Hooli", "nurse", Status.INTERVIEW)
    assert "I'll write Mon 30 Nov, 18:00" in ana.sees


async def test_a_new_interview_goes_to_the_application_there_is(world: World) -> None:
    ana = world.person("ana")
    await ana.says("interview tomorrow at 10:30")
    await applies(ana, "Hooli", role="nurse")
    await ana.says("I have an interview tomorrow")
    await ana.presses("Another one")
    await ana.fills({"Company": "hooli", "Time": "9:00"})
    kept = await application(ana)
    assert (kept.company, kept.role) == ("Hooli", "nurse")
    assert kept.interview_at == utc("2026-12-01T09:00")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"Company": "", "Day": "tomorrow", "Time": "9:00"}, "company"),
        ({"Company": "Hooli", "Day": "", "Time": "9:00"}, "day"),
        ({"Company": "Hooli", "Day": "tomorrow", "Time": ""}, "time"),
        ({"Company": "Hooli", "Day": "today", "Time": "8:00"}, "day"),
        ({"Company": "Hooli", "Day": "yesterday", "Time": "8:00"}, "day"),
    ],
)
async def test_what_is_missing_or_over_is_asked_again(
    world: World, values: dict[str, str], field: str
) -> None:
    ana = world.person("ana")
    await ana.says("I have an interview tomorrow")
    await ana.fills({**values})
    assert set(ana.errors) == {field}
    assert await applications(ana) == ()


async def test_a_time_that_has_passed_is_asked_and_not_guessed(world: World) -> None:
    ana = world.person("ana")
    await world.passes(hours=8)
    await applies(ana, "Hooli")
    await ana.says("interview with Hooli today at 10:00")
    assert typed(ana)["Day"] == "2026-11-30"
    assert (await application(ana)).interview_at is None


async def test_a_day_from_a_button_is_looked_at_again(world: World) -> None:
    ana = world.person("ana", "Asia/Tokyo")
    await applies(ana, "Hooli")
    key = (await application(ana)).id
    for day in ("0001-01-01", "9999-12-31"):
        await ana.sends(f"1.news.choose:interview:{day}:1:", str(key))
        assert isinstance(ana.answer, Ask)
        await ana.sends(f"1.news.new_interview:{day}:1")
        assert isinstance(ana.answer, Ask)
    await ana.sends(f"1.interview.open:{key}:2026-12-01:99999")
    assert ana.card.title == "That button has had its day"


async def test_an_interview_over_asks_how_it_went(world: World) -> None:
    ana = world.person("ana")
    await applies(ana, "Hooli", status="Interview")
    await applies(ana, "Acme")
    await ana.says("the interview went ok")
    assert labels(ana.card) == ["Well", "Mixed", "Badly", "It was moved"]
    assert ana.card.title == "Hooli"


async def test_an_interview_over_with_two_that_could_be_meant_asks_which_one(
    world: World,
) -> None:
    ana = world.person("ana")
    await applies(ana, "Hooli", status="Interview")
    await applies(ana, "Acme", status="Interview")
    await ana.says("the interview went ok")
    await ana.picks(WHICH, "Acme")
    assert ana.card.title == "Acme"
    assert "Well" in labels(ana.card)


async def test_an_interview_over_with_nothing_at_interviews_asks_among_what_is_open(
    world: World,
) -> None:
    ana = world.person("ana")
    await applies(ana, "Acme")
    await ana.says("the interview went ok")
    await ana.picks(WHICH, "Acme")
    await ana.presses("Well")
    assert (await application(ana)).status is Status.INTERVIEW


async def test_an_interview_over_with_nothing_kept_is_told_from_the_start(world: World) -> None:
    ana = world.person("ana")
    await ana.says("the interview went ok")
    assert typed(ana)["Status"] == "interview"


async def test_nobody_elses_application_can_be_picked(world: World) -> None:
    ana, ben = world.person("ana"), world.person("ben")
    await applies(ana, "Hooli")
    key = (await application(ana)).id
    for news in ("offer", "accepted", "ghosted", "interview", "went"):
        await ben.sends(f"1.news.choose:{news}:::", str(key))
        assert "can't find that" in ben.sees
    assert (await application(ana)).status is Status.APPLIED


async def test_words_of_crisis_beside_an_interview_are_met_with_care(world: World) -> None:
    ana = world.person("ana")
    await ana.says("I have an interview tomorrow")
    await ana.fills({"Company": "Hooli", "Role": "I want to kill myself", "Time": "9:00"})
    assert ana.card.tone is Tone.CARE
    assert (await application(ana)).role == ""
    await ana.sends("1.news.new_interview::")
    await ana.fills({"Role": "I want to kill myself"})
    assert ana.card.tone is Tone.CARE
    assert len(await applications(ana)) == 1
