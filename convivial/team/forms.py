from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from convivial.lib.naming import called
from convivial.ui.zones import ZoneSelect, places

from . import roles
from .acts import OWNER
from .models import User, Workspace
from .models.user import fold

THEMES = [("system", _("As my device")), ("light", _("Light")), ("dark", _("Dark"))]


class ZoneField(forms.ChoiceField):
    """A zone that the browser guesses: what it says wrongly falls back to the initial one."""

    def __init__(self, **more: Any) -> None:
        super().__init__(label=_("Time zone"), choices=places, widget=ZoneSelect, **more)


class NameField(forms.CharField):
    """What somebody or something is called; it stands in sentences and in subjects of mails."""

    def __init__(self, **more: Any) -> None:
        super().__init__(max_length=80, **more)

    def to_python(self, value: Any) -> str:
        return called(super().to_python(value) or "")


class PersonForm(forms.Form):
    """Somebody's name and e-mail address."""

    name = NameField(label=_("Name"), widget=forms.TextInput({"autocomplete": "name", "autofocus": True}))
    email = forms.EmailField(
        label=_("E-mail address"), max_length=254, widget=forms.EmailInput({"autocomplete": "email"})
    )

    def clean_email(self) -> str:
        return fold(self.cleaned_data["email"])


class NewPassword(forms.Form):
    password = forms.CharField(
        label=_("Password"),
        max_length=256,
        strip=False,
        help_text=_("At least 12 characters. A sentence that only you would say is best."),
        widget=forms.PasswordInput({"autocomplete": "new-password", "minlength": 12}),
    )

    def clean(self) -> dict[str, Any]:
        words = super().clean() or {}
        if words.get("password"):
            somebody = User(name=words.get("name", ""), email=words.get("email", ""))
            try:
                validate_password(words["password"], somebody)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return words


class WelcomeForm(NewPassword, PersonForm):
    """The first minutes; the word comes first when the address did not bring it along."""

    word = forms.CharField(
        label=_("The word from the window in which the house was started"),
        max_length=60,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    field_order = ["word", "name", "email", "password"]


class JoinForm(NewPassword):
    """Who is invited and has no account yet."""

    name = NameField(label=_("Your name"), widget=forms.TextInput({"autocomplete": "name"}))
    field_order = ["name", "password"]


class WorkspaceForm(forms.Form):
    """What a workspace is called, and where and how it speaks."""

    organisation = NameField(
        label=_("What is your organisation called?"), widget=forms.TextInput({"autocomplete": "organization"})
    )
    zone = ZoneField(initial="Europe/Berlin")
    language = forms.ChoiceField(label=_("Language of the posts"), choices=settings.LANGUAGES, initial="en")


class SomebodyElseForm(WorkspaceForm, PersonForm):
    """A workspace for somebody who is invited to run it."""

    field_order = ["name", "email", "organisation", "zone", "language"]


class RolesField(forms.MultipleChoiceField):
    def __init__(self, **more: Any) -> None:
        super().__init__(
            label=_("Roles"),
            choices=lambda: [(role.name, role.title) for role in roles.every()],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Choose at least one role.")},
            **more,
        )


class InviteForm(PersonForm):
    name = NameField(label=_("Name"), required=False)
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    roles = RolesField()


class RolesForm(forms.Form):
    roles = RolesField()

    @property
    def gives_up_ownership(self) -> bool:
        return OWNER not in self.cleaned_data["roles"]


class WhyForm(forms.Form):
    why = forms.CharField(max_length=280, required=False)


class SettingsForm(forms.ModelForm):
    name = NameField(label=_("Name"))
    zone = ZoneField()
    language = forms.ChoiceField(label=_("Language of the posts"), choices=settings.LANGUAGES)
    hue = forms.TypedChoiceField(
        label=_("Colour"),
        coerce=int,
        choices=[(10 + 30 * step, str(10 + 30 * step)) for step in range(12)],
        help_text=_("So that one sees at a glance which workspace this is."),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Workspace
        fields = ["name", "zone", "language", "hue"]


class AccountForm(forms.ModelForm):
    name = NameField(label=_("Your name"), widget=forms.TextInput({"autocomplete": "name"}))
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    theme = forms.ChoiceField(label=_("Light or dark"), choices=THEMES)

    class Meta:
        model = User
        fields = ["name", "language", "theme"]
