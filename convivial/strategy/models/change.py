from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from convivial.lib.codes import LENGTH, CodeField
from convivial.team.models import Workspace

from .version import Version


class Change(models.Model):
    """A small change: figures of one part before and after, with one sentence of reason."""

    code = CodeField()
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="strategy_changes")
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="changes")
    noun = models.CharField(max_length=20)
    part_code = models.CharField(max_length=LENGTH)
    before = models.JSONField(encoder=DjangoJSONEncoder)
    after = models.JSONField(encoder=DjangoJSONEncoder)
    reason = models.CharField(max_length=280)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at", "-id"]


class Undoing(models.Model):
    """A small change that was taken back."""

    change = models.OneToOneField(Change, on_delete=models.CASCADE, related_name="undoing")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)


class Progress(models.Model):
    """What the owner of a tactic says about it: done, a figure, evidence. The newest counts. It belongs to the tactic
    through its versions, for the work goes on when the words change."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="strategy_progress")
    tactic_code = models.CharField(max_length=LENGTH)
    is_done = models.BooleanField(default=False)
    figure = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    evidence = models.CharField(max_length=400, blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["workspace", "tactic_code"], name="progress_of_a_tactic")]
