"""Slots: accepted, moved, thrown away, taken by posts and given back."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from convivial.content import tying, writing
from convivial.content.models import Post, Tie
from convivial.demo.cast import Cast
from convivial.demo.volume import Volume, fill
from convivial.journal.models import Line
from convivial.lib import now as clock
from convivial.publishing.calendar import meter
from convivial.publishing.composing import planning
from convivial.publishing.errors import NotReady
from convivial.publishing.models import Publication, Removal, Slot, Taking
from convivial.publishing.slots import accepting, taking
from convivial.publishing.slots.standing import taken
from convivial.publishing.slots.wishing import Wish, times_in
from convivial.strategy.guiding import guide
from convivial.team.models import User

from .december import DECEMBER, accepted, at, proposed

pytestmark = pytest.mark.usefixtures("locked_last")
As = Callable[[User], Client]


def test_accepting_keeps_what_was_proposed_and_twice_does_no_harm(planned: Cast) -> None:
    places = proposed(planned.harbour).places
    keys = [place.key for place in places]
    done = accepting.accept(planned.harbour, planned.ana, DECEMBER, keys[:5])
    assert (done.count, done.gone) == (5, 0)
    slots = list(Slot.objects.order_by("due_at"))
    assert [slot.wall_time for slot in slots] == [f"{place.wall:%Y-%m-%dT%H:%M}" for place in places[:5]]
    assert [set(slot.channels.all()) for slot in slots] == [set(place.channels) for place in places[:5]]
    with pytest.raises(NotReady):
        accepting.accept(planned.harbour, planned.ana, DECEMBER, keys[:5])
    assert Slot.objects.count() == 5
    line = Line.objects.filter(act="slot.accept").get()
    assert line.thing_code == done.batch


def test_whole_month_accepted_leaves_nothing_to_propose(planned: Cast) -> None:
    accepted(planned)
    assert proposed(planned.harbour).places == []


def test_writing_from_a_slot_plans_ties_and_addresses_the_post(planned: Cast) -> None:
    slot = accepted(planned)[0]
    post = taking.write(slot, planned.ben)
    assert {variant.channel for variant in post.variants.all()} == set(slot.channels.all())
    assert (post.plan.wall_time, post.plan.zone) == (slot.wall_time, slot.zone)
    tie = Tie.objects.get(post=post)
    assert (tie.pillar, tie.persona, tie.objective, tie.stage) == (
        slot.pillar, slot.persona, slot.objective, slot.stage,
    )  # fmt: skip
    assert not Slot.objects.filter(pk=slot.pk).open().exists()  # type: ignore[attr-defined]
    assert Line.objects.filter(act="slot.take", thing_code=slot.code).count() == 1


def test_draft_that_takes_a_slot_keeps_what_it_says_of_itself(planned: Cast) -> None:
    slot, known = accepted(planned)[0], guide(planned.harbour)
    draft = writing.start(planned.harbour, planned.ben, "The ferry")
    other = next(aim for aim in known.pillars if aim.code != slot.pillar)
    tying.tie(draft, planned.ben, tying.Ends(pillar=other.code), known)
    taking.take(slot, planned.ben, draft)
    assert Tie.objects.get(post=draft).pillar == other.code
    assert draft.variants.count() == slot.channels.count()


def test_slot_is_taken_once(planned: Cast) -> None:
    slot = accepted(planned)[0]
    taking.write(slot, planned.ben)
    with pytest.raises(NotReady) as refused:
        taking.write(slot, planned.mina)
    assert refused.value.reason == "slot_taken"


def test_post_changes_its_slot_and_gives_it_back(planned: Cast) -> None:
    first, second, *_rest = accepted(planned)
    post = taking.write(first, planned.ben)
    taking.take(second, planned.ben, post)
    assert Slot.objects.filter(pk=first.pk).open().exists()  # type: ignore[attr-defined]
    post.refresh_from_db()
    taking.release(post, planned.ben)
    assert not Taking.objects.exists()
    assert not hasattr(Post.objects.get(pk=post.pk), "plan")


def test_deleted_post_holds_no_slot(planned: Cast) -> None:
    slot = accepted(planned)[0]
    post = taking.write(slot, planned.ben)
    writing.delete(post, planned.ben)
    assert Slot.objects.filter(pk=slot.pk).open().exists()  # type: ignore[attr-defined]
    assert taking.write(slot, planned.mina) != post


def test_what_is_scheduled_takes_no_slot(planned: Cast) -> None:
    slot = accepted(planned)[0]
    fill(planned.harbour, planned.ben, list(planned.harbour.channels.all()), Volume(posts=1, days_behind=0))
    with pytest.raises(NotReady) as refused:
        taking.take(slot, planned.ben, Post.objects.latest("pk"))
    assert refused.value.reason == "slot_for_drafts"


def test_past_slot_is_not_written_but_moved(planned: Cast) -> None:
    slot = accepted(planned)[0]
    with time_machine.travel(slot.due_at + timedelta(hours=1), tick=False):
        with pytest.raises(NotReady) as refused:
            taking.write(slot, planned.ben)
        assert refused.value.reason == "slot_past"
        wall = clock.wall(slot.due_at, slot.zone) + timedelta(days=1)
        assert accepting.move(slot, planned.ben, wall, slot.zone)
        assert taking.write(slot, planned.ben)


def test_slot_thrown_away_comes_back(planned: Cast) -> None:
    slot = accepted(planned)[0]
    accepting.discard(slot, planned.ana)
    accepting.discard(slot, planned.ana)
    assert not Slot.objects.filter(pk=slot.pk).open().exists()  # type: ignore[attr-defined]
    accepting.restore(slot, planned.ana)
    accepting.restore(slot, planned.ana)
    assert Slot.objects.filter(pk=slot.pk).open().exists()  # type: ignore[attr-defined]
    assert Line.objects.filter(thing_code=slot.code).count() == 2


def test_acceptance_is_taken_back_but_for_what_is_taken(planned: Cast) -> None:
    slots = accepted(planned)
    taking.write(slots[0], planned.ben)
    assert accepting.discard_all(planned.harbour, planned.ana, slots[0].batch) == len(slots) - 1
    assert accepting.discard_all(planned.harbour, planned.ana, slots[0].batch) == 0


def test_meter_moves_from_open_to_draft(planned: Cast) -> None:
    begin, end = (
        clock.day_bounds(DECEMBER.first, "Europe/Berlin")[0],
        clock.day_bounds(DECEMBER.last, "Europe/Berlin")[1],
    )
    slot = accepted(planned)[0]

    def tally() -> meter.Tally:
        mix = meter.mix(planned.harbour, guide(planned.harbour).pillars, begin, end)
        assert mix is not None
        return next(share.tally for share in mix.shares if share.aim.code == slot.pillar)

    before = tally()
    post = taking.write(slot, planned.ben)
    after = tally()
    assert (after.open, after.drafts, after.total) == (before.open - 1, before.drafts + 1, before.total)
    planning.plan(post, planned.ben, datetime(2027, 1, 5, 9), "Europe/Berlin")
    assert tally().drafts == before.drafts


# Who may, and what the pages say.


@pytest.fixture
def slot(planned: Cast) -> Slot:
    return accepted(planned)[0]


ACTS: dict[str, tuple[str, dict[str, str], set[str]]] = {
    # address: act's verb, what is sent, who may
    "move_slot": ("move", {"day": "2026-12-09"}, {"ana", "ben", "mina"}),
    "discard_slot": ("discard", {}, {"ana", "ben", "mina"}),
    "restore_slot": ("restore", {}, {"ana", "ben", "mina"}),
    "take_slot": ("take", {}, {"ana", "ben", "mina", "cleo", "theo"}),
}


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("who", ["ana", "ben", "cleo", "mina", "ravi", "theo", "greta"])
def test_roles_do_what_is_theirs(planned: Cast, slot: Slot, as_: As, name: str, who: str) -> None:
    _, sent, allowed = ACTS[name]
    browser = as_(getattr(planned, who))
    status = browser.post(at(name, slot.code), sent).status_code
    assert (status != 403) == (who in allowed)
    assert status in (200, 302, 403)
    assert browser.get(at(name, slot.code)).status_code == (405 if who in allowed else 403)


@pytest.mark.parametrize("name", ACTS)
def test_stranger_finds_no_slot(planned: Cast, slot: Slot, as_: As, name: str) -> None:
    assert as_(planned.zoe).post(at(name, slot.code)).status_code == 404
    other = reverse(f"publishing:{name}", args=[planned.museum.slug, slot.code])
    assert as_(planned.omar).post(other, ACTS[name][1]).status_code == 404


def test_only_planners_propose_and_accept(planned: Cast, as_: As) -> None:
    for who, status in (("ana", 200), ("mina", 200), ("ben", 403), ("theo", 403), ("greta", 403)):
        assert as_(getattr(planned, who)).get(at("propose_slots")).status_code == status
        answer = as_(getattr(planned, who)).post(at("accept_slots"), {"place": "nothing"})
        assert answer.status_code == (302 if status == 200 else 403)


def test_month_is_proposed_accepted_and_taken_back_on_its_page(planned: Cast, as_: As) -> None:
    ana = as_(planned.ana)
    wish = {"from": "2026-12-01", "until": "2026-12-31"}
    page = ana.get(at("propose_slots"), wish).content.decode()
    keys = [place.key for place in proposed(planned.harbour).places]
    assert all(key in page for key in keys)
    assert "Public holidays are not known here" in page
    ana.post(at("accept_slots"), {**wish, "place": keys})
    assert Slot.objects.count() == len(keys)
    month = ana.get(at("calendar"), {"on": "2026-12-01"}).content.decode()
    assert "entry--open" in month
    ana.post(at("discard_slots"), {"batch": Slot.objects.all()[0].batch})
    assert "entry--open" not in ana.get(at("calendar"), {"on": "2026-12-01"}).content.decode()


def test_slots_stand_in_month_week_list_and_day_and_can_be_hidden(planned: Cast, slot: Slot, as_: As) -> None:
    ben, on = as_(planned.ben), {"on": slot.wall_time[:10]}
    name = guide(planned.harbour).by_code[slot.pillar].name
    for view in ("calendar", "calendar_week", "calendar_list", "calendar_day"):
        assert f"Open: {name}" in ben.get(at(view), on).content.decode()
        assert "Open: " not in ben.get(at(view), on | {"slots": "hide"}).content.decode()
        assert "Open: " not in ben.get(at(view), on | {"author": planned.ben.code}).content.decode()
    other = next(aim.code for aim in guide(planned.harbour).pillars if aim.code != slot.pillar)
    day = ben.get(at("calendar_day"), on | {"pillar": other}).content.decode()
    assert f"Open: {name}" not in day


def test_slots_of_past_months_are_seen_no_more_but_counted(planned: Cast, slot: Slot, as_: As) -> None:
    with time_machine.travel("2027-01-10T10:00:00+01:00", tick=False):
        page = as_(planned.ben).get(at("calendar"), {"on": "2026-12-10"}).content.decode()
    assert "Open: " not in page
    assert "open" in page[page.index('class="mix"') :]


def test_dragging_keeps_the_time_of_day_and_can_be_undone(planned: Cast, slot: Slot, as_: As) -> None:
    ben, before = as_(planned.ben), slot.wall_time
    answer = ben.post(at("move_slot", slot.code), {"day": "2026-12-17"}, headers={"HX-Request": "true"})
    assert answer.headers["HX-Trigger"] == "calendar-changed"
    slot.refresh_from_db()
    assert slot.wall_time == f"2026-12-17{before[10:]}"
    assert before[:10] in answer.content.decode()


def test_slot_page_leads_to_the_post_that_stands_there(planned: Cast, slot: Slot, as_: As) -> None:
    ben = as_(planned.ben)
    assert b"Write" in ben.get(at("slot", slot.code)).content
    first = ben.post(at("take_slot", slot.code))
    again = ben.post(at("take_slot", slot.code))
    assert first.headers["Location"] == again.headers["Location"]
    assert b"A post stands here" in ben.get(at("slot", slot.code)).content
    assert ben.post(at("release_slot", slot.code)).status_code == 302
    assert Slot.objects.filter(pk=slot.pk).open().exists()  # type: ignore[attr-defined]


def test_contributor_writes_from_a_slot_and_offers_it(planned: Cast, slot: Slot, as_: As) -> None:
    as_(planned.theo).post(at("take_slot", slot.code))
    post = Taking.objects.get(slot=slot).post
    assert post.is_contribution
    assert as_(planned.greta).post(at("release_slot", slot.code)).status_code == 403


def test_pages_ask_little(planned: Cast, as_: As, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    every = Wish(
        date(2026, 11, 23), date(2027, 1, 31), hours={"mastodon": times_in("8 9 10 11"), "bluesky": times_in("12 14")}
    )
    wish: dict[str, Any] = dict(every.said)
    ana = as_(planned.ana)
    slots = accepted(planned, every)
    fill(planned.harbour, planned.ben, list(planned.harbour.channels.all()), Volume(posts=300))
    for address, asked in (
        (at("calendar"), {}), (at("calendar_list"), {}), (at("calendar_day"), {}), (at("slot", slots[0].code), {}),
        (at("propose_slots"), wish),
    ):  # fmt: skip
        ana.get(address, asked)
        with django_assert_max_num_queries(12):
            ana.get(address, asked)
    assert Publication.objects.count() > 300


def test_what_was_taken_down_is_not_counted_as_published(planned: Cast) -> None:
    fill(planned.harbour, planned.ben, list(planned.harbour.channels.all()), Volume(posts=1, days_behind=0))
    post = Post.objects.latest("pk")
    rows = list(Publication.objects.filter(variant__post=post).exclude(channel__network="practice"))
    Publication.objects.filter(pk__in=[row.pk for row in rows]).update(state="published")
    begin, end = rows[0].due_at - timedelta(days=1), rows[0].due_at + timedelta(days=1)

    def untied() -> int:
        mix = meter.mix(planned.harbour, guide(planned.harbour).pillars, begin, end)
        assert mix is not None
        return mix.untied

    assert untied() == 1
    first, *others = [_taken_down(row) for row in rows]
    assert untied() == 0
    Removal.objects.filter(pk=first.pk).update(done_at=None, reason="refused")  # it still stands on one network
    assert untied() == 1


def _taken_down(row: Publication) -> Removal:
    at = clock.now()
    return Removal.objects.create(publication=row, due_at=None, asked_at=at, done_at=at)


def test_a_draft_with_a_day_takes_its_place_on_the_channels_it_has_now(planned: Cast) -> None:
    slot = accepted(planned)[0]
    post = taking.write(slot, planned.ben)
    accepting.discard_all(planned.harbour, planned.ana, slot.batch)
    channels = {channel.pk: channel for channel in planned.harbour.channels.all()}
    day = clock.day(slot.due_at, planned.harbour.zone)

    def standing() -> list[tuple[int, ...]]:
        return [each.channels for each in taken(planned.harbour, channels, day, day) if each.on == day]

    assert standing() == [tuple(variant.channel_id for variant in post.variants.order_by("pk"))]
    post.variants.update(is_dropped=True)
    assert standing() == [()]
