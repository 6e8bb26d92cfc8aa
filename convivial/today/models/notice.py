from django.conf import settings
from django.db import models

from convivial.lib.codes import CodeField
from convivial.team.models import Workspace

from .letter import Letter


class Notice(models.Model):
    """Something in the journal that one person should know, or that ``in_place_of`` should who is away. It grows from
    a line (``seq``) and repeats what stands there, ids and short nouns; ``count`` is more than 1 where many lines of
    one kind came at once. Unread until ``read_at``. The line may be told again, the notice is there once."""

    code = CodeField()
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="notices")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    seq = models.BigIntegerField()
    kind = models.CharField(max_length=12)
    act = models.CharField(max_length=40)
    actor_id = models.BigIntegerField(null=True)
    thing = models.CharField(max_length=24, blank=True)
    thing_code = models.CharField(max_length=12, blank=True)
    params = models.JSONField(default=dict)
    count = models.PositiveIntegerField(default=1)
    in_place_of = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    letter = models.ForeignKey(Letter, null=True, on_delete=models.SET_NULL, related_name="notices")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "workspace", "seq"], name="each_line_once_a_person")]
        indexes = [
            models.Index(fields=["person", "workspace", "-id"], name="notices_of_a_person"),
            models.Index(fields=["person", "workspace"], condition=models.Q(read_at=None), name="notices_unread"),
        ]


class Cursor(models.Model):
    """How far the notices of a workspace have read its journal."""

    workspace = models.OneToOneField(Workspace, on_delete=models.CASCADE, primary_key=True, related_name="+")
    seq = models.BigIntegerField(default=0)
