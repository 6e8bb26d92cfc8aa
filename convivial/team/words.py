"""What the people behind the ids are called, and how the team's acts read in the journal."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from convivial.journal.words import Columns, name_people, name_things, say

from .covering import day
from .models import Invitation, User, Workspace
from .roles import titles


def people(ids: Collection[int]) -> Mapping[int, str]:
    return dict(User.objects.filter(pk__in=ids).values_list("pk", "name"))


def in_words(params: dict[str, Any]) -> dict[str, str]:
    return {"roles": titles(params.get("roles", [])) or _now("no role")}


def about_cover(params: dict[str, Any]) -> dict[str, str]:
    """Days are kept as they were meant; nobody covers where no colleague is named."""
    days = {name: day(date.fromisoformat(params[name])) for name in ("begins_on", "ends_on") if name in params}
    return days | {"people": params.get("people") or _now("nobody")}


name_people(people)
name_things("member", Columns(User, ("name",), lambda _code, name: (name, None)))
# Whom an invitation was for is said by the line's own text; it may be erased, the invitation never names.
name_things("invitation", Columns(Invitation, (), lambda _code: ("", None)))
name_things("workspace", Columns(Workspace, ("name",), lambda _code, name: (name, None)))
name_things("house", lambda codes: dict.fromkeys(codes, (_now("the house"), None)))

say("house.open", _("%(who)s opened the house and became its installer"), "key-round")
say("workspace.open", _("%(who)s opened the workspace %(thing)s"), "building-2")
say("workspace.change", _("%(who)s changed the settings of %(thing)s"), "settings")
say("workspace.leave", _("%(who)s left the workspace"), "log-out")
say(
    "installer.join",
    _("%(who)s keeps the house running and runs the communication of %(thing)s too: an exception, noted here"),
    "triangle-alert",
)
say("member.invite", _("%(who)s invited %(whom)s as %(roles)s"), "user-plus", in_words)
say("member.renew", _("%(who)s made a new link for the invitation of %(whom)s"), "refresh-cw")
say("member.withdraw", _("%(who)s withdrew the invitation of %(whom)s"), "user-minus")
say("member.join", _("%(who)s joined as %(roles)s"), "user-check", in_words)
say("member.change", _("%(who)s gave %(thing)s these roles: %(roles)s"), "users", in_words)
say("member.remove", _("%(who)s took %(thing)s out of the workspace"), "user-minus")
say("account.make", _("%(who)s got an account"), "user-plus")
say("account.change", _("%(who)s changed their own account"), "user")
say("account.erase", _("%(who)s erased an account"), "user-minus")
say("account.let_in", _("Somebody at the machine made a link for a new password of %(thing)s"), "key-round")
say(
    "cover.set",
    _("%(thing)s is away from %(begins_on)s to %(ends_on)s; %(people)s covers (noted by %(who)s)"),
    "luggage",
    about_cover,
)
say(
    "cover.change",
    _("%(who)s changed when %(thing)s is away: from %(begins_on)s to %(ends_on)s; %(people)s covers"),
    "luggage",
    about_cover,
)
say("cover.end", _("%(who)s noted that %(thing)s is not away any more"), "undo-2")
say(
    "cover.restore",
    _("%(who)s noted that %(thing)s is away after all, from %(begins_on)s to %(ends_on)s; %(people)s covers"),
    "luggage",
    about_cover,
)
say("strategist.explain", _("%(who)s said why %(thing)s determines the strategy: “%(why)s”"), "compass")
