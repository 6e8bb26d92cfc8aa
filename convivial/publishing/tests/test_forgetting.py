"""What networks said about tries goes after a while, and how they ended stays."""

from datetime import timedelta

import pytest

from convivial.lib.now import now
from convivial.publishing.models import Attempt, Look, Publication
from convivial.work.forgetting import forget_all

from .conftest import Stage

pytestmark = pytest.mark.django_db
OLD, YOUNG = timedelta(days=91), timedelta(days=89)


def tried(publication: Publication, ago: timedelta, token: int) -> None:
    at = now() - ago
    detail = {"detail": "canary words of the network"}
    Attempt.objects.create(
        publication=publication, token=token, worker="w", began_at=at, ended_at=at, outcome="refused", detail=detail
    )
    Look.objects.create(publication=publication, at=at, answer="absent", detail=detail)


def test_details_of_tries_go_and_outcomes_stay(stage: Stage) -> None:
    publication = stage.due()
    tried(publication, OLD, 101)
    tried(publication, YOUNG, 102)
    assert forget_all(now())["tries"] == 1
    for model in (Attempt, Look):
        assert [bool(row.detail) for row in model.objects.order_by("pk")] == [False, True]  # type: ignore[attr-defined]
    assert set(Attempt.objects.values_list("outcome", flat=True)) == {"refused"}


def test_nothing_is_taken_while_nobody_knows_whether_it_went_out(stage: Stage) -> None:
    publication = stage.due()
    tried(publication, OLD, 101)
    Publication.objects.update(state=Publication.State.UNKNOWN)
    assert forget_all(now())["tries"] == 0
    assert Attempt.objects.get().detail
