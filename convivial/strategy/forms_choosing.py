"""Ticking in a catalogue: what, and for tactics by whom and from when."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .catalogue.choosing import shelves
from .forms import day_input
from .forms_parts import MemberField, members
from .models import Version


class ChooseForm(forms.Form):
    begins_on = forms.DateField(label=_("From"), required=False, widget=day_input())

    def __init__(self, noun: str, version: Version, data: Any = None) -> None:
        super().__init__(data)
        keys = [(item.key, item.name) for shelf in shelves(noun) for item in shelf.items]
        self.fields["keys"] = forms.MultipleChoiceField(
            choices=keys, error_messages={"required": _("Tick at least one.")}
        )
        self.fields["owner"] = MemberField(members(version), label=_("Owner"), required=False)
        if noun == "kpi":
            del self.fields["begins_on"]

    def words(self) -> dict[str, Any]:
        """What goes to each that was ticked."""
        return {name: value for name, value in self.cleaned_data.items() if name != "keys" and value}
