from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from convivial.team.models import Membership

from .channel import Channel


class ChannelDuty(models.Model):
    """What no role and no reservation says: who answers on a channel, and when, and who steps in. A row a person."""

    class Duty(models.TextChoices):
        WEEKDAYS = "weekdays", _("answers on weekdays")
        WEEKENDS = "weekends", _("answers at weekends")
        COVERS = "covers", _("steps in")

    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="duties")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="channel_duties")
    duty = models.CharField(max_length=10, choices=Duty.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel", "duty", "membership"], name="each_duty_once")]
