from django.conf import settings
from django.db import models

from convivial.team.models import Workspace


class Habits(models.Model):
    """When a person wants no mail: from–to on the clock of their own zone. No row: mail at any hour."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="habits")
    quiet_from = models.TimeField(null=True)
    quiet_until = models.TimeField(null=True)
    zone = models.CharField(max_length=64, blank=True)  # "" is the zone of the workspace


class PutAway(models.Model):
    """The first steps are off a person's page, though some are open: they said so."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "person"], name="one_putting_away")]


class Wish(models.Model):
    """How a person wants to hear of one kind of notice. No row: as ``notices.kinds`` proposes."""

    class Way(models.TextChoices):
        MAIL = "mail"  # on the page and by mail
        PAGE = "page"
        NONE = "none"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="wishes")
    kind = models.CharField(max_length=12)
    way = models.CharField(max_length=5, choices=Way.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="one_wish_a_kind")]
