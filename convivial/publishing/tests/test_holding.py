"""One switch stops all; and a house that may remember wrongly asks the networks first."""

from datetime import timedelta

from convivial.journal.models import Line
from convivial.lib.now import now, wall
from convivial.networks.network import Found
from convivial.publishing import holding, scheduling
from convivial.publishing.models import Attempt, Hold, Publication
from convivial.publishing.states import hold_sentence
from convivial.work.alarms import doubtful
from convivial.work.models import Home

from .conftest import Stage

State = Publication.State


def test_pressing_twice_holds_once_and_lifting_twice_does_no_harm(stage: Stage) -> None:
    first = holding.hold_all(stage.cast.ana, "Storm", workspace=stage.cast.harbour)
    assert holding.hold_all(stage.cast.mina, "Storm again", workspace=stage.cast.harbour) == first
    holding.lift(stage.cast.ana, workspace=stage.cast.harbour)
    holding.lift(stage.cast.ana, workspace=stage.cast.harbour)
    acts = list(Line.objects.filter(act__startswith="house.").order_by("pk").values_list("act", flat=True))
    assert acts == ["house.hold", "house.resume"]
    assert Hold.objects.get().lifted_by == stage.cast.ana


def test_what_stops_a_workspace_is_its_own_hold_or_the_house_s(stage: Stage) -> None:
    assert holding.current(stage.cast.harbour) is None
    own = holding.hold_all(stage.cast.ana, "Storm", workspace=stage.cast.harbour)
    assert holding.current(stage.cast.harbour) == own
    assert holding.current(stage.cast.museum) is None
    house = holding.hold_house("clock")
    assert holding.current(stage.cast.museum) == house
    assert "clock" in str(hold_sentence(house.reason, house.why))


def test_an_alarm_of_the_house_holds_it_once(stage: Stage) -> None:
    for _ in range(3):
        doubtful.send(sender=Home, reason="restored", since=now())
    assert Hold.objects.in_force().count() == 1


def test_what_was_due_while_memory_may_be_wrong_is_asked_for_first(stage: Stage) -> None:
    """Yesterday's copy still says scheduled; the network has it already."""
    gone_out, never_sent = stage.due("One.", stage.channel(1)), stage.due("Two.", stage.channel(2))
    stage.round()
    before = now()
    Publication.objects.update(state=State.SCHEDULED, remote_id="", address="", token=0, published_at=None)
    Attempt.objects.all().delete()
    stage.network.made[:] = [each for each in stage.network.made if each[1].text == "One."]
    holding.hold_house("restored", before - timedelta(hours=1))
    stage.round()
    assert len(stage.network.made) == 1
    holding.lift(stage.cast.ana, stage.cast.harbour)
    assert set(Publication.objects.values_list("state", flat=True)) == {State.UNKNOWN}
    for _ in range(2):
        stage.look()
        stage.wait(timedelta(seconds=80))
    gone_out.refresh_from_db()
    never_sent.refresh_from_db()
    assert gone_out.state == State.PUBLISHED
    assert never_sent.state == State.SCHEDULED
    stage.round()
    assert stage.network.texts() == ["One.", "Two."]


def test_a_restored_house_never_sends_blindly_what_nobody_can_tell(stage: Stage) -> None:
    stage.due()
    holding.hold_house("restored", now() - timedelta(hours=1))
    holding.lift(stage.cast.ana, stage.cast.harbour)
    stage.network.finds.extend([Found.UNTELLABLE] * 50)
    while Publication.objects.get().try_at:
        stage.clock.move_to(Publication.objects.get().try_at + timedelta(milliseconds=1))
        stage.look()
        stage.round()
    assert stage.network.made == []
    assert Publication.objects.get().reason == "ask_person"


def test_what_is_due_later_is_not_doubted(stage: Stage) -> None:
    post = stage.post(stage.channel())
    later = wall(now() + timedelta(days=1), "Europe/Berlin")
    publication = scheduling.schedule(post, stage.cast.ben, later, "Europe/Berlin")[0]
    holding.hold_house("moved", now() - timedelta(hours=1))
    holding.lift(stage.cast.ana, stage.cast.harbour)
    publication.refresh_from_db()
    assert publication.state == State.SCHEDULED


def test_a_retry_that_is_overdue_is_doubted_too(stage: Stage) -> None:
    publication = stage.due()
    stage.wait(timedelta(minutes=20))
    Publication.objects.update(try_at=now())
    holding.hold_house("restored", now() - timedelta(minutes=1))
    holding.lift(stage.cast.ana, stage.cast.harbour)
    publication.refresh_from_db()
    assert publication.state == State.UNKNOWN


def test_a_hold_of_the_house_is_lifted_by_each_workspace_for_itself(stage: Stage) -> None:
    house = holding.hold_house("moved", now())
    holding.lift(stage.cast.ana, stage.cast.harbour)
    assert holding.current(stage.cast.harbour) is None
    left = holding.current(stage.cast.museum)
    assert left is not None
    assert (left.workspace, left.reason, left.doubtful_from) == (stage.cast.museum, "moved", house.doubtful_from)
    holding.lift(stage.cast.omar, stage.cast.museum)
    assert not Hold.objects.in_force().exists()


def test_lifting_a_hold_of_the_house_leaves_one_s_own(stage: Stage) -> None:
    own = holding.hold_all(stage.cast.ana, "Storm", workspace=stage.cast.harbour)
    holding.hold_house("clock", now())
    holding.lift(stage.cast.ana, stage.cast.harbour)
    assert holding.current(stage.cast.harbour) == own
