"""A person's own page, settings, data and care: who answers what of them."""

from collections.abc import Mapping

from bot.actions import again as agains
from bot.actions import care as cares
from bot.actions import help as helps
from bot.actions import home as homes
from bot.actions import privacy as privacies
from bot.actions import reach as reaches
from bot.actions import settings
from bot.handlers import again, care, home, privacy, reach, undo
from bot.handlers import help as helping
from bot.handlers import settings as setting
from bot.routes.handler import Handler
from bot.ui.action import Action

PERSON: Mapping[type[Action], Handler] = {
    agains.SendAgain: again.send,
    cares.HelpNow: care.help_now,
    cares.AnswerCare: care.answer,
    cares.NameBarrier: care.name_barrier,
    cares.ResumeNudges: care.resume,
    reaches.TryAgain: reach.try_again,
    reaches.UsePlace: reach.use_place,
    reaches.LetWait: reach.let_wait,
    helps.ShowHelp: helping.show_help,
    helps.ShowAbout: helping.show_about,
    helps.Undo: undo.undo,
    homes.OpenHome: home.show_home,
    homes.SnoozeNext: home.snooze_next,
    privacies.OpenPrivacy: privacy.open_privacy,
    privacies.ExportData: privacy.export,
    privacies.EraseData: privacy.erase,
    settings.OpenSettings: setting.open_settings,
    settings.OpenZone: setting.open_zone,
    settings.ChooseZone: setting.choose_zone,
    settings.ConfirmZone: setting.confirm_zone,
    settings.TypeZone: setting.type_zone,
    settings.KeepZone: setting.keep_zone,
    settings.OpenCountry: setting.open_country,
    settings.KeepCountry: setting.keep_country,
}
