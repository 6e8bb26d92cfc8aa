from django.db import models

from .due_row import DueRow


class Worker(models.Model):
    """A process that does what is due: since when, its last sign of life, and when it last finished real work."""

    name = models.CharField(max_length=40, unique=True)
    host = models.CharField(max_length=120)
    pid = models.PositiveIntegerField()
    began_at = models.DateTimeField()
    beat_at = models.DateTimeField(db_index=True)
    worked_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)


class Canary(DueRow):
    """Work that is there to be done: it goes the way of all work every few seconds, so that health can say that
    work is really taken and finished, and not only that a process runs."""

    done_at = models.DateTimeField(null=True)


class Duty(models.Model):
    """What only one process may do at a time, such as keeping the house."""

    name = models.CharField(max_length=24, primary_key=True)
    worker = models.CharField(max_length=40, blank=True)
    lease_until = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)


class Home(models.Model):
    """A place (machine and data folder) in which this house has been opened, and how long it has lived there.

    ``beat`` is written into the data folder a little later than here; a database whose beat is behind the folder's
    is an older copy of itself.
    """

    place = models.CharField(max_length=64, unique=True)
    host = models.CharField(max_length=120)
    first_at = models.DateTimeField()
    beat = models.BigIntegerField(default=0)
    beat_at = models.DateTimeField()
