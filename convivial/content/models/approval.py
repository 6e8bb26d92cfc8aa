from typing import ClassVar

from django.conf import settings
from django.db import models

from convivial.lib.codes import CodeField
from convivial.team.models import Workspace

from .post import Edition, Post


class ApprovalRule(models.Model):
    """Whether posts of a workspace need a yes before they go out. No row: none needed."""

    workspace = models.OneToOneField(Workspace, on_delete=models.CASCADE, related_name="approval_rule")
    is_required = models.BooleanField(default=False)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)


class RequestQuerySet(models.QuerySet["ApprovalRequest"]):
    def open(self) -> "RequestQuerySet":
        return self.filter(closed_at=None)


class ApprovalRequest(models.Model):
    """A question to the approvers. Open until it is answered, withdrawn or overtaken by a newer one."""

    class Outcome(models.TextChoices):
        APPROVED = "approved"
        NOT_YET = "not_yet"
        WITHDRAWN = "withdrawn"
        SUPERSEDED = "superseded"

    code = CodeField()
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="approval_requests")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    note = models.CharField(max_length=500, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)

    objects: ClassVar["models.Manager[ApprovalRequest]"] = RequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post"], condition=models.Q(closed_at=None), name="one_open_request_a_post"
            )
        ]


class Approval(models.Model):
    """A yes to exact words and media: to one edition."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="approvals")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    is_own = models.BooleanField(default=False)  # the author's own yes, where nobody else is in the workspace

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition"], name="one_yes_an_edition")]


class NotYet(models.Model):
    """An approver's "not yet", with what is missing, and the editions she had before her."""

    request = models.OneToOneField(ApprovalRequest, on_delete=models.CASCADE, related_name="not_yet")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    comment = models.TextField()
    editions = models.ManyToManyField(Edition, related_name="not_yets")


class Offer(models.Model):
    """A contributor's draft on its way to a creator, who takes it on or gives it back (which ends the offer)."""

    post = models.OneToOneField(Post, on_delete=models.CASCADE, related_name="offer")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    taken_at = models.DateTimeField(null=True)


class GivenBack(models.Model):
    """A creator's answer to an offer that is not ready yet."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="given_back")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    comment = models.TextField()
