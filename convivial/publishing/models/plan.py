from django.conf import settings
from django.db import models

from convivial.content.models import Post


class Plan(models.Model):
    """When a draft is meant to go out: a wish, kept with the draft, of which the ledger knows nothing until it is
    scheduled. ``wall_time`` ("2026-11-26T09:00") and ``zone`` are as in a publication."""

    post = models.OneToOneField(Post, on_delete=models.CASCADE, related_name="plan")
    wall_time = models.CharField(max_length=16)
    zone = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now=True)
