"""What goes along with a publication, each a due row of its own: it can fail alone and never sends again."""

from django.conf import settings
from django.db import models

from convivial.work.models import DueRow

from .publication import Publication


class LinkWatch(DueRow):
    """When the links of a publication are opened next: at once, 24 hours, one hour and ten minutes
    before, and once a week for four weeks after it went out."""

    publication = models.OneToOneField(Publication, on_delete=models.CASCADE, related_name="link_watch")


class Preparation(DueRow):
    """Uploads ahead of time, so that at the due second only the last call is made."""

    publication = models.OneToOneField(Publication, on_delete=models.CASCADE, related_name="preparation")


class Removal(DueRow):
    """A published post is to be taken down at the network. ``reason`` says why that did not work."""

    publication = models.OneToOneField(Publication, on_delete=models.CASCADE, related_name="removal")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=40, blank=True)
