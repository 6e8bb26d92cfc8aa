"""A call of somebody whose lease may have lapsed says nothing, however late its process wakes."""

import pytest

from convivial.lib import web
from convivial.lib.steady import steady
from convivial.lib.web import beginning
from convivial.networks.adapters.mastodon.stand_in import MastodonStandIn
from convivial.networks.tests.peer import let_through


def test_a_call_that_could_only_begin_after_its_moment_says_nothing() -> None:
    with MastodonStandIn() as there, let_through(there.host):
        with web.begun_before(steady() - 0.001), pytest.raises(web.NotReached) as told:
            web.run(web.post(f"{there.address}/api/v1/statuses", json={"status": "too late"}))
        assert not told.value.was_sent
        assert ("POST", "/api/v1/statuses") not in there.calls


def test_a_call_within_its_moment_goes_out() -> None:
    with MastodonStandIn() as there, let_through(there.host):
        with web.begun_before(steady() + 10):
            web.run(web.get(f"{there.address}/api/v2/instance"))
        assert ("GET", "/api/v2/instance") in there.calls


def test_a_process_that_slept_between_its_connection_and_its_first_byte_says_nothing(monkeypatch) -> None:
    readings = iter([0.0])  # when the connection stands; everything after that is late
    monkeypatch.setattr(beginning, "steady", lambda: next(readings, 100.0))
    with MastodonStandIn() as there, let_through(there.host):
        with web.begun_before(50.0), pytest.raises(web.NotReached) as told:
            web.run(web.post(f"{there.address}/api/v1/statuses", json={"status": "too late"}))
        assert (told.value.reason, told.value.was_sent) == ("too_late", False)
        assert ("POST", "/api/v1/statuses") not in there.calls
