"""What admins and moderators look after: who answers what of it."""

from collections.abc import Mapping

from bot.actions import closure as closures
from bot.actions import report as reporting
from bot.actions import setup as setups
from bot.handlers import closure, report, setup
from bot.routes.handler import Handler
from bot.ui.action import Action

COMMUNITY: Mapping[type[Action], Handler] = {
    closures.TryAgain: closure.again,
    reporting.ReportMessage: report.report_message,
    reporting.TakeReport: report.take_report,
    reporting.CloseReport: report.close_report,
    setups.OpenSetup: setup.open_setup,
    setups.ChooseLobby: setup.choose_lobby,
    setups.ChooseModerators: setup.choose_moderators,
    setups.ChooseZone: setup.choose_zone,
    setups.OpenOrigin: setup.open_origin,
    setups.KeepOrigin: setup.keep_origin,
    setups.CheckRooms: setup.check_rooms,
}
