from django.db import models

from convivial.networks.models import Channel
from convivial.publishing.models import Publication
from convivial.team.models import Workspace


class Observation(models.Model):
    """One look at what a network counts, of a post (``publication``) or of a whole channel (none). ``raw`` is the
    network's own answer, kept so that a mistake of ours in reading it can be mended later."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="observations")
    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="observations")
    publication = models.ForeignKey(Publication, null=True, on_delete=models.CASCADE, related_name="observations")
    observed_at = models.DateTimeField()
    raw = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["publication", "observed_at"], name="observation_of_a_post")]


class Figure(models.Model):
    """A number observed at a time: "likes", "shares", "replies", "quotes", "saves" of a post; "followers",
    "following", "posts" of a channel. What a network did not tell has no row: missing is not zero."""

    observation = models.ForeignKey(Observation, on_delete=models.CASCADE, related_name="figures")
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="figures")
    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="figures")
    publication = models.ForeignKey(Publication, null=True, on_delete=models.CASCADE, related_name="figures")
    name = models.CharField(max_length=24)
    value = models.BigIntegerField()
    observed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "name", "observed_at"],
                condition=models.Q(publication__isnull=False),
                name="one_figure_of_a_post_a_moment",
            ),
            models.UniqueConstraint(
                fields=["channel", "name", "observed_at"],
                condition=models.Q(publication__isnull=True),
                name="one_figure_of_a_channel_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"
