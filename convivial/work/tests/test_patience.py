from datetime import timedelta

from convivial.lib.web.answers import Limits
from convivial.lib.web.connecting import CONNECT_SECONDS
from convivial.work.patience import Patience, patience

REAL = Patience()


def test_a_lease_outlives_the_longest_call_with_its_margin() -> None:
    assert REAL.lease > REAL.answer + REAL.margin
    assert timedelta(seconds=CONNECT_SECONDS) + REAL.answer < REAL.lease
    assert timedelta(seconds=Limits().total) <= REAL.answer


def test_two_looks_at_a_network_lie_a_minute_apart_and_fit_into_the_time_of_asking() -> None:
    assert REAL.rest >= timedelta(seconds=60)
    assert REAL.asking >= REAL.rest * 2


def test_a_keeper_that_dies_is_replaced_before_a_lease_ends() -> None:
    assert REAL.keeping * 3 < REAL.keeper_lease < REAL.lease
    assert REAL.beat * 3 < REAL.silence < REAL.lease


def test_the_house_closes_within_thirty_seconds() -> None:
    assert REAL.drain < timedelta(seconds=30)


def test_back_off_doubles_up_to_a_bound_and_is_jittered() -> None:
    waits = [REAL.after(tries) for tries in range(1, 20)]
    assert all(REAL.back_off * 0.8 <= wait <= REAL.back_off_most * 1.2 for wait in waits)
    assert waits[2] > waits[0] * 2
    assert len({REAL.after(3) for _ in range(20)}) > 1


def test_all_durations_scale_alike(settings) -> None:
    settings.PATIENCE = 0.02
    assert patience().lease == REAL.lease * 0.02
    assert patience().rest / patience().answer == REAL.rest / REAL.answer
