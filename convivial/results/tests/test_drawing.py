"""The line of followers."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from convivial.results.drawing import HIGH, WIDE, line
from convivial.results.periods import Period

END = datetime(2026, 11, 26, 9, tzinfo=UTC)
PERIOD = Period(28, END - timedelta(days=56), END - timedelta(days=28), END)


@given(st.lists(st.tuples(st.floats(-1, 29), st.integers(0, 10**12)), min_size=2, max_size=40))
def test_the_line_stays_in_its_box(seen: list[tuple[float, int]]) -> None:
    points = [(PERIOD.start + timedelta(days=days), value) for days, value in seen]
    for point in line(points, PERIOD).split():
        x, y = (float(word) for word in point.split(","))
        assert 0 <= x <= WIDE
        assert 0 <= y <= HIGH


def test_more_followers_stand_higher() -> None:
    points = [(PERIOD.start, 10), (END, 20)]
    (_, first), (_, last) = (point.split(",") for point in line(points, PERIOD).split())
    assert float(last) < float(first)


def test_one_look_draws_nothing() -> None:
    assert line([(END, 10)], PERIOD) == ""
