"""What the team adds to the frame around every page."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from convivial.ui import places
from convivial.ui.places import Entry, Place
from convivial.work import due, kinds
from convivial.work.opening import before_opening, before_work

from . import absences, access, at_hand, erasing, explaining, first_run, forgetting, posting, roles
from .models import Mail


def own_roles(request: HttpRequest, **_more: Any) -> str:
    """What one is in this workspace, under one's name."""
    membership = getattr(request, "membership", None)
    return roles.titles(access.role_names(membership)) if membership else ""


def own_account(request: HttpRequest, **_more: Any) -> str:
    return render_to_string("team/own.html", request=request)


def live_since(request: Any, **_more: Any) -> str:
    """Where the journal stands as this page is drawn, so that nothing is missed until it first asks."""
    membership = getattr(request, "membership", None)
    return str(membership.seq) if membership else ""


places.ask(access.may)
places.fill("role", own_roles)
places.fill("account", own_account)
places.fill("live_since", live_since)
at_hand.ask("why", explaining.along)
places.fill("face", absences.beside_a_face)
places.add(Place("team", _("Team"), "users", "team:team", "member.see", order=90))
places.palette(Entry(_("What was done here"), "history", "journal:feed", "journal.see", also=_("Journal")))
places.palette(Entry(_("Settings of the workspace"), "settings", "team:settings", "workspace.change"))
places.palette(Entry(_("I am away …"), "luggage", "team:set_cover", "cover.set", also=_("holiday cover")))
places.palette(Entry(_("My account"), "user", "account", "account.see", in_workspace=False))
places.palette(Entry(_("All my workspaces"), "building-2", "workspaces", "account.see", in_workspace=False))
places.palette(Entry(_("IT desk"), "server", "desk:health", "desk.see", in_workspace=False))
before_opening.append(first_run.announce)
before_work.append(erasing.erase_again)
forgetting.register()
kinds.register(due.Rows("mail", Mail, posting.deliver, at_once=4))
