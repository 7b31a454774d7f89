"""An atlas of zones: the country each lies in, and which ones a few typed letters may mean.

Countries and what tells their zones apart are read from the tz database itself.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from bot.domain import zones

COMMON = (
    "Pacific/Honolulu",
    "America/Los_Angeles",
    "America/Denver",
    "America/Chicago",
    "America/New_York",
    "America/Toronto",
    "America/Mexico_City",
    "America/Bogota",
    "America/Sao_Paulo",
    "UTC",
    "Europe/London",
    "Europe/Lisbon",
    "Europe/Paris",
    "Europe/Berlin",
    "Europe/Warsaw",
    "Europe/Kyiv",
    "Africa/Lagos",
    "Africa/Johannesburg",
    "Africa/Nairobi",
    "Asia/Dubai",
    "Asia/Kolkata",
    "Asia/Singapore",
    "Asia/Tokyo",
    "Australia/Sydney",
    "Pacific/Auckland",
)
"""One zone for most people of each part of the world; any other can be written."""

MOST = 25
_LONGEST_LABEL = 75
_LONGEST_TYPED = 40
_INSIDE = 3
"""Letters from which on the middle of a name counts."""

_UNSURE = 2.0
"""The rank from which on what was typed may as well be a slip of the pen."""

_ALIKE = 0.4
"""How much of two names' letter triples must agree for a slip of the pen."""

_SLIP = 6.0
"""The rank of a name that shares no letters; one that shares all would be the name itself."""


@dataclass(frozen=True, slots=True)
class Found:
    """A zone one may have meant, and what it is called among others."""

    zone: str
    label: str


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a zone is: its country, and what tells it from the country's other zones."""

    country: str
    part: str


def suggest(typed: str, most: int = MOST) -> tuple[Found, ...]:
    """Offer zones for what stands there so far, the likeliest first; nothing where none is alike.

    Cities, countries, abbreviations and names are known by their beginnings, and in spite of slips.
    """
    wanted = zones.phrase(typed[:_LONGEST_TYPED].replace(",", " "))
    if not wanted:
        return tuple(Found(zone, label(zone)) for zone in COMMON[:most])
    ranks = _plain_ranks(wanted)
    if min(ranks.values(), default=_UNSURE) >= _UNSURE:
        ranks = _alike_ranks(wanted) | ranks
    meant = zones.parse(typed)
    if meant is not None:
        ranks[meant] = -1.0
    order = sorted(ranks, key=lambda zone: (ranks[zone], _place(zone), zone))
    return tuple(Found(zone, label(zone)) for zone in order[:most])


@cache
def label(zone: str) -> str:
    """Say a zone so that it is known among all: `Chicago, United States (Central)`."""
    spot = _spots().get(zone, _Spot("", ""))
    # Singapore is in Singapore, and links to a zone are in no country of their own.
    said = ", ".join(filter(None, dict.fromkeys((zones.friendly(zone), spot.country))))
    said += f" ({spot.part})" if spot.part else ""
    return said if len(said) <= _LONGEST_LABEL else said[: _LONGEST_LABEL - 1] + "…"


def _plain_ranks(wanted: str) -> dict[str, float]:
    """Rank zones by how one of their names holds what was typed; 0 is the name itself."""
    ranks: dict[str, float] = {}
    for phrase, named in _phrases().items():
        rank = _rank(wanted, phrase)
        if rank is not None:
            ranks |= {zone: min(rank, ranks.get(zone, rank)) for zone in named}
    words = [f"_{word}" for word in wanted.split("_")]
    for zone, everything in _everything().items():
        if zone not in ranks and all(word in everything for word in words):
            ranks[zone] = 4.0
    return ranks


def _rank(wanted: str, phrase: str) -> float | None:
    if phrase == wanted:
        return 0.0
    if phrase.startswith(wanted):
        return 1.0
    if f"_{wanted}" in phrase:
        return 2.0
    return 3.0 if len(wanted) >= _INSIDE and wanted in phrase else None


def _alike_ranks(wanted: str) -> dict[str, float]:
    """Rank zones by how many letters one of their names shares with what was typed."""
    ranks: dict[str, float] = {}
    mine = _triples(wanted)
    for phrase, theirs in _phrase_triples().items():
        alike = 2 * len(mine & theirs) / (len(mine) + len(theirs))
        if alike >= _ALIKE:
            rank = _SLIP - alike
            ranks |= {zone: min(rank, ranks.get(zone, rank)) for zone in _phrases()[phrase]}
    return ranks


def _place(zone: str) -> int:
    return COMMON.index(zone) if zone in COMMON else len(COMMON)


def _triples(phrase: str) -> frozenset[str]:
    padded = f"__{phrase}_"
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2))


@cache
def _phrases() -> Mapping[str, tuple[str, ...]]:
    """Map everything a zone may be called by to the zones called so."""
    found: dict[str, list[str]] = defaultdict(list)
    for zone in (*_spots(), "UTC"):
        for phrase in _named(zone):
            found[phrase].append(zone)
    for phrase, meant in zones.meanings().items():
        found[phrase] += [zone for zone in meant if zone in _spots() and zone not in found[phrase]]
    return {phrase: tuple(named) for phrase, named in found.items() if phrase and named}


def _named(zone: str) -> Iterator[str]:
    spot = _spots().get(zone, _Spot("", ""))
    names = (zones.friendly(zone), zone, spot.country, spot.part)
    yield from dict.fromkeys(zones.phrase(name) for name in names)


@cache
def _everything() -> Mapping[str, str]:
    """Map each zone to all it is called by in one line, each word behind a stroke."""
    found: dict[str, str] = defaultdict(str)
    for phrase, named in _phrases().items():
        for zone in named:
            found[zone] += f"_{phrase}"
    return found


@cache
def _phrase_triples() -> Mapping[str, frozenset[str]]:
    return {phrase: _triples(phrase) for phrase in _phrases()}


@cache
def _spots() -> Mapping[str, _Spot]:
    """Read where the zones are; one in several countries stands under its own."""
    countries = {row[0]: row[1] for row in _rows("iso3166.tab", 2)}
    found = (
        (zone, _Spot(countries[code], _part(note, zone, countries[code])))
        for code, _, zone, note in _rows("zone.tab", 4)
    )
    return {zone: spot for zone, spot in found if zones.is_zone(zone)}


def _part(comment: str, zone: str, country: str) -> str:
    """Shorten what the database says of a zone, and leave out what its label says anyway."""
    part = comment.partition(" (")[0]
    return "" if country in part or part == zones.friendly(zone) else part


def _rows(file: str, columns: int) -> Iterator[tuple[str, ...]]:
    text = resources.files("tzdata.zoneinfo").joinpath(file).read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            cells = line.split("\t")
            yield tuple((*cells, *[""] * columns)[:columns])
