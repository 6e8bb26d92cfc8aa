from typing import Any

from django.conf import settings
from django.db import models

from convivial.lib.codes import CodeField
from convivial.strategy.models import Version
from convivial.team.models import Workspace


class Meeting(models.Model):
    """People looked back together, from ``first`` to ``last`` day, at a week or a quarter. It is open until it has
    its ``Closing``, and after that nothing in it changes. A review speaks of the ``version`` that was
    in force when it began, even where the next one is adopted before it ends."""

    class Kind(models.TextChoices):
        MONDAY = "monday"
        REVIEW = "review"

    code = CodeField()
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="meetings")
    kind = models.CharField(max_length=6, choices=Kind)
    first = models.DateField()
    last = models.DateField()
    version = models.ForeignKey(Version, null=True, on_delete=models.SET_NULL, related_name="+")
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    begun_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-last", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "first"], condition=models.Q(kind="monday"), name="one_monday_a_week"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.first}–{self.last}"

    @property
    def is_closed(self) -> bool:
        return hasattr(self, "closing")


class Closing(models.Model):
    """It is over. ``told`` is what the page said then: facts, message keys and parameters, never sentences; from here
    on it is read, and nothing is looked up again."""

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="closing")
    told: Any = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()


class Presence(models.Model):
    """Who was there. Somebody whose account was erased is only counted."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="presences")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="present_once_a_meeting")]
