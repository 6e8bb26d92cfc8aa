"""One switch stops all; and a house that may remember wrongly asks the networks first."""

from datetime import timedelta

from convivial.journal.models import Line
from convivial.lib.now import now, wall
from convivial.networks.errors import Refused
from convivial.networks.network import Found
from convivial.publishing import holding, scheduling
from convivial.publishing.models import Attempt, Doubt, Hold, Publication
from convivial.publishing.states import hold_sentence
from convivial.work.alarms import doubtful, silent
from convivial.work.models import Home

from .conftest import MONDAY, Stage

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


def restored(stage: Stage, *forgotten: Publication) -> None:
    """An older copy of the house is put back, which says of these what they were before; Ana lets things go out."""
    for each in forgotten:
        Publication.objects.filter(pk=each.pk).update(
            state=each.state, reason=each.reason, reason_params=each.reason_params, due_at=each.due_at,
            try_at=each.try_at, remote_id="", address="", published_at=None, token=each.token, tries=each.tries,
        )  # fmt: skip
        Attempt.objects.filter(publication=each).delete()
    holding.hold_house("restored", MONDAY - timedelta(hours=1))
    holding.lift(stage.cast.ana, stage.cast.harbour)


def looked_for(stage: Stage) -> None:
    for _ in range(2):
        stage.look()
        stage.wait(timedelta(seconds=80))


def test_what_was_on_hold_and_went_out_in_the_lost_time_is_found(stage: Stage) -> None:
    gone_out, waits = stage.due("One.", stage.channel(1)), stage.due("Two.", stage.channel(2))
    scheduling.hold(gone_out, stage.cast.ana, "Storm")
    scheduling.hold(waits, stage.cast.ana, "Storm")
    before = Publication.objects.get(pk=gone_out.pk)
    scheduling.resume(gone_out, stage.cast.ana)
    stage.round()
    restored(stage, before)
    looked_for(stage)
    gone_out.refresh_from_db()
    waits.refresh_from_db()
    assert (gone_out.state, gone_out.reason) == (State.PUBLISHED, "found")
    assert (waits.state, waits.reason, waits.reason_params) == (State.ON_HOLD, "by_person", {"why": "Storm"})
    scheduling.resume(waits, stage.cast.ana)
    stage.round()
    assert stage.network.texts() == ["One.", "Two."]
    assert not Doubt.objects.exists()


def test_what_was_on_hold_is_never_sent_without_a_look(stage: Stage) -> None:
    """Nobody can tell, so it is on hold again; whoever resumes it makes the house ask once more."""
    publication = stage.due()
    scheduling.hold(publication, stage.cast.ana, "Storm")
    before = Publication.objects.get()
    scheduling.resume(publication, stage.cast.ana)
    stage.round()
    restored(stage, before)
    stage.network.finds.extend([Found.UNTELLABLE] * 50)
    while Publication.objects.get().state == State.UNKNOWN:
        stage.clock.move_to(Publication.objects.get().try_at + timedelta(milliseconds=1))
        stage.look()
    publication.refresh_from_db()
    assert (publication.state, publication.reason) == (State.ON_HOLD, "by_person")
    stage.network.finds.clear()
    scheduling.resume(publication, stage.cast.ana)
    stage.round()
    publication.refresh_from_db()
    assert (publication.state, publication.reason) == (State.UNKNOWN, "doubtful")
    stage.look()
    publication.refresh_from_db()
    assert publication.state == State.PUBLISHED
    assert len(stage.network.made) == 1


def test_what_was_for_later_and_was_moved_forward_in_the_lost_time_is_found_before_its_moment(stage: Stage) -> None:
    friday = wall(now() + timedelta(days=4), "Europe/Berlin")
    gone_out, waits = (
        scheduling.schedule(stage.post(stage.channel(n), text=text), stage.cast.ben, friday, "Europe/Berlin")[0]
        for n, text in ((1, "One."), (2, "Two."))
    )
    before = Publication.objects.get(pk=gone_out.pk)
    scheduling.move(gone_out, stage.cast.ben, wall(now(), "Europe/Berlin"))
    stage.round()
    restored(stage, before)
    assert set(Publication.objects.values_list("state", flat=True)) == {State.SCHEDULED}
    stage.clock.move_to(before.due_at - timedelta(minutes=10))
    stage.round()
    looked_for(stage)
    gone_out.refresh_from_db()
    waits.refresh_from_db()
    assert gone_out.state == State.PUBLISHED
    assert (waits.state, waits.try_at) == (State.SCHEDULED, waits.due_at)
    stage.clock.move_to(waits.due_at)
    stage.round()
    assert stage.network.texts() == ["One.", "Two."]


def test_what_had_failed_and_was_tried_again_in_the_lost_time_is_looked_for_when_somebody_tries_again(
    stage: Stage,
) -> None:
    publication = stage.due()
    stage.network.next.append(Refused("refused"))
    stage.round()
    before = Publication.objects.get()
    scheduling.retry(before, stage.cast.ben)
    before = Publication.objects.get()
    stage.round()
    before.state, before.reason, before.try_at = State.FAILED, "refused", None
    restored(stage, before)
    publication.refresh_from_db()
    assert publication.state == State.FAILED
    scheduling.retry(publication, stage.cast.ben)
    stage.round()
    stage.look()
    publication.refresh_from_db()
    assert publication.state == State.PUBLISHED
    assert len(stage.network.made) == 1


def test_a_clock_that_jumped_has_forgotten_nothing(stage: Stage) -> None:
    publication = stage.due()
    scheduling.hold(publication, stage.cast.ana, "Storm")
    holding.hold_house("clock", now() - timedelta(hours=1))
    holding.lift(stage.cast.ana, stage.cast.harbour)
    publication.refresh_from_db()
    assert publication.state == State.ON_HOLD
    assert not Doubt.objects.exists()


def slept(stage: Stage, since: timedelta) -> None:
    """The house is opened again; its last sign of life was so long ago."""
    silent.send(sender=Home, since=now() - since)


def test_what_was_due_in_a_silence_and_is_there_is_published_and_not_sent_again(stage: Stage) -> None:
    """A whole folder was put back over itself: the row says scheduled, the network has it."""
    gone_out = stage.due("One.")
    before = Publication.objects.filter(pk=gone_out.pk).values()[0]
    stage.round()
    Attempt.objects.all().delete()
    Publication.objects.filter(pk=gone_out.pk).update(**before)
    slept(stage, timedelta(minutes=5))
    stage.round()
    looked_for(stage)
    stage.round()
    gone_out.refresh_from_db()
    assert gone_out.state == State.PUBLISHED
    assert stage.network.texts() == ["One."]
    assert not Hold.objects.exists()


def test_what_was_due_while_the_house_was_closed_is_looked_for_and_goes_out(stage: Stage) -> None:
    stage.due("One.")
    slept(stage, timedelta(minutes=5))
    stage.round()
    assert stage.network.texts() == []
    looked_for(stage)
    stage.round()
    assert stage.network.texts() == ["One."]
    assert not Hold.objects.exists()
    assert not Doubt.objects.exists()


def test_it_is_looked_for_from_the_last_sign_of_life_on(stage: Stage) -> None:
    """In a life that is forgotten somebody may have published it before its time."""
    stage.due("One.")
    slept(stage, timedelta(hours=5))
    assert Doubt.objects.get().since == now() - timedelta(hours=5)


def test_what_is_due_later_or_waits_on_hold_is_left_alone_by_a_silence(stage: Stage) -> None:
    held = stage.due("One.", stage.channel(1))
    scheduling.hold(held, stage.cast.ana)
    post = stage.post(stage.channel(2))
    scheduling.schedule(post, stage.cast.ben, wall(now() + timedelta(days=1), "Europe/Berlin"), "Europe/Berlin")
    slept(stage, timedelta(hours=5))
    assert set(Publication.objects.values_list("state", flat=True)) == {State.ON_HOLD, State.SCHEDULED}
    assert not Doubt.objects.exists()
