"""The samples leave nothing of the vocabulary out."""

from typing import get_args

from bot.ui.card import Block, Button, Buttons, Link, Row
from bot.ui.chart import Chart
from bot.ui.form import AnyField
from tests.adapters.samples import CARDS, FIELDS


def test_every_kind_of_block_has_a_sample() -> None:
    shown = {type(block) for card in CARDS.values() for block in card.blocks}
    # A chart is drawn before an adapter sees it.
    assert shown == set(get_args(Block)) - {Chart}


def test_buttons_links_and_confirms_have_samples() -> None:
    blocks = [block for card in CARDS.values() for block in card.blocks]
    items = [item for block in blocks if isinstance(block, Buttons) for item in block.items]
    rows = [block.button for block in blocks if isinstance(block, Row)]
    buttons = [*rows, *(item for item in items if isinstance(item, Button))]
    assert any(isinstance(item, Link) for item in items)
    assert {button.confirm is None for button in buttons} == {True, False}


def test_every_kind_of_field_has_a_sample() -> None:
    assert {type(field) for field in FIELDS.values()} == set(get_args(AnyField))
