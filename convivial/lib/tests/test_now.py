from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from convivial.lib.now import instant, is_in_gap, wall

ZONES = st.sampled_from(["Europe/Berlin", "Australia/Lord_Howe", "Africa/Casablanca", "America/New_York", "UTC"])
WALLS = st.datetimes(min_value=datetime(2024, 1, 1), max_value=datetime(2037, 1, 1))


def test_a_wall_time_in_the_spring_gap_moves_to_its_end() -> None:
    assert instant(datetime(2027, 3, 28, 2, 30), "Europe/Berlin") == datetime(2027, 3, 28, 1, 0, tzinfo=UTC)
    assert is_in_gap(datetime(2027, 3, 28, 2, 30), "Europe/Berlin")


def test_a_wall_time_that_comes_twice_means_its_first_coming() -> None:
    assert instant(datetime(2027, 10, 31, 2, 30), "Europe/Berlin") == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


@given(WALLS, ZONES)
def test_every_wall_time_outside_a_gap_comes_back_as_it_was(meant: datetime, zone: str) -> None:
    meant = meant.replace(microsecond=0)
    if not is_in_gap(meant, zone):
        assert wall(instant(meant, zone), zone) == meant
