from django.db import models
from django.dispatch import Signal

from convivial.lib.codes import CodeField

opened = Signal()  # sent in the act's transaction with workspace=… and by=…, so that every app can furnish it


class Workspace(models.Model):
    """One brand or client. Everything below it is reached through it, so that workspaces are walls."""

    code = CodeField()
    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    zone = models.CharField(max_length=64, default="Europe/Berlin")
    language = models.CharField(max_length=8, default="en")
    hue = models.PositiveSmallIntegerField(default=40)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name
