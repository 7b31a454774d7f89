"""What is known of people: zones kept fresh, roles, quiet times, and none of it when it is odd."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.people import FRESH, QUIET_FRESH, People, read, read_quiet
from tests.adapters.slack.delivering import NOON, Desk, desk, manifest
from tests.servers.slack.faults import How, Limited
from tests.servers.slack.people import User

INFO = "users.info"
QUIET = "dnd.info"


@pytest.fixture
async def post() -> AsyncIterator[Desk]:
    async with desk() as opened:
        yield opened


def people(post: Desk) -> People:
    return post.delivery.people


def rests(user: User, begins: datetime, ends: datetime) -> None:
    user.quiet.enabled = True
    user.quiet.starts, user.quiet.ends = int(begins.timestamp()), int(ends.timestamp())


async def test_a_profile_has_name_zone_locale_and_role(post: Desk) -> None:
    ana = post.team.user("ana", "America/Phoenix", locale="es-MX", admin=True)

    profile = await people(post).profile(post.team.id, ana.id)

    assert profile is not None
    assert (profile.user, profile.name) == (ana.id, "ana")
    assert (profile.zone, profile.locale) == ("America/Phoenix", "es-MX")
    assert (profile.is_admin, profile.is_bot, profile.is_gone) == (True, False, False)


async def test_a_profile_is_asked_for_once_in_some_hours(post: Desk) -> None:
    ana = post.team.user("ana")
    for _ in range(3):
        await people(post).profile(post.team.id, ana.id)
    assert post.count(INFO) == 1

    post.pass_by(FRESH)
    await people(post).profile(post.team.id, ana.id)

    assert post.count(INFO) == 2


async def test_a_change_that_is_told_counts_at_once(post: Desk) -> None:
    ana = post.team.user("ana")
    await people(post).profile(post.team.id, ana.id)

    people(post).heard(post.team.id, {"id": ana.id, "name": "ana", "tz": "Asia/Kolkata"})
    profile = await people(post).profile(post.team.id, ana.id)

    assert profile is not None
    assert profile.zone == "Asia/Kolkata"
    assert post.count(INFO) == 1


@pytest.mark.parametrize(
    "how", [Limited(30), 503, "internal_error", "invalid_arguments", How.RESET_BEFORE]
)
async def test_without_an_answer_an_old_profile_is_better_than_none(
    post: Desk, how: Limited | int | str | How
) -> None:
    ana = post.team.user("ana")
    known = await people(post).profile(post.team.id, ana.id)
    post.pass_by(FRESH)
    post.server.web.fails(INFO, 3, how)

    assert await people(post).profile(post.team.id, ana.id) == known


async def test_nobody_waits_long_for_a_profile(post: Desk) -> None:
    ana = post.team.user("ana")
    people(post).patience = 0.05
    post.server.web.fails(INFO, 1, How.HANG)

    assert await people(post).profile(post.team.id, ana.id) is None


async def test_whoever_does_not_exist_has_no_profile(post: Desk) -> None:
    assert await people(post).profile(post.team.id, "U0NOBODY") is None


async def test_a_deactivated_account_says_so(post: Desk) -> None:
    ana = post.team.user("ana")
    ana.deleted = True

    profile = await people(post).profile(post.team.id, ana.id)

    assert profile is not None
    assert profile.is_gone


@pytest.mark.parametrize("tz", [None, "", "Mars/Olympus", "../etc/passwd", "a\x00b", 7])
def test_an_odd_zone_is_none(tz: object) -> None:
    assert read({"id": "U1", "tz": tz}).zone == ""


def test_a_name_is_found_where_there_is_one() -> None:
    assert read({"id": "U1", "profile": {"display_name": "", "real_name": "Ana"}}).name == "Ana"
    assert read({"id": "U1", "name": "ana", "profile": None}).name == "ana"
    assert read({}).name == ""


# Quiet times


async def test_quiet_times_of_now_have_an_end(post: Desk) -> None:
    ana = post.team.user("ana")
    rests(ana, NOON - timedelta(hours=3), NOON + timedelta(hours=5))

    until = await people(post).quiet_until(post.team.id, ana.id)

    assert until == NOON + timedelta(hours=5)


async def test_quiet_times_to_come_count_when_they_have_come_without_asking_again(
    post: Desk,
) -> None:
    ana = post.team.user("ana")
    begins, ends = NOON + timedelta(hours=10), NOON + timedelta(hours=18)
    rests(ana, begins, ends)

    assert await people(post).quiet_until(post.team.id, ana.id) is None
    post.clock.set(begins)
    assert await people(post).quiet_until(post.team.id, ana.id) == ends

    assert post.count(QUIET) == 1


async def test_quiet_times_are_asked_for_again_when_they_are_over_or_old(post: Desk) -> None:
    ana = post.team.user("ana")
    rests(ana, NOON - timedelta(hours=1), NOON + timedelta(hours=1))
    await people(post).quiet_until(post.team.id, ana.id)
    post.pass_by(timedelta(hours=1))
    rests(ana, NOON + timedelta(hours=30), NOON + timedelta(hours=40))

    assert await people(post).quiet_until(post.team.id, ana.id) is None
    assert post.count(QUIET) == 2
    post.pass_by(QUIET_FRESH)
    await people(post).quiet_until(post.team.id, ana.id)
    assert post.count(QUIET) == 3


async def test_whoever_has_no_quiet_times_is_asked_about_once(post: Desk) -> None:
    ana = post.team.user("ana")

    for _ in range(3):
        assert await people(post).quiet_until(post.team.id, ana.id) is None

    assert post.count(QUIET) == 1


async def test_a_change_of_quiet_times_is_asked_for(post: Desk) -> None:
    ana = post.team.user("ana")
    await people(post).quiet_until(post.team.id, ana.id)
    ana.quiet.snoozed_until = int((NOON + timedelta(hours=1)).timestamp())

    people(post).quiet_changed(post.team.id, ana.id)

    assert await people(post).quiet_until(post.team.id, ana.id) == NOON + timedelta(hours=1)


async def test_without_the_scope_nobody_is_asked_about(post: Desk) -> None:
    post.server.manifest = manifest(without="dnd:read")
    for name in ("ana", "ben", "chidi"):
        user = post.team.user(name)
        assert await people(post).quiet_until(post.team.id, user.id) is None

    assert (post.count(QUIET), post.count("auth.test")) == (0, 1)


@pytest.mark.parametrize("how", [Limited(30), 503, "user_not_found", "invalid_arguments"])
async def test_where_nobody_can_say_nothing_is_quiet(post: Desk, how: Limited | int | str) -> None:
    ana = post.team.user("ana")
    rests(ana, NOON - timedelta(hours=1), NOON + timedelta(hours=1))
    post.server.web.fails(QUIET, 3, how)

    assert await people(post).quiet_until(post.team.id, ana.id) is None


@given(
    st.booleans(),
    st.integers(-100_000, 100_000),
    st.integers(0, 100_000),
    st.booleans(),
    st.integers(-100_000, 100_000),
)
def test_whoever_is_quiet_now_is_so_until_the_last_of_it_ends(
    enabled: bool, starts: int, length: int, snoozes: bool, snooze: int
) -> None:
    at = int(NOON.timestamp())
    told = {
        "dnd_enabled": enabled,
        "next_dnd_start_ts": at + starts,
        "next_dnd_end_ts": at + starts + length,
        "snooze_enabled": snoozes,
        "snooze_endtime": at + snooze,
    }
    ends = [starts + length] if enabled and starts <= 0 < starts + length else []
    ends += [snooze] if snoozes and snooze > 0 else []

    quiet = read_quiet(told, NOON)

    is_quiet = quiet is not None and quiet.begins <= NOON < quiet.ends
    assert is_quiet == bool(ends)
    if quiet is not None and ends:
        assert quiet.ends == datetime.fromtimestamp(at + max(ends), UTC)
