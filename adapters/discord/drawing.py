"""Components under construction: every limit of a label kept, every control told apart."""

from dataclasses import dataclass, field
from typing import Any

import discord
from discord import ui

from adapters.discord import ids, markup, prose
from adapters.discord.attachments import LONGEST_DESCRIPTION, Attachment, named
from adapters.discord.blocks import Beside, Part, Picked, Pressed, Said
from adapters.discord.words import Words
from bot.ui.card import Button, Channels, Choice, Divider, File, Link, Look, Menu, People, Picture

Item = ui.Item[Any]

LONGEST_BUTTON = 80
LONGEST_OPTION = 100
LONGEST_PLACEHOLDER = 150
UNLIMITED = 10**9

_LOOKS = {
    Look.PLAIN: discord.ButtonStyle.secondary,
    Look.MAIN: discord.ButtonStyle.primary,
    Look.DANGER: discord.ButtonStyle.danger,
}
_CHANNELS = [
    discord.ChannelType.text,
    discord.ChannelType.public_thread,
    discord.ChannelType.private_thread,
]


@dataclass(slots=True)
class Drawing:
    """One layout being drawn; `longest` is what each piece of text may take, in UTF-16 units.

    `names_menus` where a menu stands apart from its label, and so bears it itself.
    """

    words: Words
    longest: int = UNLIMITED
    names_menus: bool = False
    attached: list[Attachment] = field(default_factory=list)
    is_shortened: bool = False
    position: int = 0

    def item(self, part: Part) -> Item:
        """Draw one part."""
        match part:
            case Said():
                return ui.TextDisplay(self.text(part))
            case Beside(said, button):
                return ui.Section(self.text(said), accessory=self.button(button))
            case Pressed(items):
                return ui.ActionRow(*(self.button(item) for item in items))
            case Picked(menu):
                return ui.ActionRow(self.menu(menu))
            case Divider():
                return ui.Separator()
            case Picture():
                return self.gallery([part])
            case File(name, data):
                return ui.File(self.attach(name, data).uri)

    def text(self, said: Said) -> str:
        """Dress text, each of its pieces within what it may take."""
        return "".join(piece.within(self.longest) for piece in said.pieces)

    def label(self, text: str, longest: int) -> str:
        """Make a label of text; what was too long is remembered as shortened."""
        whole = markup.inline(text)
        shown = prose.fitted(whole, longest)
        self.is_shortened |= shown != whole
        return shown

    def button(self, item: Button | Link) -> ui.Button[Any]:
        """Draw something to press; its confirm is asked when it is pressed."""
        label = self.label(item.label, LONGEST_BUTTON)
        if isinstance(item, Link):
            return ui.Button(label=label, url=markup.address(item.url))
        return ui.Button(label=label, style=_LOOKS[item.look], custom_id=self._id(item))

    def menu(self, menu: Menu | People | Channels) -> ui.Item[Any]:
        """Draw a menu, from which one thing is picked."""
        id_, words = self._id(menu), self.words
        match menu:
            case Menu(_, _, choices):
                options = [self._option(choice) for choice in choices]
                hint = self._placeholder(menu, words.pick_one)
                return ui.Select(custom_id=id_, placeholder=hint, options=options)
            case People():
                hint = self._placeholder(menu, words.pick_person)
                return ui.UserSelect(custom_id=id_, placeholder=hint)
            case Channels():
                hint = self._placeholder(menu, words.pick_channel)
                return ui.ChannelSelect(custom_id=id_, placeholder=hint, channel_types=_CHANNELS)

    def gallery(self, pictures: list[Picture]) -> ui.MediaGallery[Any]:
        """Draw pictures with the words that say the same."""
        gallery = ui.MediaGallery[Any]()
        for picture in pictures:
            alt = self.label(picture.alt, LONGEST_DESCRIPTION)
            attached = self.attach("picture.png", picture.png, alt)
            gallery.add_item(media=attached.uri, description=alt)
        return gallery

    def attach(self, name: str, data: bytes, description: str = "") -> Attachment:
        """Take a file along."""
        safe = named(name, {file.name for file in self.attached})
        self.attached.append(Attachment(safe, data, description))
        return self.attached[-1]

    def _placeholder(self, menu: Menu | People | Channels, usual: str) -> str:
        return self.label(menu.label, LONGEST_PLACEHOLDER) if self.names_menus else usual

    def _option(self, choice: Choice) -> discord.SelectOption:
        label = self.label(choice.label, LONGEST_OPTION)
        hint = self.label(choice.hint, LONGEST_OPTION) if choice.hint else None
        return discord.SelectOption(label=label, value=choice.value, description=hint)

    def _id(self, control: Button | Menu | People | Channels) -> str:
        self.position += 1
        return ids.press(control.action.pack(), self.position)
