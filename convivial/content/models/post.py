from django.conf import settings
from django.db import models

from convivial.lib.codes import CodeField
from convivial.networks.models import Channel
from convivial.team.models import Workspace


class Post(models.Model):
    """Something we want to say. Its ``text`` flows into every variant that has no words of its own."""

    code = CodeField()
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="posts")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField(blank=True)
    language = models.CharField(max_length=8, default="en")
    revision = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.first_words

    @property
    def first_words(self) -> str:
        return " ".join(self.text.split())[:80]


class Variant(models.Model):
    """How we say a post on one channel, in one language. ``text`` is None until it is changed for itself."""

    code = CodeField()
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="variants")
    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="variants")
    language = models.CharField(max_length=8)
    text = models.TextField(null=True)
    edition = models.ForeignKey("Edition", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
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
    """

    variant = models.ForeignKey(Variant, on_delete=models.CASCADE, related_name="editions")
    fingerprint = models.CharField(max_length=64)
    text = models.TextField()
    language = models.CharField(max_length=8)
    pictures = models.JSONField(default=list)
    links = models.JSONField(default=list)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["variant", "fingerprint"], name="each_edition_once")]
