"""What the operator sets: read from the environment and `.env`, checked whole at start."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

import platformdirs

from bot import content, dotenv, entries, platforms, running
from bot.domain import zones
from bot.entries import Secret as Secret
from bot.entries import Wrong, one_of, shown
from bot.platforms import Discord as Discord
from bot.platforms import Slack as Slack
from bot.problems import Findings, Problem, suggestion
from bot.running import Health as Health
from bot.running import Operator as Operator

NAMES = (
    "UNDAUNTED_KEY",
    "UNDAUNTED_DATA",
    "DATABASE_URL",
    "UNDAUNTED_LANGUAGE",
    "UNDAUNTED_COUNTRY",
    "UNDAUNTED_ZONE",
    "UNDAUNTED_LOG",
    *platforms.NAMES,
    *running.NAMES,
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
    slack: Slack | None = None
    operator: Operator = field(default_factory=Operator)
    health: Health | None = None


def load_settings(environ: Mapping[str, str], folder: Path) -> Settings:
    """Read the settings; raise ConfigError with every mistake at once.

    The environment outranks the `.env` of the working folder; an empty value counts as none.
    """
    written, problems = dotenv.read(folder / ".env")
    written += [dotenv.Entry(name, value) for name, value in environ.items()]
    given = {entry.name: entry for entry in written if entry.value.strip()}
    paths = _Paths(folder.absolute())
    with Findings() as found:
        found.add(*problems, *_unknown(written))
        keys = found.attempt(entries.read, given, "UNDAUNTED_KEY", _keys, ())
        data = found.attempt(entries.read, given, "UNDAUNTED_DATA", paths.data, _default_data())
        database = found.attempt(entries.read, given, "DATABASE_URL", paths.database, None)
        language = found.attempt(entries.read, given, "UNDAUNTED_LANGUAGE", _language, "en")
        country = found.attempt(entries.read, given, "UNDAUNTED_COUNTRY", _country, None)
        zone = found.attempt(entries.read, given, "UNDAUNTED_ZONE", _zone, "UTC")
        log = found.attempt(entries.read, given, "UNDAUNTED_LOG", _log, "INFO")
        discord = found.attempt(platforms.discord, given)
        slack = found.attempt(platforms.slack, given)
        operator = found.attempt(running.operator, given)
        health = found.attempt(running.health, given)
    return Settings(
        keys(),
        data(),
        database() or data() / "undaunted.db",
        language(),
        country(),
        zone(),
        log(),
        discord(),
        slack(),
        operator(),
        health(),
    )


def _unknown(written: list[dotenv.Entry]) -> Iterator[Problem]:
    otherwise = f"Take it out. The settings are {', '.join(NAMES)}."
    for entry in written:
        if entry.name.upper().startswith("UNDAUNTED_") and entry.name not in NAMES:
            remedy = suggestion(entry.name.upper(), NAMES, otherwise)
            yield entry.problem("is not a setting.", remedy)
        # Other programs may have settings for a platform, too: only what is nearly ours is told.
        elif entry.name not in NAMES and (
            near := get_close_matches(entry.name.upper(), platforms.TOKENS, n=1, cutoff=0.8)
        ):
            yield entry.problem("is not a setting.", f"Did you mean `{near[0]}`?")


def _default_data() -> Path:
    return platformdirs.user_data_path("undaunted", appauthor=False)


def _keys(text: str) -> tuple[Secret, ...]:
    keys = [key for part in text.split(",") if (key := part.strip())]
    for place, key in enumerate(keys, start=1):
        if not _FERNET_KEY.fullmatch(key):
            raise Wrong(
                f"has something else than a Fernet key (number {place} of {len(keys)}).",
                'Make one: python -c "from cryptography.fernet import Fernet; '
                'print(Fernet.generate_key().decode())"',
            )
    return tuple(map(Secret, keys))


@dataclass(frozen=True, slots=True)
class _Paths:
    """Reads paths, which may be relative to the working folder."""

    folder: Path

    def data(self, text: str) -> Path:
        path = self._path(text)
        if path.exists() and not path.is_dir():
            raise Wrong("names a file.", "Name a folder; it is made if it does not exist.")
        return path

    def database(self, text: str) -> Path:
        # The text is never repeated: an address may hold a password.
        url = _SQLITE.fullmatch(text)
        if url is None or url[1] == ":memory:":
            remedy = "Write sqlite:///file.db, or sqlite:////folder/file.db for a full path."
            raise Wrong("is not the address of an SQLite file, the only kind understood.", remedy)
        path = self._path(url[1])
        if path.is_dir():
            raise Wrong("names a folder.", "Name the file, such as sqlite:///undaunted.db.")
        return path

    def _path(self, text: str) -> Path:
        try:
            return self.folder / Path(text).expanduser()
        except RuntimeError:
            raise Wrong("begins with a ~ that leads nowhere.", "Write the full path.") from None


def _language(text: str) -> str:
    known = content.languages(content.config_folder())
    if text.lower() not in known:
        raise Wrong(f"is {shown(text)}, for which there are no texts.", one_of(known))
    return text.lower()


def _country(text: str) -> str:
    if text.upper() == "UK":
        raise Wrong("is “UK”, whose code is another.", "Write GB.")
    if text.upper() not in COUNTRIES:
        remedy = "Write the two letters of ISO 3166, such as GB, IN or US."
        raise Wrong(f"is {shown(text)}, which is no country's code.", remedy)
    return text.upper()


def _zone(text: str) -> str:
    zone = text if zones.is_zone(text) else zones.parse(text)
    if zone is None:
        raise Wrong(f"is {shown(text)}, which is not a zone.", one_of(zones.nearest(text)))
    return zone


def _log(text: str) -> str:
    if text.upper() not in LOG_LEVELS:
        raise Wrong(f"is {shown(text)}, which is not a level.", one_of(LOG_LEVELS))
    return text.upper()
