from django.db import models
from django.dispatch import Signal
from django.utils.text import slugify

from convivial.lib.codes import CodeField, new_code

opened = Signal()  # sent in the act's transaction with workspace=… and by=…, so that every app can furnish it

TAKEN = frozenset({"new", "all"})


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

    @property
    def address(self) -> str:
        return f"/w/{self.slug}/"


def free_slug(name: str) -> str:
    """A word for the workspace's addresses, from its name; with a random tail when somebody has it already."""
    plain = slugify(name)[:32].strip("-")
    if plain and plain not in TAKEN and not Workspace.objects.filter(slug=plain).exists():
        return plain
    return f"{plain}-{new_code()[:6]}".strip("-")
