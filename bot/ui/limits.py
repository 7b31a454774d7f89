"""Every limit of the house, and which platform imposes it; the smaller of the two always wins."""

ACTION_BYTES = 96
"""A packed action: Discord custom_id, 100 characters, of which adapters keep four."""

BUTTON_LABEL = 75
"""A button's words: Slack, 75 (Discord, 80)."""

BUTTONS_IN_BLOCK = 25
"""Buttons in one block: five Discord action rows of five; Slack takes 25 in one actions block."""

CARD_BLOCKS = 25
"""Blocks of a card: Discord allows 40 components, and a block may need more than one."""

CARD_PARTS = 40
"""Parts of a card, each control and each row of controls counted: Discord, 40 components."""

CARD_FRAME = 2
"""Parts that every card has: its frame and its title."""

BUTTONS_IN_ROW = 5
"""Buttons beside each other: Discord, 5 in an action row."""

CARD_TITLE = 140
"""A card's title: Slack header, 150."""

CARD_TEXT = 3800
"""All text of a card together: Discord, 4,000 in one layout."""

TEXT = 3000
"""One block of text: Slack section, 3,000 (Discord, 4,000)."""

FACTS = 10
"""Pairs in one block of facts: Slack section fields, 10."""

FORM_TITLE = 24
"""A form's title: Slack view, 24 (Discord, 45)."""

FORM_FIELDS = 5
"""Fields of a form: Discord modal, 5."""

FIELD_NAME = 40
"""A field's name on the wire: our own, short enough for every custom_id."""

FIELD_LABEL = 45
"""A field's label: Discord, 45."""

FIELD_TEXT = 3000
"""What a person may type into one field: Slack, 3,000 (Discord, 4,000)."""

HINT = 100
"""A field's hint or placeholder: Discord, 100 (Slack, 150)."""

SUBMIT_LABEL = 24
"""The button that sends a form: Slack, 24."""

CHOICES = 25
"""Choices in a menu or field: Discord, 25 (Slack, 100)."""

CHOICE_LABEL = 75
"""A choice's words: Slack, 75 (Discord, 100)."""

CHOICE_VALUE = 75
"""A choice's value: Slack, 75 for select values once packed beside ours (Discord, 100)."""

COMMAND_SUMMARY = 100
"""A command's description: Discord, 100."""

CONFIRM_TEXT = 300
"""The question a confirm asks: Slack, 300."""

ALT_TEXT = 1000
"""A picture's description: Discord, 1,024."""

FILE_NAME = 80
"""A file's name: our own, short enough to be shown whole."""

SAID = 4000
"""How much of one message is read: Discord, 4,000 with a paid account."""

CHART_LABEL = 20
"""Words beside a part of a chart: our own, what fits across a phone in letters one can read."""

CHART_STAGES = 6
"""Stages of a way: our own, what one can take in at a glance."""

CHART_COLUMNS = 12
"""Columns of a chart: our own, what fits across a phone."""

CHART_NAMES = 3
"""Things told apart by colour in a chart: our own."""
