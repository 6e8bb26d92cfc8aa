"""The Monday page: gaps, what is to be decided, decisions, and Mondays as they stood."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from convivial.journal.models import Line
from convivial.meeting.models import Closing, Decided, Meeting, Presence
from convivial.meeting.monday.facts import Facts
from convivial.meeting.monday.lines import gaps, waiting
from convivial.meeting.monday.telling import tell
from convivial.meeting.weeks import this_week
from convivial.publishing.models import Slot
from convivial.publishing.slots import accepting
from convivial.publishing.slots.proposing import propose
from convivial.publishing.slots.wishing import Wish
from convivial.strategy import asking, deciding, renewing
from convivial.strategy.models import Decision, NetworkChoice, Persona, Pillar, Stage, Version
from convivial.team import covering
from convivial.team.models import User

from .conftest import MONDAY, World

As = Callable[[User], Client]
AT = "/w/harbour/monday/"
CHOICE = {"question": "Who writes for Bluesky?", "choice": "Mina, on Tuesdays.", "reason": "She likes it."}
PEOPLE = ("ana", "ben", "mina", "theo", "greta", "zoe", "omar", "ivo")
FRIDAY = MONDAY + timedelta(days=4)


def told(world: World) -> dict[str, Any]:
    harbour = world.cast.harbour
    return tell(Facts(harbour, this_week(harbour)))


def titles(world: World) -> list[str]:
    return [line.title for line in gaps(told(world)["gaps"], "harbour")]


def test_a_network_that_has_less_than_the_least_is_a_gap_with_its_week(world: World) -> None:
    world.strategy(mastodon=(2, 3, 4))
    channel = world.channel()
    for _ in range(2):
        world.out(channel, at=FRIDAY, state="scheduled")
    world.out(channel, at=FRIDAY, state="cancelled")
    line = gaps(told(world)["gaps"], "harbour")[0]
    assert (line.title, line.why) == ("Mastodon: 2 posts are planned for two weeks", "The strategy wants at least 4.")
    assert line.step is not None
    assert line.step.address == "/w/harbour/slots/propose/?from=2026-11-30&until=2026-12-06"
    assert line.step.other is not None
    assert line.step.other.address == "/w/harbour/calendar/week/?on=2026-11-30"


def test_a_gap_leads_to_a_proposal_and_then_to_the_places_that_were_accepted(world: World, as_: As) -> None:
    world.strategy(mastodon=(3, 4, 5))
    world.channel()
    shown = as_(world.cast.ana).get(AT).content.decode()
    assert shown.count("Propose places") == len(titles(world))
    assert "Propose places" not in (seen := as_(world.cast.ben).get(AT).content.decode())
    assert "Open the week" in seen
    wish = Wish(date(2026, 11, 24), date(2026, 12, 6))
    assert (proposal := propose(world.cast.harbour, wish)) is not None
    accepting.accept(world.cast.harbour, world.cast.ana, wish, list(proposal.by_key))
    first = Slot.objects.order_by("due_at").first()
    assert first is not None
    line = gaps(told(world)["gaps"], "harbour")[0]
    assert line.step is not None
    assert line.step.address == f"/w/harbour/slots/{first.code}/"
    assert f"{len(proposal.places)} open places in the calendar wait for posts." in line.why
    assert "Fill a place" in as_(world.cast.ben).get(AT).content.decode()


def test_what_went_out_this_week_already_fills_the_gap(world: World) -> None:
    world.strategy(mastodon=(1, 1, 2))
    channel = world.channel()
    world.out(channel, at=MONDAY - timedelta(hours=1))
    world.out(channel, at=FRIDAY + timedelta(days=7), state="scheduled")
    assert not any(title.startswith("Mastodon") for title in titles(world))


def test_networks_without_a_channel_are_one_gap_and_one_that_is_parked_is_none(world: World, as_: As) -> None:
    version = world.strategy(mastodon=(2, 3, 4), instagram=(4, 5, 6))
    world.channel("bluesky")
    assert titles(world) == ["Nothing can go out on Instagram and Mastodon: there is no channel yet"]
    shown = as_(world.cast.ana).get(AT).content.decode()
    assert "The strategy wants at least 12." in shown
    assert "has what the strategy wants" not in shown
    assert "/w/harbour/channels/connect/" in shown
    NetworkChoice._base_manager.filter(version=version).update(tier="parked")
    assert titles(world) == []


def test_a_post_on_hold_is_not_planned(world: World) -> None:
    world.strategy(mastodon=(2, 3, 4))
    world.out(world.channel(), at=FRIDAY, state="on_hold")
    assert "Mastodon: nothing is planned for two weeks" in titles(world)


def test_a_pillar_and_a_persona_for_whom_nothing_is_planned(world: World) -> None:
    version = world.strategy(mastodon=(3, 4, 5))
    channel = world.channel()
    first, second, *_others = Pillar.objects.filter(version=version)
    Persona._base_manager.filter(version=version).update(share_of_focus=50)
    persona = Persona.objects.filter(version=version).first()
    assert persona is not None
    for _ in range(8):
        world.out(channel, at=FRIDAY, state="scheduled", pillar=first.code, persona=persona.code)
    found = titles(world)
    assert f"Nothing is planned for “{second.name}”" in found
    assert f"Nothing is planned for “{first.name}”" not in found
    assert not any(persona.name in title for title in found)


def test_a_pillar_too_small_for_two_weeks_and_one_out_of_season_are_no_gaps(world: World) -> None:
    version = world.strategy(mastodon=(1, 1, 2))
    channel = world.channel()
    first, second, *_others = Pillar.objects.filter(version=version)
    rows: Any = Pillar._base_manager.filter(version=version)
    rows.update(share=10)
    rows.filter(pk=first.pk).update(share=90, season_from=date(2027, 5, 1))
    rows.filter(pk=second.pk).update(share=5)
    for _ in range(2):
        world.out(channel, at=FRIDAY, state="scheduled")
    assert not any(each in title for title in titles(world) for each in (first.name, second.name))


def test_planned_posts_without_a_pillar_are_named(world: World) -> None:
    world.strategy(mastodon=(1, 1, 2))
    world.out(world.channel(), at=FRIDAY, state="scheduled")
    assert "One planned post is tied to no pillar" in titles(world)


def test_what_waits_for_a_decision_is_named_with_one_step_each(world: World) -> None:
    world.strategy(mastodon=(7, 8, 9))
    cast, channel = world.cast, world.channel()
    type(channel).objects.update(connected_at=MONDAY - timedelta(days=60))
    world.out(channel, at=MONDAY - timedelta(days=2), state="failed")
    believe = {"believe": "Videos bring newcomers.", "threshold": "20", "by_date": date(2026, 11, 24)}
    deciding.suppose(cast.harbour, cast.ana, believe)
    deciding.decide(cast.harbour, cast.ana, {**CHOICE, "question": "X?", "look_again_on": date(2026, 11, 23)})
    renewing.renew(cast.harbour)
    found = waiting(told(world)["wait"], "harbour")
    said = [line.title for line in found]
    assert said[0] == "One post did not go out by itself"
    assert "Was it true? “Videos bring newcomers.”" in said
    assert "Look again: X?" in said
    assert all(line.step for line in found)
    assert any(line.tone in ("act", "watch") and line.icon == "gauge" for line in found)


def test_numbers_of_the_funnel_wait_until_a_strategist_has_decided(world: World) -> None:
    stages = list(Stage.objects.filter(version=world.strategy(mastodon=(1, 1, 2))))
    cast = world.cast
    made, _is_new = asking.ask(cast.harbour, cast.ana, "Kurt", stages[-2:], date(2026, 10, 1), date(2026, 10, 31))
    assert not told(world)["wait"]
    asking.reply(made, {stages[-2].code: 60, stages[-1].code: 18})
    (line,) = waiting(told(world)["wait"], "harbour")
    assert line.title == "Numbers of the funnel came in"
    assert line.step is not None
    assert line.step.address == "/w/harbour/strategy/funnel/ask/"
    asking.settle(made.reply, cast.ana, is_taken=False, reason="", seen="")
    assert not told(world)["wait"]


def test_nothing_is_claimed_where_there_is_no_strategy(world: World, as_: As) -> None:
    shown = as_(world.cast.greta).get(AT).content.decode()
    assert "Only a strategy says what would be missing." in shown
    assert "Nothing waits for a decision." in shown


def test_a_decision_is_one_of_the_strategy_and_of_this_monday(world: World, as_: As) -> None:
    ana = as_(world.cast.ana)
    assert ana.post(f"{AT}decide/", CHOICE).status_code == 302
    assert ana.post(f"{AT}decide/", CHOICE).status_code == 302
    assert Decision.objects.count() == Decided.objects.count() == 1
    assert "Mina, on Tuesdays." in as_(world.cast.theo).get(AT).content.decode()
    assert "Mina, on Tuesdays." in ana.get("/w/harbour/strategy/decisions/").content.decode()
    wrong = ana.post(f"{AT}decide/", {"question": "Who?"})
    assert wrong.status_code == 422
    assert b"Who?" in wrong.content
    assert Line.objects.filter(act="decision.write").count() == 1


def test_a_closed_monday_is_read_as_it_stood(world: World, as_: As) -> None:
    world.strategy(mastodon=(2, 3, 4))
    channel, ana = world.channel(), as_(world.cast.ana)
    world.out(channel, likes=3)
    ana.post(f"{AT}decide/", CHOICE)
    people = [world.cast.ana.code, world.cast.theo.code, world.cast.omar.code]
    closed = {"week": "2026-11-23", "present": people}
    assert ana.post(f"{AT}close/", closed).status_code == 302
    assert ana.post(f"{AT}close/", closed).status_code == 302
    assert Closing.objects.count() == 1
    assert Presence.objects.count() == 2  # Omar is no member
    before = as_(world.cast.greta).get(AT).content.decode()
    world.out(channel, likes=300)
    Version.objects.update(begins_on=date(2026, 11, 23))
    address = f"{AT}{Meeting.objects.get().code}/"
    for shown in (as_(world.cast.greta).get(AT), as_(world.cast.greta).get(address)):
        words = shown.content.decode()
        assert "One post went out last week on one channel: fewer than planned, which is at least 2." in words
        assert "Closed on 23 November 2026 by Ana" in words
        assert "Ana, Theo" in words
        assert "Mina, on Tuesdays." in words
    assert "One post went out last week" in before
    assert Line.objects.filter(act="monday.close").count() == 1


def test_nothing_is_written_into_a_monday_that_is_over(world: World, as_: As) -> None:
    ana = as_(world.cast.ana)
    ana.post(f"{AT}close/", {"week": "2026-11-23"})
    refused = ana.post(f"{AT}decide/", CHOICE, follow=True)
    assert "This meeting is over" in refused.content.decode()
    assert not Decision.objects.exists()
    assert "Write a decision down" not in ana.get(AT).content.decode()


def test_the_page_of_a_week_that_is_over_closes_nothing(world: World, as_: As) -> None:
    assert as_(world.cast.ana).post(f"{AT}close/", {"week": "2026-11-16"}).status_code == 200
    assert not Meeting.objects.exists()


def test_a_new_week_is_a_new_page_and_the_old_one_stands_among_the_earlier(world: World, as_: As) -> None:
    as_(world.cast.ana).post(f"{AT}close/", {"week": "2026-11-23"})
    with time_machine.travel(MONDAY + timedelta(days=7), tick=False):
        greta = as_(world.cast.greta)
        assert "Closed on" not in greta.get(AT).content.decode()
        assert "Back at 16 November to 22 November 2026" in greta.get(f"{AT}earlier/").content.decode()


def test_an_open_monday_has_no_address_of_its_own(world: World, as_: As) -> None:
    as_(world.cast.ana).post(f"{AT}decide/", CHOICE)
    assert as_(world.cast.ana).get(f"{AT}{Meeting.objects.get().code}/").status_code == 404


@pytest.mark.parametrize("verb", ["decide/", "close/"])
def test_who_may_lead_and_who_reads(world: World, as_: As, verb: str) -> None:
    data = {**CHOICE, "week": "2026-11-23"}
    browsers = {name: as_(getattr(world.cast, name)) for name in PEOPLE}
    answers = {
        name: (browser.get(AT).status_code, browser.post(f"{AT}{verb}", data).status_code)
        for name, browser in browsers.items()
    }
    reads = dict.fromkeys(("ben", "mina", "theo", "greta"), (200, 403))
    assert answers == {"ana": (200, 302), **reads, **dict.fromkeys(("zoe", "omar", "ivo"), (404, 404))}
    shown = as_(world.cast.theo).get(AT).content.decode()
    assert "Close the meeting" not in shown
    assert "Write a decision down" not in shown


def test_a_week_of_many_posts_asks_no_more_than_a_quiet_one(
    world: World, as_: As, django_assert_max_num_queries: Any
) -> None:
    version = world.strategy(mastodon=(2, 3, 4), bluesky=(1, 2, 3))
    pillar = Pillar.objects.filter(version=version).first()
    channels, ana = [world.channel(), world.channel("bluesky")], as_(world.cast.ana)
    for number in range(40):
        world.out(channels[number % 2], likes=number, pillar=pillar.code if number % 3 else "")  # type: ignore[union-attr]
        world.out(channels[number % 2], at=FRIDAY, state="scheduled")
    for number in range(9):
        ana.post(f"{AT}decide/", {**CHOICE, "question": f"Question {number}?"})
    renewing.renew(world.cast.harbour)
    ana.get(AT)
    with django_assert_max_num_queries(12):
        ana.get(AT)
    ana.post(f"{AT}close/", {"week": "2026-11-23"})
    with django_assert_max_num_queries(12):
        ana.get(AT)


def test_who_is_away_is_named_and_whether_somebody_covers(world: World, as_: As) -> None:
    cast, members = world.cast, world.cast.harbour.memberships
    theo, mina = members.get(user=cast.theo), members.get(user=cast.mina)
    days = covering.Days(date(2026, 11, 25), date(2026, 12, 2), "Europe/Berlin")
    covering.set_away(mina, cast.mina, covering.Wish(days, None))
    later = covering.Days(date(2026, 12, 7), date(2026, 12, 9), "Europe/Berlin")
    covering.set_away(theo, cast.ana, covering.Wish(later, None))
    shown = as_(cast.greta).get(AT).content.decode()
    assert "Mina is away from 25 November 2026 to 2 December 2026" in shown
    assert "Nobody covers." in shown
    assert "Theo is away" not in shown
    as_(cast.ana).post(f"{AT}close/", {"week": "2026-11-23"})
    assert "Mina" not in str(Closing.objects.get().told)
    assert "Mina is away from" in as_(cast.greta).get(AT).content.decode()
    mina.delete()
    assert "Somebody who has left is away from" in as_(cast.greta).get(AT).content.decode()
