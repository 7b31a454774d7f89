"""Discord's refusals: those of normal life, and those that mean that the client is wrong."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


class ApiError(Exception):
    """An answer with a status of 400 or more; `breach` marks a fault of the client."""

    def __init__(
        self, status: int, code: int, message: str, errors: Json | None = None, breach: bool = False
    ) -> None:
        super().__init__(f"{status} {code} {message}")
        self.status = status
        self.breach = breach
        self.body: Json = {"message": message, "code": code}
        if errors:
            self.body["errors"] = errors


class Form:
    """Gathers everything that is wrong with one body, by place, as Discord's 50035 tells it."""

    def __init__(self) -> None:
        self._wrong: list[tuple[tuple[str | int, ...], str, str]] = []

    def wrong(self, place: tuple[str | int, ...], code: str, message: str) -> None:
        """Note one fault at this place."""
        self._wrong.append((place, code, message))

    def length(
        self, place: tuple[str | int, ...], size: int, least: int, most: int, code: str = ""
    ) -> None:
        """Note a text or list that is too short or too long."""
        if not least <= size <= most:
            message = f"Must be between {least} and {most} in length."
            self.wrong(place, code or "BASE_TYPE_BAD_LENGTH", message)

    def required(self, place: tuple[str | int, ...]) -> None:
        """Note something that is missing."""
        self.wrong(place, "BASE_TYPE_REQUIRED", "This field is required")

    def settle(self) -> None:
        """Raise ApiError 50035 where anything is wrong."""
        if self._wrong:
            raise ApiError(400, 50035, "Invalid Form Body", self._tree(), breach=True)

    def _tree(self) -> Json:
        tree: Json = {}
        for place, code, message in self._wrong:
            node = tree
            for step in place:
                node = node.setdefault(str(step), {})
            node.setdefault("_errors", []).append({"code": code, "message": message})
        return tree


def unknown_channel() -> ApiError:
    """Return what a deleted channel answers."""
    return ApiError(404, 10003, "Unknown Channel")


def unknown_guild() -> ApiError:
    """Return what a server that the bot is not in answers."""
    return ApiError(404, 10004, "Unknown Guild")


def unknown_member() -> ApiError:
    """Return what somebody who left answers."""
    return ApiError(404, 10007, "Unknown Member")


def unknown_message() -> ApiError:
    """Return what a deleted message, or an ephemeral one outside its webhook, answers."""
    return ApiError(404, 10008, "Unknown Message")


def unknown_user() -> ApiError:
    """Return what an id that is nobody's answers."""
    return ApiError(404, 10013, "Unknown User")


def unknown_webhook() -> ApiError:
    """Return what a follow-up before any acknowledgement, or with a made-up token, answers."""
    return ApiError(404, 10015, "Unknown Webhook")


def unknown_interaction() -> ApiError:
    """Return what an acknowledgement that comes too late answers."""
    return ApiError(404, 10062, "Unknown interaction")


def token_is_over() -> ApiError:
    """Return what an interaction's token answers once its life is over."""
    return ApiError(401, 50027, "Invalid Webhook Token")


def no_access() -> ApiError:
    """Return what a channel that the bot cannot see answers."""
    return ApiError(403, 50001, "Missing Access")


def no_permission() -> ApiError:
    """Return what a channel where the bot may not do this answers."""
    return ApiError(403, 50013, "Missing Permissions")


def closed_dms() -> ApiError:
    """Return what a person who takes no direct messages answers."""
    return ApiError(403, 50007, "Cannot send messages to this user")


def no_mutual_guild() -> ApiError:
    """Return what a person who shares no server with the bot answers."""
    message = "Cannot send messages to this user due to having no mutual guilds"
    return ApiError(403, 50278, message)


def archived_thread() -> ApiError:
    """Return what an archived thread answers to everything but being opened again."""
    return ApiError(400, 50083, "Thread is archived")


def breach(status: int, code: int, message: str) -> ApiError:
    """Return a refusal that only a wrong client meets."""
    return ApiError(status, code, message, breach=True)
