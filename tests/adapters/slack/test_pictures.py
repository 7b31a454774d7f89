"""Pictures and files on their way: uploaded once, shown when ready, and told in words if not."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from adapters.slack.blocks import Attachment
from adapters.slack.render import Payload
from bot.errors import TryLater, Unreachable
from bot.ui.card import Card, File, Picture
from tests.adapters.samples import CARDS
from tests.adapters.slack.delivering import EDITS, POSTS, Desk, desk, manifest, to_channel, to_user
from tests.servers.slack.faults import How

ADDRESSES = "files.getUploadURLExternal"
DONE = "files.completeUploadExternal"
CARD = CARDS["picture"]
PICTURE = next(block for block in CARD.blocks if isinstance(block, Picture))


@pytest.fixture
async def post() -> AsyncIterator[Desk]:
    async with desk() as opened:
        yield opened


def shown(post: Desk) -> list[str]:
    """Return what is in the pictures of the last message to the lobby."""
    room = post.team.channels[0]
    blocks = [block for block in room.messages[-1].blocks if block["type"] == "image"]
    return [block["slack_file"]["id"] for block in blocks]


async def test_a_picture_is_uploaded_and_shown_in_its_message(post: Desk) -> None:
    room = post.team.channel("lobby")

    await post.deliver(to_channel(room), card=CARD)

    (id_,) = shown(post)
    file = post.server.files.all[id_]
    assert file.data == PICTURE.png
    assert file.alt == room.messages[0].alt_texts[0]
    assert post.server.calls(DONE)[0].args.get("channel_id") is None


async def test_the_same_picture_is_uploaded_once(post: Desk) -> None:
    room = post.team.channel("lobby")

    made = await post.deliver(to_channel(room), card=CARD)
    first = shown(post)
    await post.deliver(to_channel(room), "letter:2", CARD)
    await post.delivery.revise(made, CARD)

    assert shown(post) == first
    assert post.count(ADDRESSES) == 1


async def test_another_workspace_gets_a_picture_of_its_own(post: Desk) -> None:
    room, other = post.team.channel("lobby"), post.server.team("Quay").channel("hall")

    await post.deliver(to_channel(room), card=CARD)
    await post.deliver(to_channel(other), card=CARD)

    assert post.count(ADDRESSES) == 2


async def test_a_picture_that_is_looked_at_first_is_waited_for(post: Desk) -> None:
    room = post.team.channel("lobby")
    post.server.files.busy = 2

    await post.deliver(to_channel(room), card=CARD)

    assert len(shown(post)) == 1
    assert (post.count(POSTS), len(room.messages)) == (3, 1)


async def test_a_picture_that_never_gets_ready_is_told_in_words(post: Desk) -> None:
    room = post.team.channel("lobby")
    post.server.files.busy = 3

    await post.deliver(to_channel(room), card=CARD)

    assert shown(post) == []
    assert PICTURE.alt in room.messages[0].words
    await post.deliver(to_channel(room), "letter:2", CARD)
    assert post.count(ADDRESSES) == 2


async def test_without_the_scope_for_files_a_picture_is_told_in_words(post: Desk) -> None:
    post.server.manifest = manifest(without="files:write")
    room = post.team.channel("lobby")

    await post.deliver(to_channel(room), card=CARD)

    assert shown(post) == []
    assert PICTURE.alt in room.messages[0].words
    post.server.violations.clear()


@pytest.mark.parametrize("step", [ADDRESSES, "upload", DONE])
@pytest.mark.parametrize("how", [How.RESET_BEFORE, How.RESET_AFTER, 503])
async def test_an_upload_that_breaks_is_tried_again(post: Desk, step: str, how: How | int) -> None:
    room = post.team.channel("lobby")
    post.server.web.fails(step, 1, how)

    await post.deliver(to_channel(room), card=CARD)

    assert len(shown(post)) == 1
    assert len(room.messages) == 1


async def test_an_upload_that_cannot_be_done_hands_the_letter_back(post: Desk) -> None:
    room = post.team.channel("lobby")
    post.server.web.fails("upload", 3, 500)

    with pytest.raises(TryLater, match="upload"):
        await post.deliver(to_channel(room), card=CARD)

    assert room.messages == []
    await post.deliver(to_channel(room), card=CARD)
    assert len(shown(post)) == 1


async def test_a_changed_card_shows_its_new_picture(post: Desk) -> None:
    room = post.team.channel("lobby")
    made = await post.deliver(to_channel(room))

    await post.delivery.revise(made, CARD)

    assert len(shown(post)) == 1
    assert post.count(EDITS) == 1


async def test_a_file_goes_to_the_place_of_its_message_once(post: Desk) -> None:
    ana = post.team.user("ana")
    card = Card("Yours", (File("search.json", b"{}", "All that I keep."),))
    post.server.web.fails(POSTS, 1, How.RESET_BEFORE)

    await post.deliver(to_user(ana), card=card)

    (done,) = post.server.calls(DONE)
    assert done.args["channel_id"] == ana.dm.id
    assert "search.json" in ana.dm.messages[0].words


async def test_answers_show_pictures_the_same_way(post: Desk) -> None:
    picture = Attachment("a.png", PICTURE.png, "A line")
    image = {"type": "image", "slack_file": {"id": "a.png"}, "alt_text": "A line"}
    payload = Payload("A line", (image,), (picture,))

    async def show(blocks: list[dict[str, object]]) -> object:
        return blocks[0]["slack_file"]

    first = await post.delivery.pictures.shown(post.team.id, payload, show)

    assert first == {"id": next(iter(post.server.files.all))}
    other = replace(payload, files=(replace(picture, data=b"\x89PNG other"),))
    assert await post.delivery.pictures.shown(post.team.id, other, show) != first


async def test_a_message_that_is_refused_is_not_tried_without_its_picture(post: Desk) -> None:
    room = post.team.channel("lobby")
    post.server.web.fails(POSTS, 1, "is_archived")

    with pytest.raises(Unreachable):
        await post.deliver(to_channel(room), card=CARD)

    assert post.count(POSTS) == 1
