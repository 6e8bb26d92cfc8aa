from pathlib import Path

from django.conf import settings
from django.db import models

from convivial.lib.codes import CodeField
from convivial.team.models import Workspace

from .post import Post

ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}


class Media(models.Model):
    """A picture that this house decoded and encoded again. Its path is made from ``code``, never from a name.

    ``sha256`` is of the full size; ``thumbnail_mime`` of the small one. ``is_still``: the file moved, and only its
    first picture was kept. ``name`` is what the file was called, for people to recognise it, and nothing else.
    """

    code = CodeField()
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="media")
    sha256 = models.CharField(max_length=64)
    mime = models.CharField(max_length=40)
    thumbnail_mime = models.CharField(max_length=40, default="image/jpeg")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    is_still = models.BooleanField(default=False)
    name = models.CharField(max_length=200)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "sha256"], name="each_picture_once_a_workspace")]
        indexes = [models.Index(fields=["added_at"], name="media_by_age")]

    def __str__(self) -> str:
        return self.name

    def path(self, size: str = "full") -> Path:
        """Where the bytes lie; ``size`` is "full" or "thumb"."""
        mime = self.mime if size == "full" else self.thumbnail_mime
        folder: Path = settings.DATA / "media" / self.workspace.code
        return folder / f"{self.code}.{size}.{ENDINGS[mime]}"


class PostPicture(models.Model):
    """A picture's place in a post, with the alt text it has there."""

    code = CodeField()
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="pictures")
    media = models.ForeignKey(Media, on_delete=models.PROTECT, related_name="uses")
    position = models.PositiveSmallIntegerField(default=0)
    alt = models.CharField(max_length=2000, blank=True)

    class Meta:
        ordering = ["position", "id"]
