"""What can be said about anything: a refusal, a failure, a stale button, a field left wrong."""

from bot.texts import Label, Line, Texts, Title
from bot.ui.card import Card, Text, Tone
from bot.ui.form import Mistake

GONE = Line("plain.gone")
REFUSAL_TITLE = Title("plain.refusal_title")
FAILURE_TITLE = Title("plain.failure_title")
FAILURE = Line("plain.failure", "reference")
STALE_TITLE = Title("plain.stale_title")
STALE = Line("plain.stale")
NOT_A_DAY = Line("plain.not_a_day")
NOT_A_TIME = Line("plain.not_a_time")
MISSING = Line("plain.missing")
TOO_LONG = Line("plain.too_long")
NOT_A_CHOICE = Line("plain.not_a_choice")
TOO_MANY = Line("plain.too_many")
SEND = Label("plain.send")


def refusal(t: Texts, sentence: str) -> Card:
    """Say kindly that something cannot be."""
    return Card(t(REFUSAL_TITLE), (Text(sentence),))


def failure(t: Texts, reference: str) -> Card:
    """Own up to a fault of ours, with the reference under which it is found."""
    return Card(t(FAILURE_TITLE), (Text(t(FAILURE, reference=reference)),), Tone.WARN)


def stale(t: Texts) -> Card:
    """Say that a button has outlived what it was for."""
    return Card(t(STALE_TITLE), (Text(t(STALE)),))


def not_a_day(t: Texts) -> str:
    """Say how a day can be written."""
    return t(NOT_A_DAY)


def not_a_time(t: Texts) -> str:
    """Say how a time can be written."""
    return t(NOT_A_TIME)


def mistakes(t: Texts) -> dict[Mistake, str]:
    """Say what can be wrong with a field, for every form."""
    return {
        Mistake.MISSING: t(MISSING),
        Mistake.TOO_LONG: t(TOO_LONG),
        Mistake.NOT_A_CHOICE: t(NOT_A_CHOICE),
        Mistake.TOO_MANY: t(TOO_MANY),
    }
