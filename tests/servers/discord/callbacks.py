"""The first answer to an interaction: once, in time, and of a fitting kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tests.servers.discord import controls, errors, limits, modals, payloads, posting
from tests.servers.discord.errors import Form, breach
from tests.servers.discord.interactions import Answer, Choice, Interaction, Kind
from tests.servers.discord.messages import Message

if TYPE_CHECKING:
    from tests.servers.discord.rest import Request
    from tests.servers.discord.server import DiscordServer
    from tests.servers.discord.world import Channel

Json = dict[str, Any]
SAYING: Final = frozenset({Answer.MESSAGE, Answer.DEFERRED_MESSAGE})
CHANGING: Final = frozenset({Answer.UPDATE, Answer.DEFERRED_UPDATE})
FITTING: Final = {
    Kind.COMMAND: SAYING | {Answer.MODAL},
    Kind.COMPONENT: SAYING | CHANGING | {Answer.MODAL},
    Kind.AUTOCOMPLETE: frozenset({Answer.CHOICES}),
    Kind.MODAL_SUBMIT: SAYING,
}


async def acknowledge(server: DiscordServer, request: Request) -> tuple[int, Any]:
    """Answer POST /interactions/{interaction_id}/{token}/callback."""
    interaction = _find(server, request)
    if interaction.answer is not None:
        raise breach(400, 40060, "Interaction has already been acknowledged.")
    if interaction.is_late:
        raise errors.unknown_interaction()
    body = request.body if isinstance(request.body, dict) else {}
    answer = _fitting(interaction, body.get("type"))
    _carry_out(interaction, answer, body.get("data"), request)
    interaction.acknowledge(answer)
    server.changes.happened()
    if request.query.get("with_response") not in ("1", "true", "True"):
        return 204, None
    return 200, _response(interaction, answer)


def _find(server: DiscordServer, request: Request) -> Interaction:
    for interaction in reversed(server.interactions):
        if str(interaction.id) == request.params["interaction_id"]:
            if interaction.token != request.params["token"]:
                break
            return interaction
    raise errors.unknown_interaction()


def _fitting(interaction: Interaction, given: object) -> Answer:
    fitting = set(FITTING.get(Kind(interaction.kind), frozenset()))
    if interaction.kind == Kind.MODAL_SUBMIT and interaction.source is not None:
        fitting |= CHANGING
    form = Form()
    controls.choice(form, ("type",), given, fitting)
    form.settle()
    assert isinstance(given, int)
    return Answer(given)


def _carry_out(interaction: Interaction, answer: Answer, data: Any, request: Request) -> None:
    if answer is Answer.CHOICES:
        interaction.choices = _choices(data)
    elif answer is Answer.MODAL:
        form = Form()
        modals.check(form, data)
        form.settle()
        interaction.modal = modals.Modal(data, interaction)
    elif answer is Answer.DEFERRED_MESSAGE:
        interaction.original = _thinking(interaction, data)
    elif answer is Answer.MESSAGE:
        channel = place(interaction)
        made = posting.create(
            interaction.server, channel, data, request.files, reader=interaction.user
        )
        interaction.original = made
        interaction.show(made)
    else:
        _update(interaction, answer, data, request)


def _update(interaction: Interaction, answer: Answer, data: Any, request: Request) -> None:
    source = interaction.source
    if source is None or source.deleted:
        raise errors.unknown_message()
    interaction.original = source
    if answer is Answer.UPDATE:
        posting.edit(source, data, request.files)
        interaction.show(source)


def _thinking(interaction: Interaction, data: Any) -> Message:
    flags = (data or {}).get("flags", 0)
    if flags & ~(limits.EPHEMERAL | limits.V2):
        raise breach(400, 50035, "Only ephemeral can be set on a deferred message")
    server = interaction.server
    message = Message(server.snowflakes.next(), place(interaction), server.bot)
    message.flags = limits.LOADING | flags & limits.EPHEMERAL
    message.ephemeral_for = interaction.user if flags & limits.EPHEMERAL else None
    posting.publish(message)
    return message


def place(interaction: Interaction) -> Channel:
    """Return where an interaction happened; ApiError where that is gone."""
    if interaction.channel is None or interaction.channel.deleted:
        raise errors.unknown_channel()
    return interaction.channel


def _choices(data: Any) -> list[Choice]:
    form = Form()
    given = data.get("choices") if isinstance(data, dict) else None
    if not isinstance(given, list):
        form.required(("data", "choices"))
        given = []
    form.length(("data", "choices"), len(given), 0, limits.CHOICES)
    for number, choice in enumerate(given):
        here = ("data", "choices", number)
        controls.text(form, (*here, "name"), choice.get("name"), 1, limits.CHOICE_TEXT)
        controls.text(form, (*here, "value"), choice.get("value"), 1, limits.CHOICE_TEXT)
    form.settle()
    return [Choice(choice["name"], choice["value"]) for choice in given]


def _response(interaction: Interaction, answer: Answer) -> Json:
    told: Json = {"id": str(interaction.id), "type": interaction.kind}
    resource: Json = {"type": int(answer)}
    original = interaction.original
    if original is not None:
        told["response_message_id"] = str(original.id)
        told["response_message_loading"] = original.loading
        told["response_message_ephemeral"] = original.ephemeral
        if answer is not Answer.DEFERRED_UPDATE:
            resource["message"] = payloads.message(original)
    return {"interaction": told, "resource": resource}
