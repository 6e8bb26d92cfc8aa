from django import forms
from django.utils.translation import gettext_lazy as _

from .catalogue.kpis import KpiKey
from .forms import day_input
from .forms_numbers import NumberField
from .models import Decision, Verdict

VERDICTS = [
    (Verdict.Says.SUPPORTED.value, _("Yes")),
    (Verdict.Says.NOT_SUPPORTED.value, _("No")),
    (Verdict.Says.INCONCLUSIVE.value, _("One cannot tell")),
]


class DecisionForm(forms.ModelForm):
    class Meta:
        model = Decision
        fields = ["question", "choice", "reason", "options", "evidence", "look_again_on"]
        labels = {
            "question": _("What was the question?"),
            "choice": _("What did you decide?"),
            "reason": _("Why?"),
            "options": _("What else was possible?"),
            "evidence": _("What speaks for it?"),
            "look_again_on": _("Look again on"),
        }
        widgets = {
            "look_again_on": day_input(),
            **{name: forms.Textarea({"rows": 2}) for name in ("reason", "options", "evidence")},
        }


class HypothesisForm(forms.Form):
    believe = forms.CharField(
        label=_("We believe that"),
        max_length=400,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Such as: “Short videos bring newcomers on Instagram, because they show how it is inside.”"),
    )
    kpi = KpiKey(_("Counted by")).formfield()
    threshold = forms.CharField(
        label=_("We are right if"), max_length=120, help_text=_("Such as: twenty new faces a week")
    )
    by_date = forms.DateField(label=_("We look on"), widget=day_input())


class NoteForm(forms.Form):
    note = forms.CharField(label=_("What became of it?"), max_length=2000, widget=forms.Textarea({"rows": 2}))


class VerdictForm(NoteForm):
    says = forms.ChoiceField(label=_("Was it true?"), choices=VERDICTS)
    field_order = ["says", "note"]


class ReportForm(forms.Form):
    """What the owner of a tactic says."""

    is_done = forms.BooleanField(label=_("It is done"), required=False)
    figure = NumberField(label=_("Its number"), required=False, max_digits=14, decimal_places=2)
    evidence = forms.CharField(
        label=_("Where one can see it"), required=False, max_length=400, help_text=_("A link, or a sentence.")
    )
