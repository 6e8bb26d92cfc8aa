from django.conf import settings
from django.db import models

from convivial.strategy.models import Decision, Version

from .meeting import Meeting


class Words(models.Model):
    """What the group says to a part of a meeting, as it was typed. ``revision`` counts the changes: two people
    who write at once do not overwrite each other."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="words")
    part = models.CharField(max_length=10)
    text = models.TextField(blank=True, default="", max_length=8000)
    revision = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "part"], name="words_once_a_part")]


class Decided(models.Model):
    """A decision of the strategy was taken in this meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="decided")
    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="decided")

    class Meta:
        ordering = ["id"]


class Judgement(models.Model):
    """What a review says about an objective, with its words as they were then: met, not met, or nobody can tell."""

    class Says(models.TextChoices):
        MET = "met"
        NOT_MET = "not_met"
        CANNOT_TELL = "cannot_tell"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="judgements")
    objective = models.CharField(max_length=12)
    statement = models.CharField(max_length=280)
    says = models.CharField(max_length=11, choices=Says)
    note = models.TextField(max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["meeting", "objective"], name="each_objective_judged_once")]


class Opening(models.Model):
    """The next version of the strategy was opened from a review: its draft carries what was decided."""

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="opening")
    version = models.ForeignKey(Version, null=True, on_delete=models.SET_NULL, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
