from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models

from convivial.lib.codes import CodeField
from convivial.lib.shortening import shortened
from convivial.networks.models import Channel
from convivial.team.models import Workspace

if TYPE_CHECKING:
    from .media import Media


class KeptPosts(models.Manager["Post"]):
    """Every post but the deleted ones, which only undoing reaches (``Post.everything``)."""

    def get_queryset(self) -> models.QuerySet["Post"]:
        return super().get_queryset().filter(deletion=None)


class Post(models.Model):
    """Something we want to say. Its ``text`` flows into every variant that has no words of its own.

    ``revision`` counts its texts, ``written_by`` wrote the last one; a variant with words of its own has both too.
    ``pictured_by`` was the last to choose, order or describe its pictures.
    ``is_contribution``: a contributor began it, so a creator takes it on before it can go anywhere.
    """

    code = CodeField()
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="posts")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField(blank=True)
    language = models.CharField(max_length=8, default="en")
    revision = models.PositiveIntegerField(default=0)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    pictured_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    is_contribution = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects: ClassVar[KeptPosts] = KeptPosts()
    everything: ClassVar[models.Manager["Post"]] = models.Manager()

    def __str__(self) -> str:
        return self.first_words

    @property
    def first_words(self) -> str:
        return shortened(self.text, 80)


class Deletion(models.Model):
    """A post that was deleted, by whom and when. Taking this row away brings the post back; after 30 days the post
    itself goes (``deleting.KEPT``)."""

    post = models.OneToOneField(Post, on_delete=models.CASCADE, related_name="deletion")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)


class KeptVariants(models.Manager["Variant"]):
    """Without those that were taken off their post but stay for what was scheduled there once."""

    def get_queryset(self) -> models.QuerySet["Variant"]:
        return super().get_queryset().filter(is_dropped=False)


class Variant(models.Model):
    """How we say a post on one channel, in one language. ``text`` is None until it is changed for itself."""

    code = CodeField()
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="variants")
    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="variants")
    language = models.CharField(max_length=8)
    text = models.TextField(null=True)
    revision = models.PositiveIntegerField(default=0)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    edition = models.ForeignKey("Edition", null=True, on_delete=models.SET_NULL, related_name="+")
    is_dropped = models.BooleanField(default=False)

    objects: ClassVar[KeptVariants] = KeptVariants()
    everything: ClassVar[models.Manager["Variant"]] = models.Manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["post", "channel", "language"], name="one_variant_a_channel_and_language")
        ]

    @property
    def words(self) -> str:
        return self.post.text if self.text is None else self.text


class Edition(models.Model):
    """The exact words, pictures, alt texts and links of a variant at one moment; never changed. A yes is given to
    an edition, and an edition is what goes out. ``fingerprint`` is the SHA-256 of all of it, in hexadecimal.

    ``pictures``: ``[{"media": id, "sha256": hex, "alt": text}, …]`` in order. ``links``: addresses in order.
    ``media``: the same pictures as rows, so that their files stay as long as the edition does.
    """

    variant = models.ForeignKey(Variant, on_delete=models.CASCADE, related_name="editions")
    fingerprint = models.CharField(max_length=64)
    text = models.TextField()
    language = models.CharField(max_length=8)
    pictures = models.JSONField(default=list)
    links = models.JSONField(default=list)
    media: "models.ManyToManyField[Media, Any]" = models.ManyToManyField("Media", related_name="editions")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["variant", "fingerprint"], name="each_edition_once")]
