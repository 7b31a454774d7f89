"""How well plain words are understood: `python -m tests.bench.words [dev|test] [--mistakes]`.

Read on messages that were written apart from the phrases (see `words/README.md`); mistakes are
shown of the set `dev` only. Ends with 1 when the set `test` falls short of a bar.
"""

# ruff: noqa: T201 - what was measured is printed

import argparse
import asyncio
import resource
import statistics
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot import content
from bot.cli import hear
from bot.understanding import library, schooling
from bot.understanding.heard import Heard, Understanding
from bot.understanding.intents import GOOD_NEWS, NEWS, Intent

WORDS = Path(__file__).with_name("words")
KINDS = ("company", "role", "stage", "when", "weekday", "time")
NOW, ZONE = "2026-11-23T10:00", "Europe/London"
MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Case:
    """One message with what it means."""

    set: str
    said: str
    kind: str
    intents: tuple[str, ...]
    others: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    second: Mapping[str, str] = field(default_factory=dict)
    open: frozenset[str] = frozenset()
    now: str = NOW
    zone: str = ZONE

    @classmethod
    def of(cls, row: Mapping[str, object]) -> "Case":
        """Read a case as the file has it."""
        told = {name: row[name] for name in ("set", "said", "kind", "facts", "second", "now",
                                             "zone") if name in row}  # fmt: skip
        return cls(
            **told,  # type: ignore[arg-type]
            intents=tuple(row["intents"]),  # type: ignore[arg-type]
            others=tuple(row.get("or", ())),  # type: ignore[arg-type]
            open=frozenset(row.get("open", ())),  # type: ignore[call-overload]
        )

    def heard(self, understanding: Understanding) -> Heard:
        """Let it be heard when and where it was said."""
        instant = datetime.fromisoformat(self.now).replace(tzinfo=ZoneInfo(self.zone))
        return understanding.hear(self.said, instant, self.zone)


@dataclass(slots=True)
class Tally:
    """Right ones out of all."""

    right: int = 0
    of: int = 0

    def count(self, is_right: bool) -> None:
        """Count one more."""
        self.right += is_right
        self.of += 1

    @property
    def share(self) -> float:
        """The share of right ones."""
        return self.right / self.of if self.of else 1.0


@dataclass(slots=True)
class Found:
    """Facts found, found wrongly, and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        every = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / every if every else 1.0


class Report:
    """What came of one set."""

    def __init__(self, *, mistakes: bool) -> None:
        """Start at nought; print every mistake if asked to."""
        self._mistakes = mistakes
        self.top = Tally()
        self.by_kind: dict[str, Tally] = {}
        self.both = Tally()
        self.facts = {kind: Found() for kind in KINDS}
        self.second = Found()
        self.confusions = 0

    def add(self, case: Case, heard: Heard) -> None:
        """Compare what was heard with what was meant."""
        meant = (case.intents[0], *case.others)
        is_right = str(heard.intent) in meant
        self.top.count(is_right)
        self.by_kind.setdefault(case.kind, Tally()).count(is_right)
        if not is_right:
            self._tell("top", case, f"{heard.intents[:4]} for {meant}")
        news = set(case.intents) & NEWS
        if case.kind == "mixed" and len(news) > 1:
            both = heard.intent is not Intent.UNKNOWN and news <= set(heard.intents)
            self.both.count(both)
            if not both:
                self._tell("both", case, f"{heard.intents} for {case.intents}")
            self._seconds(case, heard)
        if self._confused(case, heard):
            self.confusions += 1
            self._tell("CONFUSED", case, f"{heard.intents} for {case.intents}")
        self._facts(case, heard)

    def _confused(self, case: Case, heard: Heard) -> bool:
        """Tell whether an offer was taken for a no, or a no for an offer."""
        if heard.intent is Intent.UNKNOWN:
            return False
        meant, got = {*case.intents, *case.others}, set(heard.intents)
        no = Intent.REJECTED
        return bool(
            (no in meant and not meant & GOOD_NEWS and got & GOOD_NEWS)
            or (meant & GOOD_NEWS and no not in meant and no in got)
        )

    def _facts(self, case: Case, heard: Heard) -> None:
        told = dict(hear.facts(heard.facts, heard.intents))
        for kind in KINDS:
            if kind not in case.open:
                got, meant = told.get(kind), case.facts.get(kind)
                if not _compare(self.facts[kind], got, meant):
                    self._tell(kind, case, f"{got!r} for {meant!r}")

    def _seconds(self, case: Case, heard: Heard) -> None:
        facts = heard.per_intent.get(Intent(case.intents[1]))
        told = {} if facts is None else dict(hear.facts(facts, heard.intents))
        for kind in ("company", "role", "when"):
            if not _compare(self.second, told.get(kind), case.second.get(kind)):
                self._tell(f"second {kind}", case, f"{told.get(kind)!r} for {case.second}")

    def _tell(self, what: str, case: Case, trouble: str) -> None:
        if self._mistakes and case.set == "dev":
            print(f"{what:8} {case.said[:150]!r}: {trouble}")

    @property
    def all_facts(self) -> Found:
        """All kinds of facts together."""
        every = self.facts.values()
        return Found(
            sum(found.right for found in every),
            sum(found.wrong for found in every),
            sum(found.missed for found in every),
        )


def _compare(found: Found, got: str | None, meant: str | None) -> bool:
    if got is not None and meant is not None and got.casefold() == meant.casefold():
        found.right += 1
        return True
    found.wrong += got is not None
    found.missed += meant is not None
    return got is None and meant is None


def messages(name: str) -> list[Case]:
    """Read the messages of one set."""
    rows = tomllib.loads((WORDS / "messages.toml").read_text(encoding="utf-8"))["case"]
    return [Case.of(row) for row in rows if row["set"] == name]


def measure_care(understanding: Understanding, name: str, *, mistakes: bool) -> dict[str, Tally]:
    """Count what care each line of a set was found to call for."""
    rows = tomllib.loads((WORDS / "care.toml").read_text(encoding="utf-8"))["case"]
    tallies = {tier: Tally() for tier in ("explicit", "veiled", "none")}
    for row in (row for row in rows if row["set"] == name):
        care = str(understanding.hear(row["said"], datetime.fromisoformat("2026-11-23T10:00Z"),
                                      ZONE).care)  # fmt: skip
        is_right = care in (row["care"], row.get("or"))
        tallies[row["care"]].count(is_right)
        if mistakes and name == "dev" and not is_right:
            print(f"care     {row['said'][:150]!r}: {care} for {row['care']}")
    return tallies


def pace(understanding: Understanding, cases: Sequence[Case]) -> list[float]:
    """Measure how many milliseconds of one core each message takes."""
    times = []
    for case in cases:
        began = time.thread_time()
        case.heard(understanding)
        times.append((time.thread_time() - began) * 1000)
    return sorted(times)


def memory() -> float:
    """Give the memory that this process holds, in MiB."""
    held = Path("/proc/self/statm")
    if held.exists():
        return int(held.read_text(encoding="ascii").split()[1]) * resource.getpagesize() / MIB
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MIB


def rows(report: Report, care: Mapping[str, Tally]) -> Iterator[tuple[str, str, bool]]:
    """Give each line of the table: what was measured, how much, and whether that is enough."""
    top, both, facts = report.top, report.both, report.all_facts
    yield "first meaning", f"{top.share:.3f} of {top.of} (bar 0.92)", top.share >= 0.92
    for kind, tally in report.by_kind.items():
        yield f"  {kind}", f"{tally.share:.3f} of {tally.of}", True
    yield "both of mixed news", f"{both.share:.3f} of {both.of} (bar 0.85)", both.share >= 0.85
    yield "offer and no confused", f"{report.confusions} (bar 0)", report.confusions == 0
    yield "facts F1", f"{facts.f1:.3f} (bar 0.90)", facts.f1 >= 0.9
    for name, found in report.facts.items():
        counts = f"{found.right} right, {found.wrong} wrong, {found.missed} missed"
        yield f"  {name}", f"{found.f1:.3f} ({counts})", True
    yield "  of the second news", f"{report.second.f1:.3f}", True
    explicit, none = care["explicit"], care["none"]
    yield "care, explicit found", f"{explicit.share:.3f} (bar 0.95)", explicit.share >= 0.95
    yield "care, veiled found", f"{care['veiled'].share:.3f} of {care['veiled'].of}", True
    alarms = 1 - none.share
    yield "care, false alarms", f"{alarms:.3f} of {none.of} (bar 0.01)", alarms <= 0.01


def speed(times: Sequence[float], added: float, ready: float) -> Iterator[tuple[str, str, bool]]:
    """Give the lines about time and memory."""
    late = times[int(len(times) * 0.99)]
    middle = statistics.median(times)
    yield "milliseconds, median", f"{middle:.1f} (bar 20)", middle <= 20
    yield "milliseconds, p99", f"{late:.1f} (bar 20)", late <= 20
    yield "MiB added", f"{added:.0f} (bar 150)", added <= 150
    yield "seconds until ready", f"{ready:.1f} (bar 3)", ready <= 3


def main() -> int:
    """Measure one set and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("set", nargs="?", choices=("dev", "test"), default="test")
    parser.add_argument("--mistakes", action="store_true")
    parser.add_argument("--phrases", action="store_true", help="without the statistics")
    asked = parser.parse_args()
    before = memory()
    understanding = library.read(content.config_folder() / "en")
    began = time.monotonic()
    if not asked.phrases:
        asyncio.run(schooling.learn(understanding))
    ready = time.monotonic() - began
    cases, report = messages(asked.set), Report(mistakes=asked.mistakes)
    times = pace(understanding, cases)
    times = pace(understanding, cases) if asked.set == "test" else times
    added = memory() - before
    for case in cases:
        report.add(case, case.heard(understanding))
    care = measure_care(understanding, asked.set, mistakes=asked.mistakes)
    table = [*rows(report, care), *speed(times, added, ready)]
    for name, told, is_enough in table:
        print(f"{'  ' if is_enough else '! '}{name:24} {told}")
    short = Counter(is_enough for _, _, is_enough in table)[False]
    return int(bool(short) and asked.set == "test")


if __name__ == "__main__":
    sys.exit(main())
