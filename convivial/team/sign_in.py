"""How people sign in: django-allauth, in our words and behind our rules."""

from datetime import timedelta
from math import ceil
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.signals import password_changed, password_reset
from allauth.core import context
from allauth.core import context as allauth_context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.sites.shortcuts import get_current_site
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from convivial.journal import sealing

from . import asking_again, devices, posting, slowing
from .hosts import absolute, recorded_address
from .models import User

NOBODY = "second step"


def mail_is_set_up() -> bool:
    return bool(settings.EMAIL_HOST)


def links_can_be_mailed() -> bool:
    """Only under the recorded address: any other one is the word of whoever asks, and the link would be theirs."""
    return mail_is_set_up() and bool(recorded_address())


def keys_are_possible(request: HttpRequest) -> bool:
    """Browsers offer passkeys only over https and on this very machine (W3C Secure Contexts, 3.1)."""
    host = request.get_host().rpartition(":")[0] or request.get_host()
    return request.is_secure() or host == "localhost" or host.endswith(".localhost")


def doors(request: HttpRequest) -> dict[str, bool]:
    """Context processor for the pages of sign-in."""
    return {"keys_are_possible": keys_are_possible(request)}


class Door(DefaultAccountAdapter):
    """Nobody signs up: one is invited, or opens the house."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is resting. Ask an owner of your workspace."),
        "email_password_mismatch": _(
            "E-mail address and password do not belong together. Please look at both again."
        ),
        "enter_current_password": _("This is not your password of now."),
        "incorrect_code": _("This code does not fit. The app shows a new one every half minute."),
        "incorrect_password": _("This is not your password."),
        "invalid_or_expired_key": _("This link has been used, or is too old."),
        "invalid_password_reset": _("This link has been used, or is too old."),
        "too_many_login_attempts": _("That was tried too often. Please wait five minutes and try again."),
        "rate_limited": _("That was tried too often. Please wait a minute and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Counts the try before it looks at the password."""
        tries = _tries(request, str(credentials.get("email", "")))
        try:
            slowing.begin(tries)
        except slowing.TooSoon as too_soon:
            raise ValidationError(when_again(too_soon.wait)) from too_soon
        person = super().authenticate(request, **credentials)
        if person is not None:
            slowing.succeed(tries)
        return person

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """The library's own brake: it would keep the right one out together with the guesser."""

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Asked by django-allauth about the second step; who was asked by us is not asked again."""
        return not asking_again.is_fresh(context.request)

    def reauthenticate(self, user: Any, password: str) -> bool:
        """By the account itself: the library would look for a list of addresses, of which there is none here."""
        return self.authenticate(context.request, email=user.email, password=password) == user

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse("home")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account")

    def get_reset_password_from_key_url(self, key: str) -> str:
        uid, _dash, rest = key.partition("-")
        return absolute(context.request, reverse("account_reset_password_from_key", args=(uid, rest)))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Into the post: the page answers at once, in the same time whether the account exists or not, and a mail
        server that is away loses nothing."""
        if not mail_is_set_up():
            return
        request = allauth_context.request
        about = {"request": request, "email": email, "current_site": get_current_site(request), **context}
        posting.post(self.render_mail(template_prefix, email, about), "account")

    def format_email_subject(self, subject: str) -> str:
        return str(subject)


def is_password(request: Any, word: str) -> bool:
    """Whether it is the password of who is signed in, counted as every other try. ``ValidationError`` says when the
    next one is taken."""
    return bool(Door().reauthenticate(request.user, word))


def _tries(request: HttpRequest, email: str) -> list[slowing.Counted]:
    """Who is signed in and is asked again needs no look at the browser: it is theirs."""
    device = "here" if request.user.is_authenticated else devices.known(request, email)
    return slowing.counted(email, request.META.get("REMOTE_ADDR", ""), device)


def when_again(wait: timedelta) -> str:
    """A sentence that says when to try again."""
    minutes = max(1, ceil(wait / timedelta(minutes=1)))
    if minutes < 90:
        words = ngettext(
            "There were too many wrong tries. Please wait a minute, then try again.",
            "There were too many wrong tries. Please try again in %(n)s minutes.",
            minutes,
        )
        said = words % {"n": minutes}
    else:
        said = _now("There were too many wrong tries. Please try again in %(n)s hours.") % {"n": ceil(minutes / 60)}
    before = _now("Where you have signed in before, you need not wait for the mistakes of others.")
    return f"{said} {before}"


def forget_guesses(sender: Any, user: Any, **more: Any) -> None:
    slowing.forget(user.email)


password_reset.connect(forget_guesses, dispatch_uid="team.slowing.reset")
password_changed.connect(forget_guesses, dispatch_uid="team.slowing.changed")


class SecondStep(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": Door.error_messages["incorrect_code"],
        "cannot_delete_authenticator": _("This cannot be switched off now."),
        "cannot_generate_recovery_codes": _("First set up a second step; then there are codes for emergencies."),
    }

    def encrypt(self, text: str) -> str:
        """Under the key of whoever sets it up, so that it goes with them and outlives a change of the house's key."""
        person = getattr(context.request, "user", None)
        return sealing.seal_word(f"user:{person.code}" if isinstance(person, User) else NOBODY, text)

    def decrypt(self, encrypted_text: str) -> str:
        return sealing.open_word(encrypted_text)

    def get_totp_issuer(self) -> str:
        return "Convivial"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return super().get_public_key_credential_rp_entity() | {"name": "Convivial"}

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        assert isinstance(user, User)
        return super().get_public_key_credential_user_entity(user) | {"display_name": user.name}
