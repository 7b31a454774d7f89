"""Zones are IANA names: which exist, which one a person meant, and how to say one briefly."""

import difflib
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

_AREAS = frozenset({
    "Africa", "America", "Antarctica", "Arctic", "Asia",
    "Atlantic", "Australia", "Europe", "Indian", "Pacific",
})  # fmt: skip
# "localtime" is whatever the machine is set to; "Factory" is a machine nobody has set.
_MACHINE_ZONES = frozenset({"localtime", "Factory"})
# These names exist but never change their clocks, which is not what people in the US mean by them.
_MISLEADING = frozenset({"EST", "MST", "HST"})
# Last parts of names that nobody means as a city.
_NOT_CITIES = frozenset({"act", "center", "north", "south", "west"})
# Longer texts than the longest name (32) with some talk around it cannot be a zone.
_LONGEST_TYPED = 40
_LONGEST_SENTENCE = 300
_MOST_WORDS = 4
_AROUND = ".,;:!?()\"'“”"
# "eat" is what people do, and "EAT" is a zone.
_SHORT = 4

# What people call their zone when they do not name its city. A name under several zones is a
# question, never an answer: it is offered by `nearest` in this order, and refused by `parse`.
_SPOKEN = (
    (
        "America/New_York",
        "us eastern, eastern, eastern time, est, edt, et, us, usa, nyc, boston, atlanta, miami, "
        "philadelphia, washington, washington dc, utc-5, utc-4",
    ),
    ("America/Toronto", "canada eastern, canada, ottawa"),
    ("America/Puerto_Rico", "san juan, utc-4"),
    (
        "America/Chicago",
        "us central, central, central time, cst, cdt, ct, us, usa, houston, dallas, austin, "
        "utc-6, utc-5",
    ),
    ("America/Denver", "us mountain, mountain, mountain time, mst, mdt, mt, utc-7, utc-6"),
    ("America/Phoenix", "arizona, mst, utc-7"),
    (
        "America/Los_Angeles",
        "us pacific, pacific, pacific time, pst, pdt, pt, us, usa, california, san francisco, "
        "seattle, washington, san diego, las vegas, utc-8, utc-7",
    ),
    ("America/Vancouver", "canada pacific, canada, victoria, utc-8"),
    ("Pacific/Honolulu", "hawaii, hst, utc-10"),
    ("America/Mexico_City", "mexico, utc-6"),
    ("America/Bogota", "colombia, utc-5"),
    ("America/Sao_Paulo", "brazil, brasilia, rio, rio de janeiro, utc-3"),
    ("America/Manaus", "brazil, utc-4"),
    ("America/Argentina/Buenos_Aires", "argentina, utc-3"),
    (
        "Europe/London",
        "uk, united kingdom, britain, great britain, england, scotland, wales, bst, gmt, "
        "manchester, birmingham, edinburgh, glasgow, cardiff, utc+0, utc+1",
    ),
    ("Africa/Accra", "ghana, gmt, utc+0"),
    ("Europe/Lisbon", "porto, wet, utc+0"),
    (
        "Europe/Berlin",
        "cet, cest, central european, germany, deutschland, munich, munchen, hamburg, frankfurt, "
        "cologne, koln, utc+1, utc+2",
    ),
    ("Europe/Paris", "cet, cest, central european, france, lyon, utc+1, utc+2"),
    ("Europe/Madrid", "cet, cest, central european, barcelona, valencia"),
    ("Europe/Rome", "italy, milan"),
    ("Europe/Amsterdam", "netherlands, holland, rotterdam"),
    ("Europe/Zurich", "switzerland, geneva, bern"),
    ("Europe/Istanbul", "istanbul, ankara, utc+3"),
    ("Africa/Lagos", "nigeria, abuja, wat, utc+1"),
    ("Africa/Johannesburg", "south africa, cape town, durban, pretoria, sast, utc+2"),
    ("Africa/Nairobi", "kenya, eat, utc+3"),
    ("Europe/Athens", "greece, eet, eest, utc+3"),
    ("Europe/Helsinki", "finland, eet, eest"),
    ("Europe/Bucharest", "romania, eet, eest"),
    ("Asia/Dubai", "uae, abu dhabi, gst, utc+4"),
    ("Asia/Karachi", "pakistan, lahore, islamabad, pkt, utc+5"),
    ("Asia/Tashkent", "uzbekistan, utc+5"),
    (
        "Asia/Kolkata",
        "ist, india, mumbai, bombay, delhi, new delhi, bangalore, bengaluru, hyderabad, chennai, "
        "pune, utc+5:30",
    ),
    ("Asia/Colombo", "sri lanka, utc+5:30"),
    ("Europe/Dublin", "ist, ireland, cork, galway"),
    ("Asia/Jerusalem", "ist, tel aviv, haifa"),
    ("Asia/Dhaka", "bangladesh, bst, utc+6"),
    ("Asia/Jakarta", "wib, utc+7"),
    ("Asia/Bangkok", "thailand, utc+7"),
    ("Asia/Shanghai", "china, beijing, shenzhen, cst, utc+8"),
    ("Asia/Singapore", "sgt, utc+8"),
    ("Asia/Manila", "philippines, pht, utc+8"),
    ("Asia/Tokyo", "osaka, kyoto, jst, utc+9"),
    ("Asia/Seoul", "korea, south korea, kst, utc+9"),
    ("Australia/Sydney", "aest, aedt, canberra, australia, utc+10, utc+11"),
    ("Australia/Melbourne", "victoria, aest, aedt"),
    ("Australia/Brisbane", "queensland, aest, australia, utc+10"),
    ("Australia/Perth", "awst, australia, utc+8"),
    ("Pacific/Auckland", "new zealand, wellington, nzst, nzdt, utc+12, utc+13"),
)


@cache
def names() -> frozenset[str]:
    """List every IANA zone this machine knows, links such as `US/Eastern` included."""
    return frozenset(available_timezones() - _MACHINE_ZONES)


def is_zone(name: str) -> bool:
    """Tell whether `name` is exactly an IANA zone."""
    return name in names()


@cache
def info(name: str) -> ZoneInfo:
    """Give the rules of a zone; raises ValueError when there is none of that name."""
    if not is_zone(name):
        raise ValueError(f"{name[:_LONGEST_TYPED]!r} is not an IANA zone")
    return ZoneInfo(name)


def parse(typed: str) -> str | None:
    """Read a zone as people type it: any case, spaces, a city alone; None when in doubt."""
    if len(typed) > _LONGEST_TYPED:
        return None
    exact = _by_spelling().get(_spelling(typed))
    meant = meanings().get(phrase(typed), ())
    return exact or (meant[0] if len(meant) == 1 else None)


def mentioned(text: str) -> str | None:
    """Find the zone somebody names within a sentence; None when there is none, or any doubt."""
    words = [word.strip(_AROUND) for word in text[:_LONGEST_SENTENCE].split()]
    for length in range(min(_MOST_WORDS, len(words)), 0, -1):
        runs = (" ".join(words[at : at + length]) for at in range(len(words) - length + 1))
        found = {zone for run in runs if _is_a_name(run) and (zone := parse(run))}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def nearest(typed: str, count: int = 3) -> tuple[str, ...]:
    """Offer the `count` likeliest zones for a text that `parse` refused, the likeliest first."""
    # "Paris, Texas" is scored by its first part: what follows a comma says where, not what.
    wanted = phrase(typed[:_LONGEST_TYPED].partition(",")[0])[:_LONGEST_TYPED]
    offers = _offers()
    ranked = difflib.get_close_matches(wanted, offers, n=len(offers), cutoff=0.0)
    return tuple(dict.fromkeys(zone for name in ranked for zone in offers[name]))[:count]


def friendly(name: str) -> str:
    """Say a zone briefly: `Europe/Berlin` is Berlin, `US/Eastern` is US Eastern."""
    area, _, place = name.partition("/")
    spoken = place.rpartition("/")[2] if area in _AREAS else name
    return spoken.replace("/", " ").replace("_", " ")


def _is_a_name(run: str) -> bool:
    return len(run) >= _SHORT or run.isupper()


def _spelling(typed: str) -> str:
    """Fold what does not tell one zone from another: case, accents, blanks for underscores."""
    letters = unicodedata.normalize("NFKD", typed).casefold()
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return "_".join(plain.replace("_", " ").split())


def phrase(typed: str) -> str:
    """Fold a name as speech does: case, accents and hyphens do not count, and GMT+2 is UTC+2."""
    return _spelling(typed).replace("-", "_").replace("gmt", "utc")


@cache
def _by_spelling() -> Mapping[str, str]:
    return {_spelling(name): name for name in names() - _MISLEADING}


@cache
def meanings() -> Mapping[str, tuple[str, ...]]:
    """Map each spoken name and each city to the zones it can mean, links of one zone only once."""
    found: dict[str, tuple[str, ...]] = {}
    for zone, spoken in _SPOKEN:
        for name in map(phrase, spoken.split(", ")):
            found[name] = (*found.get(name, ()), zone)
    # Most specific first: America/Buenos_Aires is the old name of America/Argentina/Buenos_Aires.
    for zone in sorted(names(), key=lambda name: (-name.count("/"), name)):
        area, _, place = zone.partition("/")
        city = phrase(place.rpartition("/")[2])
        known = found.get(city, ())
        if area in _AREAS and city not in _NOT_CITIES and not _any_alike(zone, known):
            found[city] = (*known, zone)
    return found


@cache
def _offers() -> Mapping[str, tuple[str, ...]]:
    """Map every phrase worth comparing with what was typed to the zones it would offer."""
    known = {zone for meant in meanings().values() for zone in meant}
    return {phrase(zone): (zone,) for zone in known} | dict(meanings())


def _any_alike(zone: str, others: tuple[str, ...]) -> bool:
    """Tell whether one of the others is the same zone: for ten years their clocks agree."""
    return _offsets(zone) in map(_offsets, others)


def _offsets(zone: str) -> tuple[timedelta | None, ...]:
    seasons = (datetime(2020, 1, 1, tzinfo=UTC) + timedelta(days=60 * n) for n in range(61))
    return tuple(at.astimezone(info(zone)).utcoffset() for at in seasons)
