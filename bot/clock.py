"""The one place that asks what time it is."""

from datetime import UTC, datetime, timedelta


class SystemClock:
    """The machine's clock, in UTC."""

    def now(self) -> datetime:
        """Return the present instant."""
        return datetime.now(UTC)


class ShiftedClock:
    """The machine's clock, moved forward by hand so that a visitor can let days pass."""

    def __init__(self) -> None:
        self._ahead = timedelta()

    def now(self) -> datetime:
        """Return the present instant plus every jump made so far."""
        return datetime.now(UTC) + self._ahead

    def set(self, instant: datetime) -> None:
        """Jump so that the present becomes `instant`; never back."""
        self._ahead += max(timedelta(), instant - self.now())


class ManualClock:
    """A clock that stands still until it is set, for scripts and tests."""

    def __init__(self, start: datetime) -> None:
        self._now = start.astimezone(UTC)

    def now(self) -> datetime:
        """Return the instant last set."""
        return self._now

    def set(self, instant: datetime) -> None:
        """Make `instant` the present; going back is allowed, to rehearse clock faults."""
        self._now = instant.astimezone(UTC)
