"""Finding one's way: what can be asked, and what this is."""

from bot.actions.help import ShowAbout, ShowHelp
from bot.answers import Outcome, Say
from bot.ports.context import Context
from bot.views import help as view


async def show_help(act: ShowHelp, cx: Context) -> Outcome:
    """Show what can be asked; a word behind the command shows that part alone."""
    topic = view.topic(cx.text)
    if topic is not None:
        return Outcome(Say(view.one(cx.texts, topic)))
    return Outcome(Say(view.everything(cx.texts)))


async def show_about(act: ShowAbout, cx: Context) -> Outcome:
    """Say what this is, and what it is not."""
    return Outcome(Say(view.about(cx.texts)))
