"""What the bot asks to be allowed, and what it says is missing."""

from urllib.parse import parse_qs, urlsplit

import discord
import pytest

from adapters.discord import permissions
from adapters.discord.permissions import LEAST, Where


def test_the_link_asks_for_a_bot_with_commands_and_the_least() -> None:
    link = urlsplit(permissions.invite_link(1234))
    asked = parse_qs(link.query)

    assert link.netloc == "discord.com"
    assert asked["client_id"] == ["1234"]
    assert asked["scope"] == ["bot applications.commands"]
    granted = discord.Permissions(int(asked["permissions"][0]))
    assert {name for name, yes in granted if yes} == {
        "attach_files",
        "create_private_threads",
        "embed_links",
        "read_message_history",
        "read_messages",
        "send_messages",
        "send_messages_in_threads",
    }


@pytest.mark.parametrize("power", ["administrator", "manage_guild", "manage_roles", "ban_members"])
def test_no_power_over_a_server_is_asked_for(power: str) -> None:
    assert getattr(permissions.least(), power) is False


def test_each_permission_has_its_reason() -> None:
    assert all(each.reason and each.where for each in LEAST)
    assert len({each.name for each in LEAST}) == len(LEAST)


def test_nothing_is_missing_where_the_link_was_used() -> None:
    assert permissions.missing(permissions.least()) == ()


def test_everything_is_missing_where_nothing_is_granted() -> None:
    names = tuple(each.name for each in LEAST)

    assert permissions.missing(discord.Permissions.none()) == names


def test_only_what_the_kind_of_place_needs_is_missed() -> None:
    nothing = discord.Permissions.none()

    in_channel = permissions.missing(nothing, {Where.CHANNEL})
    in_thread = permissions.missing(nothing, {Where.THREAD})

    assert set(in_channel) - set(in_thread) == {"Send Messages"}
    assert set(in_thread) - set(in_channel) == {"Send Messages in Threads"}
    assert "Create Private Threads" in permissions.missing(nothing, {Where.OWN_THREAD})
