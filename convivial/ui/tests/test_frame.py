"""What the frame shows to whom."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory

from convivial.demo.cast import Cast
from convivial.team.models import User
from convivial.ui import places
from convivial.ui.frame import frame
from convivial.ui.places import Entry, Place

pytestmark = pytest.mark.urls("convivial.ui.tests.gallery")


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_places", "_entries", "_slots"):
        monkeypatch.setattr(places, name, {})
    monkeypatch.setattr(places, "_may", [lambda person, act, thing: act != "result.see"])
    places.add(Place("calendar", "Calendar", "calendar-days", "calendar_page", "calendar.see", 40))
    places.add(Place("today", "Today", "sun", "today_page", "workspace.see", 10))
    places.add(Place("approvals", "Approvals", "circle-check", "approvals_page", "post.see", 50, lambda request: 3))
    places.add(Place("results", "Results", "chart-line", "results_page", "result.see", 70))
    places.add(Place("write", "Write", "pen-line", "write_page", "post.write", 0, is_act=True))
    places.add(Place("later", "Later", "sun", "not_built_yet", "workspace.see", 99))
    places.palette(Entry("Invite somebody", "user-plus", "team_page", "member.invite", also="colleague"))


def request(path: str = "/w/harbour/today/", **cookies: str) -> HttpRequest:
    asked = RequestFactory().get(path)
    asked.COOKIES.update(cookies)
    asked.user = SimpleNamespace(theme="system")  # type: ignore[assignment]
    asked.workspace = SimpleNamespace(slug="harbour")  # type: ignore[attr-defined]
    return asked


def test_the_rail_shows_in_order_what_one_may_see_and_what_is_built() -> None:
    assert [link.name for link in frame(request())["frame"].rail] == ["today", "calendar", "approvals"]


def test_writing_is_the_one_main_act() -> None:
    made = frame(request())["frame"]
    assert (made.write.name, made.write.is_act) == ("write", True)
    assert [link.name for link in made.thumbs] == ["today", "approvals", "write", "calendar"]


def test_what_waits_is_counted() -> None:
    assert [link.count for link in frame(request())["frame"].rail] == [0, 0, 3]


@pytest.mark.parametrize(
    ("path", "here"),
    [("/w/harbour/calendar/", "calendar"), ("/w/harbour/calendar/week/", "calendar"), ("/w/harbour/other/", None)],
)
def test_the_place_where_one_is_is_marked(path: str, here: str | None) -> None:
    marked = [link.name for link in frame(request(path))["frame"].rail if link.is_here]
    assert marked == ([here] if here else [])


def test_the_palette_knows_places_and_acts() -> None:
    found = {link.title: link.also for link in frame(request())["frame"].palette}
    assert found["Invite somebody"] == "colleague"
    assert "Calendar" in found


@pytest.mark.parametrize(("cookie", "theme"), [("dark", "dark"), ("light", "light"), ("neon", ""), ("", "")])
def test_only_a_known_theme_is_drawn(cookie: str, theme: str) -> None:
    assert frame(request(theme=cookie))["theme"] == theme


def test_without_a_workspace_there_is_no_frame() -> None:
    assert "frame" not in frame(RequestFactory().get("/"))


@pytest.mark.urls("convivial.urls")
def test_the_frame_asks_the_database_at_most_five_times(
    cast: Cast, as_: Callable[[User], Client], django_assert_max_num_queries: Callable[..., object]
) -> None:
    asked = RequestFactory().get("/w/harbour/team/")
    asked.user, asked.workspace = cast.ana, cast.harbour  # type: ignore[attr-defined]
    asked.memberships = list(cast.ana.memberships.select_related("workspace"))  # type: ignore[attr-defined]
    with django_assert_max_num_queries(5):  # type: ignore[attr-defined]
        made = frame(asked)["frame"]
        assert [workspace.slug for workspace in made.workspaces] == ["harbour"]
        assert made.palette is not None
