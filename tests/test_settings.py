import dataclasses
import os
import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest

from bot.problems import ConfigError, Problem
from bot.settings import NAMES, Discord, Secret, Settings, load_settings

KEY = "bG9vcGJhY2stdGVzdC1rZXktMzItYnl0ZXMtbG9uZyE="
OTHER_KEY = "QSZh-kTvyNkHe_fMmYpDGyyT4zzTDEQY6p1w2yXFs9o="
TOKEN = "bG9vcGJhY2stdGVzdC1pZA.GloopB._not-a-token-just-letters-in-its-shape_"


def refused(folder: Path, **environ: str) -> tuple[Problem, ...]:
    with pytest.raises(ConfigError) as caught:
        load_settings(environ, folder)
    return caught.value.problems


def told(folder: Path, **environ: str) -> tuple[str, str]:
    (problem,) = refused(folder, **environ)
    return problem.what, problem.remedy


def test_nothing_need_be_set(tmp_path: Path) -> None:
    data = platformdirs.user_data_path("undaunted", appauthor=False)
    assert load_settings({"HOME": "/", "PATH": "/bin"}, tmp_path) == Settings(
        keys=(),
        data=data,
        database=data / "undaunted.db",
        language="en",
        country=None,
        zone="UTC",
        log="INFO",
        discord=None,
    )


def test_everything_can_be_set(tmp_path: Path) -> None:
    settings = load_settings(
        {
            "UNDAUNTED_KEY": f"{KEY}, {OTHER_KEY},",
            "UNDAUNTED_DATA": "kept",
            "DATABASE_URL": "sqlite:////srv/undaunted/bot.sqlite3",
            "UNDAUNTED_LANGUAGE": "EN",
            "UNDAUNTED_COUNTRY": "in",
            "UNDAUNTED_ZONE": "Asia/Kolkata",
            "UNDAUNTED_LOG": "debug",
        },
        tmp_path,
    )
    assert [key.reveal() for key in settings.keys] == [KEY, OTHER_KEY]
    assert settings.data == tmp_path / "kept"
    assert settings.database == Path("/srv/undaunted/bot.sqlite3")
    assert (settings.language, settings.country) == ("en", "IN")
    assert (settings.zone, settings.log) == ("Asia/Kolkata", "DEBUG")


def test_the_database_rests_in_the_data_folder_unless_it_is_named(tmp_path: Path) -> None:
    settings = load_settings({"UNDAUNTED_DATA": str(tmp_path / "kept")}, tmp_path)
    assert settings.database == tmp_path / "kept" / "undaunted.db"
    named = load_settings({"DATABASE_URL": "sqlite:///bot.db"}, tmp_path)
    assert named.database == tmp_path / "bot.db"


def test_a_path_may_begin_at_home_and_is_always_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert load_settings({"UNDAUNTED_DATA": "~/kept"}, Path("/")).data == tmp_path / "kept"
    assert load_settings({"UNDAUNTED_DATA": "kept"}, Path()).data == tmp_path / "kept"


def test_a_zone_may_be_written_as_people_write_it(tmp_path: Path) -> None:
    assert load_settings({"UNDAUNTED_ZONE": "europe/berlin"}, tmp_path).zone == "Europe/Berlin"


def test_the_environment_outranks_the_file_and_empty_values_count_as_none(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(
        "UNDAUNTED_ZONE=Europe/Berlin\nUNDAUNTED_COUNTRY=GB\nUNDAUNTED_LOG=\nOTHER_THING=1\n",
        encoding="utf-8",
    )
    environ = {"UNDAUNTED_ZONE": "Europe/Paris", "UNDAUNTED_COUNTRY": " "}
    settings = load_settings(environ, tmp_path)
    assert (settings.zone, settings.country, settings.log) == ("Europe/Paris", "GB", "INFO")


def test_every_mistake_is_told_at_once_with_its_place_and_remedy(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text(
        "# ours\n"
        "UNDAUNTED_ZONE=Europe/Berlinn\n"
        "this is not a setting\n"
        "UNDAUNTED_COUNTRY=UK\n"
        "UNDAUNTED_CUONTRY=GB\n"
        "UNDAUNTED_COUNTRY=XX\n",
        encoding="utf-8",
    )
    problems = refused(
        tmp_path,
        UNDAUNTED_KEY="abc",
        UNDAUNTED_LOG="LOUD",
        undaunted_data="x",
        UNDAUNTED_LANGUAGE="xx",
        DATABASE_URL="postgres://ana:hunter2@db/undaunted",
    )
    assert [(each.file, each.line, each.what.split()[0]) for each in problems] == [
        (None, None, "undaunted_data"),
        (None, None, "UNDAUNTED_KEY"),
        (None, None, "DATABASE_URL"),
        (None, None, "UNDAUNTED_LANGUAGE"),
        (None, None, "UNDAUNTED_LOG"),
        (file, 2, "UNDAUNTED_ZONE"),
        (file, 3, "This"),
        (file, 5, "UNDAUNTED_CUONTRY"),
        (file, 6, "UNDAUNTED_COUNTRY"),
        (file, 6, "UNDAUNTED_COUNTRY"),
    ]
    assert all(each.remedy for each in problems)


def test_an_unknown_zone_is_met_with_the_nearest_three(tmp_path: Path) -> None:
    what, remedy = told(tmp_path, UNDAUNTED_ZONE="Europe/Berlinn")
    assert what == "UNDAUNTED_ZONE is “Europe/Berlinn”, which is not a zone."
    assert remedy.startswith("Write Europe/Berlin, ")
    assert remedy.count("/") == 3


def test_a_country_is_one_that_exists(tmp_path: Path) -> None:
    assert told(tmp_path, UNDAUNTED_COUNTRY="uk")[1] == "Write GB."
    what, remedy = told(tmp_path, UNDAUNTED_COUNTRY="Germany")
    assert what == "UNDAUNTED_COUNTRY is “Germany”, which is no country's code."
    assert "two letters" in remedy


def test_a_language_is_one_in_which_there_are_texts(tmp_path: Path) -> None:
    what, remedy = told(tmp_path, UNDAUNTED_LANGUAGE="../en")
    assert what == "UNDAUNTED_LANGUAGE is “../en”, for which there are no texts."
    assert remedy == "Write en."


def test_a_log_level_is_one_that_exists(tmp_path: Path) -> None:
    assert told(tmp_path, UNDAUNTED_LOG="LOUD") == (
        "UNDAUNTED_LOG is “LOUD”, which is not a level.",
        "Write DEBUG, INFO, WARNING, ERROR or CRITICAL.",
    )


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://ana:hunter2@db/undaunted",
        "hunter2",
        "sqlite://hunter2",
        "sqlite:///",
        "sqlite:///:memory:",
        "sqlite:///bot.db?mode=hunter2",
    ],
)
def test_a_database_is_a_file_and_its_address_is_never_repeated(tmp_path: Path, url: str) -> None:
    what, remedy = told(tmp_path, DATABASE_URL=url)
    assert what == "DATABASE_URL is not the address of an SQLite file, the only kind understood."
    assert "sqlite:///file.db" in remedy
    assert "hunter2" not in what + remedy


def test_a_file_is_not_a_folder_nor_the_other_way_round(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    assert told(tmp_path, UNDAUNTED_DATA="file")[0] == "UNDAUNTED_DATA names a file."
    assert told(tmp_path, DATABASE_URL="sqlite:///folder")[0] == "DATABASE_URL names a folder."
    unknown = "sqlite:///~nobody-of-that-name/bot.db"
    assert told(tmp_path, DATABASE_URL=unknown)[1] == "Write the full path."


def test_a_mistyped_name_is_met_with_the_right_one(tmp_path: Path) -> None:
    assert told(tmp_path, UNDAUNTED_ZONES="UTC") == (
        "UNDAUNTED_ZONES is not a setting.",
        "Did you mean `UNDAUNTED_ZONE`?",
    )
    assert told(tmp_path, undaunted_zone="UTC")[1] == "Did you mean `UNDAUNTED_ZONE`?"
    remedy = told(tmp_path, UNDAUNTED_PERSEVERANCE_LEVEL="high")[1]
    assert all(name in remedy for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_character_nobody_can_see_is_told(tmp_path: Path, name: str) -> None:
    found = {problem.what: problem.remedy for problem in refused(tmp_path, **{name: "a\x00b"})}
    assert found[f"{name} holds a character that cannot be seen."] == "Type the value again."


def test_keys_never_show_themselves(tmp_path: Path) -> None:
    settings = load_settings({"UNDAUNTED_KEY": KEY}, tmp_path)
    for shown in (repr(settings), str(settings), f"{settings.keys[0]}", repr(Secret(KEY))):
        assert KEY not in shown
        assert "hidden" in shown
    assert KEY not in repr(dataclasses.asdict(settings))


def test_a_wrong_key_is_told_by_its_place_alone(tmp_path: Path) -> None:
    what, remedy = told(tmp_path, UNDAUNTED_KEY=f"{KEY},{OTHER_KEY[:-1]}")
    assert what == "UNDAUNTED_KEY has something else than a Fernet key (number 2 of 2)."
    assert "Fernet.generate_key()" in remedy
    assert KEY[:8] not in what + remedy
    assert OTHER_KEY[:8] not in what + remedy


@pytest.mark.parametrize("name", [name for name in NAMES if name != "UNDAUNTED_DATA"])
def test_a_key_given_under_another_name_is_not_repeated_either(tmp_path: Path, name: str) -> None:
    problems = refused(tmp_path, **{name: f"{KEY[:-1]}!"})
    assert not [each for each in problems if KEY[:8] in str(each)]


def discord_of(folder: Path, **environ: str) -> Discord:
    discord = load_settings({"DISCORD_TOKEN": TOKEN, **environ}, folder).discord
    assert discord is not None
    return discord


def test_a_token_is_all_that_discord_needs(tmp_path: Path) -> None:
    discord = discord_of(tmp_path)
    assert discord.token.reveal() == TOKEN
    assert (discord.api_base, discord.gateway_url) == (None, None)


def test_discord_may_be_stood_in_for_on_this_machine_alone(tmp_path: Path) -> None:
    api, gateway = "http://127.8.0.1:8080/api/v10", "ws://[::1]:81/gw/"
    discord = discord_of(tmp_path, DISCORD_API_BASE=api, DISCORD_GATEWAY_URL=gateway)
    assert (discord.api_base, discord.gateway_url) == (api, gateway)
    assert discord_of(tmp_path, DISCORD_API_BASE="http://localhost:1").api_base


@pytest.mark.parametrize("name", ["DISCORD_API_BASE", "DISCORD_GATEWAY_URL"])
@pytest.mark.parametrize(
    "host",
    [
        "discord.com",
        "127.0.0.1.example.org",
        "localhost.example.org",
        "127.0.0.1@example.org",
        "10.0.0.1",
        "0.0.0.0",  # noqa: S104 - refused, never bound
        "[::ffff:10.0.0.1]",
        "[::1",
        "",
    ],
)
def test_a_token_is_never_led_away_from_this_machine(tmp_path: Path, name: str, host: str) -> None:
    scheme = "http" if name == "DISCORD_API_BASE" else "ws"
    what, remedy = told(tmp_path, **{name: f"{scheme}://{host}/api"})
    assert what == f"{name} leads elsewhere than to this machine, and the token would go there."
    assert f"{scheme}://127.0.0.1:8080" in remedy
    assert told(tmp_path, **{name: "127.0.0.1:8080"}) == (what, remedy), "a scheme is needed"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("123456789012345678", "is an id, not a token."),
        (f"Bot {TOKEN}", "begins with the word “Bot”."),
        ("hunter2", "does not look like a bot's token: three parts with dots between."),
        (f"{TOKEN[:-30]}…", "does not look like a bot's token: three parts with dots between."),
        ("your-token-here", "does not look like a bot's token: three parts with dots between."),
    ],
)
def test_what_is_no_token_is_told_with_where_to_find_one_and_never_repeated(
    tmp_path: Path, text: str, what: str
) -> None:
    (problem,) = refused(tmp_path, DISCORD_TOKEN=text)
    assert problem.what == f"DISCORD_TOKEN {what}"
    assert problem.remedy == "Leave the word out." or "Reset Token" in problem.remedy
    assert text not in str(problem)
    assert TOKEN[:8] not in str(problem)


def test_a_token_never_shows_itself(tmp_path: Path) -> None:
    settings = load_settings({"DISCORD_TOKEN": TOKEN}, tmp_path)
    assert TOKEN not in repr(settings)
    assert TOKEN not in repr(dataclasses.asdict(settings))


def test_all_mistakes_about_discord_are_told_at_once(tmp_path: Path) -> None:
    problems = refused(
        tmp_path,
        DISCORD_TOKEN="1",
        DISCORD_API_BASE="http://discord.com",
        DISCORD_GATEWAY_URL="ws://discord.com",
    )
    assert len(problems) == 3


def test_a_token_under_nearly_the_right_name_is_told_and_other_programs_are_left_alone(
    tmp_path: Path,
) -> None:
    assert told(tmp_path, DISCORD_BOT_TOKEN=TOKEN) == (
        "DISCORD_BOT_TOKEN is not a setting.",
        "Did you mean `DISCORD_TOKEN`?",
    )
    assert told(tmp_path, discord_token=TOKEN)[1] == "Did you mean `DISCORD_TOKEN`?"
    assert load_settings({"DISCORD_WEBHOOK_URL": "https://example.org"}, tmp_path).discord is None


def test_the_example_file_can_be_copied_as_it_is(tmp_path: Path) -> None:
    example = Path(__file__).parent.parent / ".env.example"
    (tmp_path / ".env").write_text(example.read_text("utf-8"), "utf-8")
    assert load_settings({}, tmp_path).discord is None
    every = example.read_text("utf-8").replace("# DISCORD_", "DISCORD_")
    (tmp_path / ".env").write_text(every, "utf-8")
    assert load_settings({"DISCORD_TOKEN": TOKEN}, tmp_path).discord is not None


def test_settings_are_read_without_waiting_for_pydantic() -> None:
    asked = "import sys, bot.settings; print('pydantic' in sys.modules)"
    told = subprocess.run(  # noqa: S603
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True, env=os.environ
    )
    assert told.stdout == "False\n"
