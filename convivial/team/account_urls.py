"""Every address of django-allauth that the house answers, named one by one. What is not here does not exist: no
sign-up, no second address, no code by mail. A test walks allauth's own list against this one."""

from collections.abc import Callable
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as step
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as keys
from allauth.usersessions import views as devices
from django.urls import path, re_path

from . import views_account as ours
from .access import act, open_to_all
from .asking_again import answers, asks_again

View = Callable[..., Any]


def own(view: View) -> View:
    """For whoever is signed in, about their own account."""
    return act("account.change")(view)


def asked(view: View) -> View:
    """The same, but one shows again who one is, also before looking: these pages show keys and codes."""
    return own(asks_again(view, reading=True))


urlpatterns = [
    path("", ours.account, name="account"),
    path("export/", ours.export, name="account_export"),
    path("erase/", ours.erase, name="account_erase"),
    path("sign-in/", open_to_all(ours.sign_in), name="account_login"),
    path("sign-out/", open_to_all(ours.sign_out), name="account_logout"),
    path("resting/", open_to_all(account.account_inactive), name="account_inactive"),
    path("again/", own(answers(account.reauthenticate)), name="account_reauthenticate"),
    path("password/", own(account.password_change), name="account_change_password"),
    path("password/forgotten/", open_to_all(ours.password_forgotten), name="account_reset_password"),
    path("password/forgotten/sent/", open_to_all(account.password_reset_done), name="account_reset_password_done"),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        open_to_all(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "password/new/",
        open_to_all(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("second-step/", own(step.index), name="mfa_index"),
    path("second-step/now/", open_to_all(step.authenticate), name="mfa_authenticate"),
    path("second-step/again/", own(answers(step.reauthenticate)), name="mfa_reauthenticate"),
    path("second-step/app/", asked(app.activate_totp), name="mfa_activate_totp"),
    path("second-step/app/off/", asked(app.deactivate_totp), name="mfa_deactivate_totp"),
    path("second-step/codes/", asked(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("second-step/codes/new/", asked(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("second-step/codes/file/", asked(codes.download_recovery_codes), name="mfa_download_recovery_codes"),
    path("second-step/keys/", asked(keys.list_webauthn), name="mfa_list_webauthn"),
    path("second-step/keys/add/", asked(ours.add_key), name="mfa_add_webauthn"),
    path("second-step/keys/again/", own(answers(keys.reauthenticate_webauthn)), name="mfa_reauthenticate_webauthn"),
    path("second-step/keys/sign-in/", open_to_all(keys.login_webauthn), name="mfa_login_webauthn"),
    path("second-step/keys/<int:pk>/remove/", asked(keys.remove_webauthn), name="mfa_remove_webauthn"),
    path("devices/", own(devices.list_usersessions), name="usersessions_list"),
]
