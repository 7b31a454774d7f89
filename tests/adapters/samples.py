"""What every adapter must be able to show and ask: each kind of block and field, and hostile words.

The contract tests of all adapters go over these; whoever adds a block or field adds its sample.
"""

import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from struct import pack
from typing import ClassVar

from bot.ui import markup
from bot.ui.action import Action
from bot.ui.card import (
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
from bot.ui.form import (
    AnyField,
    Choose,
    ChooseMany,
    Day,
    Form,
    Line,
    Mistake,
    Paragraph,
    Person,
    Tick,
    Time,
)


@dataclass(frozen=True, slots=True)
class Sample(Action):
    """An action of the tests, kept out of the registry that the bot's own actions fill."""

    route: ClassVar[str] = "sample.act"
    version: ClassVar[int] = 1
    number: int


def png(width: int = 2, height: int = 2) -> bytes:
    """Make a small grey picture."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        checked = kind + body
        return pack(">I", len(body)) + checked + pack(">I", zlib.crc32(checked))

    size = pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = (b"\0" + b"\x7f" * width) * height
    parts = chunk(b"IHDR", size), chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


NINE_IN_NEW_YORK = datetime(2026, 11, 30, 14, 0, tzinfo=UTC)

CHOICES = (
    Choice("none", "no reply"),
    Choice("applied", "after applying"),
    Choice("final", "final round", hint="the last talk before a decision"),
)

SURE = Confirm("Forget everything you told me?", "Yes, forget it", "Keep it")

CARDS: dict[str, Card] = {
    "text": Card("Thank you for telling me", (Text("A final round is real work.\n\nRest a bit."),)),
    "note": Card("A thought", (Note("Only you can see this."),), Tone.CARE),
    "quote": Card("To copy", (Quote("Dear Dana,\n\n  thank you for the two talks."),)),
    "facts": Card("Where it stands", (Facts((("Company", "Acme"), ("Stage", "final round"))),)),
    "progress": Card(
        "Circle A", (Progress(3, 5, "Checked in"), Progress(0, 0, "Shared")), Tone.GLAD
    ),
    "divider": Card("Two halves", (Text("one"), Divider(), Text("two"))),
    "picture": Card("Your weeks", (Picture(png(), "Noes fell from four to one."),)),
    "file": Card("Yours", (File("undaunted.json", b"{}", "Everything you told me."),)),
    "buttons": Card(
        "What next",
        (
            Buttons(
                (
                    Button("Write three lines", Sample(1), Look.MAIN),
                    Button("Plan two weeks", Sample(2)),
                    Button("Erase everything", Sample(3), Look.DANGER, SURE),
                )
            ),
        ),
    ),
    "links": Card(
        "People to talk to",
        (
            Buttons(
                (
                    Link("Call the line", "tel:988"),
                    Button("Talk here", Sample(4)),
                    Link("Read more", "https://example.org/help?a=1&b=2"),
                )
            ),
        ),
        Tone.WARN,
    ),
    "row": Card(
        "Your applications",
        (
            Row("Acme, engineer", Button("Open", Sample(5))),
            Row("Bolt, analyst", Button("Open", Sample(6), confirm=SURE)),
        ),
    ),
    "menu": Card(
        "Your zone",
        (
            Menu(
                "Zone",
                Sample(7),
                (Choice("Europe/Berlin", "Berlin"), Choice("America/New_York", "New York")),
            ),
            Menu("How far", Sample(8), CHOICES),
        ),
    ),
    "people": Card("Hand over", (People("New host", Sample(9)),)),
    "channels": Card("Where reports go", (Channels("Channel", Sample(10)),)),
    "marked": Card(
        "When and who",
        (
            Text(f"Opens {markup.when(NINE_IN_NEW_YORK, 'America/New_York')}"),
            Text(f"Hosted by {markup.who('dara', 'Dara')}"),
        ),
    ),
}
"""One card for each kind of block, and one for what only a platform says well."""

MISTAKES = {
    Mistake.MISSING: "Please fill this in.",
    Mistake.TOO_LONG: "That is too long.",
    Mistake.NOT_A_CHOICE: "Please pick one of these.",
    Mistake.TOO_MANY: "Please pick fewer.",
}


def form(*fields: AnyField, title: str = "After a no") -> Form:
    """Make a form of these fields."""
    return Form(title, fields, Sample(20), Sample(21), "Save", MISTAKES, "Nobody else sees it.")


FIELDS: dict[str, AnyField] = {
    "line": Line(name="company", label="Company", hint="as you call it", value="Acme", longest=40),
    "paragraph": Paragraph(name="words", label="Anything to say", value="one\ntwo", longest=200),
    "choose": Choose(name="stage", label="How far did it get", choices=CHOICES, required=True),
    "choose_many": ChooseMany(
        name="channels", label="Where", choices=CHOICES, values=("applied",), most=2
    ),
    "day": Day(name="day", label="Which day", value="2026-12-01"),
    "time": Time(name="time", label="What time", value="09:00"),
    "tick": Tick(name="share", label="Share with the circle", value=True),
    "person": Person(name="host", label="Host", value="ben"),
}
"""One field of each kind, with a value where it can have one."""

FORMS: dict[str, Form] = {name: form(field) for name, field in FIELDS.items()}
"""One form for each kind of field."""

HOSTILE = {
    "escape sequences": "\x1b[31mred\x1b[0m \x1b]0;new title\x07 \x1b[2J \x9b31m",
    "carriage return": "kind words\rcruel words",
    "backspaces": "no\b\bon",
    "direction overrides": "safe \u202egnp.exe\u202c \u2066isolated\u2069",
    "right to left": "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
    "zero width": "a\u200bb\ufeffc\u00adx",
    "everyone": "@everyone @here <!channel> <!here> <@U123> <#C123> <@&1>",
    "markdown": "*bold* _it_ `code` ~~gone~~ ||spoiler|| [text](https://example.org) > # -",
    "console markup": "[bold red]x[/] [link=https://example.org]y[/link] :smile:",
    "html": "<b>&amp;</b> <script>alert(1)</script>",
    "sql": "'; DROP TABLE people; --",
    "separators": "one\u2028two\u2029three\x85four\x0bfive",
    "format braces": "{name} {0} %s %(x)s",
    "lone surrogate": "half \ud83d of one",
    "stacked accents": "e" + "\u0301" * 60,
    "one long word": "x" * 500,
    "wide letters": "\u6f22\u5b57" * 60,
    "emoji": "\U0001f469\u200d\U0001f4bb \U0001f44d\U0001f3fd \u2764\ufe0f",
}
"""Words that people may write, by what makes them hostile."""


def hostile_card(words: str) -> Card:
    """Put words wherever a view may put them."""
    short = words[:70]
    return Card(
        short,
        (
            Text(words),
            Note(words),
            Quote(words),
            Facts(((short, short),)),
            Progress(1, 2, short),
            Row(words, Button(short, Sample(30))),
            Picture(png(), words),
            File(short, b"x", words),
            Buttons((Button(short, Sample(31)), Link(short, f"https://example.org/{short}"))),
            Menu(short, Sample(32), (Choice("a", short, short), Choice("b", "plain"))),
            People(short, Sample(33)),
            Channels(short, Sample(34)),
        ),
    )


def hostile_form(words: str) -> Form:
    """Put words wherever a form may put them."""
    short = words[:40]
    return Form(
        short[:20],
        (
            Line(name="line", label=short, hint=short, value=words[:300]),
            Paragraph(name="text", label=f"2 {short}", value=words),
            Choose(name="one", label=f"3 {short}", choices=(Choice("a", short, short),)),
        ),
        Sample(40),
        Sample(41),
        short[:20],
        dict.fromkeys(Mistake, words),
        words,
    )
