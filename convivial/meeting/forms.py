from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from convivial.strategy import forms_deciding
from convivial.team.models import User, Workspace

from .models import Judgement

SAYS = [
    (Judgement.Says.MET.value, _("Met")),
    (Judgement.Says.NOT_MET.value, _("Not met")),
    (Judgement.Says.CANNOT_TELL.value, _("Nobody can tell")),
]


class DecisionForm(forms_deciding.DecisionForm):
    """As short as it can be in a meeting."""

    class Meta(forms_deciding.DecisionForm.Meta):
        fields = ["question", "choice", "reason", "look_again_on"]


class JudgementForm(forms.Form):
    says = forms.ChoiceField(choices=SAYS)
    note = forms.CharField(max_length=2000)


def present_in(workspace: Workspace, posted: QueryDict) -> Sequence[User]:
    """The members that were ticked."""
    codes = posted.getlist("present")[:500]
    found: Any = workspace.memberships.filter(user__code__in=codes).select_related("user").order_by("user__name")
    return [membership.user for membership in found]
