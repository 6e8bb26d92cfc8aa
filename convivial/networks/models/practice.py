from django.db import models

from convivial.lib.codes import CodeField

from .channel import Channel


class PracticePost(models.Model):
    """A post on the practice network's timeline. ``key`` is the publication's own, so that it can stand there once
    only, whoever sends it how often."""

    code = CodeField()
    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="practice_posts")
    key = models.CharField(max_length=64)
    text = models.TextField(blank=True)
    language = models.CharField(max_length=8)
    card = models.JSONField(default=dict)  # {"address", "title", "description"} or empty
    posted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel", "key"], name="each_practice_post_once")]
        indexes = [models.Index(fields=["channel", "-posted_at"], name="practice_timeline")]


class PracticePicture(models.Model):
    """A picture of a practice post, bytes and all: the practice network is its own server."""

    code = CodeField()
    post = models.ForeignKey(PracticePost, on_delete=models.CASCADE, related_name="pictures")
    position = models.PositiveSmallIntegerField()
    content = models.BinaryField()
    mime = models.CharField(max_length=40)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    alt = models.CharField(max_length=2000, blank=True)

    class Meta:
        ordering = ["position"]
