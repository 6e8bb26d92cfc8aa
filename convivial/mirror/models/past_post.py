from typing import ClassVar

from django.db import models

from convivial.networks.models import Channel
from convivial.team.models import Workspace


class PastPost(models.Model):
    """Something that stands on an account. ``channel`` is empty for what was imported; ``kind`` and ``shape`` as in
    ``networks.messages.PastPost``; ``figures``: counts by name, and what nobody told is not in it. ``remote_id`` of
    an imported one is a sum over its moment and words, so that the same table twice makes nothing twice."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="past_posts")
    channel = models.ForeignKey(Channel, null=True, on_delete=models.CASCADE, related_name="past_posts")
    network = models.CharField(max_length=32)
    remote_id = models.CharField(max_length=255)
    address = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    text = models.TextField(blank=True)
    language = models.CharField(max_length=12, blank=True)
    kind = models.CharField(max_length=8)
    shape = models.CharField(max_length=10)
    figures = models.JSONField(default=dict)

    objects: ClassVar[models.Manager["PastPost"]] = models.Manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["workspace", "at"], name="past_posts_of_a_workspace")]
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "remote_id"], condition=models.Q(channel__isnull=False),
                name="one_past_post_of_a_channel",
            ),
            models.UniqueConstraint(
                fields=["workspace", "network", "remote_id"], condition=models.Q(channel__isnull=True),
                name="one_past_post_of_an_import",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.text[:60]
