"""The people of a workspace."""

from collections.abc import Collection, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from convivial.lib import records
from convivial.ui import places
from convivial.ui.leading import lead_to
from convivial.ui.speaking import listed
from convivial.ui.undoing import with_way_back

from . import absences, belonging, duties, explaining, inviting, posting, roles, telling
from .access import MemberRequest, act, may, role_names
from .acts import OWNER, STRATEGIST
from .asking_again import asks_again
from .errors import Refusal
from .forms import InviteForm, RolesForm, SettingsForm, WhyForm
from .models import Membership
from .opening import change_workspace


@act("member.see")
def team(request: MemberRequest) -> HttpResponse:
    return render(request, "team/team.html", _people(request))


def gives_the_house_away(request: MemberRequest) -> bool:
    return OWNER in request.POST.getlist("roles")


def renews_an_owner(request: MemberRequest) -> bool:
    """Its link is shown once more, and whoever opens it is an owner."""
    assert request.resolver_match
    found = request.workspace.invitations.filter(code=request.resolver_match.kwargs["code"]).first()
    return found is not None and OWNER in found.roles


@act("member.invite")
@require_POST
@asks_again(when=gives_the_house_away)
def invite(request: MemberRequest) -> HttpResponse:
    """The link is shown with the answer to this press, and never again."""
    form = InviteForm(request.POST)
    if not form.is_valid():
        return render(request, "team/team.html", _people(request, form), status=422)
    words = form.cleaned_data
    try:
        made = inviting.invite(request.workspace, request.user, words["email"], words["roles"], words["name"])
    except Refusal as refusal:
        form.add_error("email", str(refusal))
        return render(request, "team/team.html", _people(request, form), status=422)
    return telling.hand_over(request, *made, "team/invited.html")


@act("member.invite")
@require_POST
@asks_again(when=renews_an_owner)
def renew(request: MemberRequest, code: str) -> HttpResponse:
    invitation = get_object_or_404(request.workspace.invitations.pending(), code=code)
    return telling.hand_over(request, invitation, inviting.renew(invitation, request.user), "team/invited.html")


@act("member.invite")
@require_POST
def withdraw(request: MemberRequest, code: str) -> HttpResponse:
    inviting.withdraw(get_object_or_404(request.workspace.invitations.pending(), code=code), request.user)
    messages.success(request, _("The invitation is withdrawn; its link opens nothing any more."))
    return redirect("team:team", request.workspace.slug)


@act("member.change")
@asks_again
def change(request: MemberRequest, code: str) -> HttpResponse:
    """The roles of one member; ``?give=creator`` ticks one more, which counts once it is saved."""
    membership = _member(request, code)
    given = roles.in_order({request.GET.get("give", "")} - set(role_names(membership)))
    ticked = {*role_names(membership), *(role.name for role in given)}
    form = RolesForm(request.POST or None, initial={"roles": sorted(ticked)})
    if request.method == "POST" and form.is_valid():
        try:
            belonging.change_roles(membership, request.user, form.cleaned_data["roles"])
        except Refusal as refusal:
            form.add_error("roles", str(refusal))
        else:
            return _changed(request, _("%(name)s has other roles now.") % {"name": membership.user.name})
    about = {"membership": membership, "form": form, "roles": roles.every(), "has": _ticked(form), "given": given}
    return render(request, "team/roles.html", about, status=422 if form.is_bound else 200)


@act("member.remove")
@require_POST
@asks_again
def remove(request: MemberRequest, code: str) -> HttpResponse:
    membership = _member(request, code)
    try:
        belonging.remove(membership, request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("team:team", request.workspace.slug)
    return _changed(
        request, _("%(name)s is no longer a member. What they wrote stays.") % {"name": membership.user.name}
    )


@act("workspace.leave")
@require_POST
def leave(request: MemberRequest) -> HttpResponse:
    try:
        belonging.leave(request.membership)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("team:team", request.workspace.slug)
    messages.success(request, _("You have left %(workspace)s.") % {"workspace": request.workspace.name})
    return redirect("home")


@act("workspace.change")
def settings(request: MemberRequest) -> HttpResponse:
    form = SettingsForm(request.POST or None, instance=request.workspace)
    if request.method == "POST" and form.is_valid():
        change_workspace(request.workspace, request.user, form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("team:settings", request.workspace.slug)
    if form.is_bound:
        request.workspace.refresh_from_db()
    return render(request, "team/settings.html", {"form": form}, status=422 if form.is_bound else 200)


@act("workspace.see")
def recorded(request: MemberRequest) -> HttpResponse:
    """What is recorded about people, who sees it, for how long: made from the tags of the fields, to be printed."""
    return render(request, "team/recorded.html", {"topics": records.topics()})


@act("strategist.explain")
@require_POST
def explain(request: MemberRequest, code: str) -> HttpResponse:
    """Why this person determines the strategy."""
    membership = get_object_or_404(explaining.strategists(request.workspace), user__code=code)
    before, form = membership.why, WhyForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("One sentence of at most 280 characters, please."))
    elif explaining.explain(membership, request.user, form.cleaned_data["why"]):
        back = reverse("team:explain", args=[request.workspace.slug, code])
        messages.success(request, with_way_back(request, _("Everybody reads it now."), back, {"why": before}))
    return lead_to(request, reverse("team:team", args=[request.workspace.slug]))


def _member(request: MemberRequest, code: str) -> Membership:
    found = request.workspace.memberships.select_related("user", "workspace").prefetch_related("roles")
    return get_object_or_404(found, user__code=code)


def _changed(request: MemberRequest, words: str) -> HttpResponse:
    """Back to the list; who may still see it, for one can take one's own roles away."""
    messages.success(request, words)
    if not belonging.has_strategist(request.workspace):
        messages.warning(request, _("Nobody determines the strategy now. Give somebody the role of strategist."))
    return redirect("team:team", request.workspace.slug)


def _ticked(form: RolesForm) -> Any:
    return form["roles"].value() or []


def _people(request: MemberRequest, form: InviteForm | None = None) -> dict[str, Any]:
    found = request.workspace.memberships.select_related("user").prefetch_related("roles")
    members = list(found.order_by("user__name"))
    for one in members:
        one.workspace = request.workspace
    invitations = [(one, roles.in_order(one.roles)) for one in request.workspace.invitations.pending()]
    return {
        "lost": posting.lost("invitation", [one.code for one, _ in invitations]) if invitations else (),
        "members": [(one, roles.in_order(role_names(one)), _parts(request, one, members)) for one in members],
        "people": members,
        "covers": absences.told(absences.all_of(request), members, request.user),
        "leaving": _leaving(request, [(one, role_names(one)) for one in members]),
        "invitations": invitations,
        "strategists": [one for one in members if STRATEGIST in role_names(one)],
        "may_explain": may(request.user, "strategist.explain", request.workspace),
        "duties": duties.told(members),
        "form": form or InviteForm(initial={"roles": ["creator"]}),
        "roles": roles.every(),
    }


def _leaving(request: MemberRequest, people: Sequence[tuple[Membership, Collection[str]]]) -> dict[str, Any]:
    """Who would remain; an owner only leaves another owner behind."""
    others = [(one, names) for one, names in people if one.user_id != request.user.pk]
    is_owner = OWNER in role_names(request.membership)
    return {
        "people": listed([one.user.name for one, _ in others]),
        "is_last_owner": is_owner and not any(OWNER in names for _, names in others),
    }


def _parts(request: MemberRequest, member: Membership, members: Sequence[Membership]) -> list[str]:
    """What higher apps say of a member."""
    return places.rendered("member", request=request, member=member, members=members)
