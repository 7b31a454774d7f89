"""The controls in Slack's blocks: buttons, menus and what is asked before a press counts."""

from urllib.parse import parse_qs, unquote

from adapters.slack import ids, markup
from adapters.slack.markup import Json
from adapters.slack.words import Words
from bot.ui.card import Button, Channels, Choice, Confirm, Link, Look, Menu, People

_LONGEST_LABEL = 75
_LONGEST_PLACEHOLDER = 150
_LONGEST_QUESTION = 300
_LONGEST_TITLE = 100
_LONGEST_ANSWER = 30

_STYLES = {Look.PLAIN: {}, Look.MAIN: {"style": "primary"}, Look.DANGER: {"style": "danger"}}


def button(button: Button, position: int, words: Words, aloud: str = "") -> Json:
    """Draw something to press; `aloud` is read to those who listen, in place of its label."""
    asked = {"confirm": _confirm(button.confirm, button.look, words)} if button.confirm else {}
    return {
        "type": "button",
        "action_id": ids.press(button.action.pack(), position),
        "text": markup.label(button.label, _LONGEST_LABEL),
        "accessibility_label": _aloud(aloud or button.label),
        **_STYLES[button.look],
        **asked,
    }


def link(link: Link, url: str, position: int, words: Words) -> Json:
    """Draw a way out to a page, by an address that a button takes."""
    return {
        "type": "button",
        "action_id": ids.link(position),
        "text": markup.label(link.label, _LONGEST_LABEL),
        "accessibility_label": _aloud(words.opens.format(label=link.label)),
        "url": url,
    }


def menu(menu: Menu | People | Channels, position: int, words: Words) -> Json:
    """Draw a menu, from which one thing is picked; its label stands beside it."""
    id_ = {"action_id": ids.press(menu.action.pack(), position)}
    match menu:
        case Menu(_, _, choices):
            kind = {"type": "static_select", "placeholder": placeholder(words.pick_one)}
            return {**kind, **id_, "options": [option(choice) for choice in choices]}
        case People():
            return {"type": "users_select", "placeholder": placeholder(words.pick_person), **id_}
        case Channels():
            hint = placeholder(words.pick_channel)
            shown = {"include": ["public", "private"], "exclude_bot_users": True}
            kind = {"type": "conversations_select", "placeholder": hint, "filter": shown}
            return {**kind, **id_}


def option(choice: Choice) -> Json:
    """Draw one thing to choose."""
    hint = {"description": markup.label(choice.hint, _LONGEST_LABEL)} if choice.hint else {}
    return {"text": markup.label(choice.label, _LONGEST_LABEL), "value": choice.value, **hint}


def placeholder(text: str) -> Json:
    """Draw what stands in a control until something is picked."""
    return markup.label(text, _LONGEST_PLACEHOLDER)


def spoken(link: Link, words: Words) -> str:
    """Say where a link leads; of a number, how to reach it."""
    if not link.url.startswith(("tel:", "sms:")):
        return f"{link.label}: {link.url}"
    scheme, _, way = link.url.partition(":")
    path, _, query = way.partition("?")
    number, label = unquote(path), link.label
    if scheme == "tel":
        return words.call.format(label=label, number=number)
    body = parse_qs(query).get("body")
    if body:
        return words.text_word.format(label=label, number=number, word=body[0])
    return words.text.format(label=label, number=number)


def _confirm(asked: Confirm, look: Look, words: Words) -> Json:
    return {
        "title": markup.label(words.sure, _LONGEST_TITLE),
        "text": markup.plain_text(asked.text, _LONGEST_QUESTION),
        "confirm": markup.label(asked.yes, _LONGEST_ANSWER),
        "deny": markup.label(asked.no, _LONGEST_ANSWER),
        "style": "danger" if look is Look.DANGER else "primary",
    }


def _aloud(text: str) -> str:
    return markup.fitted(markup.inline(text), _LONGEST_LABEL)
