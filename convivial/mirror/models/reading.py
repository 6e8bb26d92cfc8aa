from typing import ClassVar

from django.conf import settings
from django.db import models

from convivial.networks.models import Channel
from convivial.team.models import Workspace
from convivial.work.models import DueRow


class Reading(DueRow):
    """One look back over a channel. While it is due it is being done; ``done_at`` ends it, ``reason`` says why it
    could not be done (a key of ``telling.WHY``), ``count`` how many posts were read, ``vain`` how often it was tried
    in vain."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="readings")
    channel = models.OneToOneField(Channel, on_delete=models.CASCADE, related_name="reading")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    count = models.PositiveIntegerField(default=0)
    vain = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=40, blank=True)

    objects: ClassVar[models.Manager["Reading"]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.channel_id}: {self.count}"
