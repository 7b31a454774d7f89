"""When a circle's weeks open, remind, close and end; and who sits, waits, hosts and is asked."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import circle as circles
from bot.domain import prompt as prompts
from bot.domain import seat as seats
from bot.domain import week as weeks
from bot.domain import zones
from bot.domain.checkin import Cards, CheckIn, CheckInState
from bot.domain.circle import Beat, Circle, CircleState, Member, Prompts, Seat, Week
from bot.domain.nudge import NudgeKind
from bot.domain.person import Often, Person
from bot.domain.prompt import Later
from bot.domain.recurrence import Weekly, local
from bot.domain.week import Count

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
CARDS = Cards("question", "skill", "motivation")
any_zone = st.sampled_from(sorted(zones.names()))


def oaks(weekday: int = 0, minute: int = 9 * 60, zone: str = "UTC", length: int = 8) -> Circle:
    rhythm = Weekly(weekday, minute, zone)
    return Circle(
        space_id=1,
        host_id=1,
        name="Oaks",
        channel="#oaks",
        weekday=weekday,
        minute=minute,
        zone=zone,
        starts_on=circles.first_day(rhythm, NOW),
        created_at=NOW,
        id=7,
        weeks=length,
    )


def first_week(of: Circle, now: datetime = NOW) -> Week:
    return replace(weeks.opened(of, None, CARDS, now), id=1)


def closed(week: Week) -> Week:
    return replace(week, reminded=True, closed=True)


def member(person: int, seat: Seat = Seat.MEMBER, joined: datetime = NOW) -> Member:
    return Member(7, person, seat, joined, id=person)


def answer(person: int, state: CheckInState = CheckInState.DONE) -> CheckIn:
    return CheckIn(person, "2026-W49", NOW, week_id=1, state=state)


class TestBeats:
    def test_the_first_week_opens_at_the_circles_own_time(self) -> None:
        of = oaks(weekday=2, minute=18 * 60, zone="Europe/Berlin")
        assert weeks.next_beat(of, None, NOW) == (
            Beat.OPEN,
            datetime(2026, 12, 2, 17, 0, tzinfo=UTC),
        )

    def test_a_circle_founded_at_its_very_time_opens_at_once(self) -> None:
        assert weeks.next_beat(oaks(), None, NOW) == (Beat.OPEN, NOW)

    def test_a_circle_founded_after_todays_time_waits_for_next_week(self) -> None:
        of = oaks(minute=8 * 60)
        assert weeks.next_beat(of, None, NOW)[1] == datetime(2026, 12, 7, 8, 0, tzinfo=UTC)

    def test_it_waits_for_the_day_its_founder_chose(self) -> None:
        rhythm = Weekly(0, 9 * 60, "UTC")
        assert circles.first_day(rhythm, NOW, date(2026, 12, 10)) == date(2026, 12, 14)
        assert circles.first_day(rhythm, NOW, date(2020, 1, 1)) == date(2026, 11, 30)

    def test_it_reminds_half_way_and_closes_after_three_days(self) -> None:
        of = oaks()
        week = first_week(of)
        assert weeks.next_beat(of, week, NOW) == (Beat.REMIND, NOW + 36 * HOUR)
        week = replace(week, reminded=True)
        assert weeks.next_beat(of, week, NOW) == (Beat.CLOSE, NOW + 72 * HOUR)
        assert weeks.next_beat(of, closed(week), NOW + 72 * HOUR) == (Beat.OPEN, NOW + 7 * DAY)
        assert weeks.coming(of, week, NOW) == NOW + 7 * DAY

    def test_an_opening_up_to_a_day_late_still_happens(self) -> None:
        assert weeks.next_beat(oaks(), None, NOW + 24 * HOUR) == (Beat.OPEN, NOW)

    def test_an_opening_later_than_a_day_is_passed_over(self) -> None:
        late = NOW + 24 * HOUR + timedelta(seconds=1)
        assert weeks.next_beat(oaks(), None, late) == (Beat.OPEN, NOW + 7 * DAY)

    def test_a_reminder_that_is_more_than_a_day_late_stays_away(self) -> None:
        of = oaks()
        assert weeks.next_beat(of, first_week(of), NOW + 61 * HOUR) == (
            Beat.CLOSE,
            NOW + 72 * HOUR,
        )

    def test_a_week_is_closed_before_the_next_opens_however_late(self) -> None:
        of = oaks()
        week = first_week(of)
        assert weeks.next_beat(of, week, NOW + 7 * DAY + HOUR)[0] is Beat.CLOSE
        assert weeks.next_beat(of, closed(week), NOW + 7 * DAY + HOUR) == (
            Beat.OPEN,
            NOW + 7 * DAY,
        )

    def test_the_term_ends_two_weeks_after_its_last_week_closed(self) -> None:
        of = oaks(length=6)
        last = closed(replace(first_week(of), number=6))
        assert weeks.next_beat(of, last, NOW + 72 * HOUR) == (Beat.TERM, NOW + 72 * HOUR + 14 * DAY)
        assert weeks.coming(of, last, NOW) is None

    def test_a_renewed_circle_opens_at_the_next_time_that_lies_ahead(self) -> None:
        of = oaks(length=6)
        last = closed(replace(first_week(of), number=6))
        renewed = weeks.renewed(of, last, NOW + 7 * DAY + HOUR)
        assert renewed.last_week == 12
        assert (renewed.beat, renewed.due_at) == (Beat.OPEN, NOW + 14 * DAY)

    def test_a_renewal_before_any_week_changes_no_number(self) -> None:
        assert weeks.renewed(oaks(), None, NOW).last_week == 8

    def test_a_changed_time_never_opens_a_week_in_the_past(self) -> None:
        of = oaks()
        week = closed(first_week(of))
        on_friday = replace(of, weekday=4)
        saturday = NOW + 5 * DAY + HOUR
        assert weeks.retimed(on_friday, week, saturday).due_at == NOW + 11 * DAY

    def test_an_ended_circle_does_nothing_more(self) -> None:
        ended = weeks.ended(weeks.timed(oaks(), None, NOW))
        assert (ended.state, ended.beat, ended.due_at) == (CircleState.ENDED, None, None)
        assert weeks.coming(ended, None, NOW) is None

    def test_weeks_are_numbered_from_one(self) -> None:
        of = oaks()
        one = first_week(of)
        two = weeks.opened(of, closed(one), CARDS, NOW + 7 * DAY)
        assert (one.number, two.number) == (1, 2)
        assert (two.question, two.skill, two.motivation) == ("question", "skill", "motivation")

    def test_an_opening_on_time_is_counted_from_the_full_minute(self) -> None:
        of = oaks()
        assert first_week(of, NOW + timedelta(seconds=3)).opened_at == NOW
        assert not weeks.is_late(of, first_week(of, NOW + timedelta(seconds=3)))

    def test_a_late_opening_has_its_three_days_all_the_same_and_says_so(self) -> None:
        of = oaks()
        week = first_week(of, NOW + 5 * HOUR)
        assert week.closes_at == NOW + 77 * HOUR
        assert weeks.is_late(of, week)

    @given(any_zone, st.integers(0, 6), st.integers(0, 1439), st.integers(0, 3 * 365))
    def test_every_week_opens_once_at_the_wall_time_through_all_changes(
        self, zone: str, weekday: int, minute: int, start: int
    ) -> None:
        now = NOW + start * DAY
        rhythm = Weekly(weekday, minute, zone)
        of = replace(oaks(weekday, minute, zone), starts_on=circles.first_day(rhythm, now), weeks=8)
        week: Week | None = None
        openings = []
        for _ in range(40):
            beat, due = weeks.next_beat(of, week, now)
            now = max(now, due)
            match beat, week:
                case Beat.OPEN, _:
                    week = weeks.opened(of, week, CARDS, now)
                    openings.append(week.opened_at)
                case Beat.REMIND, Week():
                    week = replace(week, reminded=True)
                case Beat.CLOSE, Week():
                    week = replace(week, closed=True)
                case _:
                    break
        assert len(openings) == 8
        assert openings == [rhythm.on_or_after(openings[0] + n * 7 * DAY - 2 * DAY)
                            for n in range(8)]  # fmt: skip
        assert len({local(at, zone).isocalendar().week for at in openings}) == 8

    @given(st.lists(st.integers(0, 30 * 24), max_size=60))
    def test_whatever_the_outages_no_week_opens_twice_or_in_the_past(
        self, pauses: list[int]
    ) -> None:
        of, week, now = oaks(), None, NOW
        opened: list[datetime] = []
        for pause in pauses:
            now += pause * HOUR
            beat, due = weeks.next_beat(of, week, now)
            if due > now:
                continue
            if beat is Beat.OPEN:
                assert now - due <= 24 * HOUR
                opened.append(due)
                week = replace(weeks.opened(of, week, CARDS, now), id=len(opened))
            elif beat is Beat.REMIND and week is not None:
                week = replace(week, reminded=True)
            elif beat is Beat.CLOSE and week is not None:
                week = replace(week, closed=True)
        assert len(set(opened)) == len(opened)
        assert len(opened) <= 8


class TestCounts:
    def test_answers_are_counted_among_those_who_take_part(self) -> None:
        assert weeks.count({1, 2, 3}, [answer(1)]) == Count(1, 3)

    def test_a_skipped_week_is_no_missing_answer(self) -> None:
        assert weeks.count({1, 2, 3}, [answer(1), answer(2, CheckInState.SKIPPED)]) == Count(1, 2)

    def test_an_unfinished_answer_is_none_yet(self) -> None:
        assert weeks.count({1, 2}, [answer(1, CheckInState.BEGUN)]) == Count(0, 2)

    def test_an_answer_from_somebody_away_counts_on_both_sides(self) -> None:
        assert weeks.count({1, 2}, [answer(3)]) == Count(1, 3)

    @given(
        st.sets(st.integers(1, 8)),
        st.lists(st.builds(answer, st.integers(1, 8), st.sampled_from(CheckInState))),
    )
    def test_there_are_never_more_answers_than_people(
        self, active: set[int], checkins: list[CheckIn]
    ) -> None:
        counted = weeks.count(active, checkins)
        assert 0 <= counted.done <= counted.of


class TestSeats:
    def test_a_paused_seat_is_still_taken(self) -> None:
        members = [member(1), member(2, Seat.PAUSED), member(3, Seat.WAITING), member(4, Seat.LEFT)]
        assert [each.person_id for each in seats.seated(members)] == [1, 2]
        assert [each.person_id for each in seats.active(members)] == [1]
        assert seats.free(members, 3) == 1

    def test_a_circle_made_smaller_has_no_free_seats_rather_than_fewer_than_none(self) -> None:
        assert seats.free([member(1), member(2), member(3), member(4)], 3) == 0

    def test_the_line_moves_in_the_order_of_joining(self) -> None:
        members = [
            member(1),
            member(3, Seat.WAITING, NOW + HOUR),
            member(2, Seat.WAITING, NOW + 2 * HOUR),
        ]
        assert [each.person_id for each in seats.next_seated(members, 2)] == [3]
        assert seats.place_in_line(members, 2) == 2
        assert seats.place_in_line(members, 1) == 0

    def test_the_longest_member_hosts_after_one_who_left(self) -> None:
        members = [member(3, joined=NOW + HOUR), member(2)]
        assert seats.next_host(members) == members[1]
        assert seats.next_host(members, host_id=9) == members[1]

    def test_the_hosts_part_goes_round(self) -> None:
        members = [member(1), member(2, joined=NOW + HOUR), member(3, joined=NOW + 2 * HOUR)]
        assert [getattr(seats.next_host(members, at), "person_id", 0) for at in (1, 2, 3)] == [
            2,
            3,
            1,
        ]

    def test_people_on_a_pause_host_only_when_nobody_else_is_there(self) -> None:
        paused = member(1, Seat.PAUSED)
        assert seats.next_host([paused, member(2)]) == member(2)
        assert seats.next_host([paused]) == paused
        assert seats.next_host([]) is None

    def test_a_seat_taken_again_begins_anew(self) -> None:
        before = replace(member(1, Seat.LEFT), silent_weeks=2, asked_at=NOW)
        after = seats.taken(before, Seat.WAITING, NOW + DAY)
        assert (after.seat, after.joined_at, after.silent_weeks, after.asked_at) == (
            Seat.WAITING,
            NOW + DAY,
            0,
            None,
        )


class TestSilence:
    WEEK = first_week(oaks())

    def test_three_weeks_without_a_word_lead_to_one_question(self) -> None:
        somebody = member(1)
        for _ in range(3):
            assert not seats.is_to_be_asked(somebody)
            somebody = seats.heard(somebody, None, self.WEEK, away=False)
        assert seats.is_to_be_asked(somebody)
        assert not seats.is_to_be_asked(replace(somebody, asked_at=NOW))

    @pytest.mark.parametrize("state", CheckInState)
    def test_any_sign_of_life_counts(self, state: CheckInState) -> None:
        quiet = replace(member(1), silent_weeks=2, asked_at=NOW)
        after = seats.heard(quiet, answer(1, state), self.WEEK, away=False)
        assert (after.silent_weeks, after.asked_at) == (0, None)

    def test_a_break_is_no_silence(self) -> None:
        assert seats.heard(member(1), None, self.WEEK, away=True) == member(1)

    def test_a_pause_is_no_silence(self) -> None:
        paused = member(1, Seat.PAUSED)
        assert seats.heard(paused, None, self.WEEK, away=False) == paused

    def test_the_week_in_which_somebody_joined_is_no_silence(self) -> None:
        late = member(1, joined=NOW + HOUR)
        assert seats.heard(late, None, self.WEEK, away=False) == late


class TestPrompts:
    WEEK = first_week(oaks())

    def reason(
        self,
        of: Circle | None = None,
        newest: int = 1,
        seat: Member | None = None,
        checkin: CheckIn | None = None,
        *,
        reminds: bool = False,
    ) -> str | None:
        return prompts.withheld(
            of or oaks(), self.WEEK, newest, seat or member(1), checkin, reminds=reminds
        )

    def test_a_member_who_has_not_answered_is_asked(self) -> None:
        assert self.reason() is None
        assert self.reason(reminds=True) is None
        assert self.reason(checkin=answer(1, CheckInState.BEGUN)) is None

    def test_nobody_is_asked_about_a_week_that_is_over(self) -> None:
        assert self.reason(newest=2) == "over"
        assert self.reason(weeks.ended(oaks())) == "over"

    def test_nobody_is_asked_who_answered_or_skipped(self) -> None:
        assert self.reason(checkin=answer(1)) == "answered"
        assert self.reason(checkin=answer(1, CheckInState.SKIPPED)) == "answered"

    @pytest.mark.parametrize("seat", [Seat.PAUSED, Seat.LEFT, Seat.WAITING])
    def test_nobody_is_asked_without_a_seat_in_use(self, seat: Seat) -> None:
        assert self.reason(seat=member(1, seat)) == "left"

    def test_nobody_is_asked_who_is_unknown(self) -> None:
        assert prompts.withheld(oaks(), self.WEEK, 1, None, None, reminds=False) == "left"

    def test_those_who_want_only_the_opening_get_no_reminder(self) -> None:
        one = replace(member(1), prompts=Prompts.OPENING)
        assert self.reason(seat=one) is None
        assert self.reason(seat=one, reminds=True) == "unwanted"
        assert self.reason(seat=replace(one, prompts=Prompts.NONE)) == "unwanted"

    def test_a_person_who_stopped_or_rests_is_left_in_peace(self) -> None:
        ana = Person("Ana", "UTC", NOW)
        assert prompts.unwelcome(ana, NOW, reminds=True) is None
        muted = replace(ana, muted=(NudgeKind.CHECKIN.value,))
        assert prompts.unwelcome(muted, NOW, reminds=False) == "stopped"
        assert prompts.unwelcome(replace(ana, often=Often.NONE), NOW, reminds=False) == "stopped"
        away = replace(ana, away_until=NOW + DAY)
        assert prompts.unwelcome(away, NOW, reminds=False) == "away"

    def test_after_a_no_the_opening_waits_and_the_reminder_stays_away(self) -> None:
        ana = replace(Person("Ana", "UTC", NOW), gentle_until=NOW + 2 * HOUR)
        assert prompts.unwelcome(ana, NOW, reminds=True) == "gentle"
        assert prompts.unwelcome(ana, NOW, reminds=False) is None
        assert prompts.earliest(ana, NOW) == NOW + 2 * HOUR

    def test_an_opening_in_quiet_hours_is_told_when_the_person_wakes(self) -> None:
        chidi = Person("Chidi", "America/Los_Angeles", NOW)
        assert prompts.earliest(chidi, NOW) == datetime(2026, 11, 30, 16, 0, tzinfo=UTC)

    def test_whoever_was_away_at_the_opening_comes_back_to_no_reminder(self) -> None:
        ana = replace(Person("Ana", "UTC", NOW), away_until=NOW + HOUR)
        later = NOW + 36 * HOUR
        assert prompts.unwelcome(ana, later, reminds=True, opened=NOW) == "away"
        assert prompts.unwelcome(ana, later, reminds=False, opened=NOW) is None

    def test_news_of_a_circle_waits_for_the_end_of_a_break_and_of_the_night(self) -> None:
        ana = Person("Ana", "UTC", NOW)
        assert prompts.reachable(ana, NOW) == NOW
        away = replace(ana, away_until=NOW + 13 * HOUR)
        assert prompts.reachable(away, NOW) == NOW + 23 * HOUR

    @pytest.mark.parametrize(
        ("later", "expected"),
        [
            (Later.HOUR, datetime(2026, 11, 30, 10, 0, tzinfo=UTC)),
            (Later.TONIGHT, datetime(2026, 11, 30, 19, 0, tzinfo=UTC)),
            (Later.TOMORROW, datetime(2026, 12, 1, 9, 0, tzinfo=UTC)),
        ],
    )
    def test_a_prompt_is_put_off_by_the_persons_own_clock(
        self, later: Later, expected: datetime
    ) -> None:
        assert prompts.put_off_until(later, Person("Ana", "UTC", NOW), NOW) == expected

    def test_late_in_the_evening_tonight_is_an_hour_away_unless_that_is_night(self) -> None:
        ana = Person("Ana", "UTC", NOW)
        at_seven = datetime(2026, 11, 30, 19, 0, tzinfo=UTC)
        assert prompts.put_off_until(Later.TONIGHT, ana, at_seven) == at_seven + HOUR
        at_nine = datetime(2026, 11, 30, 20, 30, tzinfo=UTC)
        assert prompts.put_off_until(Later.TONIGHT, ana, at_nine) == datetime(
            2026, 12, 1, 8, 0, tzinfo=UTC
        )
