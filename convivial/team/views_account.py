"""One's own account, and the doors of it that need more than django-allauth's own."""

from typing import Any

from allauth.account import views as allauth_views
from allauth.mfa.webauthn import views as key_views
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from . import first_run
from . import sign_in as door
from .access import act
from .accounts import change_account
from .asking_again import asks_again
from .erasing import erase as erase_account
from .errors import Refusal
from .exporting import everything_about
from .forms import AccountForm


@act("account.change")
def account(request: Any) -> HttpResponse:
    form = AccountForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        change_account(request.user, form.cleaned_data)
        messages.success(request, _("Saved."))
        response = redirect("account")
        response.delete_cookie("theme")  # what was chosen here goes before what this browser remembered
        return response
    status = 422 if form.is_bound else 200
    return render(request, "team/account.html", {"form": form, **_around(request)}, status=status)


def sign_in(request: HttpRequest) -> HttpResponse:
    if first_run.is_open():
        return redirect("welcome")
    return allauth_views.login(request)


def sign_out(request: HttpRequest) -> HttpResponse:
    """Signs out on POST; whatever this browser kept of the house is cleared with it."""
    response = allauth_views.logout(request)
    if request.method == "POST":
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def password_forgotten(request: HttpRequest) -> HttpResponse:
    """A link by mail; without mail it can only say whom to ask."""
    if door.links_can_be_mailed():
        return allauth_views.password_reset(request)
    return render(request, "team/password_ask.html")


def add_key(request: HttpRequest) -> HttpResponse:
    if not door.keys_are_possible(request):
        raise Http404
    return key_views.add_webauthn(request)


@act("account.see")
@asks_again(reading=True)
def export(request: Any) -> HttpResponse:
    """Everything that the house keeps about oneself, as a file."""
    response = JsonResponse(everything_about(request.user), json_dumps_params={"indent": 1, "ensure_ascii": False})
    response.headers["Content-Disposition"] = 'attachment; filename="about-me.json"'
    return response


@act("account.change")
def erase(request: Any) -> HttpResponse:
    """Erases one's own account; the password once more, for it cannot be taken back."""
    trouble = ""
    if request.method == "POST":
        trouble = _erase(request)
        if not trouble:
            return render(request, "team/erased.html")
    return render(request, "team/erase.html", {"trouble": trouble}, status=422 if trouble else 200)


def _erase(request: Any) -> str:
    """Why not; empty when it is done."""
    try:
        if not door.is_password(request, request.POST.get("password", "")):
            return _("This is not your password.")
        erase_account(request.user)
    except ValidationError as too_soon:
        return " ".join(too_soon.messages)
    except Refusal as refusal:
        return str(refusal)
    logout(request)
    return ""


def _around(request: Any) -> dict[str, Any]:
    memberships = request.user.memberships.select_related("workspace").prefetch_related("roles")
    return {
        "memberships": memberships.order_by("workspace__name"),
        "device_count": UserSession.objects.filter(user=request.user).count(),
        "has_second_step": request.user.authenticator_set.exists(),
    }
