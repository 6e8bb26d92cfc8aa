"""Why this person determines the strategy, in one sentence: said by an owner or a strategist, read by everybody."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery, TextField, Value
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
    """The first strategist of whom it is said, name and sentence on two lines: read with what every page asks."""
    said = Membership.objects.filter(workspace=OuterRef("pk"), roles__name=STRATEGIST, user__is_active=True)
    said = said.exclude(why="").order_by("user__name", "pk")
    told = said.annotate(told=Concat("user__name", Value("\n"), "why", output_field=TextField()))
    return Coalesce(Subquery(told.values("told")[:1]), Value("", output_field=TextField()))


def told(request: Any) -> tuple[str, str]:
    """The name, and why; both empty where nobody has said it."""
    name, _, why = str(at_hand.told(request, "why")).partition("\n")
    return name, why
