"""Who is away, and who covers: said by everybody for themselves, by an owner for everybody."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from convivial.lib.now import now
from convivial.ui.leading import lead_to
from convivial.ui.undoing import with_way_back

from . import covering
from .access import MemberRequest, act
from .errors import CannotCover
from .forms_cover import CoverForm, as_said, at_first
from .models import Cover, Membership


@act("cover.set")
@require_http_methods(["GET", "POST"])
def set_cover(request: MemberRequest, code: str | None = None) -> HttpResponse:
    """For oneself, or for the member with this code."""
    away = get_object_or_404(_members(request), user__code=code or request.user.code)
    if not covering.may_set(request.user, away):
        raise PermissionDenied
    form = _form(request, away, at_first(away))
    if form.is_bound and form.is_valid():
        try:
            cover = covering.set_away(away, request.user, form.wish)
        except CannotCover as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _with_way_back(request, _said(cover), "end", cover))
            return _back(request)
    return _page(request, form, away)


@act("cover.change")
@require_http_methods(["GET", "POST"])
def change_cover(request: MemberRequest, code: str) -> HttpResponse:
    cover = _mine(request, code)
    before = as_said(cover)
    form = _form(request, cover.away, before)
    if form.is_bound and form.is_valid():
        try:
            is_new = covering.change(cover, request.user, form.wish)
        except CannotCover as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            if is_new:
                messages.success(request, _with_way_back(request, _said(cover), "change", cover, before))
            return _back(request)
    return _page(request, form, cover.away, cover)


@act("cover.end")
@require_POST
def end_cover(request: MemberRequest, code: str) -> HttpResponse:
    cover = _mine(request, code)
    if covering.end(cover, request.user):
        said = _("%(name)s is back.") if cover.begins_at <= now() else _("%(name)s is not away after all.")
        said = said % {"name": cover.away.user.name}
        messages.success(request, _with_way_back(request, said, "restore", cover))
    return _back(request)


@act("cover.restore")
@require_POST
def restore_cover(request: MemberRequest, code: str) -> HttpResponse:
    cover = _mine(request, code)
    try:
        if covering.restore(cover, request.user):
            messages.success(request, _said(cover))
    except CannotCover as refusal:
        messages.error(request, str(refusal))
    return _back(request)


def _mine(request: MemberRequest, code: str) -> Cover:
    """A cover that this person may change; 404 where there is none, 403 where it is not theirs to say."""
    found = request.workspace.covers.select_related("away__user", "away__workspace", "colleague__user", "workspace")
    cover = get_object_or_404(found, code=code)
    if not covering.may_set(request.user, cover.away):
        raise PermissionDenied
    return cover


def _members(request: MemberRequest) -> QuerySet[Membership]:
    found = request.workspace.memberships.filter(user__is_active=True).select_related("user", "workspace")
    return found.prefetch_related("roles").order_by("user__name")


def _form(request: MemberRequest, away: Membership, initial: dict[str, Any]) -> CoverForm:
    return CoverForm(
        away, list(_members(request)), request.POST if request.method == "POST" else None, initial=initial
    )


def _page(request: MemberRequest, form: CoverForm, away: Membership, cover: Cover | None = None) -> HttpResponse:
    about = {"form": form, "away": away, "cover": cover, "is_own": away.user_id == request.user.pk}
    return render(request, "team/cover.html", about, status=422 if form.is_bound else 200)


def _said(cover: Cover) -> str:
    words = {
        "name": cover.away.user.name,
        "from": covering.day(cover.begins_on),
        "until": covering.day(cover.ends_on),
    }
    if cover.colleague is None:
        return _("%(name)s is away from %(from)s to %(until)s. Nobody covers.") % words
    words["colleague"] = cover.colleague.user.name
    return _("%(name)s is away from %(from)s to %(until)s; %(colleague)s covers.") % words


def _with_way_back(
    request: MemberRequest, said: str, verb: str, cover: Cover, before: dict[str, Any] | None = None
) -> str:
    back = reverse(f"team:{verb}_cover", args=[request.workspace.slug, cover.code])
    told = {name: value for name, value in (before or {}).items() if value not in (False, "")}
    return with_way_back(request, said, back, told)


def _back(request: MemberRequest) -> HttpResponse:
    address = reverse("team:team", args=[request.workspace.slug])
    return lead_to(request, address)
