from typing import Any

from django.conf import settings
from django.db import models

from convivial.lib.codes import CodeField
from convivial.strategy.judging import findings as judged
from convivial.team.models import Workspace
from convivial.work.models import DueRow


class Finding(models.Model):
    """What a check found, as of the last look: one row for each check and scope, renewed in place, so that its
    address stays. ``row`` is all of it (``judging.findings.Finding.as_row``); ``said`` tells whether it still says
    the same, whatever its figures. ``foreseen``: the forecasts it rests on, to be read again (``foreseeing``)."""

    code = CodeField()
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="findings")
    check_key = models.CharField(max_length=32)
    scope = models.CharField(max_length=64, blank=True, default="")
    chapter = models.CharField(max_length=12)
    said = models.CharField(max_length=64)
    row = models.JSONField()
    foreseen = models.JSONField(default=dict)
    since = models.DateTimeField()
    found_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "check_key", "scope"], name="one_finding_a_check_and_scope")
        ]

    def __str__(self) -> str:
        return f"{self.check_key} {self.scope}".strip()

    @property
    def judged(self) -> judged.Finding:
        row: dict[str, Any] = self.row
        return judged.Finding.from_row(row)


class Answer(models.Model):
    """ "We know, because …": the finding rests until it says something else, or until ``rests_until``. It names the
    finding by what it says, for that is what was answered."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="finding_answers")
    check_key = models.CharField(max_length=32)
    scope = models.CharField(max_length=64, blank=True, default="")
    said = models.CharField(max_length=64)
    reason = models.CharField(max_length=280)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    rests_until = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["workspace", "check_key", "scope"], name="answers_to_a_finding")]


class Judging(DueRow):
    """When the checks of a workspace are due again. ``seq``: up to which line of the journal we know whether
    something happened that matters to them. ``seen``: up to which line the findings that were written last
    knew of it, see ``overtaking``."""

    workspace = models.OneToOneField(Workspace, on_delete=models.CASCADE, related_name="judging")
    seq = models.BigIntegerField(default=0)
    seen = models.BigIntegerField(default=0)
    judged_at = models.DateTimeField(null=True)


class TypedFigure(models.Model):
    """A number that somebody typed or brought as a table, for a day: of an objective, a KPI or the followers on a
    network, by the part's code, which stays through the versions. ``batch``: what was typed together."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="typed_figures")
    part_code = models.CharField(max_length=12)
    on = models.DateField()
    value = models.DecimalField(max_digits=14, decimal_places=2)
    batch = models.CharField(max_length=12)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["on", "id"]
        indexes = [
            models.Index(fields=["workspace", "part_code", "on"], name="typed_figures_of_a_part"),
            models.Index(fields=["workspace", "batch"], name="typed_figures_of_a_batch"),
        ]
