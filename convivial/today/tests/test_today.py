"""The first page: what it says, to whom, in which order, and how little it asks the database."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from convivial.content import approving, offering, remarking, writing
from convivial.content.models import ApprovalRequest, Edition, Offer, Post, Variant
from convivial.demo.cast import Cast
from convivial.demo.volume import Volume, fill
from convivial.lib import now as clock
from convivial.networks import granting
from convivial.networks.models import Channel
from convivial.publishing import holding, scheduling, states
from convivial.publishing.models import Publication, Removal, Slot
from convivial.team.models import MemberRole, User, Workspace
from convivial.today.home import needs, telling

As = Callable[[User], Client]
SATURDAY = "2026-11-21T09:24:00+01:00"


def plan(
    workspace: Workspace, author: User, text: str, wall: str, state: str = "scheduled", reason: str = ""
) -> Publication:
    post = Post.objects.create(workspace=workspace, author=author, text=text)
    channel, _ = Channel.objects.get_or_create(
        workspace=workspace, network="practice", remote_id="1", defaults={"handle": "desk", "name": "Desk"}
    )
    variant = Variant.objects.create(post=post, channel=channel, language="en")
    edition = Edition.objects.create(variant=variant, fingerprint=post.code, text=text, language="en")
    due = clock.instant(datetime.fromisoformat(wall), workspace.zone)
    return Publication.objects.create(
        workspace=workspace, channel=channel, variant=variant, edition=edition, state=state, due_at=due,
        reason=reason, try_at=None if state in ("unknown", "failed") else due, zone=workspace.zone, key=post.code,
        wall_time=wall,
    )  # fmt: skip


def page(browser: Client, workspace: str = "harbour") -> str:
    answer = browser.get(f"/w/{workspace}/")
    assert answer.status_code == 200
    return answer.content.decode()


@time_machine.travel(SATURDAY, tick=False)
def test_what_burns_comes_first_and_carries_its_fix(cast: Cast, as_: As) -> None:
    asked = Post.objects.create(workspace=cast.harbour, author=cast.ben, text="Nadia tastes")
    ApprovalRequest.objects.create(post=asked, asked_by=cast.ben)
    failed = plan(cast.harbour, cast.ben, "Rain menu", "2026-11-21T08:30", "failed", "refused")
    seen = page(as_(cast.ana))
    assert "“Rain menu” did not go out" in seen
    assert f"/publications/{failed.code}/retry/" in seen
    assert "Nadia tastes" not in seen
    MemberRole.objects.create(membership=cast.harbour.memberships.get(user=cast.mina), name="approver")
    waits = page(as_(cast.mina))
    assert waits.index("“Rain menu” did not go out") < waits.index("“Nadia tastes” waits for your yes")


@time_machine.travel(SATURDAY, tick=False)
def test_page_says_in_one_sentence_what_is(cast: Cast, as_: As) -> None:
    plan(cast.harbour, cast.ben, "The ferry", "2026-11-21T07:45", "published")
    plan(cast.harbour, cast.ben, "Decaf", "2026-11-21T12:00")
    plan(cast.harbour, cast.ben, "Rain menu", "2026-11-21T17:30")
    plan(cast.harbour, cast.ben, "Tomorrow", "2026-11-22T09:00")
    seen = page(as_(cast.ben))
    assert "Good morning, Ben." in seen
    assert "Two more posts go out today." in seen
    assert "Tomorrow" not in seen


def test_who_wrote_a_post_is_not_asked_for_a_yes(cast: Cast, as_: As) -> None:
    own = Post.objects.create(workspace=cast.harbour, author=cast.cleo, text="By the approver")
    ApprovalRequest.objects.create(post=own, asked_by=cast.cleo)
    plan(cast.harbour, cast.ben, "Something", "2026-11-21T07:45", "published")
    assert "By the approver" not in page(as_(cast.cleo))


def test_offer_waits_for_those_who_may_take_it(cast: Cast, as_: As) -> None:
    draft = Post.objects.create(workspace=cast.harbour, author=cast.theo, text="From Theo", is_contribution=True)
    Offer.objects.create(post=draft, by=cast.theo)
    plan(cast.harbour, cast.ben, "Something", "2026-11-21T07:45", "published")
    assert "Theo offers “From Theo”" in page(as_(cast.ben))
    assert "From Theo" not in page(as_(cast.greta))


def test_disconnected_channel_is_told_to_owners(cast: Cast, as_: As) -> None:
    gone = plan(cast.harbour, cast.ben, "Something", "2026-11-21T07:45", "published").channel
    Channel.objects.filter(pk=gone.pk).update(access="withdrawn")
    assert "Desk is disconnected" in page(as_(cast.ana))
    assert "Connect again" not in page(as_(cast.ben))


@time_machine.travel(SATURDAY, tick=False)
def test_what_stands_in_the_way_is_said_beside_the_post(cast: Cast, as_: As) -> None:
    from convivial.content.models import ApprovalRule

    ApprovalRule.objects.create(workspace=cast.harbour, is_required=True)
    plan(cast.harbour, cast.ben, "Decaf", "2026-11-21T12:00")
    assert "Waits for a yes" in page(as_(cast.ben))
    holding.hold_all(cast.ana, "Storm", cast.harbour)
    assert "On hold with everything" in page(as_(cast.ben))


@time_machine.travel(SATURDAY, tick=False)
def test_unknown_that_the_house_is_still_asking_about_asks_nobody(cast: Cast, as_: As) -> None:
    row = plan(cast.harbour, cast.ben, "Rain menu", "2026-11-21T08:30", "unknown", "no_answer")
    Publication.objects.filter(pk=row.pk).update(try_at=row.due_at + timedelta(minutes=2))
    assert "Needs you" not in page(as_(cast.ben))
    Publication.objects.filter(pk=row.pk).update(try_at=None, reason="ask_person")
    assert "Is “Rain menu” on" in page(as_(cast.ben))


@time_machine.travel(SATURDAY, tick=False)
def test_what_could_not_be_taken_down_asks_those_who_may_take_it_down(cast: Cast, as_: As) -> None:
    row = plan(cast.harbour, cast.ben, "Rain menu", "2026-11-02T08:30", "published")
    removal = Removal.objects.create(publication=row, asked_by=cast.ben, asked_at=clock.now(), due_at=clock.now())
    assert "was to be taken down" not in page(as_(cast.ben))
    Removal.objects.filter(pk=removal.pk).update(due_at=None, reason="stumbled")
    seen = page(as_(cast.ben))
    assert "“Rain menu” was to be taken down from" in seen
    assert f"/posts/{row.variant.post.code}/" in seen
    assert "was to be taken down" not in page(as_(cast.cleo))
    Removal.objects.filter(pk=removal.pk).update(done_at=clock.now())
    assert "was to be taken down" not in page(as_(cast.ben))


@pytest.mark.parametrize(
    ("state", "reason"), [("failed", "refused"), ("on_hold", "by_person"), ("unknown", "ask_person")]
)
@time_machine.travel(SATURDAY, tick=False)
def test_only_those_are_asked_who_can_bring_it_on(cast: Cast, as_: As, state: str, reason: str) -> None:
    row = plan(cast.harbour, cast.ben, "Rain menu", "2026-11-21T08:30", state, reason)
    Publication.objects.filter(pk=row.pk).update(try_at=None)
    asks = f'class="button button--small" href="/w/harbour/posts/{row.variant.post.code}/'
    retries = f"/publications/{row.code}/retry/"
    assert any(each in page(as_(cast.ben)) for each in (asks, retries))
    granting.grant(row.channel, cast.ana, [cast.mina])
    for person, is_asked in ((cast.mina, True), (cast.ben, False), (cast.cleo, False)):
        seen = page(as_(person))
        assert any(each in seen for each in (asks, retries)) == is_asked
        assert "Rain menu" in seen


@time_machine.travel(SATURDAY, tick=False)
def test_what_waits_on_a_channel_that_is_back_is_asked_once_for_the_channel(cast: Cast, as_: As) -> None:
    row = plan(cast.harbour, cast.ben, "Rain menu", "2026-11-21T08:30", "on_hold", "disconnected")
    assert "“Rain menu” is on hold" in page(as_(cast.ben))
    plan(cast.harbour, cast.ben, "The ferry", "2026-11-21T07:30", "on_hold", "disconnected")
    seen = page(as_(cast.ben))
    assert "is connected again: 2 posts wait" in seen
    assert f"state=stuck&amp;channel={row.channel.code}" in seen
    assert "is on hold for" not in seen
    assert "One thing needs a decision" in seen
    assert "is connected again" not in page(as_(cast.cleo))
    Channel.objects.update(access="withdrawn")
    assert "“Rain menu” is on hold" in page(as_(cast.ben))


def test_empty_workspace_offers_no_step_to_who_may_take_none(cast: Cast, as_: As) -> None:
    seen = page(as_(cast.greta))
    assert "it stands here as soon as somebody plans it" in seen
    assert "first steps" not in seen


def test_empty_workspace_teaches_the_first_steps(cast: Cast, as_: As) -> None:
    seen = page(as_(cast.omar), "museum")
    assert "Three first steps" in seen
    assert "/posts/start/" in seen
    assert "/channels/connect/" in seen
    assert "/team/" in seen


def test_viewer_in_an_empty_workspace_is_offered_nothing_they_may_not_do(cast: Cast, as_: As) -> None:
    seen = page(as_(cast.greta))
    assert "/team/invite/" not in seen
    assert "/posts/start/" not in seen


def test_viewer_sees_the_course_first_and_is_asked_for_nothing(cast: Cast, as_: As) -> None:
    plan(cast.harbour, cast.ben, "Rain menu", "2026-11-21T08:30", "failed", "refused")
    seen = page(as_(cast.greta))
    assert "split--course" in seen
    assert "Needs you" not in seen


@pytest.mark.parametrize(
    ("hour", "words"), [(5, "morning"), (11, "morning"), (12, "afternoon"), (18, "evening"), (3, "evening")]
)
def test_greeting_goes_by_the_clock(hour: int, words: str) -> None:
    assert words in telling.greeting(datetime(2026, 11, 21, hour), "Ana Lima")
    assert "Lima" not in telling.greeting(datetime(2026, 11, 21, hour), "Ana Lima")


def test_stranger_finds_no_page(cast: Cast, as_: As) -> None:
    for address in ("/w/harbour/", "/w/harbour/now/"):
        assert as_(cast.zoe).get(address).status_code == 404


def test_page_asks_little_of_the_database_at_volume(
    cast: Cast, as_: As, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    channels = [
        Channel.objects.create(workspace=cast.harbour, network="practice", remote_id=f"{n}", handle="h", name="D")
        for n in range(3)
    ]
    fill(cast.harbour, cast.ben, channels, Volume(posts=1000))
    browser = as_(cast.ana)
    page(browser)
    with django_assert_max_num_queries(12):
        page(browser)


def asked(cast: Cast, text: str = "Nadia tastes") -> Post:
    """Ben asks for a yes to a post on the desk's channel."""
    named = {"workspace": cast.harbour, "network": "practice", "remote_id": "1", "handle": "desk", "name": "Desk"}
    channel = Channel.objects.get_or_create(**named)[0]
    approving.set_rule(cast.harbour, cast.ana, True)
    post = writing.start(cast.harbour, cast.ben, text)
    writing.add_channel(post, cast.ben, channel)
    approving.ask(post, cast.ben)
    return post


def test_author_is_told_of_a_not_yet_with_its_remark_until_it_is_asked_again(cast: Cast, as_: As) -> None:
    post = asked(cast)
    approving.not_yet(post, cast.cleo, "Which forty cups?")
    seen = page(as_(cast.ben))
    assert "Cleo said “not yet” to “Nadia tastes”" in seen
    assert "Which forty cups?" in seen
    assert "said “not yet”" not in page(as_(cast.mina))
    writing.write(post, cast.ben, "Nadia tastes forty cups", post.revision)
    approving.ask(post, cast.ben)
    assert "said “not yet”" not in page(as_(cast.ben))


@time_machine.travel(SATURDAY, tick=False)
def test_author_is_told_of_a_yes_that_needs_a_time_until_it_has_one(cast: Cast, as_: As) -> None:
    post = asked(cast)
    approving.approve(post, cast.cleo)
    seen = page(as_(cast.ben))
    assert "Cleo said yes to “Nadia tastes”" in seen
    assert "It has no time yet." in seen
    assert f"/posts/{post.code}/#when" in seen
    scheduling.schedule(post, cast.ben, datetime(2026, 11, 26, 9), "Europe/Berlin")
    assert "said yes to" not in page(as_(cast.ben))


def test_contributor_is_told_of_a_draft_given_back_until_it_is_offered_again(cast: Cast, as_: As) -> None:
    post = writing.start(cast.harbour, cast.theo, "A small book")
    offering.offer(post, cast.theo)
    offering.give_back(post, cast.ben, "Whose book is it?")
    seen = page(as_(cast.theo))
    assert "Ben gave “A small book” back" in seen
    assert "Whose book is it?" in seen
    assert "gave “A small book” back" not in page(as_(cast.ben))
    offering.offer(post, cast.theo)
    assert "gave “A small book” back" not in page(as_(cast.theo))


def test_not_yet_is_told_with_its_comment_and_the_marked_words(cast: Cast, as_: As) -> None:
    post = asked(cast, "Nadia tastes forty cups")
    edition = post.variants.get().edition
    assert edition is not None
    place = remarking.Place(edition.fingerprint, 13, 23, "forty cups")
    remarking.remark(post, cast.cleo, post.variants.get(), place, "Forty-one, I think.")
    approving.not_yet(post, cast.cleo, "Nearly there.")
    assert "Nearly there. · “forty cups”: Forty-one, I think." in page(as_(cast.ben))


def test_answers_ask_little_of_the_database(
    cast: Cast, as_: As, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(6):
        post = asked(cast, f"Post {number}")
        if number % 2:
            approving.approve(post, cast.cleo)
        else:
            approving.not_yet(post, cast.cleo, "Why?")
    plan(cast.harbour, cast.ben, "Rain menu", "2026-11-21T08:30", "failed", "refused")
    browser = as_(cast.ben)
    page(browser)
    with django_assert_max_num_queries(12):
        page(browser)


@time_machine.travel(SATURDAY, tick=False)
def test_what_does_not_fit_is_counted_as_the_list_shows_it(cast: Cast, as_: As) -> None:
    for number in range(15):
        plan(cast.harbour, cast.ben, f"Held {number:02}", f"2026-11-{number + 1:02}T08:30", "on_hold", "by_person")
    browser = as_(cast.ben)
    assert "3 more need a decision" in page(browser)
    listed = browser.get("/w/harbour/calendar/list/?state=stuck").content.decode()
    assert len(set(re.findall(r"Held \d\d", listed))) == 15


@time_machine.travel(SATURDAY, tick=False)
def test_of_many_that_are_stuck_only_those_that_are_shown_are_put_into_words(
    cast: Cast, as_: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(15):
        plan(cast.harbour, cast.ben, f"Held {number:02}", f"2026-11-{number + 1:02}T08:30", "on_hold", "by_person")
    told: list[str] = []
    said = states.reason_sentence
    monkeypatch.setattr(states, "reason_sentence", lambda row: (told.append(row.code), said(row))[1])
    seen = page(as_(cast.ben))
    assert len(set(told)) == len(told) == seen.count("Put on hold.") == needs.SHOWN
    assert "15 things need a decision." in seen


@time_machine.travel(SATURDAY, tick=False)
def test_next_open_places_are_offered_to_whoever_writes(
    cast: Cast, as_: As, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    plan(cast.harbour, cast.ben, "The ferry", "2026-11-21T07:45", "published")
    channel = Channel.objects.get(workspace=cast.harbour)
    for wall in ("2026-11-23T09:00", "2026-12-20T09:00"):
        due = clock.instant(datetime.fromisoformat(wall), "Europe/Berlin")
        slot = Slot.objects.create(
            workspace=cast.harbour, due_at=due, wall_time=wall, zone="Europe/Berlin", batch="b"
        )
        slot.channels.add(channel)
    near, far = Slot.objects.order_by("due_at")
    for writer in (cast.ben, cast.theo):
        browser = as_(writer)
        page(browser)
        with django_assert_max_num_queries(12):
            seen = page(browser)
        assert f"/slots/{near.code}/take/" in seen
        assert far.code not in seen
        assert seen.index("Going out today") < seen.index("Open places")
    assert "Open places" not in page(as_(cast.greta))


def test_first_steps_stay_until_they_are_done_or_put_away(cast: Cast, as_: As) -> None:
    plan(cast.museum, cast.omar, "Nadia tastes", "2026-11-26T08:30")
    browser = as_(cast.omar)
    assert "Three first steps" in page(browser, "museum")
    assert browser.get("/w/museum/steps/put-away/").status_code == 405
    for _again in range(2):
        assert browser.post("/w/museum/steps/put-away/").status_code == 302
    assert "Three first steps" not in page(browser, "museum")
    browser.post("/w/museum/steps/bring-back/")
    assert "Three first steps" in page(browser, "museum")
    Channel.objects.create(workspace=cast.museum, network="mastodon", remote_id="2", handle="@m", name="Museum")
    cast.museum.memberships.create(user=cast.zoe)
    assert "Three first steps" not in page(browser, "museum")


def test_first_steps_are_put_away_by_each_alone(cast: Cast, as_: As) -> None:
    plan(cast.harbour, cast.ben, "Nadia tastes", "2026-11-26T08:30")
    assert "Three first steps" in page(as_(cast.ana))
    assert "Three first steps" not in page(as_(cast.greta))
    as_(cast.mina).post("/w/harbour/steps/put-away/")
    assert "Three first steps" in page(as_(cast.ana))
    assert as_(cast.zoe).post("/w/harbour/steps/put-away/").status_code == 404
