from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class Line(models.Model):
    """One act: who did what, to which thing, when. Ids and short nouns only, never personal text; workspace and actor
    are plain ids, so that the journal lies below the team. Workspace 0 is the installation. ``seq`` has no gaps
    within a workspace, and ``chain`` is the SHA-256 over the line and the chain of the line before. ``aside`` is the
    SHA-256 of the sealed personal text that belongs to the line, if any (see ``Aside``)."""

    workspace_id = models.BigIntegerField()
    seq = models.BigIntegerField()
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    act = models.CharField(max_length=40)
    thing = models.CharField(max_length=24, blank=True)
    thing_code = models.CharField(max_length=12, blank=True)
    params = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    aside = models.CharField(max_length=64, blank=True)
    chain = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace_id", "seq"], name="journal_without_gaps")]
        indexes = [models.Index(fields=["workspace_id", "thing", "thing_code", "seq"], name="journal_of_a_thing")]


class Head(models.Model):
    """The last line of a workspace's journal; locked last in every transaction. Workspace 0 is the installation."""

    workspace_id = models.BigIntegerField(primary_key=True)
    seq = models.BigIntegerField(default=0)
    chain = models.CharField(max_length=64, default="")
