"""Words about an application are matched with what is known, and never with what is not meant."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain import application as applications
from bot.domain import telling
from bot.domain.application import NOTE, OPEN, Application, Stage, Status

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 30)


def made(status: Status = Status.APPLIED, **fields: object) -> Application:
    base = Application(1, status, NOW - timedelta(days=3), NOW - timedelta(days=3), id=1)
    return replace(base, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("company", "role", "found"),
    [
        ("acme", " NURSE ", True),
        ("Acme", "", True),
        ("Acme", "driver", False),
        ("Initech", "nurse", False),
        ("", "nurse", False),
    ],
)
def test_the_same_company_and_role_may_be_the_same_one(
    company: str, role: str, found: bool
) -> None:
    known = made(company="Acme", role="nurse")
    assert (telling.twin([known], company, role) == known) is found


def test_a_role_without_a_company_is_only_like_its_equal() -> None:
    known = made(role="nurse")
    assert telling.twin([known], "", "Nurse") == known
    assert telling.twin([known], "", "driver") is None
    assert telling.twin([known], "", "") is None


@pytest.mark.parametrize("status", sorted(set(Status) - OPEN))
def test_what_has_ended_is_nobodys_twin(status: Status) -> None:
    assert telling.twin([made(status, company="Acme")], "Acme", "") is None


def test_two_tellings_become_one_and_nothing_written_is_lost() -> None:
    known = made(company="Acme", note="by post", applied_on=date(2026, 11, 2))
    told = applications.begin(
        1, "ACME", "nurse", NOW, "UTC", status=Status.SCREENING, note="Ring Dara back"
    )
    both = telling.merged(known, told, "UTC")
    assert (both.company, both.role, both.applied_on) == ("Acme", "nurse", date(2026, 11, 2))
    assert both.note == "by post\n\nRing Dara back"
    assert (both.status, both.moved_at) == (Status.SCREENING, NOW)


def test_a_second_telling_never_takes_anything_back() -> None:
    known = made(Status.INTERVIEW, company="Acme", role="nurse", rounds=2, note="Floor 4")
    told = applications.begin(1, "Acme", "nurse", NOW, "UTC", note="Floor 4")
    both = telling.merged(known, told, "UTC")
    assert both == replace(known, applied_on=TODAY)
    assert telling.merged(both, replace(told, status=Status.INTERVIEW), "UTC") == both


def test_a_second_telling_of_an_end_ends_it_where_it_had_got() -> None:
    known = made(Status.INTERVIEW, company="Acme", rounds=2)
    told = applications.begin(1, "Acme", "", NOW, "UTC", status=Status.GHOSTED)
    both = telling.merged(known, told, "UTC")
    assert (both.status, both.stage, both.rounds) == (Status.GHOSTED, Stage.INTERVIEW, 2)
    yes = applications.begin(1, "Acme", "", NOW, "UTC", status=Status.ACCEPTED)
    assert telling.merged(known, yes, "UTC").stage is None


def test_two_long_notes_fit_into_one() -> None:
    known, told = made(note="a" * NOTE), made(note="b" * NOTE)
    assert len(telling.merged(known, told, "UTC").note) == NOTE
