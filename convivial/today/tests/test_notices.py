"""Notices: they grow from the journal, once, for the right people, and can be read and wished away."""

from collections.abc import Callable
from datetime import time

import pytest
from django.test import Client

from convivial.content.models import ApprovalRequest, Post
from convivial.demo.cast import Cast
from convivial.journal.models import Line
from convivial.journal.recording import Entry, record, record_all
from convivial.lib.now import now
from convivial.networks import granting
from convivial.publishing.models import Removal
from convivial.strategy.models import Asking
from convivial.team.models import Membership, User
from convivial.today.models import Cursor, Notice, Wish
from convivial.today.notices import growing, reading, wishing

from .test_today import plan

As = Callable[[User], Client]


def grown(cast: Cast) -> None:
    for workspace in growing.behind():
        growing.grow(workspace)


def unread(person: User) -> int:
    return Notice.objects.filter(person=person, read_at=None).count()


def told(person: User) -> list[str]:
    return list(Notice.objects.filter(person=person).order_by("id").values_list("act", flat=True))


def test_failure_is_told_to_who_scheduled_and_to_owners(cast: Cast) -> None:
    row = plan(cast.harbour, cast.mina, "Rain menu", "2026-11-21T08:30", "failed", "refused")
    row.scheduled_by = cast.mina
    row.save()
    record("publication.fail", workspace=cast.harbour.pk, thing="publication", code=row.code)
    grown(cast)
    assert told(cast.mina) == told(cast.ana) == ["publication.fail"]
    assert told(cast.ben) == told(cast.cleo) == told(cast.omar) == []


def test_what_is_held_on_a_channel_that_is_kept_is_told_to_its_people(cast: Cast) -> None:
    row = plan(cast.harbour, cast.mina, "Rain menu", "2026-11-21T08:30", "on_hold", "not_theirs")
    granting.grant(row.channel, cast.ana, [cast.ben])
    record("publication.stop", workspace=cast.harbour.pk, thing="publication", code=row.code)
    grown(cast)
    assert told(cast.ben) == told(cast.ana) == ["publication.stop"]
    assert told(cast.cleo) == []


def test_question_is_told_to_approvers_and_the_answer_to_who_asked(cast: Cast) -> None:
    post = Post.objects.create(workspace=cast.harbour, author=cast.theo, text="Rain menu")
    ApprovalRequest.objects.create(post=post, asked_by=cast.ben)
    record("post.submit", workspace=cast.harbour.pk, by=cast.ben.pk, thing="post", code=post.code)
    record("post.not_yet", workspace=cast.harbour.pk, by=cast.cleo.pk, thing="post", code=post.code)
    grown(cast)
    assert told(cast.cleo) == ["post.submit"]
    assert told(cast.ben) == told(cast.theo) == ["post.not_yet"]


def test_offer_is_told_to_creators_and_a_lost_channel_to_owners(cast: Cast) -> None:
    post = Post.objects.create(workspace=cast.harbour, author=cast.theo, text="Rain menu")
    record("post.offer", workspace=cast.harbour.pk, by=cast.theo.pk, thing="post", code=post.code)
    record("channel.withdraw", workspace=cast.harbour.pk, thing="channel", code="abc")
    grown(cast)
    assert told(cast.ben) == ["post.offer"]
    assert told(cast.ana) == ["post.offer", "channel.withdraw"]
    assert told(cast.theo) == told(cast.greta) == []


def test_draft_given_back_is_told_to_who_wrote_it(cast: Cast) -> None:
    post = Post.objects.create(workspace=cast.harbour, author=cast.theo, text="Rain menu")
    record("post.give_back", workspace=cast.harbour.pk, by=cast.ben.pk, thing="post", code=post.code)
    grown(cast)
    assert told(cast.theo) == ["post.give_back"]
    assert told(cast.ben) == told(cast.mina) == []


def test_who_asked_to_take_it_down_hears_that_it_was_not(cast: Cast) -> None:
    row = plan(cast.harbour, cast.ben, "Rain menu", "2026-11-21T08:30", "published")
    Removal.objects.create(publication=row, asked_by=cast.mina, asked_at=row.due_at, reason="stumbled")
    record(
        "publication.remain", workspace=cast.harbour.pk, thing="publication", code=row.code, reason="stumbled",
        network="practice",
    )  # fmt: skip
    grown(cast)
    assert told(cast.mina) == told(cast.ana) == ["publication.remain"]


def test_what_waits_on_a_channel_that_is_back_is_one_notice_for_all_of_it(cast: Cast, as_: As) -> None:
    for text in ("Rain menu", "The ferry"):
        row = plan(cast.harbour, cast.ben, text, "2026-11-21T08:30", "on_hold", "disconnected")
        row.scheduled_by = cast.mina
        row.save()
    code = row.channel.code
    record("channel.return", workspace=cast.harbour.pk, thing="waiting", code=code, posts=2)
    grown(cast)
    assert told(cast.mina) == told(cast.ana) == ["channel.return"]
    assert told(cast.ben) == []
    seen = as_(cast.mina).get("/w/harbour/notices/").content.decode()
    assert "is connected again. 2 posts wait: publish now, choose another time, or cancel" in seen
    assert f"state=stuck&amp;channel={code}" in seen


def test_a_whole_post_on_hold_is_one_notice(cast: Cast) -> None:
    row = plan(cast.harbour, cast.ben, "Rain menu", "2026-11-21T08:30", "on_hold")
    row.scheduled_by = cast.mina
    row.save()
    post = row.variant.post
    record("post.hold", workspace=cast.harbour.pk, by=cast.cleo.pk, thing="post", code=post.code)
    grown(cast)
    assert told(cast.mina) == told(cast.ana) == ["post.hold"]
    assert told(cast.cleo) == told(cast.ben) == []


def test_nobody_is_told_what_they_did_themselves(cast: Cast) -> None:
    row = plan(cast.harbour, cast.ana, "Rain menu", "2026-11-21T08:30", "on_hold")
    record("publication.hold", workspace=cast.harbour.pk, by=cast.ana.pk, thing="publication", code=row.code)
    grown(cast)
    assert told(cast.ana) == []


def test_reading_a_line_again_makes_no_second_notice(cast: Cast) -> None:
    record("channel.withdraw", workspace=cast.harbour.pk, thing="channel", code="abc")
    grown(cast)
    Cursor.objects.update(seq=0)
    grown(cast)
    assert told(cast.ana) == ["channel.withdraw"]


def test_nothing_is_behind_once_it_is_read(cast: Cast) -> None:
    record("post.write", workspace=cast.harbour.pk, thing="post", code="abc")
    assert growing.behind() == [cast.harbour.pk]
    grown(cast)
    assert growing.behind() == []
    assert not Notice.objects.exists()


def test_flood_from_one_act_is_told_as_a_few_and_a_number(cast: Cast) -> None:
    record_all(
        Entry("channel.withdraw", workspace=cast.harbour.pk, thing="channel", code=f"c{n}") for n in range(300)
    )
    grown(cast)
    mine = Notice.objects.filter(person=cast.ana)
    assert mine.count() == growing.ONE_BY_ONE + 1
    assert sum(mine.values_list("count", flat=True)) == 300


def test_who_has_left_is_told_nothing(cast: Cast) -> None:
    Membership.objects.filter(user=cast.cleo).delete()
    record("post.submit", workspace=cast.harbour.pk, thing="post", code="abc")
    grown(cast)
    assert told(cast.cleo) == []


def test_what_is_not_wished_for_is_not_told(cast: Cast) -> None:
    wishing.wish(cast.cleo, {"approval": Wish.Way.NONE}, None, None, "")
    record("post.submit", workspace=cast.harbour.pk, thing="post", code="abc")
    grown(cast)
    assert told(cast.cleo) == []


def test_workspaces_are_walls_for_notices_too(cast: Cast, as_: As) -> None:
    record("channel.withdraw", workspace=cast.museum.pk, thing="channel", code="abc")
    grown(cast)
    assert told(cast.omar) == ["channel.withdraw"]
    assert told(cast.ana) == []
    assert as_(cast.omar).get("/w/harbour/notices/").status_code == 404


def test_bell_counts_what_is_new_and_forgets_what_is_read(cast: Cast, as_: As) -> None:
    record("channel.withdraw", workspace=cast.harbour.pk, thing="channel", code="abc")
    grown(cast)
    browser = as_(cast.ana)
    assert unread(cast.ana) == 1
    assert b'rail__count">1<' in browser.get("/w/harbour/notices/").content
    code = Notice.objects.get(person=cast.ana).code
    for _ in range(2):
        assert browser.post(f"/w/harbour/notices/{code}/read/").status_code == 302
    assert unread(cast.ana) == 0
    assert Line.objects.filter(act__startswith="notice").count() == 0


def test_only_ones_own_notices_are_read(cast: Cast, as_: As) -> None:
    record("channel.withdraw", workspace=cast.harbour.pk, thing="channel", code="abc")
    grown(cast)
    code = Notice.objects.get(person=cast.ana).code
    as_(cast.ben).post(f"/w/harbour/notices/{code}/read/")
    as_(cast.ben).post("/w/harbour/notices/read/")
    assert unread(cast.ana) == 1
    assert as_(cast.ana).get("/w/harbour/notices/read/").status_code == 405
    assert as_(cast.zoe).post("/w/harbour/notices/read/").status_code == 404


def test_list_goes_on_page_by_page(cast: Cast, as_: As) -> None:
    for n in range(reading.PAGE + 5):
        record("channel.withdraw", workspace=cast.harbour.pk, thing="channel", code=f"c{n}")
        grown(cast)
    browser = as_(cast.ana)
    first = browser.get("/w/harbour/notices/").content.decode()
    before = first.split("?before=")[1].split('"')[0]
    second = browser.get(f"/w/harbour/notices/more/?before={before}").content.decode()
    assert first.count("notice--new") == reading.PAGE
    assert second.count("notice--new") == 5


WISHED = {"way-trouble": "page", "quiet_from": "21:00", "quiet_until": "07:30", "zone": "America/Chicago"}


def test_wishes_are_kept(cast: Cast, as_: As) -> None:
    assert as_(cast.ben).post("/w/harbour/notices/wishes/wish/", WISHED).status_code == 302
    kept = wishing.habits(cast.ben)
    assert (kept.quiet_from, kept.quiet_until, kept.zone) == (time(21), time(7, 30), "America/Chicago")
    assert {each.kind.name: each.way for each in wishing.wishes(cast.ben)}["trouble"] == "page"


@pytest.mark.parametrize(
    "bad",
    [
        {"quiet_until": ""},
        {"zone": "Nowhere/Land"},
        {"zone": "../etc/passwd"},
        {"way-trouble": "shout"},
        {"quiet_from": "x"},
    ],
)
def test_wish_that_is_none_is_refused_and_what_was_typed_stays(cast: Cast, as_: As, bad: dict[str, str]) -> None:
    answer = as_(cast.ben).post("/w/harbour/notices/wishes/wish/", {**WISHED, **bad})
    assert answer.status_code == 422
    shown, sent = answer.content.decode(), {**WISHED, **bad}
    assert f'name="quiet_until" value="{sent["quiet_until"]}"' in shown
    if "zone" not in bad:
        assert '<option value="America/Chicago" selected>' in shown
    assert wishing.wishes(cast.ben)[0].way != "page"


def test_zone_of_quiet_hours_is_chosen_among_places(cast: Cast, as_: As) -> None:
    shown = as_(cast.ben).get("/w/harbour/notices/wishes/").content.decode()
    assert '<option value="" selected>As the workspace (Berlin)</option>' in shown
    assert '<option value="Europe/Vienna">Vienna, Austria</option>' in shown


def test_wishing_is_refused_where_it_must_be(cast: Cast, as_: As) -> None:
    assert as_(cast.ben).get("/w/harbour/notices/wishes/wish/").status_code == 405
    assert as_(cast.zoe).post("/w/harbour/notices/wishes/wish/", WISHED).status_code == 404


@pytest.mark.parametrize("before", ["-1", "x", "9" * 40, "1e9", "²"])
def test_any_place_in_the_list_is_bounded(cast: Cast, as_: As, before: str) -> None:
    assert as_(cast.ana).get("/w/harbour/notices/", {"before": before}).status_code == 200


def test_question_that_is_answered_or_asked_anew_is_read(cast: Cast) -> None:
    post = Post.objects.create(workspace=cast.harbour, author=cast.theo, text="Rain menu")
    asked = ApprovalRequest.objects.create(post=post, asked_by=cast.ben)
    record("post.submit", workspace=cast.harbour.pk, by=cast.ben.pk, thing="post", code=post.code)
    grown(cast)
    record("post.submit", workspace=cast.harbour.pk, by=cast.ben.pk, thing="post", code=post.code)
    record("post.approve", workspace=cast.harbour.pk, by=cast.ana.pk, thing="post", code=post.code)
    grown(cast)
    assert unread(cast.cleo) == 1  # asked anew, and answered for some of its channels only
    ApprovalRequest.objects.filter(pk=asked.pk).update(closed_at=now(), outcome="approved")
    record("post.approve", workspace=cast.harbour.pk, by=cast.ana.pk, thing="post", code=post.code)
    grown(cast)
    assert unread(cast.cleo) == 0


def test_bell_brings_the_counts_of_the_rail_along(cast: Cast, as_: As) -> None:
    page = as_(cast.cleo).get("/w/harbour/notices/bell/").content.decode()
    assert page.startswith("<a ")
    assert '<span class="push" id="waits-approvals" hx-swap-oob="true">' in page


def test_on_phones_the_same_part_brings_the_bell_and_the_counts_under_the_thumb(cast: Cast, as_: As) -> None:
    page = as_(cast.cleo).get("/w/harbour/notices/bell/").content.decode()
    assert 'id="bell-small" hx-swap-oob="true"' in page
    assert 'id="thumb-waits-approvals" hx-swap-oob="true"' in page
    frame = as_(cast.cleo).get("/w/harbour/").content.decode()
    assert frame.count('id="bell-small"') == frame.count('id="thumb-waits-approvals"') == 1


def test_numbers_that_come_in_are_told_once_to_who_asked_with_a_link(cast: Cast) -> None:
    about = {"workspace": cast.harbour, "name": "Kurt", "stages": [], "first": "2026-10-01", "last": "2026-10-31"}
    asking = Asking.objects.create(**about, asked_by=cast.ana, expires_at=now())
    record("funnel.reply", workspace=cast.harbour.pk, thing="asking", code=asking.code)
    grown(cast)
    grown(cast)
    assert told(cast.ana) == ["funnel.reply"]
    assert told(cast.ben) == told(cast.cleo) == told(cast.greta) == []
    [notice], _more = reading.page(cast.ana, cast.harbour)
    assert notice["sentence"] == "Sales answered: the numbers of the funnel from “Kurt”"
    assert notice["address"] == f"/w/harbour/strategy/funnel/ask/#{asking.code}"


def test_numbers_that_somebody_asked_for_who_has_left_are_told_to_who_may_decide(cast: Cast) -> None:
    about = {"workspace": cast.harbour, "name": "Kurt", "stages": [], "first": "2026-10-01", "last": "2026-10-31"}
    asking = Asking.objects.create(**about, asked_by=None, expires_at=now())
    Wish.objects.create(person=cast.ana, kind="numbers", way="none")
    record("funnel.reply", workspace=cast.harbour.pk, thing="asking", code=asking.code)
    grown(cast)
    assert told(cast.ana) == [], "she does not want to hear of it"
    Wish.objects.all().delete()
    other = Asking.objects.create(**about, asked_by=None, expires_at=now())
    record("funnel.reply", workspace=cast.harbour.pk, thing="asking", code=other.code)
    grown(cast)
    assert told(cast.ana) == ["funnel.reply"]
