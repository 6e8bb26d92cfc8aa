from django.db import models


class Guesses(models.Model):
    """How often a wrong password was given lately, for one account or from one place. ``about`` says which in a form
    that names nobody (``slowing``); ``free_at`` is when the next try is taken."""

    about = models.CharField(max_length=64, unique=True)
    count = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()
    free_at = models.DateTimeField(null=True)
