"""One's own progress: what was done, what came of it, and how it felt."""

from bot.ui.action import Action, action


@action("progress.show")
class ShowProgress(Action):
    """See one's own numbers, in pictures and in words."""
