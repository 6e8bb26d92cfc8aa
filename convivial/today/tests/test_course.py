"""The first page tells, in one sentence, how the most important objective goes."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from convivial.demo.cast import Cast
from convivial.strategy import renewing
from convivial.strategy.models import Finding, Objective
from convivial.strategy.tests.conftest import started
from convivial.team.models import User

As = Callable[[User], Client]
COURSE = "so nobody can say how it goes."


def test_whoever_reads_the_strategy_is_told_the_course(
    cast: Cast, as_: As, django_assert_max_num_queries: Any
) -> None:
    version = started(cast.harbour, cast.ana)
    renewing.renew(cast.harbour)
    first = Objective.objects.filter(version=version, is_primary=True)[0]
    address = Finding.objects.get(check_key="E4.pace", scope=first.code).code
    for person in (cast.ana, cast.greta, cast.theo):
        browser = as_(person)
        browser.get("/w/harbour/")
        with django_assert_max_num_queries(12):
            shown = browser.get("/w/harbour/").content.decode()
        assert COURSE in shown
        assert f"/strategy/findings/{address}/" in shown


def test_without_a_strategy_nothing_is_told(cast: Cast, as_: As) -> None:
    assert COURSE not in as_(cast.ana).get("/w/harbour/").content.decode()
