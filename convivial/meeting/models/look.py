from typing import Any

from django.db import models

from .meeting import Meeting


class Look(models.Model):
    """What the checks find over the days of a review, and how its objectives went: written when it begins, whenever
    the strategy is looked at anew, and a last time when it is closed; never by reading a page. ``told``: findings and
    courses as rows. ``seen``: which line of the journal they knew of, see ``strategy.overtaking``."""

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="look")
    told: Any = models.JSONField(default=dict)
    seen = models.BigIntegerField(default=0)
    at = models.DateTimeField()
