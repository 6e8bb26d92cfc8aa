from django.db import models

from convivial.lib.codes import CodeField
from convivial.work.models import DueRow


class Mail(DueRow):
    """A mail of the house itself to one person: an invitation, a link for a new password, a word about the account. A
    due row, recorded as *sending* before it is handed to the mail server. Its words often open something, so they lie
    sealed under the key of the person they are for, and go as soon as nothing more is to be sent."""

    class State(models.TextChoices):
        OPEN = "open"
        SENDING = "sending"
        SENT = "sent"
        NEEDLESS = "needless"  # withdrawn, or the one it was for was erased
        UNKNOWN = "unknown"  # handed over several times, and never a clear answer
        GIVEN_UP = "given_up"  # the mail server would not take it

    code = CodeField()
    thing = models.CharField(max_length=24)
    thing_code = models.CharField(max_length=12, blank=True, db_index=True)
    sealed = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    refusals = models.PositiveSmallIntegerField(default=0)
    doubts = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
