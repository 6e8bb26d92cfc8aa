"""The question about the funnel's numbers, and the form in which somebody answers it."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convivial.lib.tables import number_in

from .asking import MOST_PEOPLE
from .models import Asking

USUALLY = 3  # stages


class AskForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Who knows"), max_length=80,
        help_text=gettext_lazy("A name, as you will want to read it later beside the numbers."),
    )  # fmt: skip
    email = forms.EmailField(label=gettext_lazy("Their e-mail address"), required=False, max_length=254)
    period = forms.ChoiceField(label=gettext_lazy("Counted from when to when"))
    stages = forms.MultipleChoiceField(
        label=gettext_lazy("Which numbers"), widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Three are answered on the spot, ten are not."),
    )  # fmt: skip

    def __init__(self, stages: Sequence[Any], today: date, is_mailed: bool, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.periods = periods(today)
        self.fields["period"].choices = [  # type: ignore[attr-defined]
            (key, _span(first, last)) for key, (first, last) in self.periods.items()
        ]
        self.fields["stages"].choices = [(each.code, each.name) for each in stages]  # type: ignore[attr-defined]
        self.fields["stages"].initial = [each.code for each in stages[-USUALLY:]]
        if is_mailed:
            self.fields["email"].help_text = _("They get a mail with the link. Without it you pass the link on.")
        else:
            del self.fields["email"]

    @property
    def chosen(self) -> tuple[date, date]:
        return self.periods[self.cleaned_data["period"]]


class ReplyForm(forms.Form):
    """One field for each stage, by its place."""

    def __init__(self, asking: Asking, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.asking = asking
        for place, stage in enumerate(asking.stages):
            self.fields[f"n{place}"] = forms.CharField(
                label=stage["name"], help_text=stage["definition"], max_length=24, required=False,
                widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        for name, words in list(self.cleaned_data.items()):
            self.cleaned_data[name] = self._count(name, words)
        if not self.errors and all(count is None for count in self.cleaned_data.values()):
            raise forms.ValidationError(_("One number at least: whichever you know."))
        return self.cleaned_data

    def _count(self, name: str, words: str) -> int | None:
        if not words.strip():
            return None
        value = number_in(words, self.asking.workspace.language, is_count=True)
        if value is None or value != int(value) or not 0 <= value <= MOST_PEOPLE:
            self.add_error(name, _("Write it as a whole number, such as 48. Leave it empty if you do not know."))
            return None
        return int(value)

    @property
    def counts(self) -> Mapping[str, int | None]:
        return {stage["code"]: self.cleaned_data[f"n{place}"] for place, stage in enumerate(self.asking.stages)}


def periods(today: date) -> dict[str, tuple[date, date]]:
    """Whole months: the last three, the last one; and this year so far."""
    until = today.replace(day=1) - timedelta(days=1)
    month = until.replace(day=1)
    quarter = _earlier(_earlier(month))
    found = {"quarter": (quarter, until), "month": (month, until)}
    year = today.replace(month=1, day=1)
    return found | ({"year": (year, until)} if until > year and year not in (quarter, month) else {})


def _earlier(month: date) -> date:
    return (month - timedelta(days=1)).replace(day=1)


def _span(first: date, last: date) -> str:
    return _("%(first)s to %(last)s") % {"first": formats.date_format(first), "last": formats.date_format(last)}
