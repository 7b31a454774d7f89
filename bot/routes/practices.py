"""The practices: who answers what of them."""

from collections.abc import Mapping

from bot.actions import commitment as commitments
from bot.actions import feedback as feedbacks
from bot.actions import goal as goals
from bot.actions import plan as plans
from bot.actions import reflection as reflections
from bot.handlers import commitment, feedback, goal, plan, reflection, sentence
from bot.routes.handler import Handler
from bot.ui.action import Action

PRACTICES: Mapping[type[Action], Handler] = {
    commitments.ShowCommitment: commitment.show,
    commitments.Tick: commitment.tick,
    commitments.OpenMove: commitment.open_move,
    commitments.Shift: commitment.shift,
    commitments.OpenOtherTime: commitment.open_other_time,
    commitments.KeepTime: commitment.keep_time,
    feedbacks.OpenFeedback: feedback.open_feedback,
    feedbacks.BeginFeedback: feedback.begin_feedback,
    feedbacks.ChangeFeedback: feedback.change_feedback,
    feedbacks.KeepFeedback: feedback.keep_feedback,
    feedbacks.ChangeTone: feedback.change_tone,
    feedbacks.MarkSent: feedback.mark_sent,
    feedbacks.OpenAnswer: feedback.open_answer,
    feedbacks.KeepAnswer: feedback.keep_answer,
    feedbacks.MarkUnanswered: feedback.mark_unanswered,
    goals.OpenGoal: goal.open_goal,
    goals.WriteGoal: goal.write_goal,
    goals.KeepGoal: goal.keep_goal,
    goals.StillMine: goal.still_mine,
    goals.RestGoal: goal.rest_goal,
    goals.ListGoals: goal.list_goals,
    plans.OpenPlan: plan.open_plan,
    plans.ShowPlan: plan.show_plan,
    plans.ShowIdeas: plan.show_ideas,
    plans.TakeIdea: plan.take_idea,
    plans.OpenStep: plan.open_step,
    plans.KeepStep: plan.keep_step,
    plans.FinishStep: plan.finish_step,
    plans.OpenSentence: sentence.open_sentence,
    plans.KeepSentence: sentence.keep_sentence,
    plans.Rehearse: sentence.rehearse,
    plans.KeepRehearsal: sentence.keep_rehearsal,
    plans.AskForNext: plan.ask_for_next,
    plans.Renew: plan.renew,
    reflections.OpenReflection: reflection.open_reflection,
    reflections.BeginReflection: reflection.begin_reflection,
    reflections.ReflectOn: reflection.reflect_on,
    reflections.OpenWriting: reflection.open_writing,
    reflections.KeepWriting: reflection.keep_writing,
    reflections.OpenHands: reflection.open_hands,
    reflections.KeepHands: reflection.keep_hands,
    reflections.ShowReflection: reflection.show_reflection,
    reflections.ListReflections: reflection.list_reflections,
    reflections.RemoveReflection: reflection.remove_reflection,
}
