"""The message in which somebody asks for feedback: three tones, by how far it got."""

from bot.domain.feedback import FeedbackRequest, FeedbackTone, Occasion
from bot.texts import Line, Texts

JOB_NAMED = Line("feedback.job.named", "role")
JOB_UNNAMED = Line("feedback.job.unnamed")
YOUR_COMPANY = Line("feedback.job.some_company")
GREETING = {tone: Line(f"feedback.greeting.{tone}") for tone in FeedbackTone}
GREETING_NAMED = {
    tone: Line(f"feedback.greeting.{tone}_named", "interviewer") for tone in FeedbackTone
}
THANKS = {
    (tone, occasion): Line(f"feedback.thanks_{tone}.{occasion}", "job", "company")
    for tone in FeedbackTone
    for occasion in Occasion
}
VALUED_ONE = {tone: Line(f"feedback.valued_{tone}.one", "one") for tone in FeedbackTone}
VALUED_TWO = {tone: Line(f"feedback.valued_{tone}.two", "one", "two") for tone in FeedbackTone}
ASK = {
    (tone, occasion): Line(f"feedback.ask_{tone}.{occasion}")
    for tone in FeedbackTone
    for occasion in Occasion
}
CLOSE = {tone: Line(f"feedback.close.{tone}") for tone in FeedbackTone}


def message(t: Texts, request: FeedbackRequest, role: str, occasion: Occasion) -> str:
    """Write the message: it thanks, asks two questions, and asks for nothing else."""
    tone = request.tone
    thanks = t(
        THANKS[tone, occasion],
        job=t(JOB_NAMED, role=role) if role else t(JOB_UNNAMED),
        company=request.company or t(YOUR_COMPANY),
    )
    paragraphs = (
        _greeting(t, request),
        " ".join(filter(None, (thanks, _valued(t, request)))),
        t(ASK[tone, occasion]),
        t(CLOSE[tone]),
    )
    return "\n\n".join(paragraphs)


def _greeting(t: Texts, request: FeedbackRequest) -> str:
    if not request.interviewer:
        return t(GREETING[request.tone])
    return t(GREETING_NAMED[request.tone], interviewer=request.interviewer)


def _valued(t: Texts, request: FeedbackRequest) -> str:
    valued = [_part(words) for words in (request.valued_one, request.valued_two) if words]
    match valued:
        case [one, two]:
            return t(VALUED_TWO[request.tone], one=one, two=two)
        case [one]:
            return t(VALUED_ONE[request.tone], one=one)
        case _:
            return ""


def _part(words: str) -> str:
    """Make what was typed fit into a sentence: no full stop of its own."""
    return words.rstrip(" .!,;")
