from django.conf import settings
from django.db import models

from convivial.lib.codes import CodeField
from convivial.team.models import Membership, Workspace


class Channel(models.Model):
    """One account on a network: "our Bluesky page"."""

    class Access(models.TextChoices):
        CONNECTED = "connected"
        WITHDRAWN = "withdrawn"  # the network no longer lets us in: an owner must connect it again
        REMOVED = "removed"  # an owner took it away; kept for what was published on it

    code = CodeField()
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="channels")
    network = models.CharField(max_length=20)
    server = models.CharField(max_length=255, blank=True)
    remote_id = models.CharField(max_length=255)
    handle = models.CharField(max_length=255)
    name = models.CharField(max_length=255)
    address = models.URLField(max_length=500, blank=True)
    limits = models.JSONField(default=dict)
    access = models.CharField(max_length=12, choices=Access.choices, default=Access.CONNECTED)
    connected_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    connected_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "network", "server", "remote_id"], name="one_channel_an_account"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.network})"


class ChannelGrant(models.Model):
    """Limits a member to channels: who has any grant may use only the granted ones."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="channel_grants")
    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="grants")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["membership", "channel"], name="one_grant_each")]
