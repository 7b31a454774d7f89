"""How asking for feedback looks: the form, the message to copy, and what came of it."""

from collections.abc import Sequence
from datetime import datetime

from bot.actions.feedback import (
    BeginFeedback,
    ChangeFeedback,
    ChangeTone,
    KeepAnswer,
    KeepFeedback,
    MarkSent,
    MarkUnanswered,
    OpenAnswer,
)
from bot.actions.help import Undo
from bot.domain import feedback
from bot.domain.feedback import FeedbackRequest, FeedbackTone, Hands, Theme
from bot.domain.practice import Practice
from bot.texts import Choice as ChoiceLabel
from bot.texts import FieldLabel, FormTitle, Hint, Label, Line, Texts, Title
from bot.ui import form, markup
from bot.ui.action import Action
from bot.ui.card import Block, Button, Buttons, Card, Choice, Look, Note, Quote, Text, Tone
from bot.ui.form import Form
from bot.ui.markup import Style
from bot.views import plain, practice
from bot.views import undo as undo_view
from bot.views.excerpt import excerpt

FORM_TITLE = FormTitle("feedback.form_title")
FORM_NOTE = Line("feedback.form_note")
COMPANY = FieldLabel("feedback.company")
TONE = FieldLabel("feedback.tone_label")
INTERVIEWER = FieldLabel("feedback.interviewer")
INTERVIEWER_HINT = Hint("feedback.interviewer_hint")
VALUED_ONE = FieldLabel("feedback.valued_one")
VALUED_ONE_HINT = Hint("feedback.valued_one_hint")
VALUED_TWO = FieldLabel("feedback.valued_two")
TONES = {tone: ChoiceLabel(f"feedback.tone.{tone}") for tone in FeedbackTone}
DRAFT_TITLE = Title("feedback.draft.title")
DRAFT_INTRO = Line("feedback.draft.intro")
HONEST = Line("feedback.draft.honest")
SENT_TITLE = Title("feedback.sent.title")
SENT = Line("feedback.sent.text", "when")
SENT_QUIET = Line("feedback.sent.text_quiet")
WAITING_TITLE = Title("feedback.waiting.title")
WAITING_INTRO = Line("feedback.waiting.intro")
WAITING_ROW = Line("feedback.waiting.row", "company", "day")
SOME_COMPANY = Line("feedback.waiting.some_company")
WAITING_NEW = Label("feedback.waiting.new")
ASKED_TITLE = Title("feedback.asked.title")
ASKED = Line("feedback.asked.text", "company")
ANSWER_TITLE = FormTitle("feedback.answer.form_title")
ANSWER_WORDS = FieldLabel("feedback.answer.words")
ANSWER_HINT = Hint("feedback.answer.words_hint")
ANSWER_THEMES = FieldLabel("feedback.answer.themes")
THEMES = {theme: ChoiceLabel(f"feedback.theme.{theme}") for theme in Theme}
CARD_TITLE = Title("feedback.card.title")
CARD_TITLE_COMPANY = Title("feedback.card.title_company", "company")
CARD_INTRO = Line("feedback.card.intro")
NO_THEMES = Line("feedback.card.no_themes")
HANDS = {hands: Line(f"feedback.card.{hands}") for hands in Hands}
MEANING = {theme: Line(f"feedback.meaning.{theme}") for theme in Theme}
SILENCE_TITLE = Title("feedback.silence.title")
SILENCE = Line("feedback.silence.text")
SENT_BUTTON = Label("feedback.button.sent")
CHANGE = Label("feedback.button.change")
NEXT_TONE = Label("feedback.button.tone")
ANSWERED = Label("feedback.button.answered")
UNANSWERED = Label("feedback.button.silence")

MOST_WAITING = 5
_NAME, _VALUED, _ANSWER, _QUOTED = 80, 160, 3000, 800


def request_form(t: Texts, does: KeepFeedback, request: FeedbackRequest) -> Form:
    """Ask what the message needs; `request` holds what is known already."""
    reopen: Action = BeginFeedback(does.no)
    if does.request is not None:
        reopen = ChangeFeedback(does.request)
    tones = tuple(Choice(tone, t(TONES[tone])) for tone in FeedbackTone)
    return Form(
        title=t(FORM_TITLE),
        fields=(
            form.Line(name="company", label=t(COMPANY), longest=_NAME, value=request.company),
            form.Choose(name="tone", label=t(TONE), choices=tones, value=request.tone),
            form.Line(
                name="interviewer",
                label=t(INTERVIEWER),
                hint=t(INTERVIEWER_HINT),
                longest=_NAME,
                value=request.interviewer,
            ),
            form.Line(
                name="valued_one",
                label=t(VALUED_ONE),
                hint=t(VALUED_ONE_HINT),
                longest=_VALUED,
                value=request.valued_one,
            ),
            form.Line(
                name="valued_two", label=t(VALUED_TWO), longest=_VALUED, value=request.valued_two
            ),
        ),
        does=does,
        reopen=reopen,
        submit=t(plain.SEND),
        mistakes=plain.mistakes(t),
        note=t(FORM_NOTE),
    )


def draft(t: Texts, request: FeedbackRequest, undo: Undo) -> Card:
    """Show the message to copy, and say honestly what to expect."""
    buttons = (
        Button(t(SENT_BUTTON), MarkSent(request.id), Look.MAIN),
        Button(t(CHANGE), ChangeFeedback(request.id)),
        Button(t(NEXT_TONE), ChangeTone(request.id)),
        Button(t(undo_view.BUTTON), undo),
    )
    words = (Text(t(DRAFT_INTRO)), Quote(request.body), Buttons(buttons), Note(t(HONEST)))
    return Card(t(DRAFT_TITLE), words)


def sent(t: Texts, request: FeedbackRequest, when: datetime | None, zone: str, undo: Undo) -> Card:
    """Say that the asking is done, and when the one question about it comes, if it does."""
    said = t(SENT_QUIET)
    if when is not None:
        said = t(SENT, when=markup.when(when, zone, Style.DAY))
    buttons = (
        Button(t(ANSWERED), OpenAnswer(request.id)),
        Button(t(undo_view.BUTTON), undo),
    )
    return Card(t(SENT_TITLE), (Text(said), Buttons(buttons)))


def waiting(t: Texts, requests: Sequence[FeedbackRequest], zone: str) -> Card:
    """List the requests that were sent and not answered so far."""
    blocks: list[Block] = [Text(t(WAITING_INTRO))]
    for request in requests[:MOST_WAITING]:
        day = markup.when(request.sent_at or request.created_at, zone, Style.DAY)
        blocks.append(Text(t(WAITING_ROW, company=company(t, request), day=day)))
        blocks.append(Buttons(_came(t, request)))
    new = Buttons((Button(t(WAITING_NEW), BeginFeedback()),))
    return Card(t(WAITING_TITLE), (*blocks, new))


def asked(t: Texts, request: FeedbackRequest) -> tuple[Block, ...]:
    """Ask, once, whether they answered."""
    return (Text(t(ASKED, company=company(t, request))), Buttons(_came(t, request)))


def answer_form(t: Texts, request: FeedbackRequest) -> Form:
    """Ask what they answered and what it was about."""
    themes = tuple(Choice(theme, t(THEMES[theme])) for theme in Theme)
    return Form(
        title=t(ANSWER_TITLE),
        fields=(
            form.Paragraph(
                name="answer",
                label=t(ANSWER_WORDS),
                hint=t(ANSWER_HINT),
                required=True,
                longest=_ANSWER,
                value=request.answer,
            ),
            form.ChooseMany(
                name="themes", label=t(ANSWER_THEMES), choices=themes, values=request.themes
            ),
        ),
        does=KeepAnswer(request.id),
        reopen=OpenAnswer(request.id),
        submit=t(plain.SEND),
        mistakes=plain.mistakes(t),
    )


def answered(t: Texts, request: FeedbackRequest, undo: Undo) -> Card:
    """Tell apart what of an answer lies in the person's hands and what does not."""
    blocks: list[Block] = [Text(t(CARD_INTRO)), Quote(excerpt(request.answer, _QUOTED))]
    sorted_out = feedback.by_hands(request.themes)
    for hands, themes in sorted_out.items():
        meanings = (f"{t(THEMES[theme])}: {t(MEANING[theme])}" for theme in themes)
        blocks.append(Text("\n".join((t(HANDS[hands]), *meanings))))
    if not sorted_out:
        blocks.append(Text(t(NO_THEMES)))
    buttons = Buttons((
        practice.button(t, Practice.PLAN),
        practice.button(t, Practice.REFLECT),
        Button(t(undo_view.BUTTON), undo),
    ))  # fmt: skip
    title = t(CARD_TITLE)
    if request.company:
        title = t(CARD_TITLE_COMPANY, company=request.company)
    return Card(title, (*blocks, buttons))


def silence(t: Texts, said: str, undo: Undo) -> Card:
    """Close a request that nobody answered."""
    buttons = Buttons((Button(t(undo_view.BUTTON), undo),))
    return Card(t(SILENCE_TITLE), (Text(said), buttons), Tone.CARE)


def company(t: Texts, request: FeedbackRequest) -> str:
    """Name the company inside a sentence."""
    return request.company or t(SOME_COMPANY)


def _came(t: Texts, request: FeedbackRequest) -> tuple[Button, ...]:
    return (
        Button(t(ANSWERED), OpenAnswer(request.id)),
        Button(t(UNANSWERED), MarkUnanswered(request.id)),
    )
