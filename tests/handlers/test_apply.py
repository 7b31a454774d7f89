"""Telling of applications: by command, by words, twice, and with all that can go wrong."""

from datetime import UTC, date, datetime

import pytest

from bot.answers import Ask, Correct, Say
from bot.domain.application import Stage, Status
from bot.domain.nudge import NudgeKind
from bot.ui.card import Tone
from bot.ui.form import Choose, Day, Line, Paragraph
from tests.handlers.search import application, applications, applies, promised
from tests.talking import Friend, World, labels


def typed(friend: Friend) -> dict[str, str]:
    """Return what stands in the open form, by label."""
    assert friend.form is not None
    return {
        field.label: field.value
        for field in friend.form.fields
        if isinstance(field, Line | Paragraph | Choose | Day)
    }


async def test_a_company_is_enough(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/apply")
    assert typed(ana) == {
        "Company": "", "Role": "", "Status": "applied", "Applied on": "", "Note": "",
    }  # fmt: skip
    await ana.fills({"Company": "Initech"})
    assert ana.card.title == "Initech"
    kept = await application(ana)
    assert (kept.company, kept.status, kept.applied_on) == (
        "Initech", Status.APPLIED, date(2026, 11, 30),
    )  # fmt: skip


async def test_only_the_person_sees_what_they_keep(world: World) -> None:
    ana = world.person("ana").inside("lobby")
    await ana.uses("/apply")
    answer = await ana.fills({"Company": "Initech"})
    assert isinstance(answer, Say)
    assert answer.audience == "only_you"


async def test_words_behind_the_command_fill_the_form_in(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/apply Initech, nurse, yesterday")
    assert typed(ana) == {
        "Company": "Initech", "Role": "nurse", "Status": "applied",
        "Applied on": "2026-11-29", "Note": "",
    }  # fmt: skip


async def test_a_sentence_fills_the_form_in(world: World) -> None:
    ana = world.person("ana")
    await ana.says("applied to Initech as a nurse yesterday")
    assert isinstance(ana.answer, Ask)
    assert typed(ana)["Company"] == "Initech"
    assert typed(ana)["Role"] == "nurse"
    assert typed(ana)["Applied on"] == "2026-11-29"


@pytest.mark.parametrize("words", ["https://example.org/jobs/17", "the one with the blue door"])
async def test_words_that_name_nothing_are_kept_as_a_note(world: World, words: str) -> None:
    ana = world.person("ana")
    await ana.uses(f"/apply {words}")
    assert (typed(ana)["Company"], typed(ana)["Note"]) == ("", words)


async def test_a_stage_behind_the_command_is_the_status(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/apply Initech, final round")
    assert typed(ana)["Status"] == "interview"


async def test_neither_company_nor_role_is_not_enough_and_the_note_is_not_lost(
    world: World,
) -> None:
    ana = world.person("ana")
    await ana.uses("/apply")
    answer = await ana.fills({"Note": "the one with the blue door"})
    assert isinstance(answer, Correct)
    assert "company or a role" in ana.errors["company"]
    assert await applications(ana) == ()
    await ana.uses("/apply")
    assert typed(ana)["Note"] == "the one with the blue door"
    await ana.fills({"Role": "nurse"})
    assert ana.card.title == "nurse"
    assert (await application(ana)).note == "the one with the blue door"


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("tomorrow", "still to come"),
        ("2001-02-03", "more than ten years"),
        ("0001-01-01", "more than ten years"),
        ("9999-12-31", "still to come"),
        ("31 February", "could not read that as a day"),
    ],
)
async def test_an_impossible_day_is_asked_again(world: World, day: str, why: str) -> None:
    ana = world.person("ana", zone="Pacific/Auckland")
    await ana.uses("/apply")
    await ana.fills({"Company": "Initech", "Applied on": day})
    assert why in ana.errors["applied_on"]
    assert await applications(ana) == ()


async def test_today_is_the_persons_own(world: World) -> None:
    await world.until(datetime(2026, 11, 30, 20, 0, tzinfo=UTC))
    ana = world.person("ana", zone="Asia/Tokyo")
    await applies(ana)
    assert (await application(ana)).applied_on == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("status", "tone", "says"),
    [
        ("Wishlist", Tone.PLAIN, "wishlist"),
        ("Applied", Tone.PLAIN, "If it stays quiet for a week"),
        ("Screening", Tone.PLAIN, "Kept"),
        ("Interview", Tone.PLAIN, "When you know the day and time"),
        ("Offer", Tone.GLAD, "glad"),
        ("Accepted", Tone.GLAD, "glad"),
        ("Declined", Tone.PLAIN, "yours to decide"),
        ("Rejected", Tone.CARE, "sorry"),
        ("Ghosted", Tone.CARE, "sorry"),
        ("Withdrawn", Tone.PLAIN, "you know why"),
    ],
)
async def test_each_status_is_met_in_its_own_words(
    world: World, status: str, tone: Tone, says: str
) -> None:
    ana = world.person("ana")
    await applies(ana, status=status)
    assert ana.card.tone is tone
    assert says in ana.sees
    assert (await application(ana)).status == status.lower()


async def test_a_no_told_late_leads_to_the_words_for_it(world: World) -> None:
    ana = world.person("ana")
    await applies(ana, status="Rejected")
    await ana.presses("Tell me about it")
    assert typed(ana)["Company"] == "Initech"
    await ana.fills({"How far": "After an interview"})
    kept = await application(ana)
    assert (kept.status, kept.stage) == (Status.REJECTED, Stage.INTERVIEW)


async def test_the_same_one_is_asked_about_and_never_doubled(world: World) -> None:
    ana = world.person("ana")
    await applies(ana, role="nurse")
    await world.passes(days=2)
    await applies(ana, "initech ", role="Nurse", note="Dara knows them")
    assert "You already have Initech, nurse in your list: Applied, since Mon 30 Nov." in ana.sees
    assert labels(ana.card) == ["It's the same one", "It's another one"]
    assert len(await applications(ana)) == 1
    await ana.presses("It's the same one")
    kept = await application(ana)
    assert kept.note == "Dara knows them"
    assert kept.applied_on == date(2026, 11, 30)
    assert "They are one now" in ana.sees
    await ana.presses("Undo")
    assert (await application(ana)).note == ""


async def test_another_one_is_kept_beside_it_as_it_was_told(world: World) -> None:
    ana = world.person("ana")
    await applies(ana, role="nurse")
    await applies(ana, role="nurse", applied_on="yesterday", note="the other ward")
    # What "yesterday" meant is settled before the question, however late its answer comes.
    await world.passes(days=3)
    await ana.presses("It's another one")
    newer, _ = await applications(ana)
    assert (newer.note, newer.applied_on) == ("the other ward", date(2026, 11, 29))


async def test_pressing_twice_keeps_one(world: World) -> None:
    ana = world.person("ana")
    await applies(ana)
    await applies(ana)
    card = ana.card
    await ana.presses("It's another one", on=card)
    await ana.presses("It's another one", on=card)
    assert "settled before" in ana.sees
    await ana.presses("It's the same one", on=card)
    assert "settled before" in ana.sees
    assert len(await applications(ana)) == 2


async def test_sending_the_form_twice_keeps_one(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/apply")
    form = ana.form
    await ana.fills({"Company": "Initech"})
    ana.form = form
    await ana.fills({"Company": "Initech"})
    assert len(await applications(ana)) == 1
    assert "Is this the same one?" in ana.sees


async def test_what_has_ended_is_no_reason_to_ask(world: World) -> None:
    ana = world.person("ana")
    await applies(ana, status="Withdrawn")
    await applies(ana)
    assert len(await applications(ana)) == 2


async def test_nobody_elses_application_is_anybodys_twin(world: World) -> None:
    ana, ben = world.person("ana"), world.person("ben")
    await applies(ana)
    await applies(ben)
    assert ben.card.title == "Initech"
    mine = (await application(ana)).id
    for route in ("same", "second"):
        await ben.sends(f"1.application.{route}:{mine}")
        assert "can't find that" in ben.sees
    assert len(await applications(ben)) == 1


async def test_keeping_can_be_undone_with_its_reminders(world: World) -> None:
    ana = world.person("ana")
    await applies(ana)
    assert set(await promised(ana)) == {NudgeKind.APPLICATION, NudgeKind.GHOSTED}
    await ana.presses("Undo")
    assert await applications(ana) == ()
    assert await promised(ana) == {}


async def test_nobody_reads_the_same_words_twice_in_a_row(world: World) -> None:
    ana = world.person("ana")
    seen = []
    for company in ("Acme", "Hooli", "Initech"):
        await applies(ana, company)
        seen.append(ana.sees.removeprefix(company))
    assert seen[0] != seen[1] != seen[2]


async def test_an_old_application_is_quiet_since_it_was_sent_and_is_not_nagged_about(
    world: World,
) -> None:
    ana = world.person("ana")
    await applies(ana, applied_on="2026-10-20")
    assert "Quiet for: 40 days" in ana.sees
    assert "Heard nothing, close it" in labels(ana.card)
    assert await promised(ana) == {}


@pytest.mark.parametrize(
    "text",
    [
        "\u202eevil\u202c\x00\x07",
        "@everyone <!channel> **bold** `code`",
        "'); DROP TABLE application; --",
        "{company} {0} %s",
        "Ünïcødé 🧑‍⚕️ 株式会社",
        "A\nB",
    ],
)
async def test_hostile_names_are_kept_as_harmless_words(world: World, text: str) -> None:
    ana = world.person("ana")
    await applies(ana, text, role=text, note=text)
    (kept,) = await applications(ana)
    assert "\n" not in kept.company
    assert not set(kept.company) & {"\u202e", "\x00"}
    await ana.presses("Open it")
    assert kept.company in ana.sees
    await ana.uses("/applications")
    assert kept.company in ana.sees


async def test_a_hundred_thousand_characters_are_asked_to_be_fewer(world: World) -> None:
    ana = world.person("ana")
    await applies(ana, "a" * 100_000, note="b" * 100_000)
    assert set(ana.errors) == {"company", "note"}
    assert await applications(ana) == ()
    await ana.uses(f"/apply {'c' * 100_000}")
    assert isinstance(ana.answer, Ask)


async def test_the_longest_of_everything_still_fits(world: World) -> None:
    ana = world.person("ana")
    await applies(ana, "W" * 80, role="m" * 80, note="n" * 1000)
    assert len(ana.card.title) <= 140
    for label in ("Open it", "All applications"):
        await ana.presses(label)
        assert "W" * 60 in ana.sees


async def test_a_note_with_words_of_crisis_is_met_with_care_and_not_kept(world: World) -> None:
    ana = world.person("ana")
    await applies(ana, note="I want to kill myself")
    assert ana.card.tone is Tone.CARE
    assert "What you wrote beside it is not kept." in ana.sees
    assert (await application(ana)).note == ""
    await applies(ana, note="I want to kill myself")
    assert ana.card.tone is Tone.CARE
    await ana.presses("It's the same one")
    assert (await application(ana)).note == ""


async def test_a_heavy_note_is_asked_about_and_kept(world: World) -> None:
    ana = world.person("ana")
    await applies(ana, note="everyone would be better off without me")
    assert "Initech" in ana.sees
    assert (await application(ana)).note == "everyone would be better off without me"
    assert ana.card.title != "Initech"


async def test_words_of_crisis_go_before_a_forms_mistakes(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/apply")
    await ana.fills({"Note": "I want to kill myself"})
    assert ana.card.tone is Tone.CARE
    assert await applications(ana) == ()
    await ana.uses("/apply")
    assert typed(ana)["Note"] == ""
    await ana.fills({"Company": "I want to kill myself"})
    assert ana.card.tone is Tone.CARE
    assert await applications(ana) == ()
