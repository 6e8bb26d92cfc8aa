"""django-allauth's forms in our words: labels instead of placeholders, and no second way to say the same."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as step
from allauth.mfa.totp import forms as app
from django import forms
from django.utils.translation import gettext_lazy as _

LABELS = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "password": _("Password"),
    "oldpassword": _("Your password of now"),
    "password1": _("New password"),
    "password2": _("New password, once more"),
    "code": _("Code"),
}


class Plain(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = LABELS.get(name, field.label)
            field.help_text = ""


class SignInForm(Plain, account.LoginForm):
    pass


class AgainForm(Plain, account.ReauthenticateForm):
    pass


class ChangePasswordForm(Plain, account.ChangePasswordForm):
    pass


class ForgottenForm(Plain, account.ResetPasswordForm):
    pass


class NewPasswordForm(Plain, account.ResetPasswordKeyForm):
    pass


class StepForm(Plain, step.AuthenticateForm):
    pass


class StepAgainForm(Plain, step.ReauthenticateForm):
    pass


class AppForm(Plain, app.ActivateTOTPForm):
    pass
