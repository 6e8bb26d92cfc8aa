from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models

from convivial.content.models import Edition, Variant
from convivial.lib.codes import CodeField
from convivial.networks.models import Channel
from convivial.team.models import Workspace


class PublicationQuerySet(models.QuerySet["Publication"]):
    def between(self, start: datetime, end: datetime) -> "PublicationQuerySet":
        return self.filter(due_at__gte=start, due_at__lt=end)

    def due(self, now: datetime) -> "PublicationQuerySet":
        """Scheduled, and its moment has come."""
        return self.filter(state=Publication.State.SCHEDULED, try_at__lte=now)

    def upcoming(self) -> "PublicationQuerySet":
        return self.filter(state=Publication.State.SCHEDULED).order_by("due_at", "id")

    def needing_people(self) -> "PublicationQuerySet":
        """Failed, on hold, or unknown: nobody but a person can say how it goes on."""
        return self.filter(state__in=[Publication.State.FAILED, Publication.State.UNKNOWN, Publication.State.ON_HOLD])

    def waiting(self) -> "PublicationQuerySet":
        """Whatever may still go out, or may just have gone out."""
        return self.filter(state__in=Publication.WAITING)

    def alive(self) -> "PublicationQuerySet":
        """All but the cancelled: what keeps a post from being deleted."""
        return self.exclude(state=Publication.State.CANCELLED)

    def out(self) -> "PublicationQuerySet":
        """What went out and still stands there: nothing else counts anywhere as having gone out."""
        return self.filter(state=Publication.State.PUBLISHED).not_taken_down()

    def taken_down(self) -> "PublicationQuerySet":
        """What went out and was taken down again: told beside a count, never in it."""
        return self.filter(state=Publication.State.PUBLISHED, removal__done_at__isnull=False)

    def not_taken_down(self) -> "PublicationQuerySet":
        """All but what was published and does not stand there any more."""
        return self.filter(removal__done_at=None)

    def with_story(self) -> "PublicationQuerySet":
        return self.select_related("channel", "edition", "variant__post", "workspace")


class Publication(models.Model):
    """One variant going out at one time: a row of the ledger, which is the truth about what goes out.

    ``due_at`` is the instant (UTC); ``wall_time`` ("2026-11-26T09:00") and ``zone`` are what was meant. ``key`` is
    chosen once and given to the network with every try. ``token`` counts the claims and every change by a person:
    whoever holds an older one writes nothing. ``try_at`` is when the next step is due (the sending, a retry, a look
    at the network); None when only a person can go on. ``reason`` and ``reason_params`` are a message key and its
    parameters, never a sentence (``states.reason_sentence``).
    """

    class State(models.TextChoices):
        SCHEDULED = "scheduled"
        SENDING = "sending"
        PUBLISHED = "published"
        FAILED = "failed"
        UNKNOWN = "unknown"
        ON_HOLD = "on_hold"
        CANCELLED = "cancelled"

    WAITING = (State.SCHEDULED, State.SENDING, State.UNKNOWN, State.ON_HOLD)

    code = CodeField()
    # The calendar's index begins with the workspace; who scheduled is never looked for. Each index less is felt here.
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="publications", db_index=False)
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="publications")
    variant = models.ForeignKey(Variant, on_delete=models.PROTECT, related_name="publications")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="publications")
    state = models.CharField(max_length=10, choices=State.choices, default=State.SCHEDULED)

    due_at = models.DateTimeField()
    wall_time = models.CharField(max_length=16)
    zone = models.CharField(max_length=64)
    scheduled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    scheduled_at = models.DateTimeField(auto_now_add=True)

    key = models.CharField(max_length=64)
    try_at = models.DateTimeField(null=True)
    token = models.PositiveIntegerField(default=0)
    worker = models.CharField(max_length=40, blank=True)
    lease_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    deaths = models.PositiveSmallIntegerField(default=0)
    prepared = models.JSONField(default=dict)

    reason = models.CharField(max_length=40, blank=True)
    reason_params = models.JSONField(default=dict)
    # While it was on its way, somebody changed the words who may not publish there.
    has_words_of_others = models.BooleanField(default=False)
    # While it was on its way, whoever scheduled it was taken off the list of the channel.
    is_withheld = models.BooleanField(default=False)
    remote_id = models.CharField(max_length=255, blank=True)
    address = models.CharField(max_length=500, blank=True)
    published_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects: ClassVar[PublicationQuerySet] = PublicationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["channel", "key"], name="each_key_once_a_channel"),
            models.UniqueConstraint(
                fields=["variant", "due_at"],
                condition=models.Q(state__in=["scheduled", "sending", "unknown", "on_hold"]),
                name="one_waiting_publication_a_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["try_at", "id"], condition=models.Q(state="scheduled"), name="publication_due"),
            models.Index(
                fields=["channel", "try_at", "id"], condition=models.Q(state="scheduled"), name="publication_in_lane"
            ),
            models.Index(fields=["lease_until"], condition=models.Q(state="sending"), name="publication_in_flight"),
            models.Index(fields=["try_at"], condition=models.Q(state="unknown"), name="publication_unknown"),
            models.Index(fields=["workspace", "due_at"], name="publication_calendar"),
            models.Index(
                fields=["workspace", "due_at", "id"],
                condition=models.Q(state="scheduled"),
                name="publication_upcoming",
            ),
            models.Index(
                fields=["workspace", "due_at"],
                condition=models.Q(state__in=["failed", "unknown", "on_hold"]),
                name="publication_for_people",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} ({self.state})"

    @property
    def is_waiting(self) -> bool:
        return self.state in self.WAITING
