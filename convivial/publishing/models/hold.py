from typing import ClassVar

from django.conf import settings
from django.db import models

from convivial.team.models import Workspace


class HoldQuerySet(models.QuerySet["Hold"]):
    def in_force(self) -> "HoldQuerySet":
        return self.filter(lifted_at=None)

    def over(self, workspace: Workspace | int | None) -> "HoldQuerySet":
        """The holds that stop a workspace: its own, and those of the whole house."""
        return self.in_force().filter(models.Q(workspace=workspace) | models.Q(workspace=None))


class Hold(models.Model):
    """Nothing goes out: in one workspace, or (no workspace) in the whole house, until somebody lifts it.

    ``why`` is what a person wrote; ``reason`` is a key of ``states.HOUSE_REASONS`` when the house did it by itself,
    and then ``doubtful_from`` is the moment since which its own memory may be wrong.
    """

    workspace = models.ForeignKey(Workspace, null=True, on_delete=models.CASCADE, related_name="holds")
    why = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=24, blank=True)
    doubtful_from = models.DateTimeField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    lifted_at = models.DateTimeField(null=True)

    objects: ClassVar[HoldQuerySet] = HoldQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [models.Index(fields=["workspace"], condition=models.Q(lifted_at=None), name="hold_in_force")]
