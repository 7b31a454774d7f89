"""Reminders and breaks: who answers what of them."""

from collections.abc import Mapping

from bot.actions import nudge as nudges
from bot.actions import rest as rests
from bot.handlers import nudge_controls, reminder, rest
from bot.routes.handler import Handler
from bot.ui.action import Action

REMINDING: Mapping[type[Action], Handler] = {
    nudges.ShowNudges: reminder.show_nudges,
    nudges.LookAtNudge: reminder.look_at_nudge,
    nudges.SetNudge: reminder.set_nudge,
    nudges.KeepNudge: reminder.keep_nudge,
    nudges.RetimeNudge: reminder.retime,
    nudges.KeepTime: reminder.keep_time,
    nudges.SetOften: reminder.set_often,
    nudges.StartKind: reminder.start_kind,
    nudges.OpenQuiet: reminder.open_quiet,
    nudges.KeepQuiet: reminder.keep_quiet,
    nudges.SnoozeNudge: nudge_controls.snooze_nudge,
    nudges.KeepSnooze: nudge_controls.keep_snooze,
    nudges.LessOften: nudge_controls.less_often,
    nudges.StopNudge: nudge_controls.stop_nudge,
    nudges.StopAll: nudge_controls.stop_all,
    nudges.CloseNudge: nudge_controls.close_nudge,
    nudges.GoOn: nudge_controls.go_on,
    rests.OpenBreak: rest.open_break,
    rests.TakeBreak: rest.take_break,
    rests.ChooseDay: rest.choose_day,
    rests.KeepBreak: rest.keep_break,
    rests.SetReturnLine: rest.set_return_line,
    rests.EndBreak: rest.end_break,
}
