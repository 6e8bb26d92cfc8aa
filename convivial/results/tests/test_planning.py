"""What is to be measured follows the journal."""

from datetime import timedelta

import pytest

from convivial.journal.recording import record
from convivial.lib.now import now
from convivial.networks.models import Channel
from convivial.publishing.models import Publication
from convivial.results.models import FigureDue, JournalCursor
from convivial.results.planning import planner
from convivial.team.models import Workspace

from .conftest import WentOut, channel_of, publication_on

HOUR = timedelta(hours=1)


def test_a_post_that_went_out_is_due_one_hour_later(bluesky: Channel) -> None:
    publication = publication_on(bluesky, "Rain menu", timedelta(0))
    assert planner.read() is True
    due = FigureDue.objects.get(publication=publication)
    assert HOUR <= due.due_at - publication.published_at <= HOUR + timedelta(minutes=4)


def test_a_channel_that_was_connected_is_due_at_once(bluesky: Channel) -> None:
    planner.read()
    assert FigureDue.objects.get(channel=bluesky, publication=None).due_at <= now()


def test_practice_is_never_measured(practice: Channel) -> None:
    publication_on(practice, "Rehearsal", timedelta(0))
    record("channel.connect", workspace=practice.workspace_id, thing="channel", code=practice.code)
    planner.read()
    assert not FigureDue.objects.exists()


def test_every_line_is_read_once(bluesky: Channel) -> None:
    publication_on(bluesky, "Rain menu", timedelta(0))
    assert [planner.read(), planner.read(), planner.read()] == [True, False, False]
    assert FigureDue.objects.count() == 2


def test_a_lost_cursor_doubles_nothing(bluesky: Channel) -> None:
    publication_on(bluesky, "Rain menu", timedelta(0))
    planner.read()
    JournalCursor.objects.all().delete()
    planner.read()
    assert FigureDue.objects.count() == 2


def test_many_lines_are_read_in_steps(bluesky: Channel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("convivial.results.planning.LINES", 3)
    for number in range(7):
        publication_on(bluesky, f"Post {number}", timedelta(0))
    while planner.read():
        pass
    assert FigureDue.objects.exclude(publication=None).count() == 7


def test_a_post_that_is_old_already_is_counted_at_its_next_age(went_out: WentOut) -> None:
    publication = went_out("Last week", hours=100)
    due = FigureDue.objects.get(publication=publication).due_at
    assert timedelta(days=7) <= due - publication.published_at < timedelta(days=7, minutes=5)


def test_what_did_not_go_out_is_not_measured(bluesky: Channel) -> None:
    publication = publication_on(bluesky, "Taken back", timedelta(0))
    Publication.objects.filter(pk=publication.pk).update(state="failed")
    planner.read()
    assert not FigureDue.objects.exclude(publication=None).exists()


def test_workspaces_have_cursors_of_their_own(bluesky: Channel, cast) -> None:
    publication_on(channel_of(cast.museum, "mastodon"), "Lighthouse", timedelta(0))
    publication_on(bluesky, "Harbour", timedelta(0))
    planner.read()
    assert set(FigureDue.objects.exclude(publication=None).values_list("workspace__slug", flat=True)) == {
        "harbour",
        "museum",
    }


def test_the_worker_sees_when_there_is_something_to_read(bluesky: Channel, harbour: Workspace) -> None:
    assert planner.earliest() is not None
    planner.read()
    assert planner.earliest() is None
    record("post.write", workspace=harbour.pk, thing="post", code="abc")
    assert planner.earliest() is not None


def test_a_journal_whose_workspace_is_gone_is_let_alone(bluesky: Channel, harbour: Workspace) -> None:
    record("post.write", workspace=harbour.pk + 1000, thing="post", code="abc")
    assert planner.read()
    assert not planner.read()
