"""Cards and forms made at random within what bot/ui accepts, from hostile words among others."""

from contextlib import suppress
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from bot.ui import limits
from bot.ui.card import (
    Block,
    Button,
    Buttons,
    Card,
    Channels,
    Choice,
    Confirm,
    Divider,
    Facts,
    File,
    Link,
    Look,
    Menu,
    Note,
    People,
    Picture,
    Progress,
    Quote,
    Row,
    Text,
    Tone,
)
from bot.ui.form import AnyField, Choose, ChooseMany, Day, Form, Line, Paragraph, Person, Tick, Time
from tests.adapters.discord.saying import texts
from tests.adapters.samples import CARDS, MISTAKES, Sample


def words(longest: int) -> st.SearchStrategy[str]:
    """Make a text that bot/ui accepts, up to the longest."""
    repeated = st.tuples(texts, st.integers(1, 40)).map(lambda made: made[0] * made[1])
    cut = (texts | repeated).map(lambda text: text[:longest])
    return cut.filter(lambda text: bool(text.strip()))


samples = st.integers(0, 9999).map(Sample)
buttons = st.builds(Button, words(limits.BUTTON_LABEL), samples, st.sampled_from(Look))
links = st.builds(
    Link,
    words(limits.BUTTON_LABEL),
    st.one_of(
        texts.map("https://example.org/{}".format),
        texts.map("https://{}".format),
        texts.map("tel:{}".format),
        texts.map("sms:{}".format),
        st.just("sms:741741?body=HELLO%20THERE"),
    ),
)
choices = st.builds(
    Choice,
    st.integers(0, 10**6).map(str),
    words(limits.CHOICE_LABEL),
    st.just("") | words(limits.CHOICE_LABEL),
)
many_choices = st.lists(
    choices, min_size=1, max_size=limits.CHOICES, unique_by=lambda choice: choice.value
).map(tuple)
labels = words(limits.CHOICE_LABEL)
made_blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Text, words(limits.TEXT)),
    st.builds(Note, words(limits.TEXT)),
    st.builds(Quote, words(limits.TEXT)),
    st.lists(st.tuples(st.just("") | texts, st.just("") | texts), min_size=1, max_size=10).map(
        lambda pairs: Facts(tuple(pairs))
    ),
    st.builds(Row, words(limits.TEXT), buttons),
    st.tuples(st.integers(0, 10**6), st.integers(0, 10**6), words(limits.BUTTON_LABEL)).map(
        lambda made: Progress(min(made[:2]), max(made[:2]), made[2])
    ),
    st.just(Divider()),
    st.builds(Picture, st.binary(min_size=1, max_size=9), words(limits.ALT_TEXT)),
    st.builds(
        File,
        words(limits.FILE_NAME),
        st.binary(min_size=1, max_size=9),
        words(limits.ALT_TEXT),
    ),
    st.lists(buttons | links, min_size=1, max_size=25).map(lambda made: Buttons(tuple(made))),
    st.builds(Menu, labels, samples, many_choices),
    st.builds(People, labels, samples),
    st.builds(Channels, labels, samples),
)
sampled_blocks = st.sampled_from([block for card in CARDS.values() for block in card.blocks])


def _card(made: tuple[str, list[Block], int, Tone]) -> Card:
    """Make a card of as many of the blocks as it takes, over and over."""
    title, blocks, times, tone = made
    card = Card(title, (), tone)
    for block in blocks * times:
        with suppress(ValueError):
            card = replace(card, blocks=(*card.blocks, block))
    return card


cards: st.SearchStrategy[Card] = st.tuples(
    words(limits.CARD_TITLE),
    st.lists(made_blocks | sampled_blocks, max_size=12),
    st.integers(1, 12),
    st.sampled_from(Tone),
).map(_card)
"""Any card that bot/ui accepts."""

confirms = st.builds(
    Confirm, words(limits.CONFIRM_TEXT), words(limits.BUTTON_LABEL), words(limits.BUTTON_LABEL)
)


def _field(number: int, kind: type[Any], **own: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.builds(
        kind,
        name=st.just(f"field_{number}"),
        label=words(limits.FIELD_LABEL),
        hint=st.just("") | words(limits.HINT),
        required=st.booleans(),
        **own,
    )


def _chosen(field: Choose | ChooseMany) -> st.SearchStrategy[AnyField]:
    values = [choice.value for choice in field.choices]
    if isinstance(field, Choose):
        return st.sampled_from(["", *values]).map(lambda value: replace(field, value=value))
    some = st.lists(st.sampled_from(values), unique=True).map(tuple)
    return some.map(lambda picked: replace(field, values=picked))


def _any_field(number: int) -> st.SearchStrategy[AnyField]:
    value = st.just("") | words(4 * limits.FIELD_TEXT)
    longest = st.integers(1, limits.FIELD_TEXT)
    most = st.integers(1, limits.CHOICES)
    return st.one_of(
        _field(number, Line, value=value, longest=longest),
        _field(number, Paragraph, value=value, longest=longest),
        _field(number, Day, value=value),
        _field(number, Time, value=value),
        _field(number, Tick, value=st.booleans()),
        _field(number, Person, value=value | st.just("123456789012345678")),
        _field(number, Choose, choices=many_choices).flatmap(_chosen),
        _field(number, ChooseMany, choices=many_choices, most=most).flatmap(_chosen),
    )


fields = st.integers(1, limits.FORM_FIELDS).flatmap(
    lambda count: st.tuples(*(_any_field(number) for number in range(count)))
)
forms: st.SearchStrategy[Form] = st.builds(
    Form,
    words(limits.FORM_TITLE),
    fields,
    samples,
    samples,
    words(limits.SUBMIT_LABEL),
    st.just(MISTAKES),
    st.just("") | words(5000),
)
"""Any form that bot/ui accepts."""
