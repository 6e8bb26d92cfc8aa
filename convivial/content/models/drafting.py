from django.conf import settings
from django.db import models

from convivial.lib.codes import CodeField

from .post import Post, Variant


class PastWords(models.Model):
    """Words that a post or a variant had, kept so that they can be put back; the last 40 of a post.

    ``by`` wrote them; ``at`` is when they were replaced. ``is_overtaken``: they never stood in the post, for somebody
    else had written in the meantime.
    """

    code = CodeField()
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="past_words")
    variant = models.ForeignKey(Variant, null=True, on_delete=models.CASCADE, related_name="past_words")
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    is_overtaken = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["post", "-id"], name="past_words_of_a_post")]


class Presence(models.Model):
    """Somebody has a post open. Renewed by the open page; old after half a minute."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "user"], name="one_presence_each")]
