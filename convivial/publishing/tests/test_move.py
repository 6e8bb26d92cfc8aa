"""Moving a card: it keeps its time of day, moves as one, can be taken back, and says why when it stays."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from convivial.demo.cast import Cast
from convivial.journal.models import Line
from convivial.lib import now as clock
from convivial.publishing.models import Publication
from convivial.team.models import User

from .test_calendar_cards import Plan, plan  # noqa: F401 - a fixture

As = Callable[[User], Client]


@pytest.fixture
def card(plan: Plan) -> list[Publication]:  # noqa: F811
    """Three channels, in ten days at nine."""
    return plan("Rain menu", f"{_in_days(10):%Y-%m-%d}T09:00", on=3)


def _in_days(days: int) -> datetime:
    return clock.wall(clock.now(), "Europe/Berlin") + timedelta(days=days)


def address(publication: Publication) -> str:
    return reverse("publishing:move_publication", args=["harbour", publication.code])


def walls() -> list[str]:
    return list(Publication.objects.order_by("id").values_list("wall_time", flat=True))


def test_drag_to_another_day_keeps_the_time_of_day_and_moves_all_channels(
    cast: Cast, as_: As, card: list[Publication]
) -> None:
    day = f"{_in_days(12):%Y-%m-%d}"
    answer = as_(cast.ben).post(address(card[0]), {"day": day})
    assert answer.status_code == 200
    assert answer.headers["HX-Trigger"] == "calendar-changed"
    assert walls() == [f"{day}T09:00"] * 3
    assert Line.objects.filter(act="publication.move").count() == 3


@pytest.mark.parametrize("day", ["2027-03-28", "2027-10-31"])
def test_drag_over_the_change_of_clocks_keeps_the_time_of_day(
    cast: Cast, as_: As, card: list[Publication], day: str
) -> None:
    as_(cast.ben).post(address(card[0]), {"day": day})
    moved = Publication.objects.get(pk=card[0].pk)
    assert f"{clock.wall(moved.due_at, 'Europe/Berlin'):%Y-%m-%dT%H:%M}" == moved.wall_time == f"{day}T09:00"


def test_time_that_the_clock_jumps_over_is_refused_in_a_sentence(
    cast: Cast, as_: As, card: list[Publication]
) -> None:
    before = walls()
    answer = as_(cast.ben).post(address(card[0]), {"day": "2027-03-28", "time": "02:30"})
    assert answer.status_code == 422
    assert "02:30 never comes" in answer.content.decode()
    assert walls() == before


def test_words_say_when(cast: Cast, as_: As, card: list[Publication]) -> None:
    as_(cast.ben).post(address(card[0]), {"when": "in 12 days 17:30", "from": "dialog"})
    assert walls() == [f"{_in_days(12):%Y-%m-%d}T17:30"] * 3


def test_only_the_chosen_channels_move(cast: Cast, as_: As, card: list[Publication]) -> None:
    day = f"{_in_days(12):%Y-%m-%d}"
    as_(cast.ben).post(address(card[0]), {"day": day, "only": [card[1].code]})
    assert [wall[:10] == day for wall in walls()] == [False, True, False]


def test_pressing_twice_does_no_harm(cast: Cast, as_: As, card: list[Publication]) -> None:
    browser, day = as_(cast.ben), f"{_in_days(12):%Y-%m-%d}"
    for _ in range(2):
        assert browser.post(address(card[0]), {"day": day}).status_code == 200
    assert walls() == [f"{day}T09:00"] * 3
    assert Line.objects.filter(act="publication.move").count() == 3


def test_undo_brings_back_exactly_what_moved(cast: Cast, as_: As, card: list[Publication]) -> None:
    browser, before = as_(cast.ben), walls()
    page = browser.post(address(card[0]), {"when": "in 12 days 17:30"}).content.decode()
    kept = {name: re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in ("undo", "day", "time")}
    assert re.findall(r'name="only" value="(\w+)"', page) == [row.code for row in card]
    assert browser.post(address(card[0]), {**kept, "only": [row.code for row in card]}).status_code == 200
    assert walls() == before


def test_card_on_hold_moves_and_stays_on_hold(cast: Cast, as_: As, plan: Plan) -> None:  # noqa: F811
    held = plan("Held", f"{_in_days(3):%Y-%m-%d}T09:00", state="on_hold")[0]
    assert as_(cast.ben).post(address(held), {"day": f"{_in_days(4):%Y-%m-%d}"}).status_code == 200
    held.refresh_from_db()
    assert (held.state, held.wall_time[:10]) == ("on_hold", f"{_in_days(4):%Y-%m-%d}")


@pytest.mark.parametrize("state", ["published", "sending", "failed", "unknown", "cancelled"])
def test_card_that_cannot_move_says_why_and_stays(cast: Cast, as_: As, plan: Plan, state: str) -> None:  # noqa: F811
    gone = plan("Gone", f"{_in_days(-1):%Y-%m-%d}T09:00", state=state)[0]
    answer = as_(cast.ben).post(address(gone), {"day": f"{_in_days(4):%Y-%m-%d}"})
    assert answer.status_code == 422
    assert b"toast__text" in answer.content
    assert walls() == [gone.wall_time]


@pytest.mark.parametrize(
    "typed",
    [
        {"day": "2001-01-01"},
        {"when": "soon"},
        {},
        {"day": "9999-99-99"},
        {"day": "9999-12-31"},
        {"when": "x" * 9000},
    ],
)
def test_moment_that_is_none_is_refused_and_what_was_typed_stays(
    cast: Cast, as_: As, card: list[Publication], typed: dict[str, str]
) -> None:
    before = walls()
    answer = as_(cast.ben).post(address(card[0]), {**typed, "from": "dialog"})
    assert answer.status_code == 422
    assert b'role="alert"' in answer.content
    assert typed.get("when", "") in answer.content.decode()
    assert walls() == before


def test_one_that_cannot_go_there_keeps_all_where_they_are(cast: Cast, as_: As, card: list[Publication]) -> None:
    before, sending = walls(), card[2]
    other = f"{_in_days(12):%Y-%m-%d}T09:00"
    due = clock.instant(datetime.fromisoformat(other), "Europe/Berlin")
    Publication.objects.create(
        workspace=cast.harbour, channel=sending.channel, variant=sending.variant, edition=sending.edition, due_at=due,
        try_at=due, wall_time=other, zone="Europe/Berlin", key="another",
    )  # fmt: skip
    answer = as_(cast.ben).post(address(card[0]), {"day": other[:10]})
    assert answer.status_code == 422
    assert walls()[:3] == before


def test_move_is_refused_where_it_must_be(cast: Cast, as_: As, card: list[Publication]) -> None:
    typed = {"day": f"{_in_days(12):%Y-%m-%d}"}
    assert as_(cast.ben).get(address(card[0]), typed).status_code == 405
    assert as_(cast.zoe).post(address(card[0]), typed).status_code == 404
    assert as_(cast.omar).post(address(card[0]).replace("harbour", "museum"), typed).status_code == 404
    assert as_(cast.greta).post(address(card[0]), typed).status_code == 403
    assert as_(cast.theo).post(address(card[0]), typed).status_code == 403
    assert Line.objects.filter(act="publication.move").count() == 0


def test_dialog_offers_the_channels_and_says_what_the_words_mean(
    cast: Cast, as_: As, card: list[Publication]
) -> None:
    browser = as_(cast.ben)
    page = browser.get(reverse("publishing:calendar_moving", args=["harbour", card[0].code])).content.decode()
    assert page.count('name="only"') == 3
    meant = browser.get(reverse("publishing:understood", args=["harbour"]), {"when": "tomorrow", "usual": "07:45"})
    assert "07:45 Berlin time" in meant.content.decode()
