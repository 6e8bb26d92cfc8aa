from typing import ClassVar

from django.conf import settings
from django.db import models

from convivial.lib.codes import CodeField
from convivial.team.models import Workspace


class ChannelQuerySet(models.QuerySet["Channel"]):
    def usable(self) -> "ChannelQuerySet":
        """Those that can publish now: connected, and neither withdrawn nor removed."""
        return self.filter(access=Channel.Access.CONNECTED)

    def kept(self) -> "ChannelQuerySet":
        """Those that an owner has not taken away."""
        return self.exclude(access=Channel.Access.REMOVED)

    def real(self) -> "ChannelQuerySet":
        """Those that count: without the practice network's."""
        return self.exclude(network=Channel.PRACTICE)

    def in_order(self) -> "ChannelQuerySet":
        is_practice = models.Case(models.When(network=Channel.PRACTICE, then=1), default=0)
        return self.order_by(is_practice, "network", "name", "id")


class Channel(models.Model):
    """One account on a network: "our Bluesky page". ``access_reason`` says why we have no access: a key of
    ``networks.words``."""

    PRACTICE = "practice"

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
    access_reason = models.CharField(max_length=40, blank=True)
    access_at = models.DateTimeField(auto_now_add=True)
    connected_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    connected_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[models.Manager["Channel"]] = ChannelQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "network", "server", "remote_id"], name="one_channel_an_account"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.network})"

    @property
    def is_practice(self) -> bool:
        return self.network == self.PRACTICE

    @property
    def trouble(self) -> str:
        """Why there is no access, as a sentence for people; "" when there is."""
        from convivial.networks.words import sentence

        return "" if self.is_usable else str(sentence(self.access_reason or self.access, self.network))

    @property
    def is_usable(self) -> bool:
        return self.access == self.Access.CONNECTED
