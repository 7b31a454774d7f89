"""What acknowledgements carry: answers to commands, and what becomes of a sent form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.servers.slack import controls, posting, showing
from tests.servers.slack.deeds import Deed, Kind
from tests.servers.slack.errors import SlackError
from tests.servers.slack.views import View

if TYPE_CHECKING:
    from tests.servers.slack.people import User

Json = dict[str, Any]
ACTIONS = frozenset({"errors", "update", "push", "clear"})


def take(deed: Deed, ack: Json | None) -> None:
    """Show what an acknowledgement carries; whatever Slack would not take is a violation."""
    try:
        if deed.kind is Kind.COMMAND:
            _command(deed, ack)
        elif deed.payload.get("type") == "view_submission":
            _submission(deed, ack)
        elif ack and deed.kind is Kind.INTERACTIVE:
            deed.server.breach(f"{deed.what}: an acknowledgement with {sorted(ack)}")
    except SlackError as refused:
        deed.server.breach(f"acknowledgement of {deed.what}: {refused.body}")


def _command(deed: Deed, ack: Json | None) -> None:
    if not ack:
        return
    assert deed.channel is not None
    text, blocks = posting.taken(deed.server, ack, "acknowledgement")
    kind = ack.get("response_type", "ephemeral")
    if kind not in ("ephemeral", "in_channel"):
        deed.server.breach(f"acknowledgement: response_type {kind!r}")
    alone = deed.user if kind == "ephemeral" else None
    posting.put(deed.channel, posting.made(deed.channel, text, blocks, ephemeral_for=alone), deed)


def _submission(deed: Deed, ack: Json | None) -> None:
    view, user = deed.source, deed.user
    assert isinstance(view, View)
    assert user is not None
    kind = ack.get("response_action") if ack else None
    if ack and kind not in ACTIONS:
        deed.server.breach(f"view_submission: response_action {kind!r}")
    if kind == "errors" and ack:
        _errors(deed, view, ack.get("errors"))
    elif kind == "update" and ack:
        showing.updates(view, showing.taken(deed.server, ack.get("view"), "modal"), deed)
    elif kind == "push" and ack:
        showing.pushes(user, showing.taken(deed.server, ack.get("view"), "modal"), deed)
    else:
        closes(user, view, whole=kind == "clear")


def _errors(deed: Deed, view: View, errors: object) -> None:
    inputs = {control.block["block_id"] for control in controls.inputs(view.blocks)}
    if not isinstance(errors, dict) or not errors:
        deed.server.breach(f"response_action errors without errors: {errors!r}")
        return
    for block, reason in errors.items():
        if block not in inputs:
            deed.server.breach(f"an error at {block!r}, which is no input of this view")
        if not isinstance(reason, str) or not reason.strip():
            deed.server.breach(f"an error without words at {block!r}")
    deed.errors = view.errors = {str(block): str(why) for block, why in errors.items()}
    deed.show(view)


def closes(user: User, view: View, *, whole: bool) -> None:
    """Close a modal, or the whole stack."""
    gone = [one for one in user.view_stack if whole or one is view]
    for one in gone:
        one.closed = True
        user.view_stack.remove(one)
        user.server.world.closed_views.append(one)
    user.server.changes.happened()
