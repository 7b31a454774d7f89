"""What people may mean when they write in plain words, and which meaning is answered first."""

from enum import StrEnum


class Intent(StrEnum):
    """One thing a person can mean; `unknown` says honestly that it was not understood."""

    REJECTED = "rejected"
    GHOSTED = "ghosted"
    APPLIED = "applied"
    INTERVIEW_COMING = "interview_coming"
    INTERVIEW_DONE = "interview_done"
    OFFER = "offer"
    LANDED = "landed"
    FEELING_LOW = "feeling_low"
    FEELING_GOOD = "feeling_good"
    ASK_FEEDBACK = "ask_feedback"
    NETWORK = "network"
    MATERIALS = "materials"
    INTERVIEW_PRACTICE = "interview_practice"
    LEARN = "learn"
    GOAL = "goal"
    PLAN = "plan"
    OTHER_PATHS = "other_paths"
    GROW = "grow"
    CHECK_IN = "check_in"
    CIRCLE = "circle"
    NUDGE_SET = "nudge_set"
    NUDGE_STOP = "nudge_stop"
    TAKE_BREAK = "take_break"
    PROGRESS = "progress"
    APPLICATIONS = "applications"
    SUPPORT = "support"
    BUDDY = "buddy"
    TIP = "tip"
    PRIVACY = "privacy"
    HELP = "help"
    ABOUT = "about"
    GREETING = "greeting"
    THANKS = "thanks"
    HELPNOW = "helpnow"
    UNDO = "undo"
    REFLECT = "reflect"
    ZONE = "zone"
    UNKNOWN = "unknown"


# News about the search: it carries facts of its own, and is guarded against what was not said.
NEWS = frozenset({
    Intent.REJECTED, Intent.GHOSTED, Intent.APPLIED, Intent.INTERVIEW_COMING,
    Intent.INTERVIEW_DONE, Intent.OFFER, Intent.LANDED,
})  # fmt: skip
# Of these, the day told is one that has been.
PAST = frozenset({
    Intent.REJECTED, Intent.GHOSTED, Intent.APPLIED, Intent.INTERVIEW_DONE,
})  # fmt: skip
GOOD_NEWS = frozenset({Intent.OFFER, Intent.LANDED})
FEELINGS = frozenset({Intent.FEELING_LOW, Intent.FEELING_GOOD})
SMALL_TALK = frozenset({Intent.GREETING, Intent.THANKS, Intent.HELP, Intent.ABOUT, Intent.TIP})
# An instruction to the bot goes before every other request, however briefly it was put.
ORDERS = frozenset({
    Intent.UNDO, Intent.NUDGE_STOP, Intent.NUDGE_SET, Intent.TAKE_BREAK, Intent.PRIVACY,
})  # fmt: skip


# "Remind me to prepare the interview" asks for a reminder: what follows is only what it is about.
GOVERNING = ORDERS | {
    Intent.ASK_FEEDBACK, Intent.REFLECT, Intent.INTERVIEW_PRACTICE, Intent.APPLICATIONS,
    Intent.CHECK_IN, Intent.PROGRESS, Intent.ZONE,
}  # fmt: skip
# What led to the news is told after it.
_EARLIER = frozenset({Intent.APPLIED, Intent.INTERVIEW_DONE})


def rank(intent: Intent) -> int:
    """Say how early an intent is answered: help, a no, other news, requests, feelings, talk."""
    if intent is Intent.HELPNOW:
        return 0
    if intent in (Intent.REJECTED, Intent.LANDED):
        return 1
    if intent in NEWS:
        return 3 if intent in _EARLIER else 2
    if intent in FEELINGS:
        return 6
    if intent in SMALL_TALK:
        return 7
    return 4 if intent in ORDERS else 5
