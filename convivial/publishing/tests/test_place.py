"""Giving a draft its day in the calendar: a wish that stands there dashed, and that can be taken back."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from convivial.content.models import Post
from convivial.demo.cast import Cast
from convivial.journal.models import Line
from convivial.lib import now as clock
from convivial.publishing.models import Plan, Publication
from convivial.team.models import User

As = Callable[[User], Client]


@pytest.fixture
def draft(cast: Cast) -> Post:
    return Post.objects.create(workspace=cast.harbour, author=cast.ben, text="Meet Paul", language="en")


def address(post: Post) -> str:
    return reverse("publishing:move_post", args=["harbour", post.code])


def day(days: int) -> str:
    return f"{clock.wall(clock.now(), 'Europe/Berlin') + timedelta(days=days):%Y-%m-%d}"


def test_draft_that_is_dragged_onto_a_day_stands_there_and_nothing_goes_out(cast: Cast, as_: As, draft: Post) -> None:
    browser = as_(cast.ben)
    answer = browser.post(address(draft), {"day": day(3)})
    assert answer.status_code == 200
    assert b"once you schedule it" in answer.content
    assert Plan.objects.get(post=draft).wall_time == f"{day(3)}T09:00"
    assert not Publication.objects.exists()
    month = browser.get(reverse("publishing:calendar", args=["harbour"]), {"on": day(3)}).content.decode()
    assert "entry--draft" in month
    waiting = browser.get(reverse("publishing:calendar_drafts", args=["harbour"])).content.decode()
    assert "Meet Paul" not in waiting


def test_planned_draft_keeps_its_time_of_day_and_undo_takes_it_back(cast: Cast, as_: As, draft: Post) -> None:
    browser = as_(cast.ben)
    first = browser.post(address(draft), {"when": "in 3 days 17:30", "from": "dialog"})
    assert b'name="forget"' in first.content
    browser.post(address(draft), {"day": day(5)})
    assert Plan.objects.get(post=draft).wall_time == f"{day(5)}T17:30"
    browser.post(address(draft), {"forget": "1", "undo": "1"})
    assert not Plan.objects.exists()


def test_pressing_twice_plans_once(cast: Cast, as_: As, draft: Post) -> None:
    for _ in range(2):
        assert as_(cast.ben).post(address(draft), {"day": day(3)}).status_code == 200
    assert Line.objects.filter(act="post.plan").count() == 1


@pytest.mark.parametrize("typed", [{"day": "2001-01-01"}, {"when": "soon"}, {}, {"day": "nonsense"}])
def test_moment_that_is_none_is_refused(cast: Cast, as_: As, draft: Post, typed: dict[str, str]) -> None:
    assert as_(cast.ben).post(address(draft), typed).status_code == 422
    assert not Plan.objects.exists()


def test_plan_in_another_zone_stands_on_the_day_of_the_workspace(cast: Cast, as_: As, draft: Post) -> None:
    Plan.objects.create(post=draft, wall_time="2026-12-10T23:30", zone="America/Chicago", by=cast.ben)
    page = as_(cast.ben).get(reverse("publishing:calendar_day", args=["harbour"]), {"on": "2026-12-11"})
    assert "06:30" in page.content.decode()
    assert clock.wall(clock.instant(datetime(2026, 12, 10, 23, 30), "America/Chicago"), "Europe/Berlin").day == 11


def test_dialog_says_that_it_is_a_wish(cast: Cast, as_: As, draft: Post) -> None:
    page = as_(cast.ben).get(reverse("publishing:calendar_planning", args=["harbour", draft.code]))
    assert "Nothing goes out until you schedule it" in page.content.decode()


def test_placing_is_refused_where_it_must_be(cast: Cast, as_: As, draft: Post) -> None:
    typed = {"day": day(3)}
    assert as_(cast.ben).get(address(draft), typed).status_code == 405
    assert as_(cast.zoe).post(address(draft), typed).status_code == 404
    assert as_(cast.omar).post(address(draft).replace("harbour", "museum"), typed).status_code == 404
    assert as_(cast.greta).post(address(draft), typed).status_code == 403
    assert as_(cast.theo).post(address(draft), typed).status_code == 403
    assert not Plan.objects.exists()
