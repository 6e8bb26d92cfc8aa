from django.conf import settings
from django.db import models

from .workspace import Workspace


class Membership(models.Model):
    """A person in a workspace. Leaving deletes the row; the journal remembers. ``why`` says in one sentence why this
    person determines the strategy, where one does."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    joined_at = models.DateTimeField(auto_now_add=True)
    why = models.CharField(max_length=280, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "user"], name="one_membership_each")]


class MemberRole(models.Model):
    """One of the roles that a member has; the names are those of ``team.acts``."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="roles")
    name = models.CharField(max_length=20)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["membership", "name"], name="each_role_once")]


class Installer(models.Model):
    """A role of the installation: the IT desk, and nothing that communicators write or read."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="installer")
    since = models.DateTimeField(auto_now_add=True)
