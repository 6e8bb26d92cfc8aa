"""Drafts without a time: what could still be planned, newest first."""

from django.db.models import Exists, OuterRef, QuerySet

from convivial.content.models import Post
from convivial.publishing.models import Publication
from convivial.team.models import Workspace

AT_ONCE = 12


def not_yet_planned(workspace: Workspace) -> QuerySet[Post]:
    """Posts of which nothing waits, has gone out, or asks for a decision."""
    in_ledger = Publication.objects.filter(variant__post=OuterRef("pk")).exclude(state=Publication.State.CANCELLED)
    return workspace.posts.filter(~Exists(in_ledger)).order_by("-updated_at")
