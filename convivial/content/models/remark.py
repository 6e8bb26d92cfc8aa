from django.conf import settings
from django.db import models

from convivial.lib.codes import CodeField

from .approval import ApprovalRequest
from .media import Media
from .post import Edition, Post


class Remark(models.Model):
    """An approver's comment: on some words, on a picture, on all that is said on a channel, or on the whole post.

    It is hers alone while ``request`` is None; with her answer to that question it reaches the author. ``edition``
    is what she had before her; ``start`` and ``end`` count code points in its text, as Python does. ``quote`` is what
    stood there (the words, or the picture's description), so that it survives whatever is changed afterwards.
    ``reply`` is the author's answer; ``settled_at`` is when somebody ticked it off.
    """

    class Place(models.TextChoices):
        WORDS = "words"
        PICTURE = "picture"
        CHANNEL = "channel"
        POST = "post"

    code = CodeField()
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="remarks")
    request = models.ForeignKey(ApprovalRequest, null=True, on_delete=models.CASCADE, related_name="remarks")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    edition = models.ForeignKey(Edition, null=True, on_delete=models.SET_NULL, related_name="remarks")
    place = models.CharField(max_length=8, choices=Place.choices)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    media = models.ForeignKey(Media, null=True, on_delete=models.SET_NULL, related_name="+")
    quote = models.TextField(blank=True)
    comment = models.TextField()
    reply = models.TextField(blank=True)
    replied_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    replied_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
