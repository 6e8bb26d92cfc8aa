from django.conf import settings
from django.db import models

from convivial.lib.codes import LENGTH

from .post import Post


def _code() -> models.CharField:
    """Of a part of the strategy, which keeps its code through the versions; "" is nobody said."""
    return models.CharField(max_length=LENGTH, blank=True, default="")


class Tie(models.Model):
    """What a post is for, in the terms of the strategy. ``batch``: the code of an act on many posts that made it, as
    long as nobody changed it since, so that the act can be taken back."""

    post = models.OneToOneField(Post, on_delete=models.CASCADE, related_name="tie")
    pillar = _code()
    persona = _code()
    objective = _code()
    stage = _code()
    batch = _code()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        indexes = [models.Index(fields=["batch"], name="ties_of_a_batch", condition=~models.Q(batch=""))]
