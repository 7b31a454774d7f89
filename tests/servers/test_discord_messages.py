"""What the loopback Discord accepts in messages and modals, and what it calls a breach."""

from typing import Any

import pytest

from tests.servers.discord import modals
from tests.servers.discord.clients import NO_MENTIONS, bare, button, menu, row, text, v2
from tests.servers.discord.errors import ApiError, Form
from tests.servers.discord.server import DiscordServer
from tests.servers.discord.world import Channel

Json = dict[str, Any]
PNG = {"chart.png": b"\x89PNG"}


def _section(texts: int = 1) -> Json:
    words = [text("a") for _ in range(texts)]
    return {"type": 9, "components": words, "accessory": button("Go")}


def _gallery(url: str = "attachment://chart.png", **more: Any) -> Json:
    return {"type": 12, "items": [{"media": {"url": url}, **more}]}


def _box(*components: Json, **more: Any) -> Json:
    return {"type": 17, "components": list(components), **more}


def _link(url: str, **more: Any) -> Json:
    return {"type": 2, "style": 5, "label": "Read", "url": url, **more}


FITS: dict[str, Json] = {
    "4,000 characters": v2(text("a" * 4000)),
    "40 components": v2(*[text("a") for _ in range(40)]),
    "a full container": v2(
        _box(
            text("a"), _section(3), {"type": 14, "spacing": 2}, row(menu("m", "A")), accent_color=0
        )
    ),
    "five buttons, all long": v2(row(*[button("b" * 80, f"{n}" * 100) for n in range(5)])),
    "a link": v2(row(_link("https://example.org/" + "a" * 490))),
    "25 options": v2(row(menu("m", *[f"A{n}" for n in range(25)], min_values=0, max_values=25))),
    "no components v2": {
        "content": "a" * 2000,
        "components": [row(button("Go"))],
        "allowed_mentions": NO_MENTIONS,
    },
}

BREACHES: dict[str, tuple[Json, str]] = {
    "content beside v2": (v2(text("a"), content="b"), "content"),
    "embeds beside v2": (v2(text("a"), embeds=[{}]), "embeds"),
    "a poll beside v2": (v2(text("a"), poll={"question": {}}), "poll"),
    "v2 without its flag": (v2(text("a"), flags=0), "BASE_TYPE_CHOICES"),
    "41 components": (v2(*[text("a") for _ in range(41)]), "components"),
    "41 components, nested": (
        v2(_box(*[_section() for _ in range(13)], text("a"))),
        "COMPONENT_LIMIT_EXCEEDED",
    ),
    "4,001 characters in all": (v2(text("a" * 4000), text("b")), "DISPLAYABLE_TEXT"),
    "2,001 emoji in all": (v2(text("💛" * 2001)), "BAD_LENGTH"),
    "an empty text": (v2(text("")), "BASE_TYPE_REQUIRED"),
    "a text of blanks": (v2(text("  ")), "BASE_TYPE_REQUIRED"),
    "no components": (v2(), "components"),
    "a label of 81": (v2(row(button("a" * 81))), "label"),
    "a button without words": (v2(row({"type": 2, "style": 1, "custom_id": "a"})), "label"),
    "a custom id of 101": (v2(row(button("a", "a" * 101))), "custom_id"),
    "an empty custom id": (
        v2(row({"type": 2, "style": 1, "label": "a", "custom_id": ""})),
        "custom_id",
    ),
    "two custom ids alike": (v2(row(button("a", "x"), button("b", "x"))), "DUPLICATED"),
    "two ids alike": (v2({**text("a"), "id": 3}, {**text("b"), "id": 3}), "COMPONENT_ID"),
    "six buttons": (v2(row(*[button(f"b{n}") for n in range(6)])), "BAD_LENGTH"),
    "an empty row": (v2(row()), "BAD_LENGTH"),
    "two menus in a row": (v2(row(menu("m", "A"), menu("n", "A"))), "BAD_LENGTH"),
    "a menu beside a button": (v2(row(button("a"), menu("m", "A"))), "BASE_TYPE_CHOICES"),
    "a button outside a row": (v2(button("a")), "BASE_TYPE_CHOICES"),
    "a text input in a message": (
        v2(row({"type": 4, "custom_id": "a", "style": 1, "label": "a"})),
        "BASE_TYPE_CHOICES",
    ),
    "a link to a telephone": (v2(row(_link("tel:116123"))), "URL_TYPE_INVALID_SCHEME"),
    "a link of 513": (v2(row(_link("https://example.org/" + "a" * 493))), "url"),
    "a link with a custom id": (
        v2(row(_link("https://example.org", custom_id="a"))),
        "MUTUALLY_EXCLUSIVE",
    ),
    "a menu without options": (v2(row(menu("m"))), "options"),
    "26 options": (v2(row(menu("m", *[f"A{n}" for n in range(26)]))), "options"),
    "two values alike": (v2(row(menu("m", "A", "a"))), "OPTION_VALUE_DUPLICATED"),
    "an option of 101": (v2(row(menu("m", "A" * 101))), "label"),
    "a placeholder of 151": (v2(row(menu("m", "A", placeholder="a" * 151))), "placeholder"),
    "more to pick than there is": (v2(row(menu("m", "A", max_values=2))), "max_values"),
    "least above most": (v2(row(menu("m", "A", "B", min_values=2))), "min_values"),
    "a section of four": (v2(_section(4)), "BAD_LENGTH"),
    "a section without accessory": (v2({"type": 9, "components": [text("a")]}), "accessory"),
    "a container in a container": (v2(_box(_box(text("a")))), "BASE_TYPE_CHOICES"),
    "an empty container": (v2(_box()), "BAD_LENGTH"),
    "a colour out of range": (v2(_box(text("a"), accent_color=0x1000000)), "accent_color"),
    "a wide separator": (v2({"type": 14, "spacing": 3}), "spacing"),
    "a picture not sent": (v2(_gallery()), "REFERENCED_NOT_FOUND"),
    "a picture from elsewhere": (v2(_gallery("https://example.org/a.png")), "NOT_FOUND"),
    "11 pictures": (v2({"type": 12, "items": [{}] * 11}), "items"),
    "no allowed mentions": ({"content": "hi"}, "allowed_mentions"),
    "mentions of all": (
        {"content": "@everyone", "allowed_mentions": {"parse": ["everyone"]}},
        "HOUSE_RULE",
    ),
    "a mention of nobody in the words": (
        {"content": "hi", "allowed_mentions": {"parse": [], "users": ["1"]}},
        "HOUSE_RULE",
    ),
    "two mentions": (
        {"content": "<@1> <@2>", "allowed_mentions": {"parse": [], "users": ["1", "2"]}},
        "HOUSE_RULE",
    ),
    "an ephemeral message in a channel": (v2(text("a"), flags=1 << 15 | 1 << 6), "flags"),
    "a nonce of 26": (v2(text("a"), nonce="n" * 26), "NONCE_TYPE_TOO_LONG"),
    "a content of 2,001": ({"content": "a" * 2001, "allowed_mentions": NO_MENTIONS}, "content"),
    "nothing at all": ({"allowed_mentions": NO_MENTIONS}, "50006"),
}


def _place(server: DiscordServer) -> tuple[Channel, str]:
    lobby = server.guild("Harbour").channel("lobby")
    return lobby, f"/channels/{lobby.id}/messages"


@pytest.mark.parametrize("body", FITS.values(), ids=FITS)
async def test_what_fits_is_shown(body: Json) -> None:
    async with DiscordServer.open() as server, bare(server) as rest:
        lobby, path = _place(server)
        assert (await rest.ask("POST", path, body))[0] == 200
        server.check()
        assert len(lobby.messages) == 1


@pytest.mark.parametrize(("body", "why"), BREACHES.values(), ids=BREACHES)
async def test_what_does_not_fit_is_refused_and_noted(body: Json, why: str) -> None:
    async with DiscordServer.open() as server, bare(server) as rest:
        lobby, path = _place(server)
        status, told = await rest.ask("POST", path, body)
        assert status == 400
        assert told["code"] in (50035, 50006)
        assert len(server.violations) == 1
        assert why in server.violations[0]
        assert lobby.messages == []


async def test_files_come_with_their_words_and_are_kept_by_edits() -> None:
    async with DiscordServer.open() as server, bare(server) as rest:
        lobby, path = _place(server)
        listed = [{"id": 0, "filename": "chart.png", "description": "A funnel"}]
        body = v2(_gallery(description="A funnel"), text("Your week"), attachments=listed)
        status, told = await rest.upload(path, body, PNG)
        assert status == 200
        (file,) = lobby.messages[0].attachments
        assert (file.name, file.data, file.description) == ("chart.png", b"\x89PNG", "A funnel")
        assert told["components"][0]["items"][0]["media"]["url"] == file.url
        edit = f"{path}/{told['id']}"
        kept = v2(
            _gallery(), text("Your month"), attachments=[{"id": told["attachments"][0]["id"]}]
        )
        assert (await rest.ask("PATCH", edit, kept))[0] == 200
        assert lobby.messages[0].text == "Your month"
        gone = v2(_gallery(), attachments=[])
        assert (await rest.ask("PATCH", edit, gone))[0] == 400
        assert "REFERENCED_NOT_FOUND" in server.violations[0]


async def test_a_file_and_a_thumbnail_show_what_was_sent() -> None:
    async with DiscordServer.open() as server, bare(server) as rest:
        lobby, path = _place(server)
        media = {"url": "attachment://chart.png"}
        section = {**_section(), "accessory": {"type": 11, "media": media, "description": None}}
        assert (await rest.upload(path, v2(section, {"type": 13, "file": media}), PNG))[0] == 200
        top, file = lobby.messages[0].components
        assert top["accessory"]["media"]["url"] == file["file"]["url"]
        assert file["file"]["url"].endswith("/chart.png")
        server.check()


@pytest.mark.parametrize(
    ("attachments", "why"),
    [
        ([{"id": 1}], "ATTACHMENT_NOT_FOUND"),
        ([], "ATTACHMENT_NOT_LISTED"),
        ([{"id": 0, "description": "a" * 1025}], "description"),
        ([{"id": 0, "filename": "other.png"}], "filename"),
    ],
)
async def test_files_are_listed_as_they_are_sent(attachments: list[Json], why: str) -> None:
    async with DiscordServer.open() as server, bare(server) as rest:
        _, path = _place(server)
        body = v2(text("a"), attachments=attachments)
        assert (await rest.upload(path, body, PNG))[0] == 400
        assert why in server.violations[0]


async def test_an_edit_cannot_take_components_v2_back() -> None:
    async with DiscordServer.open() as server, bare(server) as rest:
        lobby, path = _place(server)
        _, made = await rest.ask("POST", path, v2(text("a")))
        edit = f"{path}/{made['id']}"
        plain = {"content": "b", "allowed_mentions": NO_MENTIONS}
        assert (await rest.ask("PATCH", edit, plain | {"flags": 0}))[0] == 400
        assert (await rest.ask("PATCH", edit, plain))[0] == 400
        assert (await rest.ask("PATCH", edit, v2(text("b"))))[0] == 200
        assert [m.text for m in lobby.messages] == ["b"]
        assert len(server.violations) == 2


async def test_an_enforced_nonce_finds_the_earlier_message_for_a_while() -> None:
    async with DiscordServer.open() as server, bare(server) as rest:
        lobby, path = _place(server)
        body = v2(text("a"), nonce="letter-1", enforce_nonce=True)
        first, again = [(await rest.ask("POST", path, body))[1]["id"] for _ in range(2)]
        assert first == again
        await rest.ask("POST", path, v2(text("b"), nonce="letter-2", enforce_nonce=True))
        assert [m.nonce for m in lobby.messages] == ["letter-1", "letter-2"]
        server.nonce_life = 0.0
        await rest.ask("POST", path, v2(text("c"), nonce="letter-3", enforce_nonce=True))
        await rest.ask("POST", path, v2(text("c"), nonce="letter-3", enforce_nonce=True))
        assert len(lobby.messages) == 4
        server.check()


async def test_one_person_can_be_mentioned_where_the_words_name_them() -> None:
    async with DiscordServer.open() as server, bare(server) as rest:
        lobby, path = _place(server)
        ana = server.user("ana")
        allowed = {"parse": [], "users": [ana.id]}
        body = v2(text(f"{ana.mention}, your buddy is here")) | {"allowed_mentions": allowed}
        assert (await rest.ask("POST", path, body))[0] == 200
        assert lobby.messages[0].mentions == [ana]
        server.check()


async def test_only_messages_of_its_own_are_edited() -> None:
    async with DiscordServer.open() as server, bare(server) as rest:
        lobby, path = _place(server)
        ana = server.user("ana")
        assert lobby.guild is not None
        lobby.guild.join(ana)
        said = await ana.says("mine", at=lobby)
        status, told = await rest.ask("PATCH", f"{path}/{said.id}", v2(text("a")))
        assert (status, told["code"]) == (403, 50005)
        assert len(server.violations) == 1
        assert (await rest.ask("DELETE", f"{path}/{said.id}"))[1]["code"] == 50013


def _field(**component: Any) -> Json:
    return {"type": 18, "label": "Words", "component": {"custom_id": "a", **component}}


def _choices(count: int, **more: Any) -> Json:
    options = [{"label": f"A{n}", "value": f"{n}", **more} for n in range(count)]
    return {"options": options}


INPUT = {"type": 4, "style": 1}
MODALS: dict[str, tuple[list[Json], str]] = {
    "six fields": ([_field(**INPUT, custom_id=f"{n}") for n in range(6)], "components"),
    "no field": ([], "components"),
    "a label of 46": ([_field(**INPUT) | {"label": "a" * 46}], "label"),
    "a description of 101": ([_field(**INPUT) | {"description": "a" * 101}], "description"),
    "a row": ([row({**INPUT, "custom_id": "a"})], "DEPRECATED"),
    "a button": ([_field(type=2, style=1, label="a")], "BASE_TYPE_CHOICES"),
    "a bare input": ([{**INPUT, "custom_id": "a"}], "BASE_TYPE_CHOICES"),
    "two fields alike": ([_field(**INPUT), _field(**INPUT)], "DUPLICATED"),
    "a style of 3": ([_field(type=4, style=3)], "style"),
    "a length of 4,001": ([_field(**INPUT, max_length=4001)], "max_length"),
    "least above most": ([_field(**INPUT, max_length=2, min_length=3)], "min_length"),
    "a value too long": ([_field(**INPUT, max_length=2, value="abc")], "value"),
    "a placeholder of 101": ([_field(**INPUT, placeholder="a" * 101)], "placeholder"),
    "a label inside": ([_field(**INPUT, label="a")], "TEXT_INPUT_LABEL_IN_LABEL"),
    "one radio option": ([_field(type=21, **_choices(1))], "options"),
    "11 radio options": ([_field(type=21, **_choices(11))], "options"),
    "two radio defaults": ([_field(type=21, **_choices(2, default=True))], "DEFAULTS"),
    "11 boxes": ([_field(type=22, **_choices(11))], "options"),
    "a required group of none": (
        [_field(type=22, min_values=0, **_choices(2))],
        "REQUIRED_WITH_MIN_VALUES_0",
    ),
    "a required box": ([_field(type=23, required=True)], "CHECKBOX_REQUIRED"),
    "a disabled menu": ([_field(type=3, disabled=True, **_choices(2))], "DISABLED"),
    "26 options": ([_field(type=3, **_choices(26))], "options"),
}


@pytest.mark.parametrize(("parts", "why"), MODALS.values(), ids=MODALS)
def test_a_modal_that_does_not_fit_is_refused(parts: list[Json], why: str) -> None:
    form = Form()
    modals.check(form, {"custom_id": "form", "title": "A form", "components": parts})
    with pytest.raises(ApiError) as refused:
        form.settle()
    assert why in str(refused.value.body)


def test_a_modal_needs_a_title_of_45_and_an_id() -> None:
    for broken in ({"title": "a" * 46}, {"title": ""}, {"custom_id": ""}, {"custom_id": None}):
        form = Form()
        whole = {"custom_id": "form", "title": "A form", "components": [_field(**INPUT)]}
        modals.check(form, whole | broken)
        with pytest.raises(ApiError, match="50035"):
            form.settle()


def test_a_modal_that_fits_is_accepted() -> None:
    form = Form()
    parts = [
        {"type": 10, "content": "Only the first is needed."},
        _field(**INPUT, custom_id="b", max_length=4000, value="a" * 4000),
        _field(type=21, custom_id="c", required=False, **_choices(10)),
        _field(type=22, custom_id="d", min_values=0, required=False, **_choices(10, default=True)),
        _field(type=5, custom_id="e", default_values=[{"id": "1", "type": "user"}]),
    ]
    modals.check(form, {"custom_id": "form", "title": "a" * 45, "components": parts})
    form.settle()
