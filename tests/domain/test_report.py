"""Reports: told apart, held to a measure, and in one moderator's hands."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain import report
from bot.domain.report import Report, ReportState

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
ONE = Report(1, 1, "#oaks", "m1", "ben", "https://example.org/m1", NOW)


def test_two_reports_of_one_message_are_the_same_whoever_wrote_it() -> None:
    assert report.is_same(ONE, replace(ONE, id=7, author="eli", link=""))
    assert not report.is_same(ONE, replace(ONE, ref="m2"))
    assert not report.is_same(ONE, replace(ONE, channel="#lobby"))
    assert not report.is_same(ONE, replace(ONE, space_id=2))


def test_ten_within_a_day_are_enough_and_the_day_goes_on() -> None:
    sent = [replace(ONE, created_at=NOW - timedelta(hours=each)) for each in range(10)]
    assert report.is_enough(sent, NOW)
    assert not report.is_enough(sent[1:], NOW)
    assert not report.is_enough(sent, NOW + timedelta(hours=15))


def test_who_takes_it_first_keeps_it() -> None:
    taken = report.taken(ONE, 5)
    assert (taken.state, taken.moderator_id) == (ReportState.TAKEN, 5)
    assert report.taken(taken, 6) == taken


def test_who_says_first_that_it_is_done_is_named() -> None:
    done = report.closed(report.taken(ONE, 5), 6)
    assert (done.state, done.moderator_id) == (ReportState.DONE, 6)
    assert report.closed(done, 5) == done
    assert report.taken(done, 5) == done
