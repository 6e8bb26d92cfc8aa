"""Whether a workspace needs a yes for what goes out, and which editions may go out by that rule."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection, models, transaction
from django.db.models import Exists, OuterRef, Q

from convivial.journal.recording import record
from convivial.lib import listed
from convivial.team.access import may
from convivial.team.models import User, Workspace

from .models import Approval, ApprovalRule, Edition, Offer


def is_required(workspace: Workspace | int) -> bool:
    return ApprovalRule.objects.filter(workspace=workspace, is_required=True).exists()


def set_rule(workspace: Workspace, by: User, is_required: bool) -> None:
    """Whether posts need a yes from now on. What is scheduled already is asked again at the moment of sending."""
    if not may(by, "approval.rule", workspace):
        raise PermissionDenied
    with transaction.atomic():
        rule = ApprovalRule.objects.select_for_update(no_key=True).get_or_create(workspace=workspace)[0]
        if rule.is_required == is_required:
            return
        rule.is_required, rule.changed_by = is_required, by
        rule.save()
        record("approval.rule", workspace=workspace.pk, by=by.pk, is_required=is_required)


def cleared(editions: Iterable[int]) -> set[int]:
    """Which of these may go out: no yes is needed, or there is one; and no contributor's draft without a creator.
    One query, which every worker asks many times a second: Django makes its SQL only once."""
    rule, values = _clear_in_sql(connection.vendor)
    asked = f"SELECT pk FROM ({rule}) AS clear WHERE pk IN {listed.numbers()}"  # noqa: S608 - no value of anybody's
    with connection.cursor() as cursor:
        cursor.execute(asked, [*values, listed.packed(list(editions))])
        return {row[0] for row in cursor.fetchall()}


def is_clear(edition: str) -> Exists:
    """The same as an expression, for a query that reads rows which point at an edition."""
    return Exists(_clear().filter(pk=OuterRef(edition)))


def is_ruled(workspace: str) -> Exists:
    """``is_required`` as an expression, for a query that reads rows which lead to a workspace."""
    return Exists(ApprovalRule.objects.filter(workspace=OuterRef(workspace), is_required=True))


def _clear() -> "models.QuerySet[Edition]":
    has_yes = Exists(Approval.objects.filter(edition=OuterRef("pk")))
    was_taken = Exists(Offer.objects.filter(post=OuterRef("variant__post"), taken_at__isnull=False))
    return Edition.objects.filter(
        Q(has_yes) | ~Q(is_ruled("variant__post__workspace")), Q(variant__post__is_contribution=False) | Q(was_taken)
    )


@lru_cache
def _clear_in_sql(vendor: str) -> tuple[str, tuple[Any, ...]]:
    return _clear().values_list("pk").query.sql_with_params()
