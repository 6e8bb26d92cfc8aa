"""Why this person determines the strategy, in one sentence: said by an owner or a strategist, read by everybody."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Case, OuterRef, QuerySet, Subquery, TextField, Value, When
from django.db.models.functions import Coalesce, Concat

from convivial.journal.recording import record
from convivial.lib.naming import called

from . import at_hand
from .access import may
from .acts import STRATEGIST
from .models import Membership, User, Workspace


def strategists(workspace: Workspace) -> QuerySet[Membership]:
    """By name."""
    found = workspace.memberships.filter(roles__name=STRATEGIST, user__is_active=True)
    return found.select_related("user").order_by("user__name")


@transaction.atomic
def explain(membership: Membership, by: User, why: str) -> bool:
    """Says whether anything is different. The sentence is sealed in the journal for the person it is about."""
    if not may(by, "strategist.explain", membership.workspace):
        raise PermissionDenied
    why = called(why)
    if not Membership.objects.filter(pk=membership.pk).exclude(why=why).update(why=why):
        return False
    record(
        "strategist.explain", workspace=membership.workspace_id, by=by.pk, thing="member", code=membership.user.code,
        aside={"why": why}, about=f"user:{membership.user.code}",
    )  # fmt: skip
    return True


def along(request: Any) -> Any:
    """The first strategist of whom it is said: read with what every page asks."""
    return first("pk")


def first(workspace: str, rather: str = "") -> Any:
    """For a query with the workspace's id in one column: the first strategist of whom it is said, name and sentence
    on two lines. ``rather``: a column with the id of somebody who goes before all others."""
    said = Membership.objects.filter(workspace=OuterRef(workspace), roles__name=STRATEGIST, user__is_active=True)
    rank = Case(When(user=OuterRef(rather), then=0), default=1) if rather else Value(0)
    told = (
        said.exclude(why="")
        .annotate(rank=rank)
        .order_by("rank", "user__name", "pk")
        .annotate(told=Concat("user__name", Value("\n"), "why", output_field=TextField()))
    )
    return Coalesce(Subquery(told.values("told")[:1]), Value("", output_field=TextField()))


def told(request: Any) -> tuple[str, str]:
    """The name, and why; both empty where nobody has said it."""
    return in_two(str(at_hand.told(request, "why")))


def in_two(found: str) -> tuple[str, str]:
    """Of what ``first`` found: the name, and why."""
    name, _, why = found.partition("\n")
    return name, why
