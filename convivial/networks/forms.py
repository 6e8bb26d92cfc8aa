"""The form of a network is made from its questions."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from convivial.team.models import User

from . import words
from .models import Channel, ChannelDuty
from .network import Network, Question

LONGEST = 500
AS_TYPED = {"autocapitalize": "none", "autocorrect": "off", "spellcheck": "false", "autocomplete": "off"}


class ConnectForm(forms.Form):
    """Answers are given without the spaces that come along when people copy and paste."""

    def __init__(self, network: Network, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        for question in network.questions:
            self.fields[question.name] = _field(network.name, question)

    def said_by(self, reason: str, part: str, network: str) -> None:
        """Puts a network's trouble beside the field that it is about, else over the form."""
        self.add_error(part if part in self.fields else None, words.sentence(reason, network))


class GrantForm(forms.Form):
    """Who may publish on a channel: everybody whose role includes it, or those who are ticked."""

    EVERYBODY, THESE = "everybody", "these"

    who = forms.ChoiceField(choices=[(EVERYBODY, ""), (THESE, "")])
    people = forms.MultipleChoiceField(
        required=False, error_messages={"invalid_choice": _("Somebody here may not publish any more. Look again.")}
    )

    def __init__(self, publishers: Sequence[User], *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.publishers = {person.code: person for person in publishers}
        self.fields["people"].choices = [(code, person.name) for code, person in self.publishers.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        words = super().clean() or {}
        if words.get("who") == self.THESE and not words.get("people") and "people" not in self.errors:
            self.add_error("people", _("Tick at least one person; nobody could publish there otherwise."))
        return words

    @property
    def chosen(self) -> list[User] | None:
        """None: everybody whose role includes it."""
        if self.cleaned_data["who"] == self.EVERYBODY:
            return None
        return [self.publishers[code] for code in self.cleaned_data["people"]]


class DutiesForm(forms.Form):
    """Who has each duty on a channel."""

    def __init__(self, people: Sequence[User], *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._people = {person.code: person for person in people}
        asked = {
            ChannelDuty.Duty.WEEKDAYS: _("Who answers on weekdays?"),
            ChannelDuty.Duty.WEEKENDS: _("Who answers at weekends?"),
            ChannelDuty.Duty.COVERS: _("Who steps in when they cannot?"),
        }
        for duty, label in asked.items():
            self.fields[duty.value] = forms.MultipleChoiceField(
                label=label,
                required=False,
                choices=[(code, person.name) for code, person in self._people.items()],
                widget=forms.CheckboxSelectMultiple,
            )

    @property
    def chosen(self) -> dict[str, list[User]]:
        return {duty: [self._people[code] for code in codes] for duty, codes in self.cleaned_data.items()}


class AdmitForm(forms.Form):
    """On which channels somebody may publish."""

    channels = forms.MultipleChoiceField(
        required=False,
        error_messages={"invalid_choice": _("One of these channels is not there any more. Look again.")},
    )

    def __init__(self, channels: Sequence[Channel], *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.offered = {channel.code: channel for channel in channels}
        self.fields["channels"].choices = [(code, one.name) for code, one in self.offered.items()]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> list[Channel]:
        return [self.offered[code] for code in self.cleaned_data["channels"]]


def _field(network: str, question: Question) -> forms.Field:
    asked = words.asked(network, question.name)
    attributes = {**AS_TYPED, "placeholder": asked.placeholder}
    if question.kind == "server":
        attributes["inputmode"] = "url"
    is_secret = question.kind == "secret"
    kind = forms.PasswordInput if is_secret else forms.TextInput
    return forms.CharField(label=asked.label, help_text=asked.hint, max_length=LONGEST, widget=kind(attrs=attributes))
