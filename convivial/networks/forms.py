"""The form of a network is made from its questions."""

from typing import Any

from django import forms

from . import words
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


def _field(network: str, question: Question) -> forms.Field:
    asked = words.asked(network, question.name)
    attributes = {**AS_TYPED, "placeholder": asked.placeholder}
    if question.kind == "server":
        attributes["inputmode"] = "url"
    is_secret = question.kind == "secret"
    kind = forms.PasswordInput if is_secret else forms.TextInput
    return forms.CharField(label=asked.label, help_text=asked.hint, max_length=LONGEST, widget=kind(attrs=attributes))
