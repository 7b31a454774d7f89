"""How long passing data is kept; what people told stays until they have it forgotten."""

from datetime import timedelta

EVENT = timedelta(days=1)
"""The mark that an event was answered, so that a second telling changes nothing."""

CHANGE = timedelta(days=7)
"""What was before a change, so that it can be taken back."""

DRAFT = timedelta(days=30)
"""A form that was typed into and not sent."""

LETTER = timedelta(days=30)
"""The record of a reminder or post that was delivered, or was not."""

REPORT = timedelta(days=90)
"""That somebody asked the moderators to look at a message."""

SPACE = timedelta(days=30)
"""A community that took the bot out, with its circles and with where the bot's posts stand."""

PERSON = timedelta(days=30)
"""Everything about a person who left, or whose community took the bot out."""
