from django.conf import settings
from django.db import models

from convivial.lib.codes import CodeField
from convivial.team.models import Workspace


class Decision(models.Model):
    """Something that was decided, why, and when to look again. It belongs to no version."""

    code = CodeField()
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="decisions")
    question = models.CharField(max_length=280)
    options = models.TextField(blank=True, default="", max_length=2000)
    choice = models.CharField(max_length=280)
    reason = models.TextField(max_length=2000)
    evidence = models.TextField(blank=True, default="", max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    on = models.DateField()
    look_again_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-on", "-id"]

    def __str__(self) -> str:
        return self.question


class Outcome(models.Model):
    """Somebody looked again: what became of a decision."""

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="outcome")
    note = models.TextField(max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    on = models.DateField()


class Hypothesis(models.Model):
    """Something we believe, and the number by which we shall know."""

    code = CodeField()
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="hypotheses")
    believe = models.CharField(max_length=400)
    kpi = models.CharField(max_length=20, blank=True, default="")
    threshold = models.CharField(max_length=120)
    by_date = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["by_date", "id"]

    def __str__(self) -> str:
        return self.believe


class Verdict(models.Model):
    """What we know now about a hypothesis."""

    class Says(models.TextChoices):
        SUPPORTED = "supported"
        NOT_SUPPORTED = "not_supported"
        INCONCLUSIVE = "inconclusive"

    hypothesis = models.OneToOneField(Hypothesis, on_delete=models.CASCADE, related_name="verdict")
    says = models.CharField(max_length=14, choices=Says)
    note = models.TextField(max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    on = models.DateField()
