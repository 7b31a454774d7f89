"""Circles: finding, founding, joining, leaving and keeping them."""

from bot.domain.circle import Prompts
from bot.ui.action import Action, action


@action("circle.mine")
class ShowCircles(Action):
    """See one's own circles, and how to come to one."""


@action("circle.find")
class FindCircles(Action):
    """See the circles of this community."""

    page: int = 0


@action("circle.show")
class ShowCircle(Action):
    """See one circle, in or out of it."""

    circle: int


@action("circle.knock")
class KnockAtCircle(Action):
    """See a circle privately, after pressing its public card."""

    circle: int


@action("circle.form")
class OpenFounding(Action):
    """Name a circle and its time: a new one, or one's own again."""

    circle: int = 0


@action("circle.keep")
class KeepFounding(Action):
    """Keep name and time."""

    circle: int = 0


@action("circle.charter_form")
class OpenCharter(Action):
    """Write how the circle treats its people, and how long it goes on."""

    circle: int = 0


@action("circle.charter")
class KeepCharter(Action):
    """Keep charter and term; a new circle begins."""

    circle: int = 0


@action("circle.here")
class MeetHere(Action):
    """Let the circle meet in the channel one is in."""

    circle: int


@action("circle.move")
class MoveCircle(Action):
    """Let the circle meet in another channel; the channel picked travels beside."""

    circle: int


@action("circle.renew")
class RenewCircle(Action):
    """Go on for another term."""

    circle: int


@action("circle.rest")
class LetCircleEnd(Action):
    """Leave the term as it is, so that the circle ends by itself."""

    circle: int


@action("circle.host")
class PassHost(Action):
    """Rather not host: the next in the round does."""

    circle: int


@action("seat.take")
class TakeSeat(Action):
    """Join a circle, or its waiting list."""

    circle: int


@action("seat.leave")
class LeaveCircle(Action):
    """Leave a circle."""

    circle: int


@action("seat.leave_line")
class LeaveLine(Action):
    """Leave the line for a seat, or let one go that was just offered; nobody is asked twice."""

    circle: int


@action("seat.pause")
class PauseSeat(Action):
    """Keep the seat and hear nothing for a while."""

    circle: int


@action("seat.stay")
class KeepSeat(Action):
    """Take part (again)."""

    circle: int


@action("seat.prompts")
class ChoosePrompts(Action):
    """Choose which private letters of a circle one wants: those picked, or those named."""

    circle: int
    prompts: Prompts | None = None
