"""People's words as Discord shows them: every letter there, and none of them at work."""

import re
import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord import markup
from bot.ui import markup as core
from bot.ui.markup import Style
from tests.adapters.discord.reading import UNSEEN, seen
from tests.adapters.discord.saying import texts
from tests.adapters.samples import HOSTILE

INSTANT = datetime(2026, 11, 30, 14, 0, tzinfo=UTC)
BEN = "123456789012345678"


def shown(text: str) -> str:
    return seen(markup.markdown(text)).text


def letters(text: str) -> str:
    return text.replace(UNSEEN, "").strip("\n")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("A final round is real work.", "A final round is real work."),
        ("2 * 3", r"2 \* 3"),
        ("snake_case_name and _this_", r"snake_case_name and \_this\_"),
        ("about ~5 days, a | b", "about ~5 days, a | b"),
        ("~~gone~~ ||hidden||", r"\~\~gone\~\~ \|\|hidden\|\|"),
        ("run `rm`", r"run \`rm\`"),
        ("C:\\Users", r"C:\\Users"),
        ("[pay](https://example.org)", r"[pay]\(<https://example.org>)"),
        ("# one\n-# two\n- three\n1. four\n> five\n>>> six", None),
        ("a # b - c 1. d > e", "a # b - c 1. d > e"),
        ("#tag\n-5\n1.5\n>x\n####", "#tag\n-5\n1.5\n>x\n####"),
        ("I <3 it, a < b", r"I \<3 it, a < b"),
        ("<@1> <#2> </go:3>", r"\<\@1> \<\#2> \<\/go:3>"),
        ("<:cat:1> <a:cat:1> <t:1:R>", r"\<\:cat:1> \<a\:cat:1> \<t\:1:R>"),
        ("@everyone @here @ben", f"@{UNSEEN}everyone @{UNSEEN}here @ben"),
        (":smile: at 9:30", r"\:smile: at 9:30"),
        ("see https://example.org/a_b_c.", "see <https://example.org/a_b_c>."),
        ("(https://example.org/x_(y))", "(<https://example.org/x_(y))>"),
        ("https://ok.example@evil.example", r"https\://ok.example@evil.example"),
        ("steam://run/1", r"steam\://run/1"),
    ],
)
def test_only_what_would_be_markup_is_escaped(typed: str, written: str | None) -> None:
    if written is not None:
        assert markup.markdown(typed) == written
    assert shown(typed) == typed
    assert seen(markup.markdown(typed)).live == ()


def test_signs_at_the_start_of_a_line_are_shown_not_obeyed() -> None:
    typed = "# one\n-# two\n- three\n 12. four\n> five\n>>> six"
    written = "\\# one\n\\-# two\n\\- three\n 12\\. four\n\\> five\n\\>>> six"
    assert markup.markdown(typed) == written


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_words_are_shown_and_nothing_in_them_works(words: str) -> None:
    written = seen(markup.markdown(words))
    assert written.text == letters(markup.harmless(words))
    assert (written.live, written.tokens) == ((), ())


@given(texts)
def test_no_letter_is_lost_and_no_markup_survives(words: str) -> None:
    clean = words.replace("\ue000", "").replace("\ue001", "")
    written = seen(markup.markdown(clean))
    expected = letters(markup.harmless(clean))
    if written.text == markup.UNNAMED != expected:
        assert not any(unicodedata.category(letter)[0] in "LNPS" for letter in expected)
    else:
        assert written.text == expected
    assert (written.live, written.tokens) == ((), ())


@given(texts)
def test_nothing_people_type_becomes_one_of_our_tokens(words: str) -> None:
    kept = core.clean(words, 500)
    assert seen(markup.markdown(kept)).tokens == ()


@given(texts)
def test_what_stays_is_no_control_and_reverses_no_line(words: str) -> None:
    for made in (markup.markdown(words), markup.fenced(words), markup.inline(words)):
        strange = {letter for letter in made if unicodedata.category(letter)[0] == "C"}
        assert strange <= {"\n", "\t", "\u200c", "\u200d", UNSEEN}
        assert made.strip()
    assert "\n" not in markup.inline(words)


@given(texts)
def test_a_title_a_name_and_small_print_keep_their_dress(words: str) -> None:
    title, name = markup.heading(words), markup.bold(words)
    assert title.startswith("### ")
    assert seen(title.removeprefix("### ")).live == ()
    assert name.startswith("**")
    assert name.endswith("**")
    assert seen(name[2:-2]).live == ()
    assert "\n" not in title + name
    for line in markup.small(words).split("\n"):
        assert not line or seen(line.removeprefix("-# ")).live == ()
        assert not line or line.startswith("-# ")


@given(texts)
def test_a_quote_holds_until_its_own_end(words: str) -> None:
    written = markup.fenced(words)
    assert written.startswith("```\n")
    assert written.endswith("\n```")
    assert "```" not in written[4:-4]


def test_a_quote_is_copied_as_it_was_written() -> None:
    words = "Dear Dana,\n\n  *thank* you_ @everyone <@1> `code`"
    assert markup.fenced(words) == f"```\n{words}\n```"


@pytest.mark.parametrize(("style", "sign"), [("full", "F"), ("day", "D"), ("time", "t")])
def test_instants_are_said_in_the_readers_own_zone(style: str, sign: str) -> None:
    token = core.when(INSTANT, "America/New_York", Style(style))
    stamp = int(INSTANT.timestamp())
    assert markup.markdown(f"at {token}.") == f"at <t:{stamp}:{sign}>."


def test_people_and_places_are_shown_by_id_where_there_is_one() -> None:
    assert markup.markdown(f"by {core.who(BEN, 'Ben')}") == f"by <@{BEN}>"
    assert markup.markdown(f"in {core.where(BEN)}") == f"in <#{BEN}>"
    assert markup.markdown(f"by {core.who('ben', '*Ben*')}") == r"by \*Ben\*"
    assert markup.markdown(f"in {core.where('#lobby')}") == "in #lobby"


def test_a_name_beside_words_makes_no_mention_with_them() -> None:
    written = markup.markdown(f"@{core.who('x', 'everyone')} [a]{core.who('y', '(https://b.cd)')}")
    assert seen(written).live == ()


def test_a_line_does_not_begin_behind_a_time() -> None:
    token = core.when(INSTANT, "UTC")
    assert markup.markdown(f"{token}# one") == f"<t:{int(INSTANT.timestamp())}:F># one"


def test_labels_say_times_in_words() -> None:
    assert markup.inline(f"At {core.when(INSTANT, 'UTC')}\nsharp") == "At Mon 30 Nov, 14:00 sharp"


@pytest.mark.parametrize("blank", ["\u200b", "\u202e", "\u200d", "\x00", "\ud800", "\u0301"])
def test_what_nobody_can_see_is_not_left_empty(blank: str) -> None:
    assert markup.markdown(blank) == markup.inline(blank) == markup.UNNAMED


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://example.org/help?a=1&b=2", "https://example.org/help?a=1&b=2"),
        ("https://example.org/a b\n'\u202e<>", "https://example.org/a%20b%0A'%3C%3E"),
        ("https://example.org", "https://example.org"),
        ("https://", None),
        ("https://localhost/x", None),
        ("https://ok.example@evil.example", None),
        ("tel:988", None),
        ("https://example.org/" + "x" * 500, None),
    ],
)
def test_an_address_is_written_as_a_button_takes_it_or_not_at_all(
    url: str, written: str | None
) -> None:
    assert markup.address(url) == written


@given(st.text())
def test_size_is_never_less_than_the_letters(text: str) -> None:
    assert markup.size(text) == len(text.encode("utf-16-le", "surrogatepass")) // 2 >= len(text)


@given(texts)
def test_addresses_are_whole_or_refused(words: str) -> None:
    written = markup.address(f"https://example.org/{words}")
    assert written is None or re.fullmatch(r"https://example\.org/[\x21-\x7e]*", written)
