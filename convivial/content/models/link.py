from django.conf import settings
from django.db import models

from convivial.team.models import Workspace

from .media import Media
from .post import Post


class LinkLook(models.Model):
    """What we saw when we last opened a link. ``verdict``: "opens"; "gone", "not_found", "no_such_host" (these put a
    post on hold); "refused", "slow", "broken_certificate", "not_reached", "error", "not_allowed", "no_way_out"
    (these warn).

    ``title``, ``description`` and ``image`` are the page's own words about itself: hostile until escaped.
    ``picture`` is its picture, decoded and encoded again by us, for networks that want the card from us.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="link_looks")
    address = models.TextField()
    address_hash = models.CharField(max_length=64)
    verdict = models.CharField(max_length=20)
    status = models.PositiveSmallIntegerField(null=True)
    title = models.CharField(max_length=300, blank=True)
    description = models.CharField(max_length=1000, blank=True)
    image = models.TextField(blank=True)
    picture = models.ForeignKey(Media, null=True, on_delete=models.SET_NULL, related_name="link_looks")
    looked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "address_hash"], name="one_look_an_address")]


class LinkPromise(models.Model):
    """ "This page opens at 09:00": somebody says so, and the link is tried for 15 minutes from then on."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="link_promises")
    address = models.TextField()
    opens_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
