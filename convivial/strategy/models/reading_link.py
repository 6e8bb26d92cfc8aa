from datetime import timedelta

from django.conf import settings
from django.db import models

from convivial.lib.codes import CodeField
from convivial.lib.now import now
from convivial.team.models import Workspace
from convivial.team.models.invitation import digest

from .version import Version

PAUSE = timedelta(minutes=10)  # who reloads a page has not opened it anew


class ReadingLinks(models.QuerySet["ReadingLink"]):
    def opened_by(self, token: str) -> "ReadingLink | None":
        """None for a word that is wrong, too old or was taken back: these look alike."""
        found = self.filter(token=digest(token), expires_at__gt=now())
        return found.select_related("workspace", "version").first()


class ReadingLink(models.Model):
    """Somebody without an account may read the strategy for a while: one version, or always the current one. Only the
    SHA-256 of the link's word is kept. Taking it back deletes the row; the journal remembers."""

    code = CodeField()
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="reading_links")
    name = models.CharField(max_length=80)
    version = models.ForeignKey(Version, null=True, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=10, blank=True, default="")  # empty: that of the strategy
    with_course = models.BooleanField(default=False)
    token = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    opened_count = models.PositiveIntegerField(default=0)

    objects = ReadingLinks.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]

    @property
    def is_expired(self) -> bool:
        return self.expires_at <= now()
