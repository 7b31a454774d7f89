"""How an if-then sentence is asked for, and how it is said back."""

from bot.actions.plan import KeepRehearsal, KeepSentence, OpenSentence, Rehearse
from bot.domain import plan
from bot.domain.plan import Commitment
from bot.texts import FieldLabel, FormTitle, Hint, Line, Texts
from bot.ui import form
from bot.ui.form import Form
from bot.views import commitment as view
from bot.views import plain

FORM_TITLE = FormTitle("plan.sentence.title")
NOTE = Line("plan.sentence.note")
IF = FieldLabel("plan.sentence.trigger")
IF_HINT = Hint("plan.sentence.trigger_hint")
THEN = FieldLabel("plan.sentence.response")
THEN_HINT = Hint("plan.sentence.response_hint")
NOTHING_LEFT = Line("plan.sentence.nothing_left")
FULL = Line("plan.sentence.full", "most")
BACK_FORM = FormTitle("plan.sentence.back_title")
BACK_NOTE = Line("plan.sentence.back_note", "sentence")
BACK_FIELD = FieldLabel("plan.sentence.back_field")


def sentence_form(t: Texts, sentence: Commitment | None) -> Form:
    """Ask for an if and its then."""
    key = sentence.id if sentence else None
    trigger, what = (sentence.trigger, sentence.what) if sentence else ("", "")
    return Form(
        t(FORM_TITLE),
        (
            form.Line(name="trigger", label=t(IF), hint=t(IF_HINT), required=True,
                      longest=plan.LONGEST, value=trigger),
            form.Line(name="response", label=t(THEN), hint=t(THEN_HINT), required=True,
                      longest=plan.LONGEST, value=what),
        ),
        does=KeepSentence(key),
        reopen=OpenSentence(key),
        submit=t(plain.SEND),
        mistakes=plain.mistakes(t),
        note=t(NOTE),
    )  # fmt: skip


def rehearsal_form(t: Texts, sentence: Commitment) -> Form:
    """Ask for a sentence in the person's own words, from memory."""
    return Form(
        t(BACK_FORM),
        (form.Paragraph(name="said", label=t(BACK_FIELD), required=True, longest=500),),
        does=KeepRehearsal(sentence.id),
        reopen=Rehearse(sentence.id),
        submit=t(plain.SEND),
        mistakes=plain.mistakes(t),
        note=t(BACK_NOTE, sentence=view.sentence(t, sentence)),
    )
