"""Circles, check-ins and what is shared: who answers what of them."""

from collections.abc import Mapping

from bot.actions import checkin as checkins
from bot.actions import circle as circles
from bot.actions import share as shares
from bot.handlers import (
    checkin,
    circle,
    founding,
    moving,
    parts,
    post,
    prompt,
    seat,
    share,
    term,
    weekly,
)
from bot.routes.handler import Handler
from bot.ui.action import Action

CIRCLES: Mapping[type[Action], Handler] = {
    checkins.OpenCheckIn: checkin.open_checkin,
    checkins.OpenFirst: checkin.open_first,
    checkins.KeepFirst: checkin.keep_first,
    checkins.OpenSecond: checkin.open_second,
    checkins.KeepSecond: checkin.keep_second,
    checkins.SkipWeek: checkin.skip,
    checkins.UndoCheckIn: checkin.undo_change,
    checkins.PutOffPrompt: prompt.put_off,
    checkins.OpenWeekly: weekly.open_weekly,
    checkins.KeepWeekly: weekly.keep_weekly,
    circles.ShowCircles: circle.show_mine,
    circles.FindCircles: circle.find,
    circles.ShowCircle: circle.show,
    circles.KnockAtCircle: circle.knock,
    circles.MeetHere: moving.meet_here,
    circles.MoveCircle: moving.move,
    circles.OpenFounding: founding.open_first,
    circles.KeepFounding: founding.keep_first,
    circles.OpenCharter: founding.open_second,
    circles.KeepCharter: founding.keep_second,
    circles.RenewCircle: term.renew,
    circles.LetCircleEnd: term.rest,
    circles.TakeSeat: seat.take,
    circles.LeaveCircle: seat.leave,
    circles.LeaveLine: seat.leave_line,
    circles.PauseSeat: seat.pause,
    circles.KeepSeat: seat.keep,
    circles.ChoosePrompts: seat.choose_prompts,
    circles.PassHost: seat.pass_on,
    shares.OpenShare: share.open_share,
    shares.ChangeShare: share.change,
    shares.KeepShare: share.keep,
    shares.PickParts: parts.pick,
    shares.PostShare: post.post,
    shares.DropShare: share.drop,
    shares.TakeBackShare: post.take_back,
    shares.ShowShares: share.show_mine,
}
