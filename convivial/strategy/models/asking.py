from typing import Any

from django.conf import settings
from django.db import models

from convivial.lib.codes import CodeField
from convivial.lib.now import now
from convivial.team.models import Workspace


class Asking(models.Model):
    """Somebody, mostly in sales and without an account, is asked how many people stood at some stages of the funnel
    from ``first`` to ``last``. ``stages``: each as it was called then, ``[{"code", "name", "definition"}, …]``. Where
    a mail went is not kept. Withdrawing deletes the row; the journal remembers."""

    code = CodeField()
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="askings")
    name = models.CharField(max_length=80)
    first = models.DateField()
    last = models.DateField()
    stages = models.JSONField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()

    class Meta:
        ordering = ["-asked_at", "-id"]

    @property
    def is_answered(self) -> bool:
        return hasattr(self, "reply")

    @property
    def has_lapsed(self) -> bool:
        """Its time went by, and nobody answered."""
        return not self.is_answered and self.expires_at <= now()


class Reply(models.Model):
    """What they said, once. ``counts``: people by the code of a stage; None where they do not know."""

    asking = models.OneToOneField(Asking, on_delete=models.CASCADE, related_name="reply")
    counts = models.JSONField()
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        told: dict[str, Any] = self.counts
        return f"{self.asking.name}: {', '.join(str(count) for count in told.values())}"


class Settling(models.Model):
    """A strategist took what was said over into the strategy, or left it as it is. ``changes``: the codes of the
    small changes by which it was taken over; one that is taken back counts no longer."""

    reply = models.OneToOneField(Reply, on_delete=models.CASCADE, related_name="settling")
    is_taken = models.BooleanField()
    changes = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
