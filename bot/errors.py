"""The ways in which a request can end other than well, each with what the reader is told."""

from datetime import datetime


class Refusal(Exception):
    """A kind no, said only to the person who asked."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class StaleAction(Exception):
    """A button or form whose action is unknown, outdated or tampered with."""


class StoreProblem(Exception):
    """The database cannot be used; carries one sentence for the operator, with the remedy."""


class DeliveryProblem(Exception):
    """A platform did not take a letter."""


class TryLater(DeliveryProblem):
    """The platform is busy or away; the letter waits."""

    def __init__(self, reason: str, until: datetime | None = None) -> None:
        super().__init__(reason)
        self.until = until


class Unreachable(DeliveryProblem):
    """The person or place cannot be reached there any more; the letter is given up."""
