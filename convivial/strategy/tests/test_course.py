"""How an objective goes: planned by now, where it is, where it may go; drawn, as a table, and with its figures."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from convivial.demo.cast import Cast
from convivial.lib import now as clock
from convivial.strategy import course, drafting, figures, in_a_sentence, outlook, renewing, told
from convivial.strategy.checks import Question
from convivial.strategy.course import Course
from convivial.strategy.drawing import Drawing, _scale
from convivial.strategy.models import NOUNS, Finding, FollowerPlan, Objective, TypedFigure, Version
from convivial.strategy.outlook import Outlook
from convivial.team.models import User, Workspace

As = Callable[[User], Client]
START = date(2026, 1, 5)
DUE = START + timedelta(weeks=40)


def made(version: Version, noun: str, **words: Any) -> Any:
    """A part, made as it stands in the first draft."""
    Version.objects.filter(pk=version.pk).update(state=Version.State.DRAFT)
    part = drafting.add(Version.objects.get(pk=version.pk), version.made_by, noun, words)
    Version.objects.filter(pk=version.pk).update(state=Version.State.CURRENT)
    return NOUNS[noun].objects.get(code=part.code)


def aim(version: Version, **other: Any) -> Objective:
    """An objective from 100 to 300 within forty weeks."""
    words = {
        "statement": "More people listen",
        "baseline": 100,
        "target": 300,
        "unit": "people",
        "start": START,
        "due": DUE,
    }
    found: Objective = made(version, "objective", **words | other)
    return found


def typed(workspace: Workspace, part: Any, by: User, values: Sequence[float], first: date = START) -> None:
    TypedFigure.objects.bulk_create(
        TypedFigure(
            workspace=workspace, part_code=part.code, on=first + timedelta(weeks=week), value=Decimal(str(value)),
            batch="b", by=by,
        )
        for week, value in enumerate(values)
    )  # fmt: skip


def asked(version: Version, weeks: int, days: int = 0) -> Question:
    return Question(version.workspace, version, START + timedelta(weeks=weeks, days=days))


def seen(question: Question, part: Any) -> Outlook:
    found = outlook.of(question, part)
    assert found is not None
    return found


def test_an_objective_on_its_way_is_likely_and_says_by_which_method(cast: Cast, version: Version) -> None:
    objective = aim(version)
    typed(cast.harbour, objective, cast.ravi, [100 + 6 * week + week % 2 for week in range(20)])
    found = seen(asked(version, 19), objective)
    assert (found.word, found.certainty, found.method, found.weeks) == ("likely", "enough", "trend", 20)
    assert found.expected == pytest.approx(195)
    assert found.fan[0] == outlook.Fan(START + timedelta(weeks=19), 215, 215, 215)
    assert found.fan[-1].on == DUE
    assert found.fan[-1].low <= found.fan[-1].middle <= found.fan[-1].high
    assert Course(found).table[-1].planned == 300


def test_too_few_figures_are_said_and_no_fan_is_drawn(cast: Cast, version: Version) -> None:
    objective = aim(version)
    none = Course(seen(asked(version, 3), objective))
    assert (none.seen.word, none.seen.fan) == ("none", ())
    assert "no figure yet" in none.too_few
    typed(cast.harbour, objective, cast.ravi, [100, 105, 110])
    few = Course(seen(asked(version, 3), objective))
    assert few.seen.fan == ()
    assert few.too_few.startswith("Not enough figures yet: they cover 3 weeks.")
    typed(cast.harbour, objective, cast.ravi, [115, 121], START + timedelta(weeks=3))
    early = Course(seen(asked(version, 4), objective))
    assert early.seen.method == "drift"
    assert "an early sign" in early.sure


def test_after_its_day_it_is_reached_or_not_and_nothing_is_ahead(cast: Cast, version: Version) -> None:
    objective = aim(version)
    typed(cast.harbour, objective, cast.ravi, [100 + 5 * week for week in range(44)])
    found = seen(asked(version, 45), objective)
    assert (found.word, found.certainty, found.fan) == ("reached", "enough", ())
    assert found.last == (DUE, 300), "what came after the day does not count"
    TypedFigure.objects.filter(on__gt=START + timedelta(weeks=38)).delete()
    assert seen(asked(version, 45), objective).word == "missed"
    TypedFigure.objects.filter(on__gt=START + timedelta(weeks=20)).delete()
    assert seen(asked(version, 45), objective).certainty == "early", "nobody counted near its day"


def test_what_should_become_less_and_what_should_stay(cast: Cast, version: Version) -> None:
    fewer = aim(version, verb="decrease", baseline=60, target=20)
    typed(cast.harbour, fewer, cast.ravi, [60 - 2 * week for week in range(16)])
    down = seen(asked(version, 15), fewer)
    assert down.word == "likely"
    assert down.fan[-1].low == 0, "a count does not fall below zero"
    steady = aim(version, verb="keep_between", baseline=None, target=10, target_top=20)
    typed(cast.harbour, steady, cast.ravi, [12, 14, 13, 15, 12, 11])
    kept = seen(asked(version, 5), steady)
    assert (kept.word, kept.expected, kept.top) == ("inside", None, 20)
    assert Course(kept).target == "10–20"
    assert Drawing(kept).bounds is not None


def test_figures_of_a_later_day_are_not_known_yet(cast: Cast, version: Version) -> None:
    objective = aim(version)
    typed(cast.harbour, objective, cast.ravi, [100, 110, 120, 130])
    assert figures.series(asked(version, 1), objective) == [(START, 100), (START + timedelta(weeks=1), 110)]


@pytest.mark.parametrize("days", [0, 7, 100])
@pytest.mark.parametrize(("target", "value"), [(300, 99), (300, 20), (20, 101)])
def test_what_went_the_wrong_way_is_never_on_its_way(
    cast: Cast, version: Version, target: int, value: int, days: int
) -> None:
    aimed = aim(version, target=target)
    typed(cast.harbour, aimed, cast.ravi, [value])
    found = seen(asked(version, 0, days), aimed)
    assert (found.word, Course(found).tone) == ("so_far_away", "watch")


@pytest.mark.parametrize(("value", "word"), [(600, "so_far_good"), (601, "beyond")])
def test_more_than_twice_the_target_is_more_than_was_aimed_for(
    cast: Cast, version: Version, value: int, word: str
) -> None:
    aimed = aim(version)
    typed(cast.harbour, aimed, cast.ravi, [value])
    assert seen(asked(version, 1), aimed).word == word
    renewing.renew(
        cast.harbour, clock.instant(datetime.combine(START + timedelta(weeks=1), time(9)), "Europe/Berlin")
    )
    said = told.Told(Finding.objects.get(check_key="E4.pace", scope=aimed.code), cast.harbour.slug)
    assert ("more than was aimed for" in said.title, said.tone) == ((False, "good"), (True, "none"))[word == "beyond"]


def test_followers_that_fell_before_anything_was_planned_are_not_on_plan(cast: Cast, version: Version) -> None:
    plan = FollowerPlan.objects.filter(version=version).first()
    today = clock.day(clock.now(), cast.harbour.zone)
    other = {"start": 1180, "start_on": today, "target": 1500, "due": today + timedelta(weeks=30)}
    assert plan is not None
    Version.objects.filter(pk=version.pk).update(state=Version.State.DRAFT)
    drafting.change(FollowerPlan.objects.get(pk=plan.pk), cast.ana, other)
    Version.objects.filter(pk=version.pk).update(state=Version.State.CURRENT)
    typed(cast.harbour, plan, cast.ravi, [300], today)
    renewing.renew(cast.harbour)
    said = told.Told(Finding.objects.get(check_key="E5.growth_pace", scope=plan.code), cast.harbour.slug)
    assert (said.bar, said.tone) == ("880 fewer, planned 0 new by now", "watch")
    assert said.title.endswith(": fewer followers than at the start")


def test_a_course_survives_its_row(cast: Cast, version: Version) -> None:
    objective = aim(version, curve="back_loaded")
    typed(cast.harbour, objective, cast.ravi, [100 + week for week in range(6)])
    found = seen(asked(version, 6), objective)
    assert Outlook.from_row(found.as_row()) == found


def test_a_long_history_is_thinned_and_keeps_its_last_figure(cast: Cast, version: Version) -> None:
    objective = aim(version)
    rows = [
        TypedFigure(
            workspace=cast.harbour, part_code=objective.code, on=START + timedelta(days=n), value=n, batch="b"
        )
        for n in range(200)
    ]
    TypedFigure.objects.bulk_create(rows)
    found = seen(asked(version, 0, 199), objective)
    assert len(found.actual) <= outlook.MOST
    assert found.last == (START + timedelta(days=199), 199)


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_drawing_is_geometry_in_every_language(cast: Cast, version: Version, as_: As, language: str) -> None:
    objective = aim(version, baseline=1000, target=3000)
    typed(cast.harbour, objective, cast.ravi, [1000 + 30.5 * week for week in range(8)])
    with translation.override(language):
        drawn = Drawing(seen(asked(version, 8), objective))
        points = f"{drawn.fan} {drawn.middle} {drawn.planned} {drawn.actual}"
        assert re.fullmatch(r"(\d+\.\d,-?\d+\.\d ?)+", points)
        assert [mark.words for mark in drawn.grid][-1] in ("3,000", "3.000")
        places = [mark.y for mark in drawn.ends]
        assert all(below - above >= 14 for above, below in zip(places, places[1:], strict=False))


def test_what_never_moved_is_drawn_all_the_same() -> None:
    for value in (*range(-1000, 1001), 0.25, 2_500_000, 10**12):
        low, high, step = _scale([value] * 5)
        assert low <= value <= high, value
        assert low < high, value
        assert step > 0, value


def test_the_page_of_a_pace_has_the_drawing_its_table_and_who_typed_what(
    cast: Cast, version: Version, as_: As, django_assert_max_num_queries: Any
) -> None:
    today = clock.day(clock.now(), cast.harbour.zone)
    start = today - timedelta(weeks=6)
    objective = aim(version, start=start, due=today + timedelta(weeks=20), kpi="followers")
    plan = FollowerPlan.objects.filter(version=version).first()
    typed(cast.harbour, objective, cast.ravi, [100, 110, 120, 130, 140, 150], start)
    renewing.renew(cast.harbour)
    address = f"/w/harbour/strategy/findings/{Finding.objects.get(check_key='E4.pace', scope=objective.code).code}/"
    greta = as_(cast.greta)
    greta.get(address)
    with django_assert_max_num_queries(12):
        shown = greta.get(address).content.decode()
    assert plan is not None
    assert '<svg class="course__chart"' in shown
    assert re.search(r"<title id=[^>]+>More people listen: ", shown)
    assert re.search(r"<desc id=[^>]+>Planned by now: ", shown)
    assert "style=" not in shown.partition("<main")[2].partition("</main>")[0]
    assert "The same as a table" in shown
    assert "Typed by Ravi" in shown
    assert "four times in five between" in shown
    for page in ("", "objectives/"):
        assert address in as_(cast.greta).get(f"/w/harbour/strategy/{page}").content.decode()


def test_a_figure_typed_for_its_like_says_for_what(cast: Cast, version: Version) -> None:
    one, other = aim(version, kpi="clicks"), made(version, "kpi", key="clicks", label="More visits")
    typed(cast.harbour, other, cast.ravi, [100, 110])
    typed(cast.harbour, one, cast.ben, [105], START + timedelta(weeks=1))
    found = course.known(asked(version, 3), one)
    assert [(each.value, each.who, each.of) for each in found] == [(105, "Ben", ""), (100, "Ravi", "More visits")]


def test_two_objectives_that_are_counted_alike_keep_their_figures_to_themselves(cast: Cast, version: Version) -> None:
    offices, shop = (
        aim(version, statement=each, kpi="orders") for each in ("Orders from offices", "Orders in the shop")
    )
    kpi = made(version, "kpi", key="orders", label="Orders")
    typed(cast.harbour, offices, cast.ravi, [5, 6])
    question = asked(version, 3)
    assert [len(figures.series(question, each)) for each in (offices, shop, kpi)] == [2, 0, 0]
    Objective.objects.filter(pk=shop.pk)._raw_delete("default")
    assert len(figures.series(asked(version, 3), kpi)) == 2


def test_a_last_figure_that_is_long_ago_is_an_early_sign_at_best(cast: Cast, version: Version) -> None:
    objective = aim(version, kpi="", baseline=20, target=600)
    typed(cast.harbour, objective, cast.ravi, [20 + 20 * week + week % 3 for week in range(16)])
    assert seen(asked(version, 17), objective).certainty == "enough"
    late = seen(asked(version, 18), objective)
    assert (late.word.startswith("so_far"), late.certainty) == (True, "early")


def test_one_sentence_tells_the_course_of_the_most_important_objective(cast: Cast, version: Version) -> None:
    first = Objective.objects.filter(version=version, is_primary=True).first()
    later = aim(version, baseline=60, target=20)
    renewing.renew(cast.harbour)
    silent = in_a_sentence.course(told.found(cast.harbour))
    assert silent is not None
    assert first is not None
    assert silent.words == f"{first.statement}: no figure yet, so nobody can say how it goes."
    typed(cast.harbour, later, cast.ravi, [60 - 2 * week for week in range(16)])
    renewing.renew(
        cast.harbour, clock.instant(datetime.combine(START + timedelta(weeks=15), time(9)), "Europe/Berlin")
    )
    spoken = in_a_sentence.course(told.found(cast.harbour))
    assert spoken is not None
    assert spoken.words == "More people listen: 30 people, wanted 20 by 12 October 2026; at today’s pace likely."
    assert spoken.address.endswith(f"/{Finding.objects.get(check_key='E4.pace', scope=later.code).code}/")


@pytest.mark.parametrize("word", [word for word in course.WORDS if word != "none"])
def test_every_course_ends_a_sentence(word: str) -> None:
    said = in_a_sentence._end(word)
    assert ";" not in said
    assert said.startswith("at today’s pace ") is (word in ("likely", "open", "unlikely"))


def test_bounds_without_a_day_show_their_figures_all_the_same(cast: Cast, version: Version, as_: As) -> None:
    steady = aim(version, verb="keep_between", baseline=None, target=10, target_top=20, due=None)
    typed(cast.harbour, steady, cast.ravi, [12, 14], clock.day(clock.now(), cast.harbour.zone) - timedelta(weeks=2))
    renewing.renew(cast.harbour)
    finding = Finding.objects.get(check_key="E4.pace", scope=steady.code)
    shown = as_(cast.greta).get(f"/w/harbour/strategy/findings/{finding.code}/").content.decode()
    assert "Typed by Ravi" in shown
    assert "course__chart" not in shown


def bar_of(part: Any) -> str:
    return told.Told(Finding.objects.get(scope=part.code, check_key__endswith="pace"), "harbour").bar


@pytest.mark.parametrize(
    ("unit", "value", "bar"),
    [("people", 103, "103 of 105 by now"), ("people", 109, "109, ahead of plan: 105 by now"),
     ("people", 105, "105 of 105 by now"), ("euros", 105.5, "105.5, ahead of plan: 105.4 by now")],
)  # fmt: skip
def test_what_is_counted_whole_is_said_whole_and_what_is_ahead_is_called_so(
    cast: Cast, version: Version, unit: str, value: float, bar: str
) -> None:
    objective = aim(version, unit=unit, target=400, due=START + timedelta(days=389))
    typed(cast.harbour, objective, cast.ravi, [value], START + timedelta(days=7))
    day = datetime.combine(START + timedelta(days=7), time(9))
    renewing.renew(cast.harbour, clock.instant(day, "Europe/Berlin"))
    assert bar_of(objective) == bar
    near = aim(version, unit=unit, baseline=1, target=2)
    assert (Drawing(seen(asked(version, 1), near)).said(1.4) == "1") is (unit == "people")


@pytest.mark.parametrize(
    ("value", "bar"),
    [
        (890, "290 fewer, planned 54 new by now"),
        (1210, "30 new, planned 54 new by now"),
        (1250, "70 new, ahead of plan: 54 new by now"),
    ],
)
def test_followers_that_went_are_fewer_and_people_are_whole(
    cast: Cast, version: Version, value: int, bar: str
) -> None:
    plan = FollowerPlan.objects.filter(version=version).first()
    assert plan is not None
    today = clock.day(clock.now(), cast.harbour.zone)
    start = today - timedelta(days=28)
    Version.objects.filter(pk=version.pk).update(state=Version.State.DRAFT)
    words = {"start": 1180, "start_on": start, "target": 1851, "due": start + timedelta(days=350)}
    drafting.change(FollowerPlan.objects.get(pk=plan.pk), cast.ana, words)
    Version.objects.filter(pk=version.pk).update(state=Version.State.CURRENT)
    typed(cast.harbour, plan, cast.ravi, [1180, 1190, 1185, 1180, value], start)
    renewing.renew(cast.harbour)
    assert bar_of(plan) == bar
