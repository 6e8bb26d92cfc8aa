"""Deleting a post, undoing it, and forgetting it for good after 30 days."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.translation import gettext as _

from convivial.team.access import may
from convivial.team.models import User, Workspace

from .errors import NotNow
from .models import Deletion, Post, Variant
from .telling import tell

KEPT = timedelta(days=30)


def delete(post: Post, by: User) -> None:
    """Takes a post out of every list; it can be brought back for 30 days. Refused once something of it is scheduled
    or was published: that is history."""
    if not may(by, "post.delete", post):
        raise PermissionDenied
    with transaction.atomic():
        Post.everything.select_for_update(no_key=True).get(pk=post.pk)
        if is_relied_upon(post):
            raise NotNow(_("Something of this post is scheduled or was published. Cancel what is scheduled first."))
        if Deletion.objects.get_or_create(post=post, defaults={"by": by})[1]:
            tell(post, by, "post.delete")


def bring_back(post: Post, by: User) -> None:
    """Undoes ``delete``."""
    if not may(by, "post.delete", post):
        raise PermissionDenied
    with transaction.atomic():
        if Deletion.objects.filter(post=post).delete()[0]:
            tell(post, by, "post.bring_back")


def deleted(workspace: Workspace) -> models.QuerySet[Post]:
    return Post.everything.filter(workspace=workspace).exclude(deletion=None).order_by("-deletion__at")


def forget(now: datetime) -> int:
    """Removes what was deleted more than 30 days ago; answers how many posts. Run by the keeper, once an hour."""
    old = Post.everything.filter(deletion__at__lt=now - KEPT)
    gone = [post for post in old[:200] if not is_relied_upon(post, was=True)]
    Post.everything.filter(pk__in=[post.pk for post in gone]).delete()
    return len(gone)


def is_relied_upon(post: Post, variant: Variant | None = None, was: bool = False) -> bool:
    """Whether rows of a higher app protect the post's variants (publications do). Such a model may have a manager
    method ``alive()`` that leaves out those which rely on nothing any more; with ``was`` they count too."""
    return any(_protected(relation, post, variant, was) for relation in _protecting())


def _protecting() -> list[models.ForeignObjectRel]:
    relations = [r for r in Variant._meta.related_objects if isinstance(r, models.ManyToOneRel)]
    return [relation for relation in relations if relation.on_delete is models.PROTECT]


def _protected(relation: models.ForeignObjectRel, post: Post, variant: Variant | None, was: bool) -> bool:
    rows = relation.related_model._default_manager
    alive = rows.all() if was or not hasattr(rows, "alive") else rows.alive()
    name = relation.field.name
    return alive.filter(**({name: variant} if variant else {f"{name}__post": post})).exists()
