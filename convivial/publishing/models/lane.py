from django.db import models

from convivial.networks.models import Channel
from convivial.team.models import Workspace


class Lane(models.Model):
    """A channel's way out: one publication at a time, and no faster than its network allows.

    ``open_at``: nothing before (the network said "later", or its pace is used up). ``used`` counts the publications
    of the window that began at ``window_at``, ``used_before`` those of the window before.
    """

    channel = models.OneToOneField(Channel, on_delete=models.CASCADE, related_name="lane")
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    worker = models.CharField(max_length=40, blank=True)
    lease_until = models.DateTimeField(null=True)
    open_at = models.DateTimeField(null=True)
    window_at = models.DateTimeField(null=True)
    used = models.PositiveIntegerField(default=0)
    used_before = models.PositiveIntegerField(default=0)
