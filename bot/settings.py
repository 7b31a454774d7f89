"""What the operator sets: read from the environment and `.env`, checked whole at start."""

import ipaddress
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import platformdirs

from bot import content, dotenv
from bot.domain import zones
from bot.problems import ConfigError, Findings, Problem, suggestion

T = TypeVar("T")

_TOKENS = ("DISCORD_TOKEN",)

NAMES = (
    "UNDAUNTED_KEY",
    "UNDAUNTED_DATA",
    "DATABASE_URL",
    "UNDAUNTED_LANGUAGE",
    "UNDAUNTED_COUNTRY",
    "UNDAUNTED_ZONE",
    "UNDAUNTED_LOG",
    *_TOKENS,
    "DISCORD_API_BASE",
    "DISCORD_GATEWAY_URL",
)
"""Every variable that means something here."""

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")

# ISO 3166-1, alpha-2. A country nobody has heard of would quietly have no help lines.
_COUNTRY_CODES = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT
BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH
ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT
HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS
LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI
NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG
SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG
UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
"""
COUNTRIES = frozenset(_COUNTRY_CODES.split())
_FERNET_KEY = re.compile(r"[A-Za-z0-9_-]{43}=")
_SQLITE = re.compile(r"sqlite:///([^?#]+)")
_DISCORD_TOKEN = re.compile(r"[\w-]{18,}\.[\w-]{5,}\.[\w-]{20,}", re.ASCII)
# A Fernet key has 44 characters; whatever is shorter may be repeated to its writer.
_LONGEST_REPEATED = 40


class Secret:
    """A text that shows itself only to whoever asks for it."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        return "Secret(hidden)"

    def reveal(self) -> str:
        """Give the text itself."""
        return self._text


@dataclass(frozen=True, slots=True)
class Discord:
    """What reaches Discord; the addresses, for tests alone, lead no further than this machine."""

    token: Secret
    api_base: str | None = None
    gateway_url: str | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """What was set, or its default; no keys means that the store makes its own.

    `data` is the folder and `database` the file in which everything is kept; both are absolute.
    `zone` is where people are taken to be until they say so; `country`, whose help lines to show.
    """

    keys: tuple[Secret, ...]
    data: Path
    database: Path
    language: str
    country: str | None
    zone: str
    log: str
    discord: Discord | None = None


class _Wrong(Exception):
    """A value that cannot be used: what is wrong, to go on after its name, and the remedy."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy


def load_settings(environ: Mapping[str, str], folder: Path) -> Settings:
    """Read the settings; raise ConfigError with every mistake at once.

    The environment outranks the `.env` of the working folder; an empty value counts as none.
    """
    entries, problems = dotenv.read(folder / ".env")
    entries += [dotenv.Entry(name, value) for name, value in environ.items()]
    given = {entry.name: entry for entry in entries if entry.value.strip()}
    paths = _Paths(folder.absolute())
    with Findings() as found:
        found.add(*problems, *_unknown(entries))
        keys = found.attempt(_read, given, "UNDAUNTED_KEY", _keys, ())
        data = found.attempt(_read, given, "UNDAUNTED_DATA", paths.data, _default_data())
        database = found.attempt(_read, given, "DATABASE_URL", paths.database, None)
        language = found.attempt(_read, given, "UNDAUNTED_LANGUAGE", _language, "en")
        country = found.attempt(_read, given, "UNDAUNTED_COUNTRY", _country, None)
        zone = found.attempt(_read, given, "UNDAUNTED_ZONE", _zone, "UTC")
        log = found.attempt(_read, given, "UNDAUNTED_LOG", _log, "INFO")
        discord = found.attempt(_discord, given)
    return Settings(
        keys(),
        data(),
        database() or data() / "undaunted.db",
        language(),
        country(),
        zone(),
        log(),
        discord(),
    )


def _discord(given: Mapping[str, dotenv.Entry]) -> Discord | None:
    with Findings() as found:
        token = found.attempt(_read, given, "DISCORD_TOKEN", _discord_token, None)
        api = found.attempt(_read, given, "DISCORD_API_BASE", _loopback("http"), None)
        gateway = found.attempt(_read, given, "DISCORD_GATEWAY_URL", _loopback("ws"), None)
    secret = token()
    return None if secret is None else Discord(secret, api(), gateway())


def _read(given: Mapping[str, dotenv.Entry], name: str, read: Callable[[str], T], default: T) -> T:
    entry = given.get(name)
    if entry is None:
        return default
    try:
        return read(_visible(entry.value.strip()))
    except _Wrong as wrong:
        raise ConfigError([entry.problem(wrong.what, wrong.remedy)]) from wrong


def _visible(text: str) -> str:
    if not text.isprintable():
        raise _Wrong("holds a character that cannot be seen.", "Type the value again.")
    return text


def _unknown(entries: list[dotenv.Entry]) -> Iterator[Problem]:
    otherwise = f"Take it out. The settings are {', '.join(NAMES)}."
    for entry in entries:
        if entry.name.upper().startswith("UNDAUNTED_") and entry.name not in NAMES:
            remedy = suggestion(entry.name.upper(), NAMES, otherwise)
            yield entry.problem("is not a setting.", remedy)
        # Other programs may have settings for Discord, too: only what is nearly ours is told.
        elif entry.name not in NAMES and get_close_matches(entry.name.upper(), _TOKENS, cutoff=0.8):
            yield entry.problem("is not a setting.", f"Did you mean `{_TOKENS[0]}`?")


def _default_data() -> Path:
    return platformdirs.user_data_path("undaunted", appauthor=False)


def _keys(text: str) -> tuple[Secret, ...]:
    keys = [key for part in text.split(",") if (key := part.strip())]
    for place, key in enumerate(keys, start=1):
        if not _FERNET_KEY.fullmatch(key):
            raise _Wrong(
                f"has something else than a Fernet key (number {place} of {len(keys)}).",
                'Make one: python -c "from cryptography.fernet import Fernet; '
                'print(Fernet.generate_key().decode())"',
            )
    return tuple(map(Secret, keys))


def _discord_token(text: str) -> Secret:
    where = "In Discord's developer portal open your application, then Bot, then Reset Token."
    if text.isdigit():
        raise _Wrong("is an id, not a token.", where)
    if text.lower().startswith("bot "):
        raise _Wrong("begins with the word “Bot”.", "Leave the word out.")
    if not _DISCORD_TOKEN.fullmatch(text):
        # Never repeated, not even when it is short: half a token is still a secret.
        raise _Wrong("does not look like a bot's token: three parts with dots between.", where)
    return Secret(text)


def _loopback(scheme: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if not _is_loopback(text, scheme):
            raise _Wrong(
                "leads elsewhere than to this machine, and the token would go there.",
                f"Take it out; it is for tests alone, such as {scheme}://127.0.0.1:8080.",
            )
        return text

    return read


def _is_loopback(url: str, scheme: str) -> bool:
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        is_here = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
    return parts.scheme == scheme and is_here


@dataclass(frozen=True, slots=True)
class _Paths:
    """Reads paths, which may be relative to the working folder."""

    folder: Path

    def data(self, text: str) -> Path:
        path = self._path(text)
        if path.exists() and not path.is_dir():
            raise _Wrong("names a file.", "Name a folder; it is made if it does not exist.")
        return path

    def database(self, text: str) -> Path:
        # The text is never repeated: an address may hold a password.
        url = _SQLITE.fullmatch(text)
        if url is None or url[1] == ":memory:":
            remedy = "Write sqlite:///file.db, or sqlite:////folder/file.db for a full path."
            raise _Wrong("is not the address of an SQLite file, the only kind understood.", remedy)
        path = self._path(url[1])
        if path.is_dir():
            raise _Wrong("names a folder.", "Name the file, such as sqlite:///undaunted.db.")
        return path

    def _path(self, text: str) -> Path:
        try:
            return self.folder / Path(text).expanduser()
        except RuntimeError:
            raise _Wrong("begins with a ~ that leads nowhere.", "Write the full path.") from None


def _language(text: str) -> str:
    known = content.languages(content.config_folder())
    if text.lower() not in known:
        raise _Wrong(f"is {_shown(text)}, for which there are no texts.", _one_of(known))
    return text.lower()


def _country(text: str) -> str:
    if text.upper() == "UK":
        raise _Wrong("is “UK”, whose code is another.", "Write GB.")
    if text.upper() not in COUNTRIES:
        remedy = "Write the two letters of ISO 3166, such as GB, IN or US."
        raise _Wrong(f"is {_shown(text)}, which is no country's code.", remedy)
    return text.upper()


def _zone(text: str) -> str:
    zone = text if zones.is_zone(text) else zones.parse(text)
    if zone is None:
        raise _Wrong(f"is {_shown(text)}, which is not a zone.", _one_of(zones.nearest(text)))
    return zone


def _log(text: str) -> str:
    if text.upper() not in LOG_LEVELS:
        raise _Wrong(f"is {_shown(text)}, which is not a level.", _one_of(LOG_LEVELS))
    return text.upper()


def _one_of(words: tuple[str, ...]) -> str:
    *others, last = words
    return f"Write {', '.join(others)} or {last}." if others else f"Write {last}."


def _shown(text: str) -> str:
    return f"“{text}”" if len(text) <= _LONGEST_REPEATED else "something long"
