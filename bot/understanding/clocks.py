"""Clock times said in words: "half past two", "quarter to nine", "at three", "in an hour"."""

import re

_HOURS = (
    "twelve", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven",
)  # fmt: skip
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "ten": 10,
           "fifteen": 15, "twenty": 20, "thirty": 30, "half an": 0}  # fmt: skip
HOUR = rf"(?:{'|'.join(_HOURS)})"
_PAST = {"quarter past": 15, "half past": 30, "half": 30, "ten past": 10, "twenty past": 20,
         "five past": 5, "quarter after": 15, "quarter to": -15, "ten to": -10, "five to": -5,
         "twenty to": -20, "quarter till": -15}  # fmt: skip
SAID = rf"(?:(?:{'|'.join(_PAST)})\s(?:{HOUR}|\d{{1,2}})|{HOUR}(?:\so'clock|\sthirty|\sfifteen)?)"
SPAN = rf"in\s(?:about\s)?(?:half\san|\d{{1,3}}|{'|'.join(_COUNTS)})\s(?:hour|hr|minute|min)s?"

_READ = re.compile(rf"(?:({'|'.join(_PAST)}) )?({HOUR}|\d{{1,2}})(?: (o'clock|thirty|fifteen))?")
_SPAN = re.compile(r"in (?:about )?(half an|\w+) (hour|hr|minute|min)s?")
_EXTRA = {"thirty": 30, "fifteen": 15}
_DAY = 24 * 60


def minute_of(said: str) -> int | None:
    """Read a time in words as a minute of the day; which half of the day is not told."""
    read = _READ.fullmatch(said)
    if not read:
        return None
    lead, hour, rest = read.groups()
    number = int(hour) if hour.isdigit() else _HOURS.index(hour)
    if number > 23:
        return None
    number = 12 if number == 0 else number
    return (number * 60 + _PAST.get(lead or "", 0) + _EXTRA.get(rest or "", 0)) % _DAY


def minutes_ahead(said: str) -> int | None:
    """Read a span such as "in two hours" in minutes."""
    read = _SPAN.fullmatch(said)
    if not read:
        return None
    if read[1] == "half an":
        return 30
    count = int(read[1]) if read[1].isdigit() else _COUNTS.get(read[1])
    return None if count is None else count * (60 if read[2][0] == "h" else 1)
