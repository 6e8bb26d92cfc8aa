from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from convivial.content.models import Post
from convivial.lib.codes import LENGTH, CodeField
from convivial.networks.models import Channel
from convivial.team.models import Workspace


def _end() -> models.CharField:
    """The code of a part of the strategy, which stays through its versions; "" is nobody said."""
    return models.CharField(max_length=LENGTH, blank=True, default="")


class SlotQuerySet(models.QuerySet["Slot"]):
    def kept(self) -> "SlotQuerySet":
        """Those that nobody threw away, open or taken: what was planned."""
        return self.filter(discarding=None)

    def open(self) -> "SlotQuerySet":
        """Those that wait for a post. A post that was deleted does not hold its slot."""
        return self.kept().filter(Q(taking=None) | Q(taking__post__deletion__isnull=False))


class Slot(models.Model):
    """A place in the calendar for a post to be: a time on channels, and what it is for. Only what a person accepted
    is a row; what is proposed is worked out anew each time.

    ``due_at``, ``wall_time`` and ``zone`` are as in a publication. ``kind``: a key of ``ContentType.Kind``. ``why``:
    the reasons of the method, ``[[key, {parameters}], …]``, codes and no words. ``batch``: the act that made it.
    """

    code = CodeField()
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="slots", db_index=False)
    channels: "models.ManyToManyField[Channel, Any]" = models.ManyToManyField(Channel, related_name="slots")
    due_at = models.DateTimeField()
    wall_time = models.CharField(max_length=16)
    zone = models.CharField(max_length=64)
    pillar = _end()
    persona = _end()
    objective = _end()
    stage = _end()
    kind = models.CharField(max_length=14, blank=True, default="")
    why = models.JSONField(default=list)
    batch = models.CharField(max_length=LENGTH)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    accepted_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[models.Manager["Slot"]] = SlotQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["workspace", "due_at"], name="slots_in_time")]


class Taking(models.Model):
    """A post stands in a slot. Taking this row away gives the slot back."""

    slot = models.OneToOneField(Slot, on_delete=models.CASCADE, related_name="taking")
    post = models.OneToOneField(Post, on_delete=models.CASCADE, related_name="taking")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)


class Discarding(models.Model):
    """Somebody threw a slot away. Taking this row away puts it back."""

    slot = models.OneToOneField(Slot, on_delete=models.CASCADE, related_name="discarding")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
