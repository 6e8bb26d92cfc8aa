"""Forecasts that were made already: they are read where the facts are the same, and nowhere else."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from convivial.demo.cast import Cast
from convivial.lib import now as clock
from convivial.strategy import foreseeing, measuring, outlook, renewing
from convivial.strategy.checks import question
from convivial.strategy.judging import forecasting
from convivial.strategy.models import Finding, Objective, Version
from convivial.team.models import User

from .test_course import aim, typed

As = Callable[[User], Client]
PAGES = ("findings/{code}/", "print/")


@pytest.fixture
def objective(cast: Cast, version: Version) -> Objective:
    """With a year of figures, and what is found of them."""
    start = clock.day(clock.now(), cast.harbour.zone) - timedelta(weeks=56)
    found = aim(version, start=start, due=start + timedelta(weeks=80))
    typed(cast.harbour, found, cast.ravi, [100 + week * 4 + (-3) ** (week % 2) for week in range(56)], start)
    renewing.renew(cast.harbour)
    return found


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch, objective: Objective) -> list[int]:
    """One for each time that ways ahead are simulated from now on."""
    told: list[int] = []
    simulate = forecasting._simulated
    monkeypatch.setattr(forecasting, "_simulated", lambda *how, **more: (told.append(1), simulate(*how, **more))[1])
    return told


def pages(browser: Client, objective: Objective) -> list[str]:
    code = Finding.objects.get(check_key="E4.pace", scope=objective.code).code
    answers = [browser.get(f"/w/harbour/strategy/{page.format(code=code)}") for page in PAGES]
    assert [answer.status_code for answer in answers] == [200, 200]
    return [answer.content.decode().partition("<main")[2].partition("</main>")[0] for answer in answers]


def test_pages_read_a_forecast_and_show_what_it_would_say_anew(
    cast: Cast, as_: As, objective: Objective, made: list[int]
) -> None:
    read = pages(as_(cast.greta), objective)
    assert made == []
    assert "Looking back: of " in read[0]
    Finding.objects.update(foreseen={})
    assert pages(as_(cast.greta), objective) == read
    assert made


def test_another_figure_is_reckoned_anew_by_the_page(
    cast: Cast, as_: As, objective: Objective, made: list[int]
) -> None:
    before, _paper = pages(as_(cast.greta), objective)
    typed(cast.harbour, objective, cast.ravi, [900], clock.day(clock.now(), cast.harbour.zone))
    after, _paper = pages(as_(cast.greta), objective)
    assert made
    assert "900" in after
    assert after != before


def test_another_day_is_reckoned_anew_too(objective: Objective, made: list[int]) -> None:
    workspace = objective.version.workspace
    tomorrow = clock.now() + timedelta(days=1)
    renewing.renew(workspace)
    assert made == []
    renewing.renew(workspace, tomorrow)
    assert made


def test_a_typed_figure_has_no_forecast_made_of_what_it_does_not_touch(
    cast: Cast, objective: Objective, made: list[int]
) -> None:
    other = next(each for each in measuring.things(cast.harbour) if each.code != objective.code)
    today = clock.day(clock.now(), cast.harbour.zone)
    measuring.take(cast.harbour, cast.ravi, [measuring.Taken(other, today, 3)])  # type: ignore[arg-type]
    kept = Finding.objects.get(check_key="E4.pace", scope=objective.code).foreseen
    assert set(kept) == {"forecast", "coverage"}
    assert made == []


def test_a_kept_forecast_is_the_one_that_was_made(objective: Objective, version: Version) -> None:
    today = clock.day(clock.now(), version.workspace.zone)
    kept = Finding.objects.get(check_key="E4.pace", scope=objective.code).foreseen
    asked, again = (
        question(version.workspace, today),
        question(version.workspace, today, foreseen={objective.code: kept}),
    )
    assert asked is not None
    assert again is not None
    assert outlook.of(again, objective) == outlook.of(asked, objective)
    assert outlook.held(again, objective) == outlook.held(asked, objective)


def test_a_forecast_that_was_kept_is_the_one_that_was_made(cast: Cast, version: Version) -> None:
    today = clock.day(clock.now(), cast.harbour.zone)
    monthly = [(today - timedelta(days=28 * back + 30), 900.0 + 3 * back) for back in range(14, -1, -1)]
    asked, objective = question(cast.harbour, today), aim(version)
    assert asked is not None
    target = forecasting.Aim(800, today + timedelta(days=60), "decrease")
    first = foreseeing.forecast(asked, objective, monthly, target)
    assert foreseeing.forecast(asked, objective, monthly, target) == first
    assert first == forecasting.forecast(monthly, target, seed=foreseeing.SEED)
    assert first.every == 28
