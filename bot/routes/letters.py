"""Letters: who writes which, what each reminder says, and what falls due by itself."""

from collections.abc import Awaitable, Callable, Mapping

from bot.answers import Composed
from bot.domain.nudge import NudgeKind
from bot.handlers import (
    board,
    closure,
    commitment,
    contact,
    daily,
    feedback,
    goal,
    growth,
    interview,
    learning,
    morning,
    moving,
    nudge,
    nudge_letter,
    paths_talk,
    pipeline,
    plan,
    post,
    prompt,
    reach,
    report,
    rest,
    review,
    seat,
    term,
    week,
    weekly,
)
from bot.ports.context import Composing, Reminder, Surroundings

Composer = Callable[[Composing], Awaitable[Composed]]
FallingDue = Callable[[Surroundings, int], Awaitable[int]]

REMINDERS: Mapping[NudgeKind, Reminder] = {
    NudgeKind.APPLICATION: pipeline.remind_quiet,
    NudgeKind.GHOSTED: pipeline.remind_ghosted,
    NudgeKind.INTERVIEW_EVE: interview.remind_eve,
    NudgeKind.INTERVIEW_AFTER: interview.remind_after,
    NudgeKind.BREAK_OVER: rest.remind,
    NudgeKind.CHECKIN: weekly.remind_checkin,
    NudgeKind.COMMITMENT: commitment.remind,
    NudgeKind.CONTACT: contact.remind,
    NudgeKind.GOAL: goal.remind,
    NudgeKind.PATHS: paths_talk.remind,
    NudgeKind.GROWTH: growth.remind,
    NudgeKind.PLAN: plan.remind,
    NudgeKind.OWN: nudge_letter.remind_own,
    NudgeKind.STILL: nudge_letter.remind_still,
    NudgeKind.AFTER_NO: morning.remind_after_no,
    NudgeKind.FEEDBACK: feedback.remind_feedback,
    NudgeKind.LEARNING: learning.remind,
    NudgeKind.PRACTICE: daily.remind,
    NudgeKind.REFLECTION: morning.remind_reflection,
}

COMPOSERS: Mapping[str, Composer] = {
    board.DOOR: board.door_letter,
    board.BOARD: board.board_letter,
    board.RECAP: board.recap_letter,
    closure.CIRCLE: closure.circle_letter,
    closure.KEEPER: closure.keeper_letter,
    moving.LEFT: moving.left_letter,
    nudge.LETTER: nudge_letter.composer(REMINDERS),
    post.POST: post.post_letter,
    report.REPORT: report.room_letter,
    review.OFFERED: review.offered_letter,
    prompt.PROMPT: prompt.letter,
    reach.HELLO: reach.hello_letter,
    seat.FREED: seat.freed_letter,
    seat.HOSTS: seat.hosts_letter,
    seat.QUIET: seat.quiet_letter,
    term.QUESTION: term.question_letter,
    term.FAREWELL: term.farewell_letter,
}

FALLING_DUE: tuple[FallingDue, ...] = (nudge.fall_due, week.beat)
