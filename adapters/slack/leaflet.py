"""The words of the pages that anybody can read in a browser, and who runs the bot."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, get_type_hints


@dataclass(frozen=True, slots=True)
class Leaflet:
    """Templates as `str.format` takes them; texts may be written in Markdown."""

    # Around every page
    name: str
    skip: str
    pages: str
    home: str
    install: str
    privacy: str
    terms: str
    crisis: str
    support: str
    not_alone: str
    table: str
    # The pages themselves
    about_title: str
    about_first: str
    about: str
    install_text: str
    support_title: str
    support_text: str
    gone_title: str
    gone: str
    method_title: str
    method: str
    # Who runs it
    operator_title: str
    operator_named: Annotated[str, "name"]
    operator_reached: Annotated[str, "contact"]
    operator_unnamed: str
    operator_unreached: str


@dataclass(frozen=True, slots=True)
class Operator:
    """Who answers for this bot, and a mail address or page to reach them; empty where unset."""

    name: str = ""
    contact: str = ""

    @property
    def link(self) -> str:
        """Return where a press on the contact leads."""
        return self.contact if "://" in self.contact else f"mailto:{self.contact}"


@dataclass(frozen=True, slots=True)
class Documents:
    """What is published as it stands in the repository, in Markdown."""

    privacy: str
    terms: str
    crisis: str


def placeholders() -> Mapping[str, tuple[str, ...]]:
    """Return each template's name and what must be filled into it."""
    hints = get_type_hints(Leaflet, include_extras=True)
    return {name: getattr(hint, "__metadata__", ()) for name, hint in hints.items()}
