"""Contacts: who is next, what fits how it stands, and when a name is brought up."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import contact as contacts
from bot.domain import recurrence
from bot.domain.application import Application, Status
from bot.domain.contact import (
    Contact,
    ContactState,
    DraftKind,
    Misfit,
    NetworkContent,
    Process,
    SmallAsk,
)
from bot.domain.quiet import QuietHours

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
DANA = Contact(1, "Dana", NOW, id=1)
zones = st.sampled_from(["UTC", "Europe/London", "Pacific/Auckland", "America/St_Johns"])
states = st.sampled_from(ContactState)
people = st.builds(
    Contact,
    person_id=st.just(1),
    name=st.just("Dana"),
    created_at=st.just(NOW),
    id=st.integers(1, 99),
    ask=st.none() | st.sampled_from(SmallAsk),
    application_id=st.none() | st.integers(1, 9),
    state=states,
    next_on=st.none() | st.dates(date(2026, 11, 1), date(2027, 3, 1)),
)


def named(key: int, **more: object) -> Contact:
    return replace(DANA, id=key, **more)  # type: ignore[arg-type]


def test_who_is_due_comes_first_then_who_lacks_an_ask_then_the_rest() -> None:
    week = TODAY + timedelta(days=7)
    kept = [
        named(1, state=ContactState.NOT_NOW),
        named(2, state=ContactState.ANSWERED),
        named(3, state=ContactState.WRITTEN),
        named(4, state=ContactState.ASKED, next_on=week),
        named(5, ask=SmallAsk.CV),
        named(6, ask=SmallAsk.CV, next_on=week),
        named(7),
        named(8, state=ContactState.ASKED, next_on=TODAY),
        named(9, next_on=TODAY - timedelta(days=1)),
    ]
    assert [each.id for each in contacts.ordered(kept, TODAY)] == [9, 8, 7, 6, 5, 4, 3, 2, 1]


@given(st.lists(people, max_size=8))
def test_nobody_gets_lost_in_the_order(kept: list[Contact]) -> None:
    ordered = contacts.ordered(kept, TODAY)
    assert sorted(map(repr, ordered)) == sorted(map(repr, kept))
    due = [contacts.is_due(each, TODAY) for each in ordered]
    assert due == sorted(due, reverse=True)


def test_an_ask_is_chosen_for_the_first_name_that_has_none() -> None:
    kept = [named(3), named(2, application_id=4), named(1, ask=SmallAsk.TALK)]
    assert contacts.to_choose(kept) == named(3)
    assert contacts.to_choose([named(4, state=ContactState.NOT_NOW)]) is None


@pytest.mark.parametrize(
    ("contact", "fits"),
    [
        (DANA, DraftKind.ASK),
        (named(1, ask=SmallAsk.CV), DraftKind.ASK),
        (named(1, application_id=4), DraftKind.THANKS),
        (named(1, application_id=4, ask=SmallAsk.CV), DraftKind.ASK),
        (named(1, state=ContactState.ASKED, ask=SmallAsk.CV), DraftKind.ASK),
        (named(1, state=ContactState.WRITTEN, application_id=4), DraftKind.TOUCH),
        (named(1, state=ContactState.ANSWERED), DraftKind.TOUCH),
        (named(1, state=ContactState.NOT_NOW), DraftKind.TOUCH),
    ],
)
def test_the_message_fits_how_it_stands(contact: Contact, fits: DraftKind) -> None:
    assert contacts.draft_for(contact) is fits


@pytest.mark.parametrize("status", Status)
def test_thanks_fit_whether_the_process_goes_on(status: Status) -> None:
    ended = {Status.REJECTED, Status.GHOSTED, Status.WITHDRAWN, Status.DECLINED}
    expected = Process.ENDED if status in ended else Process.GOING
    assert contacts.process(Application(1, status, NOW, NOW)) is expected
    assert contacts.process(None) is Process.NONE


def test_after_an_ask_there_is_one_look_a_week_later_by_the_persons_calendar() -> None:
    late = datetime(2026, 11, 30, 23, 0, tzinfo=UTC)
    asked = contacts.asked(DANA, late, "Pacific/Auckland")
    assert (asked.state, asked.asked_at) == (ContactState.ASKED, late)
    assert asked.next_on == date(2026, 12, 8)


def test_what_comes_of_it_moves_the_date_or_takes_it() -> None:
    asked = contacts.asked(DANA, NOW, "UTC")
    day = date(2027, 1, 4)
    answered = contacts.answered(asked, "Will call", day)
    assert (answered.state, answered.came) == (ContactState.ANSWERED, "Will call")
    assert answered.next_on == day
    assert contacts.left(answered).next_on is None
    assert contacts.left(answered).state is ContactState.NOT_NOW
    written = contacts.written(asked, NOW)
    assert (written.state, written.next_on) == (ContactState.WRITTEN, None)


def test_with_another_ask_somebody_has_not_been_asked_yet() -> None:
    asked = contacts.asked(replace(DANA, ask=SmallAsk.TALK), NOW, "UTC")
    renamed = replace(asked, name="Dana O.")
    assert contacts.rewritten(asked, renamed) == renamed
    other = contacts.rewritten(asked, replace(asked, ask=SmallAsk.CV))
    assert (other.state, other.asked_at) == (ContactState.NAMED, None)


@pytest.mark.parametrize(
    ("days", "wrong"),
    [(-1, Misfit.PAST), (0, None), (366, None), (367, Misfit.FAR)],
)
def test_a_date_lies_between_today_and_a_year_from_now(days: int, wrong: Misfit | None) -> None:
    assert contacts.misfit(TODAY + timedelta(days=days), TODAY) is wrong


@given(people, zones, st.integers(0, 1439), st.integers(0, 1439))
def test_a_name_is_brought_up_on_its_day_and_never_in_quiet_hours(
    contact: Contact, zone: str, start: int, end: int
) -> None:
    quiet = QuietHours(start, end)
    at = contacts.reminded_at(contact, NOW, zone, quiet)
    if at is None:
        today = recurrence.local(NOW, zone).date()
        assert contact.next_on is None or contact.next_on <= today
        return
    assert at > NOW
    assert not quiet.is_quiet(at, zone)
    assert contact.next_on is not None
    later = recurrence.local(at, zone).date() - contact.next_on
    assert timedelta() <= later <= timedelta(days=1)


@pytest.mark.parametrize(
    ("said", "company", "read"),
    [
        ("Dana", "", ("Dana", "")),
        ("Dana from Hooli", "Hooli", ("Dana", "Hooli")),
        ("  Dana   Okafor at hooli ltd", "Hooli", ("Dana Okafor", "Hooli")),
        ("Dana (Hooli)", "Hooli", ("Dana", "Hooli")),
        ("Dana Okafor", "Dana Okafor", ("Dana Okafor", "")),
        ("Dana from Hooli", "", ("Dana from Hooli", "")),
        ("Dana", "Hooli", ("Dana", "Hooli")),
        ("", "", ("", "")),
        ("a" * 81, "", ("", "")),
    ],
)
def test_a_name_is_read_out_of_what_stands_behind_the_command(
    said: str, company: str, read: tuple[str, str]
) -> None:
    assert contacts.named_in(said, company) == read


@given(st.text(max_size=200), st.text(max_size=100))
def test_reading_a_name_never_fails_and_never_grows(said: str, company: str) -> None:
    assert max(map(len, contacts.named_in(said, company))) <= contacts.LONGEST_NAME


@pytest.mark.parametrize(
    ("typed", "within"),
    [
        ("The choir.", "the choir"),
        ("Tell me who plans the shifts?", "tell me who plans the shifts"),
        ("Acme", "Acme"),
        ("A-levels", "A-levels"),
        ("university!", "university"),
        ("  ", ""),
    ],
)
def test_what_was_typed_fits_into_a_sentence(typed: str, within: str) -> None:
    assert contacts.within_sentence(typed) == within


def test_the_role_looked_for_is_the_newest_that_was_named() -> None:
    older = Application(1, Status.APPLIED, NOW, NOW, id=1, role="cook")
    newer = Application(1, Status.APPLIED, NOW, NOW + timedelta(days=1), id=2, role="baker")
    newest = Application(1, Status.APPLIED, NOW, NOW + timedelta(days=2), id=3)
    assert contacts.newest_role([older, newest, newer]) == "baker"
    assert contacts.newest_role([newest]) == ""


def test_prompts_are_many_different_and_short() -> None:
    prompts = tuple(f"Somebody {number}" for number in range(12))
    assert NetworkContent(prompts).prompts == prompts
    with pytest.raises(ValueError, match="12 different prompts"):
        NetworkContent((*prompts[:11], prompts[0]))
    with pytest.raises(ValueError, match="1 to 100 characters"):
        NetworkContent((*prompts, "x" * 101))
