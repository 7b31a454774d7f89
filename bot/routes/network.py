"""People one knows: who answers what of the list, and of each name on it."""

from collections.abc import Mapping

from bot.actions import contact as contacts
from bot.actions import network as networks
from bot.handlers import contact, network
from bot.routes.handler import Handler
from bot.ui.action import Action

NETWORK: Mapping[type[Action], Handler] = {
    networks.OpenNetwork: network.open_network,
    networks.BeginNetwork: network.begin_network,
    networks.OpenNames: network.open_names,
    networks.KeepNames: network.keep_names,
    networks.OpenMet: network.open_met,
    networks.KeepMet: network.keep_met,
    networks.ListContacts: network.list_contacts,
    contacts.AddContact: contact.add,
    contacts.ChangeContact: contact.change,
    contacts.KeepContact: contact.keep,
    contacts.ShowContact: contact.show,
    contacts.ShowDraft: contact.show_draft,
    contacts.MarkAsked: contact.mark_asked,
    contacts.OpenReply: contact.open_reply,
    contacts.KeepReply: contact.keep_reply,
    contacts.MarkNotNow: contact.mark_not_now,
    contacts.OpenDay: contact.open_day,
    contacts.KeepDay: contact.keep_day,
    contacts.RemoveContact: contact.remove,
}
