"""The search itself, applications and noes: who answers what of them."""

from collections.abc import Mapping

from bot.actions import application as applications
from bot.actions import progress as progresses
from bot.actions import rejection as rejections
from bot.handlers import application, apply, interview, news, pipeline, progress, rejection
from bot.routes.handler import Handler
from bot.ui.action import Action

SEARCH: Mapping[type[Action], Handler] = {
    applications.OpenApply: apply.open_apply,
    applications.KeepApplication: apply.keep_application,
    applications.KeepSame: apply.keep_same,
    applications.KeepSecond: apply.keep_second,
    applications.ShowApplications: pipeline.show_applications,
    applications.ShowApplication: application.show_application,
    applications.EditApplication: application.edit_application,
    applications.KeepEdit: application.keep_edit,
    applications.MoveApplication: application.move,
    applications.MarkGhosted: application.mark_ghosted,
    applications.MarkFollowedUp: application.mark_followed_up,
    applications.KeepWaiting: application.keep_waiting,
    applications.RemoveApplication: application.remove,
    applications.OpenInterview: interview.open_interview,
    applications.KeepInterview: interview.keep_interview,
    applications.RemindInterview: interview.remind_interview,
    applications.TellWent: interview.tell_went,
    applications.TellOffer: news.tell_offer,
    applications.TellAccepted: news.tell_accepted,
    applications.TellGhosted: news.tell_ghosted,
    applications.TellInterview: news.tell_interview,
    applications.TellInterviewDone: news.tell_interview_done,
    applications.ChooseApplication: news.choose_application,
    applications.OpenNewInterview: news.open_new_interview,
    applications.KeepNewInterview: news.keep_new_interview,
    progresses.ShowProgress: progress.show_progress,
    rejections.OpenNo: rejection.open_no,
    rejections.KeepNo: rejection.keep_no,
    rejections.ShowNo: rejection.show_no,
    rejections.ShowSteps: rejection.show_steps,
}
