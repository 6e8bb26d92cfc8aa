from django.db import models

from .publication import Publication


class Attempt(models.Model):
    """One try to send a publication, written before a byte leaves, and its exact outcome.

    ``outcome``: empty while it runs; "published", "refused", "later", "disconnected", "not_allowed", "unsupported",
    "retired", "unknown", "lost" (its worker ended) or "not_sent" (given back before a byte left).
    """

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="attempts")
    token = models.PositiveIntegerField()
    worker = models.CharField(max_length=40)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, blank=True)
    detail = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "token"], name="one_attempt_a_claim")]


class Look(models.Model):
    """One question to the network whether an unknown publication is there, written before it is asked. ``answer``:
    empty while it is asked (and for ever when the worker ended over it), then "found", "absent", "untellable" or
    "not_reached"."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="looks")
    at = models.DateTimeField()
    answer = models.CharField(max_length=12, blank=True)
    detail = models.JSONField(default=dict)
