from django.db import models

from .publication import Publication


class Doubt(models.Model):
    """A publication of which the house may have forgotten that it went out: it is looked for before it goes out.

    ``since``: from where on the network's posts may be it. ``at``: when the doubt arose; older looks count no more.
    ``state``, ``reason`` and ``reason_params``: where it goes back to when it is surely not there.
    """

    publication = models.OneToOneField(Publication, on_delete=models.CASCADE, related_name="doubt")
    since = models.DateTimeField()
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=Publication.State.choices, default=Publication.State.SCHEDULED)
    reason = models.CharField(max_length=40, blank=True)
    reason_params = models.JSONField(default=dict)
