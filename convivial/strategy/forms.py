"""What is asked: the four answers, and each noun from its own fields."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MinValueValidator
from django.utils.translation import gettext_lazy as _

from convivial.ui import vocabulary

from . import starting_sets
from .forms_legible import Legible
from .forms_numbers import NumberField
from .proposing import NETWORKS, PILLARS
from .starting import HOLDS, Answers
from .starting_sets import StartingSet

ASKED_PILLARS = 3


def day_input() -> forms.DateInput:
    return forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class StartForm(Legible, forms.Form):
    """The four answers. What a starting set proposes stands in the fields already."""

    starting_set = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    language = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)
    persona = forms.CharField(label=_("What do you call them?"), max_length=160)
    for_whom = forms.CharField(
        label=_("Who are they? One sentence."), max_length=280, widget=forms.Textarea({"rows": 2})
    )
    statement = forms.CharField(label=_("What should be different?"), max_length=280)
    baseline = NumberField(label=_("Today"), required=False, max_digits=14, decimal_places=2)
    target = NumberField(label=_("Then"), required=False, max_digits=14, decimal_places=2)
    unit = forms.CharField(label=_("Counted in"), required=False, max_length=40)
    due = forms.DateField(label=_("Until"), required=False, widget=day_input())
    hours_per_week = NumberField(
        label=_("How many hours a week do you all have for it?"),
        required=False,
        max_digits=5,
        decimal_places=1,
        validators=[MinValueValidator(Decimal(0))],
        help_text=_("For making, posting and answering, together. It decides how many networks you can do well."),
    )

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.today = today
        self.fields["due"].widget.attrs["min"] = today.isoformat()
        for place in range(1, PILLARS + 1):
            self.fields[f"pillar_{place}"] = forms.CharField(
                label=_("Pillar %(n)s") % {"n": place}, max_length=60, required=place <= ASKED_PILLARS
            )
        for place in range(1, NETWORKS + 1):
            self.fields[f"network_{place}"] = forms.ChoiceField(
                label=_("Network %(n)s") % {"n": place}, choices=_networks, required=place == 1
            )

    @property
    def pillars(self) -> list[forms.BoundField]:
        return [self[f"pillar_{place}"] for place in range(1, PILLARS + 1)]

    @property
    def networks(self) -> list[forms.BoundField]:
        return [self[f"network_{place}"] for place in range(1, NETWORKS + 1)]

    def clean_starting_set(self) -> str:
        key = self.cleaned_data["starting_set"]
        return key if key in starting_sets.known() else ""

    def clean_language(self) -> str:
        """Of the set's words, which stay in it."""
        language = self.cleaned_data["language"]
        return language if language in starting_sets.LANGUAGES else ""

    def clean_due(self) -> date | None:
        due: date | None = self.cleaned_data["due"]
        if due and due <= self.today:
            raise forms.ValidationError(_("This day is not in the future. Choose one by which it can be reached."))
        return due

    def clean(self) -> dict[str, Any]:
        words = super().clean() or {}
        for field, names in (("pillar_1", self._given("pillar")), ("network_1", self._given("network"))):
            if len({name.casefold() for name in names}) < len(names):
                self.add_error(field, _("Each only once, please."))
        return words

    def answers(self) -> Answers:
        words = self.cleaned_data
        return Answers(
            pillars=self._given("pillar"),
            networks=self._given("network"),
            **{name: words[name] for name in (
                "for_whom", "persona", "statement", "baseline", "target", "unit", "due", "hours_per_week",
                "starting_set", "language",
            )},
        )  # fmt: skip

    def _given(self, kind: str) -> list[str]:
        count = PILLARS if kind == "pillar" else NETWORKS
        return [
            given for place in range(1, count + 1) if (given := self.cleaned_data.get(f"{kind}_{place}", "").strip())
        ]


def proposals(found: StartingSet | None, today: date) -> dict[str, Any]:
    """What stands in the fields at first, by a starting set."""
    words: dict[str, Any] = {"due": today + HOLDS, "starting_set": ""}
    if found is None:
        return words
    content = found.content
    objective = content["objective"][0]
    words |= {
        "starting_set": found.key,
        "persona": content["persona"][0]["name"],
        "for_whom": content["purpose"]["for_whom"],
        "hours_per_week": content["purpose"]["hours_per_week"],
        **{name: objective.get(name) for name in ("statement", "baseline", "target", "unit")},
    }
    words |= {f"pillar_{place}": each["name"] for place, each in enumerate(content["pillar"][:PILLARS], 1)}
    active = [each["network"] for each in content["networkchoice"] if each["tier"] != "parked"]
    return words | {f"network_{place}": network for place, network in enumerate(active[:NETWORKS], 1)}


def _networks() -> Iterable[tuple[str, str]]:
    known = ((slug, str(called.title)) for slug, called in vocabulary.NETWORKS.items() if slug != "practice")
    return [("", "–"), *known]
