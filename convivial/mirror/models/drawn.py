from typing import ClassVar

from django.db import models

from convivial.team.models import Workspace
from convivial.work.models import DueRow


class Drawn(DueRow):
    """The mirror of a workspace as it was drawn last: ``shown`` is the plain data of ``reflecting.Reflection``, empty
    before the first time. It is due whenever what it is made from has changed."""

    workspace = models.OneToOneField(Workspace, on_delete=models.CASCADE, related_name="mirror")
    drawn_at = models.DateTimeField(null=True)
    shown = models.JSONField(default=dict)

    objects: ClassVar[models.Manager["Drawn"]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.workspace_id}"
