from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from convivial.lib.codes import CodeField
from convivial.team.models import Workspace


class Version(models.Model):
    """A strategy as it was meant at one time: a draft, the current one, or a past one. Its content are the parts
    that point at it. A draft has no number yet; a past or current version changes by a small change only."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        CURRENT = "current", _("in force")
        PAST = "past", _("replaced")

    code = CodeField()
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="strategy_versions")
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    based_on = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    starting_set = models.CharField(max_length=20, blank=True, default="")
    language = models.CharField(max_length=10, blank=True, default="")  # in which it was begun
    begun = models.JSONField(default=dict, blank=True)  # by a part's code: fields that only the starting set has said
    why = models.TextField(blank=True, default="")
    begins_on = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace"], condition=Q(state="current"), name="one_current_version"),
            models.UniqueConstraint(fields=["workspace"], condition=Q(state="draft"), name="one_draft_version"),
            models.UniqueConstraint(fields=["workspace", "number"], name="each_version_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.workspace_id} {self.number or 'draft'}"

    @property
    def is_draft(self) -> bool:
        return self.state == Version.State.DRAFT


class Proposal(models.Model):
    """A strategist says that the draft is ready; another one makes it current. Any further change takes this back."""

    version = models.OneToOneField(Version, on_delete=models.CASCADE, related_name="proposal")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)


class Adoption(models.Model):
    """A version became current: who said so, and who looked at it too. Where there was only one strategist, the
    ``note`` says what they went by."""

    version = models.OneToOneField(Version, on_delete=models.CASCADE, related_name="adoption")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    seconded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    seconded_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True, default="")
