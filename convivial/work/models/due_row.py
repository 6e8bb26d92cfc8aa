from django.db import models


class DueRow(models.Model):
    """A piece of work as a row of its own domain's table: whoever loses a queue loses nothing.

    ``due_at``: the next moment something is to be done; None when nothing is. ``token`` counts the claims: who holds
    an older one writes nothing. ``deaths`` counts the workers that ended while they held the row.
    """

    due_at = models.DateTimeField(null=True, db_index=True)
    token = models.PositiveIntegerField(default=0)
    worker = models.CharField(max_length=40, blank=True)
    lease_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    deaths = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
