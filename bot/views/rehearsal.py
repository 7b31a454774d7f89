"""How a practice question looks: put, answered, and what a good answer to it shows."""

from dataclasses import dataclass

from bot.actions.daily import OpenDaily
from bot.actions.help import Undo
from bot.actions.mock import OpenMock
from bot.actions.rehearsal import (
    AskAnother,
    KeepAnswer,
    ListAnswers,
    OpenAnswer,
    OpenLog,
    RemoveAnswer,
    ShowGood,
)
from bot.actions.setback import PrepareInterview
from bot.domain import rehearsal
from bot.domain.application import Application
from bot.domain.rehearsal import SECONDS, Family, Part, Question, Rehearsal
from bot.texts import Choice as ChoiceLabel
from bot.texts import FieldLabel, FormTitle, Hint, Label, Line, Texts, Title
from bot.ui import form, markup
from bot.ui.card import Block, Button, Buttons, Card, Choice, Look, Menu, Note, Quote, Row, Text
from bot.ui.form import Form
from bot.views import naming, plain
from bot.views import undo as undo_view
from bot.views.excerpt import excerpt

TITLE = Title("rehearsal.title", "family")
OPENING = Line("rehearsal.opening")
CLOSING = Line("rehearsal.closing")
FAMILY = {family: ChoiceLabel(f"rehearsal.family.{family}") for family in Family}
GONE = Line("rehearsal.gone_question")
ANY_FAMILY = Line("rehearsal.any_family")
STAR = Line("rehearsal.star", *(part.value for part in Part))
ROUND = Line("rehearsal.answered_before", "day")
SHOWS = Line("rehearsal.shows", "shows")
TRAP = Line("rehearsal.trap", "trap")
GOOD_TITLE = Title("rehearsal.good_title")
BEFORE = Line("rehearsal.before", "name", "when")

FORM_TITLE = FormTitle("rehearsal.form.title")
ANSWER_FIELD = FieldLabel("rehearsal.form.answer")
ANSWER_HINT = Hint("rehearsal.form.answer_hint")
RATING_FIELD = FieldLabel("rehearsal.form.rating")
RATING_HINT = Hint("rehearsal.form.rating_hint")
RATING = {number: ChoiceLabel(f"rehearsal.rating.r{number}") for number in rehearsal.RATINGS}

KEPT_TITLE = Title("rehearsal.kept.title")
SHOWN_TITLE = Title("rehearsal.kept.shown_title")
RATED = Line("rehearsal.kept.rated", "rating")
ANSWERED_ON = Line("rehearsal.kept.answered_on", "day")
REMOVED_TITLE = Title("rehearsal.kept.removed_title")
REMOVED = Line("rehearsal.kept.removed")

ANSWER = Label("rehearsal.button.answer")
GOOD = Label("rehearsal.button.good")
ANOTHER = Label("rehearsal.button.another")
FROM = ChoiceLabel("rehearsal.button.from_family")
LOG = Label("rehearsal.button.log")
MOCK = Label("rehearsal.button.mock")
PREPARE = Label("rehearsal.button.prepare")
DAILY = Label("rehearsal.button.daily")
CHANGE = Label("rehearsal.button.change")
REMOVE = Label("rehearsal.button.remove")
SAME_FAMILY = Label("rehearsal.button.same_family")

_QUOTED = 1200


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was put to somebody; none where it has left the bank since."""

    rehearsal: Rehearsal
    question: Question | None
    family: Family | None

    def text(self, t: Texts) -> str:
        """Say the question."""
        return self.question.text if self.question else t(GONE)


def card(
    t: Texts, asked: Asked, opening: str, zone: str, coming: Application | None = None
) -> Card:
    """Put a question; `coming` is the interview that is next, if one is known."""
    blocks: list[Block] = [Text(opening), *_question(t, asked)]
    before = asked.rehearsal.answered_at
    if before is not None:
        day = markup.when(before, zone, markup.Style.DAY)
        blocks.append(Note(t(ROUND, day=day)))
    blocks += [Buttons(ways(t, asked.rehearsal)), families(t, FROM, AskAnother())]
    if coming is not None and coming.interview_at is not None:
        when = markup.when(coming.interview_at, zone)
        named = naming.cut(naming.name(t, coming), 100)
        prepare = Button(t(PREPARE), PrepareInterview(coming.id))
        blocks.append(Row(t(BEFORE, name=named, when=when), prepare))
    blocks.append(Buttons(_more(t, coming)))
    return Card(_title(t, asked), tuple(blocks))


def nudge(t: Texts, asked: Asked, opening: str) -> tuple[Block, ...]:
    """Put the question of the day."""
    return (Text(opening), *_question(t, asked), Buttons(ways(t, asked.rehearsal)))


def good(t: Texts, asked: Asked) -> Card:
    """Say what a good answer shows, to somebody who wants to know it first."""
    buttons = (
        Button(t(ANSWER), OpenAnswer(asked.rehearsal.id), Look.MAIN),
        Button(t(ANOTHER), AskAnother()),
    )
    return Card(t(GOOD_TITLE), (*_question(t, asked), *_advice(t, asked), Buttons(buttons)))


def answer_form(t: Texts, asked: Asked) -> Form:
    """Ask for an answer, and how it felt."""
    known = asked.rehearsal
    ratings = tuple(Choice(str(number), t(RATING[number])) for number in rehearsal.RATINGS)
    return Form(
        t(FORM_TITLE),
        (
            form.Paragraph(
                name="answer",
                label=t(ANSWER_FIELD),
                hint=t(ANSWER_HINT),
                required=True,
                longest=rehearsal.LONGEST_ANSWER,
                value=known.answer,
            ),
            form.Choose(
                name="rating",
                label=t(RATING_FIELD),
                hint=t(RATING_HINT),
                choices=ratings,
                value=str(known.rating or ""),
            ),
        ),
        does=KeepAnswer(known.id),
        reopen=OpenAnswer(known.id),
        submit=t(plain.SEND),
        mistakes=plain.mistakes(t),
        note=asked.text(t),
    )


def kept(t: Texts, asked: Asked, closing: str, undo: Undo) -> Card:
    """Give an answer back, with what a good one shows beside it."""
    buttons = (
        Button(t(ANOTHER), AskAnother(), Look.MAIN),
        Button(t(CHANGE), OpenAnswer(asked.rehearsal.id)),
        Button(t(LOG), OpenLog()),
        Button(t(DAILY), OpenDaily()),
        Button(t(undo_view.BUTTON), undo),
    )
    said = (*_answer(t, asked), *_advice(t, asked), Text(closing))
    return Card(t(KEPT_TITLE), (*said, Buttons(buttons)))


def shown(t: Texts, asked: Asked, zone: str) -> Card:
    """Show an answer of one's own again."""
    known = asked.rehearsal
    blocks = [*_answer(t, asked), *_advice(t, asked)]
    if known.answered_at is not None:
        day = markup.when(known.answered_at, zone, markup.Style.DAY)
        blocks.insert(0, Note(t(ANSWERED_ON, day=day)))
    buttons = [
        Button(t(CHANGE), OpenAnswer(known.id)),
        Button(t(REMOVE), RemoveAnswer(known.id)),
        Button(t(LOG), OpenLog()),
    ]
    if asked.family is not None:
        buttons.insert(2, Button(t(SAME_FAMILY), ListAnswers(asked.family)))
    return Card(t(SHOWN_TITLE), (*blocks, Buttons(tuple(buttons))))


def removed(t: Texts, undo: Undo) -> Card:
    """Say that an answer is gone."""
    buttons = (Button(t(LOG), OpenLog()), Button(t(undo_view.BUTTON), undo))
    return Card(t(REMOVED_TITLE), (Text(t(REMOVED)), Buttons(buttons)))


def families(t: Texts, label: ChoiceLabel, act: AskAnother | ListAnswers) -> Menu:
    """Offer the families to choose from."""
    return Menu(t(label), act, tuple(Choice(family, t(FAMILY[family])) for family in Family))


def ways(t: Texts, known: Rehearsal) -> tuple[Button, ...]:
    """Return what can be done with a question that was put."""
    return (
        Button(t(ANSWER), OpenAnswer(known.id), Look.MAIN),
        Button(t(GOOD), ShowGood(known.id)),
        Button(t(ANOTHER), AskAnother()),
    )


def star(t: Texts) -> str:
    """Say how an answer that tells a story is commonly divided."""
    return t(STAR, **{part.value: seconds for part, seconds in SECONDS.items()})


def _more(t: Texts, coming: Application | None) -> tuple[Button, ...]:
    prepare = () if coming else (Button(t(PREPARE), PrepareInterview()),)
    daily = Button(t(DAILY), OpenDaily())
    return (Button(t(LOG), OpenLog()), Button(t(MOCK), OpenMock()), *prepare, daily)


def _title(t: Texts, asked: Asked) -> str:
    return t(TITLE, family=t(FAMILY[asked.family]) if asked.family else t(ANY_FAMILY))


def _question(t: Texts, asked: Asked) -> tuple[Block, ...]:
    put = Quote(asked.text(t))
    return (put, Note(star(t))) if asked.question and asked.question.star else (put,)


def _answer(t: Texts, asked: Asked) -> tuple[Block, ...]:
    known = asked.rehearsal
    said: list[Block] = [Text(asked.text(t))]
    if known.answer:
        said.append(Quote(excerpt(known.answer, _QUOTED)))
    if known.rating is not None:
        said.append(Note(t(RATED, rating=t(RATING[known.rating]))))
    return tuple(said)


def _advice(t: Texts, asked: Asked) -> tuple[Block, ...]:
    if asked.question is None:
        return ()
    return (
        Text(t(SHOWS, shows=asked.question.shows)),
        Text(t(TRAP, trap=asked.question.trap)),
    )
