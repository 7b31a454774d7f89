"""Asking a person in the terminal: a form field by field, a question yes or no."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from adapters.console import fields, forms
from adapters.console.display import Display
from adapters.console.forms import Sheet
from adapters.console.lines import Lines
from adapters.console.matching import Unmatched, folded
from bot.ui.card import Confirm
from bot.ui.form import AnyField, Mistake, Paragraph, Tick, Value

CANCEL = "/cancel"
EMPTIES = "-"


class Cancelled(Exception):
    """The person left the form, or the question; `instead` is the command they gave, if any."""

    def __init__(self, instead: str = "") -> None:
        super().__init__(instead)
        self.instead = instead


@dataclass(frozen=True, slots=True)
class Asking:
    """Asks over these lines; Ctrl-C and any command leave, and the end of input leaves all."""

    display: Display
    lines: Lines
    is_command: Callable[[str], bool]

    async def fill(self, sheet: Sheet) -> Sheet:
        """Ask for every field, or only for those with errors; raises Cancelled, EOFError."""
        names = {asked.name for asked in sheet.form.fields}
        wrong = names & sheet.errors.keys()
        for name in sheet.errors.keys() - names:
            self.display.paper.plain(*fields.error_strips(sheet.errors[name]))
        values = dict(sheet.values)
        for asked in sheet.form.fields:
            if not wrong or asked.name in wrong:
                why = sheet.errors.get(asked.name, "")
                values[asked.name] = await self._field(sheet, asked, values[asked.name], why)
        return replace(sheet, values=values, errors={})

    async def sure(self, confirm: Confirm) -> bool:
        """Ask yes or no until one of them is given; an empty line and Ctrl-C mean no.

        Raises Cancelled when a command is given instead, EOFError.
        """
        words = self.display.words
        yes = {folded(words.yes), folded(confirm.yes)}
        no = {folded(words.no), folded(confirm.no), ""}
        while True:
            try:
                line = await self.lines.read(f"{words.yes}/{words.no}> ")
            except KeyboardInterrupt:
                return False
            if self.is_command(line.strip()):
                raise Cancelled(line.strip())
            answer = folded(line)
            if answer in yes | no:
                return answer in yes
            self.display.say(words.not_understood)

    async def _field(self, sheet: Sheet, asked: AnyField, kept: Value, why: str) -> Value:
        people, words = self.display.community.people, self.display.words
        draft = ""
        while True:
            self.display.paper.plain(*fields.error_strips(why))
            self.display.paper.plain(*fields.question_strips(asked, kept, people, words))
            try:
                value = await self._value(asked, kept, draft)
            except Unmatched:
                why = words.not_understood
                continue
            wrong = asked.check(value)
            if wrong is None:
                return value
            why = sheet.form.mistakes[wrong]
            # What is merely too long comes back to be shortened, not to be written again.
            draft = str(value) if wrong is Mistake.TOO_LONG else ""

    async def _value(self, asked: AnyField, kept: Value, draft: str) -> Value:
        typed = await self._typed(asked, draft)
        if typed == "":
            return kept
        if typed == EMPTIES:
            typed = ""
        if isinstance(asked, Tick):
            typed = self._ticked(typed)
        return forms.read(asked, typed, self.display.community.people, numbered=True)

    def _ticked(self, typed: str) -> str:
        """Read the letters for yes and no as the words tell them."""
        words = self.display.words
        return {folded(words.yes): "yes", folded(words.no): "no"}.get(folded(typed), typed)

    async def _typed(self, asked: AnyField, draft: str) -> str:
        lines = [await self._line(draft)]
        while isinstance(asked, Paragraph) and lines[-1] and lines != [EMPTIES]:
            lines.append(await self._line(""))
        return "\n".join(lines).strip()

    async def _line(self, draft: str) -> str:
        try:
            line = (await self.lines.read("  > ", draft=draft)).strip()
        except KeyboardInterrupt:
            raise Cancelled from None
        if line.lower() == CANCEL:
            raise Cancelled
        if self.is_command(line):
            raise Cancelled(line)
        return line
