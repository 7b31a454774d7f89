"""The ways in which a request can end other than well, each with what the reader is told."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum


class Refusal(Exception):
    """A kind no, said only to the person who asked."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class StaleAction(Exception):
    """A button or form whose action is unknown, outdated or tampered with."""


class StoreProblem(Exception):
    """The database cannot be used; carries one sentence for the operator, with the remedy."""


class Denied(Exception):
    """A platform lets us in no more; carries one sentence for the operator, with the remedy."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class DeliveryProblem(Exception):
    """A platform did not take a letter."""


class TryLater(DeliveryProblem):
    """The platform is busy or away; the letter waits."""

    def __init__(self, reason: str, until: datetime | None = None) -> None:
        super().__init__(reason)
        self.until = until


class Fault(StrEnum):
    """Why somebody or some place cannot be reached."""

    CLOSED = "closed"
    """The person takes no direct messages from us."""

    GONE = "gone"
    """The account, channel or community does not exist any more."""

    BARRED = "barred"
    """We are not let in, or may not do there what we have to."""


class Unreachable(DeliveryProblem):
    """The person or place cannot be reached there; `missing` names what we may not do, if known.

    The names are the platform's own words for its permissions, for whoever grants them.
    """

    def __init__(self, reason: str, fault: Fault = Fault.GONE, missing: Sequence[str] = ()) -> None:
        super().__init__(reason)
        self.fault = fault
        self.missing = tuple(missing)
