"""Workers that end: what they held, who is to blame, and that nobody else is."""

from datetime import timedelta

from convivial.lib.now import now
from convivial.publishing.finding import mending
from convivial.publishing.models import Attempt, Lane, Publication
from convivial.work.due import DEATHS
from convivial.work.patience import patience

from .conftest import Stage

State = Publication.State


def test_what_an_ended_worker_had_only_leased_is_free_at_once(stage: Stage) -> None:
    publication = stage.due()
    Publication.objects.update(worker="gone", lease_until=now() + patience().lease)
    Lane.objects.update(worker="gone", lease_until=now() + patience().lease)
    mending.free(["gone"])
    stage.round()
    publication.refresh_from_db()
    assert publication.state == State.PUBLISHED


def test_freeing_twice_counts_one_death(stage: Stage) -> None:
    publication = stage.due()
    Publication.objects.update(worker="gone", lease_until=now() + patience().lease)
    mending.free(["gone"])
    mending.free(["gone"])
    publication.refresh_from_db()
    assert publication.deaths == 1


def test_freeing_one_worker_leaves_the_others_alone(stage: Stage) -> None:
    publication = stage.due()
    Publication.objects.update(state=State.SENDING, worker="alive", lease_until=now() + patience().lease)
    mending.free(["gone"])
    publication.refresh_from_db()
    assert publication.state == State.SENDING


def test_an_open_attempt_of_an_ended_worker_is_closed_as_lost(stage: Stage) -> None:
    publication = stage.due()
    Publication.objects.update(state=State.SENDING, token=1, worker="gone", lease_until=now() + patience().lease)
    Attempt.objects.create(publication=publication, token=1, worker="gone", began_at=now())
    mending.free(["gone"])
    assert Attempt.objects.get().outcome == "lost"


def test_a_publication_that_ends_every_worker_is_held_after_three_and_the_others_go_out(stage: Stage) -> None:
    """Whenever the poisoned one is claimed the worker dies, with all that it holds."""
    poison = stage.due("poison", stage.channel(0))
    for number in range(1, 40):
        stage.due(f"Ferry {number}", stage.channel(number))
    deaths = 0
    while Publication.objects.filter(state__in=[State.SCHEDULED, State.UNKNOWN]).exists():
        deaths += _claims_and_dies(stage, poison, f"worker-{deaths}")
        assert deaths <= DEATHS, "somebody else was blamed"
        stage.round()
        stage.wait(timedelta(seconds=120))
        stage.look()
    poison.refresh_from_db()
    assert (poison.state, poison.reason) == (State.ON_HOLD, "crashed")
    assert len(stage.network.made) == 39


def _claims_and_dies(stage: Stage, poison: Publication, worker: str) -> int:
    """As a worker claims, up to its end if the poison is among what it claimed."""
    from convivial.lib.now import now
    from convivial.publishing.sending.lanes import Keys
    from convivial.publishing.sending.stepping import step

    taken = step([], 300, 0, worker, Keys(), now())
    if any(row.pk == poison.pk for row, _ in taken.go):
        mending.free([worker])
        return 1
    from convivial.publishing.sending.outcomes import not_sent

    step([not_sent(row, now()) for row, _ in taken.go], 0, 0, worker, Keys(), now())
    return 0


def test_asking_that_ends_every_worker_goes_alone_and_asks_a_person_in_the_end(stage: Stage) -> None:
    from convivial.publishing.finding.looking_for import claim

    poison, other = stage.due("poison", stage.channel(0)), stage.due("Ferry", stage.channel(1))
    Publication.objects.update(state=State.UNKNOWN, try_at=now())
    together = []
    while Publication.objects.get(pk=poison.pk).try_at:
        claimed = [each.publication for each in claim("worker", now())]
        together.append(len(claimed))
        if poison in claimed:
            mending.free(["worker"])
        else:
            Publication.objects.filter(pk=other.pk).update(state=State.PUBLISHED, try_at=None)
        stage.wait(patience().rest * 1.01)
        assert len(together) < 30
    poison.refresh_from_db()
    assert (poison.state, poison.reason) == (State.UNKNOWN, "ask_person")
    assert together[:2] == [2, 2]
    assert set(together[3:]) <= {0, 1}
