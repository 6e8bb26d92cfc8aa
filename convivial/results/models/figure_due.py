from typing import ClassVar

from django.db import models

from convivial.networks.models import Channel
from convivial.publishing.models import Publication
from convivial.team.models import Workspace
from convivial.work.models import DueRow

from .figure import Observation


class FigureDue(DueRow):
    """When the figures of a post, or of a whole channel (no ``publication``), are asked for next. ``latest`` is the
    newest look, so that a page need not search for it."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="figures_due")
    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="figures_due")
    publication = models.OneToOneField(Publication, null=True, on_delete=models.CASCADE, related_name="figures_due")
    latest = models.ForeignKey(Observation, null=True, on_delete=models.SET_NULL, related_name="+")

    objects: ClassVar[models.Manager["FigureDue"]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["channel"], condition=models.Q(publication__isnull=True), name="one_due_a_channel"
            )
        ]


class JournalCursor(models.Model):
    """Up to which line of a workspace's journal we know what went out and what was connected."""

    workspace = models.OneToOneField(Workspace, on_delete=models.CASCADE, primary_key=True, related_name="+")
    seq = models.BigIntegerField(default=0)
