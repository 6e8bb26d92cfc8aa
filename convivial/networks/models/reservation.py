from django.conf import settings
from django.db import models

from convivial.team.models import Membership

from .channel import Channel


class Reservation(models.Model):
    """Only some people may publish on a channel. Without one, everybody may whose role lets them publish. When the
    last of the people leaves it stays, so that nobody comes in by somebody else's going."""

    channel = models.OneToOneField(Channel, on_delete=models.CASCADE, related_name="reservation")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)


class ChannelGrant(models.Model):
    """One of the people for whom a channel is reserved."""

    reservation = models.ForeignKey(Reservation, on_delete=models.CASCADE, related_name="grants")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="channel_grants")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reservation", "membership"], name="one_grant_each")]
