"""People's words as Slack shows them: every letter there, and none of them at work."""

import re
import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack import markup
from bot.commands import NAMES
from bot.ui import markup as core
from bot.ui.markup import Style
from tests.adapters.hostile import texts
from tests.adapters.samples import HOSTILE
from tests.adapters.slack.reading import CALLS, Seen, seen, unescaped, words

INSTANT = datetime(2026, 11, 30, 14, 0, tzinfo=UTC)
STAMP = int(INSTANT.timestamp())
WHEN = core.when(INSTANT, "America/New_York")
BEN, LOBBY = "U0BEN0BEN0", "C0LOBBY000"


def is_plain(text: str) -> bool:
    return bool(markup.said(text)["type"] == "plain_text")


def flat(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize(
    "typed",
    [
        "A final round is real work.",
        "2 * 3, snake_case_name and _this_",
        "~~gone~~ `code` ```fence```",
        "<!channel> <!here> <@U0BEN0BEN0> <#C0LOBBY000> <https://example.org|bank>",
        "@here @channel @everyone",
        "> quoted\n- one\n:smile:",
        "R&D, a < b > c &amp; &lt;",
    ],
)
def test_words_alone_are_plain_text_as_they_are(typed: str) -> None:
    assert markup.said(typed) == {"type": "plain_text", "text": typed, "emoji": False}


def test_a_time_is_said_in_the_readers_own_zone() -> None:
    assert markup.said(f"Opens {WHEN} & lasts < 1 h") == {
        "type": "mrkdwn",
        "text": f"Opens <!date^{STAMP}^{{date_short_pretty}}, {{time}}|Mon 30 Nov, 09:00>"
        " &amp; lasts &lt; 1 h",
        "verbatim": True,
    }


@pytest.mark.parametrize(
    ("style", "written"),
    [("day", "{date_short_pretty}|Mon 30 Nov"), ("time", "{time}|14:00")],
)
def test_a_time_says_as_much_as_it_should(style: str, written: str) -> None:
    token = core.when(INSTANT, "UTC", Style(style))
    assert markup.mrkdwn(token) == f"<!date^{STAMP}^{written}>"


@pytest.mark.parametrize(
    "sign",
    [
        "*", "**bold**", "_it_", "_", "a_ b", "~", "`x`", "> x", "  > x", ":smile:", "@here",
        "@Channel", "@everyone", "x\n>y",
    ],
)  # fmt: skip
def test_signs_that_slack_would_obey_make_the_time_a_word_and_stay_themselves(sign: str) -> None:
    said = markup.said(f"{sign}\n{WHEN}")
    assert said == {"type": "plain_text", "text": f"{sign}\nMon 30 Nov, 09:00", "emoji": False}


@pytest.mark.parametrize("harmless", ["snake_case", "a > b", "9:30", "ben@example.org", "1.5-2"])
def test_other_signs_leave_the_time_a_time(harmless: str) -> None:
    assert seen(markup.said(f"{harmless} {WHEN}")).text == f"{harmless} Mon 30 Nov, 09:00"
    assert not is_plain(f"{harmless} {WHEN}")


def test_people_are_called_by_name_and_nobody_is_notified() -> None:
    by_id = markup.said(f"by {core.who(BEN, 'Ben')}")
    assert by_id == {"type": "plain_text", "text": "by Ben", "emoji": False}


def test_a_channel_is_a_way_there_if_slack_knows_it() -> None:
    assert markup.mrkdwn(f"in {core.where(LOBBY)}") == f"in <#{LOBBY}>"
    assert is_plain(f"in {core.where('#lobby')}")
    assert is_plain(f"in {core.where('C1> <!here')}")


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("see https://example.org/a_b_c.", "https://example.org/a_b_c"),
        ("see https://example.org.", "https://example.org"),
        ("(http://example.org/x?a=1&b=2#c)", "http://example.org/x?a=1&b=2#c"),
        ("https://example.org/x_(y)", "https://example.org/x_(y)"),
        ("https://ok.example@evil.example/", None),
        ("https://ok.example:80@evil.example/", None),
        ("https://exa\u0301mple.org", None),
        ("https://example.org/caf\u00e9", None),
        ("https://localhost/x", None),
        ("xhttps://example.org", None),
        ("javascript://example.org", None),
        ("tel:988", None),
    ],
)
def test_an_address_is_a_link_to_itself_or_stays_words(typed: str, address: str | None) -> None:
    links = [run.url for run in markup.runs(typed) if isinstance(run, markup.Address)]
    assert links == ([address] if address else [])
    assert seen(markup.said(typed)).text == typed
    assert words(markup.rich(typed)).replace("\n", "") == typed


def test_an_address_is_escaped_where_slack_looks_for_entities() -> None:
    assert markup.mrkdwn("https://a.org/?b&c") == "<https://a.org/?b&amp;c>"
    assert markup.rich("https://a.org/?b&c") == [{"type": "link", "url": "https://a.org/?b&c"}]


def test_rich_text_has_every_part_in_its_own_manner() -> None:
    text = f"*By* {core.who(BEN, 'Ben')} {WHEN} in {core.where(LOBBY)}"
    assert markup.rich(text) == [
        {"type": "text", "text": "*By* Ben "},
        {
            "type": "date",
            "timestamp": STAMP,
            "format": "{date_short_pretty}, {time}",
            "fallback": "Mon 30 Nov, 09:00",
        },
        {"type": "text", "text": " in "},
        {"type": "channel", "channel_id": LOBBY},
    ]


@pytest.mark.parametrize("typed", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_words_are_shown_and_nothing_in_them_works(typed: str) -> None:
    for text in (typed, f"{typed} {WHEN}"):
        shown = seen(markup.said(text))
        spoken = text.replace(WHEN, "Mon 30 Nov, 09:00")
        assert shown.text == markup.harmless(spoken).strip("\n")
        assert shown.live == ()
        assert not [token for token in shown.tokens if CALLS.search(token)]


@given(texts, st.booleans())
def test_no_letter_is_lost_and_no_markup_survives(typed: str, has_time: bool) -> None:
    text = typed.replace("\ue000", "").replace("\ue001", "") + (WHEN if has_time else "")
    shown = seen(markup.said(text))
    expected = markup.harmless(core.plain(text)).strip("\n")
    if shown.text == markup.UNNAMED != expected:
        assert not any(unicodedata.category(letter)[0] in "LNPS" for letter in expected)
    else:
        assert shown.text == expected
    assert shown.live == ()
    assert all(re.match(r"<(?:!date|https?:)", token) for token in shown.tokens)


@given(texts, texts)
def test_a_pair_is_read_as_name_and_value(name: str, value: str) -> None:
    made = markup.pair(name, value, 2000)
    if made is not None:
        shown = seen(made)
        assert flat(shown.text) == flat(markup.inline(name) + markup.inline(value))
        assert (shown.live, CALLS.search(made["text"] if shown.tokens else "")) == ((), None)


@given(texts)
def test_nothing_people_type_becomes_one_of_our_tokens(typed: str) -> None:
    kept = core.clean(typed, 500)
    assert not re.search("<[!#@]", markup.mrkdwn(kept) or "")
    assert {part["type"] for part in markup.rich(kept)} <= {"text", "link"}


@given(texts)
def test_what_stays_is_no_control_and_reverses_no_line(typed: str) -> None:
    for made in (markup.bare(typed), markup.inline(typed), markup.verbatim(typed)["text"]):
        strange = {letter for letter in made if unicodedata.category(letter)[0] == "C"}
        assert strange <= {"\n", "\t", "\u200c", "\u200d"}
        assert made.strip()
    assert "\n" not in markup.inline(typed)


@given(texts)
def test_escaped_words_read_as_they_were_and_hold_no_token(typed: str) -> None:
    assert unescaped(markup.escaped(typed)) == typed
    assert "<" not in markup.escaped(typed)


def test_a_bold_name_stays_plain_where_it_could_not_be_told_from_its_signs() -> None:
    assert markup.bold("Zone")["text"] == "*Zone*"
    assert seen(markup.bold("R&D <b>")) == Seen("R&D <b>")
    assert markup.bold("*Zone*") == {"type": "plain_text", "text": "*Zone*", "emoji": False}
    assert markup.pair("*a*", "b", 99) == {"type": "plain_text", "text": "*a*\nb", "emoji": False}
    assert markup.pair("a", "_b_", 99) == {"type": "plain_text", "text": "a\n_b_", "emoji": False}


def test_a_pair_without_room_is_none() -> None:
    assert markup.pair("name", "x" * 50, 40) is None
    dressed_too_long = markup.pair("name", f"{WHEN} until", 40)
    assert dressed_too_long is not None
    assert dressed_too_long["text"] == "name\nMon 30 Nov, 09:00 until"


def test_escaping_that_takes_too_much_room_is_done_without() -> None:
    said = markup.said("&" * 700 + WHEN)
    assert (said["type"], len(said["text"])) == ("plain_text", 717)


@given(texts, st.integers(5, 60))
def test_pieces_are_whole_together_and_short_each(typed: str, longest: int) -> None:
    made = markup.pieces(typed, longest)
    assert all(1 <= len(piece) <= longest for piece in made)
    if markup.UNNAMED not in made:
        assert flat("".join(made)) == flat(markup.bare(typed))


@given(st.text(), st.integers(2, 40))
def test_fitted_words_are_never_longer(typed: str, longest: int) -> None:
    assert len(markup.fitted(typed, longest)) <= max(longest, 1)


def test_a_cut_ends_at_a_word_and_splits_no_letter() -> None:
    assert markup.fitted("one two three", 10) == "one two…"
    family = "\U0001f469\u200d\U0001f4bb"
    assert re.fullmatch(f"(?:{family})*…", markup.fitted(family * 40, 50))


@pytest.mark.parametrize("blank", ["\u200b", "\u202e", "\u200d", "\x00", "\ud800", "\u0301", "\n"])
def test_what_nobody_can_see_is_not_left_empty(blank: str) -> None:
    assert markup.bare(blank) == markup.inline(blank) == markup.UNNAMED
    assert markup.said(blank)["text"] == markup.UNNAMED


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://example.org/help?a=1&b=2", "https://example.org/help?a=1&b=2"),
        ("https://example.org/a b\n'\u202e<>", "https://example.org/a%20b%0A'%3C%3E"),
        ("https://localhost/x", None),
        ("https://ok.example@evil.example", None),
        ("tel:988", None),
        ("https://example.org/" + "x" * 3000, None),
    ],
)
def test_an_address_is_written_as_a_button_takes_it_or_not_at_all(
    url: str, written: str | None
) -> None:
    assert markup.address(url) == written


@pytest.mark.parametrize(
    ("user", "known"),
    [(BEN, True), ("W012AB", True), ("ben", False), ("U1> x", False), ("", False)],
)
def test_only_ids_of_slack_are_people_it_can_show(user: str, known: bool) -> None:
    assert markup.is_user(user) is known


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("/helpnow brings people to talk to.", "/undaunted helpnow brings people to talk to."),
        ("Your zone is in /settings.", "Your zone is in /undaunted settings."),
        ("(/help)", "(/undaunted help)"),
        ("type /undaunted help", "type /undaunted help"),
        ("type /invite there", "type /invite there"),
        ("and/help, //help, /helpful, /help/me", "and/help, //help, /helpful, /help/me"),
        ("https://example.org/help", "https://example.org/help"),
    ],
)
def test_commands_are_named_as_they_are_called_here(text: str, shown: str) -> None:
    assert markup.plain_text(text)["text"] == shown
    assert "".join(str(each.get("text", each.get("url"))) for each in markup.rich(text)) == shown


@pytest.mark.parametrize("name", sorted(NAMES))
def test_no_command_is_named_as_if_it_were_one_of_slack(name: str) -> None:
    assert markup.bare(f"use /{name}") == f"use /undaunted {name}"


def test_what_people_wrote_names_what_they_wrote() -> None:
    assert markup.verbatim("I typed /help")["text"] == "I typed /help"
