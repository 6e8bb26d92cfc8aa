from django.conf import settings
from django.db import models

from convivial.team.models import Workspace
from convivial.work.models import DueRow


class Letter(DueRow):
    """A mail to one person about the notices of ten minutes: a due row. It is recorded as *sending* before it is
    handed to the mail server and never handed over twice: when nobody can tell whether it left, it is *unknown*
    and stays so, for the notices stand on the page as well."""

    class State(models.TextChoices):
        OPEN = "open"  # takes more notices until it is due
        SENDING = "sending"
        SENT = "sent"
        NEEDLESS = "needless"  # everything in it was read before it was due
        UNKNOWN = "unknown"
        GIVEN_UP = "given_up"  # the mail server would not take it, several times

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="letters")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="letters")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    refusals = models.PositiveSmallIntegerField(default=0)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "person"], condition=models.Q(state="open"), name="one_open_letter_each"
            )
        ]
