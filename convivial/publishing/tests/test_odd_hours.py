"""The two odd nights of a year: the hour that never comes in spring, and the one that comes twice in autumn."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from django.test import Client

from convivial.content.models import Post
from convivial.demo.cast import Cast
from convivial.lib.now import comes_twice, instant, wall
from convivial.publishing import scheduling
from convivial.publishing.calendar import meaning
from convivial.publishing.composing.stepping import said
from convivial.publishing.composing.tests.conftest import *  # noqa: F403 - the post, its channels, and pressing
from convivial.publishing.errors import NotReady
from convivial.publishing.models import Publication
from convivial.team.models import User
from convivial.today.notices.quiet import after_quiet

As = Callable[[User], Client]
MARCH = datetime(2027, 3, 1, 8, tzinfo=UTC)
# zone → a wall time of 2027 that never comes, the first one after it, one that comes twice, and its first in UTC
ODD = {
    "Europe/Berlin": ("2027-03-28 02:30", "2027-03-28 03:00", "2027-10-31 02:30", "2027-10-31T00:30+00:00"),
    "Europe/London": ("2027-03-28 01:30", "2027-03-28 02:00", "2027-10-31 01:30", "2027-10-31T00:30+00:00"),
    "America/New_York": ("2027-03-14 02:30", "2027-03-14 03:00", "2027-11-07 01:30", "2027-11-07T05:30+00:00"),
    "Australia/Lord_Howe": ("2027-10-03 02:15", "2027-10-03 02:30", "2027-04-04 01:45", "2027-04-03T14:45+00:00"),
}
ZONES = pytest.mark.parametrize(("zone", "odd"), ODD.items())


@ZONES
def test_time_that_never_comes_is_refused_in_a_sentence(zone: str, odd: tuple[str, ...]) -> None:
    with time_machine.travel(MARCH, tick=False), pytest.raises(NotReady) as refused:
        meaning.wanted({"when": odd[0]}, zone)
    assert f"{odd[0][-5:]} never comes" in str(refused.value.sentence)


@ZONES
def test_day_alone_takes_the_first_time_after_the_skipped_hour(zone: str, odd: tuple[str, ...]) -> None:
    at = datetime.fromisoformat(odd[0])
    assert meaning.wanted({"day": f"{at:%Y-%m-%d}"}, zone, at.time()) == datetime.fromisoformat(odd[1])


@ZONES
def test_time_that_comes_twice_is_the_first_and_says_so(zone: str, odd: tuple[str, ...]) -> None:
    with time_machine.travel(MARCH, tick=False):
        meant = meaning.wanted({"when": odd[2]}, zone)
    assert instant(meant, zone) == datetime.fromisoformat(odd[3])
    assert "the first of the two" in said(meant, zone)
    assert "the first of the two" not in said(meant + timedelta(hours=2), zone)
    assert comes_twice(meant, zone)
    assert not comes_twice(datetime.fromisoformat(odd[0]), zone)


@pytest.mark.parametrize(
    ("phrase", "shown"), [("in 2 hours", "04:30"), ("in 90 minutes", "04:00"), ("in 1 day", "01:30")]
)
def test_hours_are_those_that_pass_and_days_those_of_the_calendar(phrase: str, shown: str) -> None:
    with time_machine.travel(instant(datetime(2027, 3, 28, 1, 30), "Europe/Berlin"), tick=False):
        assert f"{meaning.wanted({'when': phrase}, 'Europe/Berlin'):%H:%M}" == shown


@pytest.mark.parametrize("phrase", ["tomorrow 9", "morgen um 9", "31.12. 23:59", "next friday 17:30"])
@pytest.mark.parametrize("zone", [*ODD, "Asia/Kolkata", "Pacific/Kiritimati", "Pacific/Pago_Pago", "UTC"])
def test_words_are_read_on_the_clock_of_the_zone(zone: str, phrase: str) -> None:
    with time_machine.travel(datetime(2026, 11, 22, 11, 30, tzinfo=UTC), tick=False):
        meant, here = meaning.wanted({"when": phrase}, zone), wall(datetime.now(UTC), zone)
    days = {"tomorrow 9": 1, "morgen um 9": 1}.get(phrase)
    if days:
        assert meant == datetime.combine(here.date() + timedelta(days=days), time(9))
    assert meant > here
    assert f"{meant:%H:%M}" in {"09:00", "23:59", "17:30"}


@pytest.fixture
def berlin_in_march(cast: Cast) -> object:
    cast.harbour.zone = "Europe/Berlin"
    cast.harbour.save()
    with time_machine.travel(MARCH, tick=False) as clock:
        yield clock


@pytest.mark.usefixtures("berlin_in_march")
def test_drag_over_the_night_keeps_the_time_on_the_wall(cast: Cast, as_: As, post: Post) -> None:
    made = scheduling.schedule(post, cast.ben, datetime(2027, 3, 27, 9), "Europe/Berlin")
    as_(cast.ben).post(f"/w/harbour/publications/{made[0].code}/move/", {"day": "2027-03-29"})
    rows = Publication.objects.values_list("wall_time", "due_at").distinct()
    assert list(rows) == [("2027-03-29T09:00", datetime(2027, 3, 29, 7, tzinfo=UTC))]


@pytest.mark.usefixtures("berlin_in_march")
def test_drag_onto_the_skipped_hour_takes_the_time_after_it_and_says_so(cast: Cast, as_: As, post: Post) -> None:
    made = scheduling.schedule(post, cast.ben, datetime(2027, 3, 27, 2, 30), "Europe/Berlin")
    answer = as_(cast.ben).post(f"/w/harbour/publications/{made[0].code}/move/", {"day": "2027-03-28"})
    assert "Sun 28 Mar 03:00" in answer.content.decode()
    assert set(Publication.objects.values_list("wall_time", flat=True)) == {"2027-03-28T03:00"}


@pytest.mark.usefixtures("berlin_in_march")
def test_composer_refuses_the_skipped_hour_and_keeps_the_plan(cast: Cast, press: Press, post: Post) -> None:  # noqa: F405
    answer = press(cast.ben, post, "plan", {"exactly": "2027-03-28T02:30"})
    assert answer.status_code == 422
    assert "02:30 never comes" in answer.content.decode()


@pytest.mark.parametrize(
    ("at", "ends"),
    [("2027-03-28T00:30+00:00", "2027-03-28T05:00+00:00"), ("2027-10-31T00:30+00:00", "2027-10-31T06:00+00:00")],
)
def test_quiet_hours_end_at_seven_on_the_wall_in_both_nights(at: str, ends: str) -> None:
    quiet = after_quiet(datetime.fromisoformat(at), time(22), time(7), "Europe/Berlin")
    assert quiet == datetime.fromisoformat(ends)


def test_quiet_hours_that_end_in_the_skipped_hour_end_right_after_it() -> None:
    at = datetime(2027, 3, 28, 0, 15, tzinfo=UTC)
    assert after_quiet(at, time(22), time(2, 30), "Europe/Berlin") == datetime(2027, 3, 28, 1, tzinfo=UTC)
