from django.conf import settings
from django.db import models

from convivial.content.models import Edition, Variant
from convivial.lib.codes import CodeField
from convivial.networks.models import Channel
from convivial.team.models import Workspace


class Publication(models.Model):
    """One variant going out at one time: a row of the ledger, which is the truth about what goes out.

    ``due_at`` is the instant (UTC); ``wall_time`` ("2026-11-26T09:00") and ``zone`` are what was meant. ``key`` is
    chosen once and given to the network with every try. ``token`` counts the claims: whoever holds an older one
    writes nothing. ``reason`` and ``reason_params`` are a message key and its parameters, never a sentence.
    """

    class State(models.TextChoices):
        SCHEDULED = "scheduled"
        SENDING = "sending"
        PUBLISHED = "published"
        FAILED = "failed"
        UNKNOWN = "unknown"
        ON_HOLD = "on_hold"
        CANCELLED = "cancelled"

    code = CodeField()
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="publications")
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="publications")
    variant = models.ForeignKey(Variant, on_delete=models.PROTECT, related_name="publications")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="publications")
    state = models.CharField(max_length=10, choices=State.choices, default=State.SCHEDULED)

    due_at = models.DateTimeField()
    wall_time = models.CharField(max_length=16)
    zone = models.CharField(max_length=64)
    scheduled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    scheduled_at = models.DateTimeField(auto_now_add=True)

    key = models.CharField(max_length=64)
    try_at = models.DateTimeField()  # when the next step is due: due_at at first, later the retry or the next look
    token = models.PositiveIntegerField(default=0)
    worker = models.CharField(max_length=40, blank=True)
    lease_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    prepared = models.JSONField(default=dict)

    reason = models.CharField(max_length=40, blank=True)
    reason_params = models.JSONField(default=dict)
    remote_id = models.CharField(max_length=255, blank=True)
    address = models.CharField(max_length=500, blank=True)
    published_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel", "key"], name="each_key_once_a_channel")]
        indexes = [
            models.Index(fields=["try_at", "id"], condition=models.Q(state="scheduled"), name="publication_due"),
            models.Index(fields=["lease_until"], condition=models.Q(state="sending"), name="publication_in_flight"),
            models.Index(fields=["try_at"], condition=models.Q(state="unknown"), name="publication_unknown"),
            models.Index(fields=["workspace", "due_at"], name="publication_calendar"),
        ]


class Attempt(models.Model):
    """One try to send a publication, written before a byte leaves, and its exact outcome."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="attempts")
    token = models.PositiveIntegerField()
    worker = models.CharField(max_length=40)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, blank=True)
    detail = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "token"], name="one_attempt_a_claim")]


class Hold(models.Model):
    """Nothing goes out: in one workspace, or (no workspace) in the whole house, until somebody lifts it."""

    workspace = models.ForeignKey(Workspace, null=True, on_delete=models.CASCADE, related_name="holds")
    why = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    lifted_at = models.DateTimeField(null=True)
