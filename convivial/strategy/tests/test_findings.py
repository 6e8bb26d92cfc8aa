"""What was done is held against the strategy: findings in plain words, answers to them, figures by hand."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.test import Client

from convivial.demo.cast import Cast
from convivial.journal.models import Line
from convivial.lib import now as clock
from convivial.strategy import (
    adopting,
    answering,
    bars,
    checks,
    drafting,
    listing,
    measuring,
    noticing,
    renewing,
    told,
)
from convivial.strategy.checking.later import LATER
from convivial.strategy.checking.objectives import type_it
from convivial.strategy.judging import findings as judged
from convivial.strategy.models import (
    Answer,
    Finding,
    FollowerPlan,
    Judging,
    Kpi,
    NetworkChoice,
    Objective,
    Purpose,
    Tactic,
    TypedFigure,
    Version,
)
from convivial.strategy.told import Told
from convivial.team.models import User

As = Callable[[User], Client]


@pytest.fixture
def found(cast: Cast, version: Version) -> list[Told]:
    renewing.renew(cast.harbour)
    return told.found(cast.harbour)


def one(found: list[Told], check: str) -> Told:
    return next(each for each in found if each.row.check_key == check)


def test_a_house_without_a_strategy_finds_nothing(cast: Cast) -> None:
    assert renewing.renew(cast.harbour) == 0
    assert bars.seven(cast.harbour) is None


def test_every_message_has_its_words_and_every_step_its_button() -> None:
    assert all(check.says for check in checks.every())
    assert all(say.title for check in checks.every() for say in check.says.values())


def test_a_new_strategy_is_red_nowhere(found: list[Told]) -> None:
    assert [each.title for each in found if each.judged.weight == "act"] == []
    assert all(each.title and "%(" not in each.title + each.text + each.bar for each in found)


def test_looking_again_keeps_each_finding_at_its_address(cast: Cast, found: list[Told]) -> None:
    before = dict(Finding.objects.values_list("code", "said"))
    renewing.renew(cast.harbour)
    assert dict(Finding.objects.values_list("code", "said")) == before


def test_a_typed_follower_count_moves_the_pace(cast: Cast, version: Version) -> None:
    FollowerPlan._base_manager.filter(version=version).update(still_example=False)
    renewing.renew(cast.harbour)
    found = told.found(cast.harbour)
    plan = next(each for each in measuring.things(cast.harbour) if each.kind == "followerplan")
    before = next(each for each in found if each.row.scope == plan.code)
    assert before.judged.message == "followers.none"
    today = clock.day(clock.now(), "Europe/Berlin")
    batch = measuring.take(cast.harbour, cast.ravi, [measuring.Taken(plan, today, Decimal(999))])
    after = Finding.objects.get(scope=plan.code).judged
    assert after.actual == 999
    assert measuring.take_back(cast.harbour, cast.ravi, batch) == 1
    assert Finding.objects.get(scope=plan.code).judged.message == "followers.none"
    acts = [act for act in Line.objects.order_by("seq").values_list("act", flat=True) if act.startswith("figure.")]
    assert acts == ["figure.type", "figure.take_back"]


def test_a_figure_of_the_same_kind_counts_for_the_objective(cast: Cast, version: Version) -> None:
    objective = Objective.objects.filter(version=version).exclude(kpi="").exclude(baseline=None).first()
    known = {thing.code: thing for thing in measuring.things(cast.harbour)}
    with time_machine.travel(clock.now() + timedelta(days=30)):
        today = clock.day(clock.now(), "Europe/Berlin")
        row = measuring.Taken(known[objective.code], today, objective.baseline + 1)
        measuring.take(cast.harbour, cast.ravi, [row])
    pace = Finding.objects.get(check_key="E4.pace", scope=objective.code).judged
    assert pace.actual == float(objective.baseline + 1)
    assert pace.weight != "act"


def test_an_answered_finding_rests_until_it_says_something_else_or_four_weeks(cast: Cast, found: list[Told]) -> None:
    missing = one(found, "E6.no_data")
    answering.answer(missing.row, cast.ana, "  We begin to count in January. ")
    answering.answer(missing.row, cast.ana, "We begin to count in January.")
    assert Answer.objects.count() == 1
    assert one(told.found(cast.harbour), "E6.no_data").is_resting
    kpis = next(bar for bar in bars.seven(cast.harbour).bars if bar.name == "KPIs")  # type: ignore[union-attr]
    assert "measured" not in kpis.figure
    with time_machine.travel(clock.now() + timedelta(days=29)):
        assert not one(told.found(cast.harbour), "E6.no_data").is_resting
    Finding.objects.filter(pk=missing.row.pk).update(said="else")
    assert not one(told.found(cast.harbour), "E6.no_data").is_resting


def test_who_may_answer_and_who_may_not(cast: Cast, as_: As, found: list[Told]) -> None:
    code = found[0].row.code
    at = f"/w/harbour/strategy/findings/{code}/"
    statuses = {
        name: as_(getattr(cast, name)).post(f"{at}answer/", {"reason": "We know."}).status_code
        for name in ("ana", "ben", "mina", "greta", "theo", "zoe", "omar", "ivo")
    }
    allowed, small, stranger = 302, 403, 404
    assert statuses == {
        "ana": allowed, "ben": allowed, "mina": small, "greta": small, "theo": small, "zoe": stranger,
        "omar": stranger, "ivo": stranger,
    }  # fmt: skip
    assert as_(cast.ana).get(f"{at}answer/").status_code == 405
    assert Line.objects.filter(act="finding.answer").count() == 1
    assert as_(cast.ana).post(f"{at}answer/", {"reason": " "}).status_code == 422
    assert b"We know." in as_(cast.greta).get(at).content
    as_(cast.ana).post(f"{at}take-back/")
    assert b"Nobody has answered it" in as_(cast.greta).get(at).content


@pytest.mark.parametrize("page", ["findings/", "content/", "networks/", "kpis/", "people/", ""])
def test_findings_stand_beside_the_chapters(cast: Cast, as_: As, found: list[Told], page: str) -> None:
    shown = as_(cast.greta).get(f"/w/harbour/strategy/{page}")
    assert shown.status_code == 200
    assert b"not measured yet" not in shown.content or page == ""


def test_bars_ask_two_questions_and_a_page_writes_nothing(
    cast: Cast, as_: As, found: list[Told], django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(2):
        bars.seven(cast.harbour)
    Finding.objects.all().delete()
    as_(cast.ana).get("/w/harbour/strategy/findings/")
    assert not Finding.objects.exists()


def test_a_bar_tells_what_makes_its_word(cast: Cast, version: Version) -> None:
    params = {"count": 6, "total": 6, "days": 28, "stages": ["First visit"]}
    for check, weight, certainty, message, actual in (
        ("E7.cta", "watch", "early", "cta.none", 0.0),
        ("E7.stage_cover", "good", "enough", "stages.fine", 0.9),
    ):
        finding = judged.Finding(
            check=check, chapter="funnel", params=params, weight=weight, certainty=certainty,  # type: ignore[arg-type]
            message=message, planned=1.0, actual=actual,
        )  # fmt: skip
        Finding.objects.create(
            workspace=cast.harbour, check_key=check, chapter="funnel", said="s", row=finding.as_row(),
            since=clock.now(), found_at=clock.now(),
        )  # fmt: skip
    shown = bars.seven(cast.harbour)
    assert shown is not None
    bar = shown.bars[-1]
    assert (str(bar.figure), str(bar.word), bar.ratio) == ("the mix is as planned", "on plan", 0.9)


def test_an_act_that_matters_brings_the_next_look_forward(cast: Cast, version: Version) -> None:
    assert noticing.follower.read()
    row = Judging.objects.get()
    assert row.due_at is not None
    due = noticing._look(row)
    assert due.astimezone(clock.zone("Europe/Berlin")).hour == 5
    Judging.objects.update(due_at=due)
    assert not noticing.follower.read()
    thing = measuring.things(cast.harbour)[0]
    measuring.take(cast.harbour, cast.ravi, [measuring.Taken(thing, clock.now().date(), Decimal(3))])
    assert noticing.follower.read()
    assert Judging.objects.get().due_at < clock.now() + timedelta(minutes=4)  # type: ignore[operator]


def test_a_table_is_read_dry_and_says_why_lines_are_refused(cast: Cast, as_: As, version: Version) -> None:
    label = measuring.things(cast.harbour)[0].label
    text = "\n".join([
        "What;Day;Figure", f"{label};2026-01-05;1.234", f"{label};06.01.2026;12", f"{label};2026-01-05;3",
        "Nobody;2026-01-05;3", f"{label};2099-01-05;3", f"{label};2026-01-07;many", f"{label};soon;3",
    ])  # fmt: skip
    browser, at = as_(cast.ravi), "/w/harbour/strategy/figures/table/"
    shown = browser.post(at, {"text": text}).content.decode()
    assert "2 lines would be taken" in shown
    assert "5 lines are left out" in shown
    assert not TypedFigure.objects.exists()
    browser.post(at, {"text": text, "take": "yes"})
    assert list(TypedFigure.objects.values_list("value", flat=True)) == [Decimal(1234), Decimal(12)]
    browser.post("/w/harbour/strategy/figures/take-back/", {"batch": TypedFigure.objects.all()[0].batch})
    assert not TypedFigure.objects.exists()


@pytest.mark.parametrize("written", ["1.240", "1,240", "1 240", "1'240", "1240"])
@pytest.mark.parametrize("language", ["en", "de"])
def test_followers_are_counted_whole_however_they_are_written(
    cast: Cast, as_: As, version: Version, written: str, language: str
) -> None:
    thing = next(each for each in measuring.things(cast.harbour) if each.kind == "followerplan")
    browser, given = as_(cast.ravi), {"what": thing.code, "value": written, "on": "2026-01-05"}
    User.objects.filter(pk=cast.ravi.pk).update(language=language)
    assert browser.post("/w/harbour/strategy/figures/type/", given).status_code == 302
    assert TypedFigure.objects.get().value == 1240
    browser.post("/w/harbour/strategy/figures/table/", {"text": f"{thing.code};2026-01-06;{written}", "take": "yes"})
    assert {each.value for each in TypedFigure.objects.all()} == {1240}
    assert browser.post("/w/harbour/strategy/figures/type/", given | {"value": "1.5"}).status_code == 422


def test_what_was_chosen_stays_chosen_and_is_named_when_it_is_written_down(
    cast: Cast, as_: As, version: Version
) -> None:
    thing = next(each for each in measuring.things(cast.harbour) if each.kind == "followerplan")
    browser, chosen = as_(cast.ravi), f'<option value="{thing.code}" selected>'
    assert chosen in browser.get(f"/w/harbour/strategy/figures/{type_it(thing.code).params['end']}").content.decode()
    given = {"what": thing.code, "value": "1240", "on": "2026-01-05"}
    shown = browser.post("/w/harbour/strategy/figures/type/", given, follow=True).content.decode()
    assert chosen in shown
    assert f"{thing.label}: 1,240 on 5 January 2026. It is written down." in shown
    assert browser.get("/w/harbour/strategy/figures/", {"what": '"><b>'}).status_code == 200


def test_a_figure_that_can_be_read_in_two_ways_is_asked_about(cast: Cast, as_: As, version: Version) -> None:
    thing = measuring.Thing("x", "objective", "Hours", "hours")
    question = "“1.240” can be read in two ways. Write 1240 or 1.24, whichever you mean."
    assert measuring.two_ways("1.240", thing) == question
    assert measuring.two_ways("12.40", thing) == measuring.two_ways("1240", thing) == ""


def test_a_figure_is_typed_and_who_may_not_is_refused(cast: Cast, as_: As, version: Version) -> None:
    code, at = measuring.things(cast.harbour)[0].code, "/w/harbour/strategy/figures/type/"
    given = {"what": code, "value": "23", "on": "2026-01-05"}
    assert as_(cast.ravi).post(at, given).status_code == 302
    assert [as_(person).post(at, given).status_code for person in (cast.greta, cast.theo, cast.zoe)] == [
        403,
        403,
        404,
    ]
    assert as_(cast.ravi).get(at).status_code == 405
    for wrong in ({"value": "many"}, {"on": "2099-01-05"}, {"what": "x"}):
        assert as_(cast.ravi).post(at, given | wrong).status_code == 422
    assert TypedFigure.objects.count() == 1


def test_more_posts_with_fewer_hours_than_before_are_said_to_be_at_odds(cast: Cast, version: Version) -> None:
    draft = drafting.prepare(cast.harbour, cast.ana)
    drafting.change(Purpose.objects.get(version=draft), cast.ana, {"hours_per_week": Decimal(2)})
    for choice in NetworkChoice.objects.filter(version=draft).exclude(rhythm_target=None):
        more = {"rhythm_target": choice.rhythm_target + 1, "rhythm_max": choice.rhythm_target + 2}
        drafting.change(choice, cast.ana, more)
    adopting.propose(draft, cast.ana, "More of everything.", note="Alone.")
    renewing.renew(cast.harbour)
    finding = one(told.found(cast.harbour), "E4.conflict")
    assert finding.title == "More posts with fewer hours"
    assert "this one has 2 for" in finding.text


def test_nobody_is_late_with_counting_in_a_strategy_that_has_just_begun(cast: Cast, version: Version) -> None:
    def said() -> Told:
        renewing.renew(cast.harbour)
        return one(told.found(cast.harbour), "E6.no_data")

    young = said()
    assert (young.judged.weight, young.sure) == ("info", "")
    assert young.text.startswith("Still to be counted: ")
    with time_machine.travel(clock.now() + timedelta(days=46)):
        late = said()
        assert (late.judged.weight, late.sure) == ("watch", "Enough to say so.")
        assert late.text.startswith("For six weeks nobody has counted: ")


def test_nobody_is_held_to_what_is_still_the_example(cast: Cast, as_: As, version: Version) -> None:
    examples = Kpi.objects.filter(version=version, still_example=True, owner=None)
    followers = FollowerPlan.objects.filter(version=version, still_example=True)
    assert examples.exists()
    assert followers.exists()
    renewing.renew(cast.harbour)
    checked = {each.row.check_key: each for each in told.found(cast.harbour)}
    assert not {"E6.unowned", "E5.growth_pace"} & checked.keys()
    today = as_(cast.ana).get("/w/harbour/").content.decode()
    assert "followers wanted" not in today
    Kpi._base_manager.filter(pk__in=examples.values("pk")).update(still_example=False)
    FollowerPlan._base_manager.filter(version=version).update(still_example=False)
    renewing.renew(cast.harbour)
    checked = {each.row.check_key: each for each in told.found(cast.harbour)}
    assert {"E6.unowned", "E5.growth_pace"} <= checked.keys()


def test_tactics_that_still_have_time_are_neither_behind_nor_on_plan(cast: Cast, version: Version) -> None:
    tactics = Tactic._base_manager.filter(version=version)
    tactics.update(still_example=False, status="planned", begins_on=None)
    today = clock.day(clock.now(), "Europe/Berlin")
    codes = tactics.values_list("code", flat=True)

    def said() -> Told:
        renewing.renew(cast.harbour)
        return next(each for each in told.found(cast.harbour) if each.row.check_key == "E3.tactic_alive")

    tactics.filter(code__in=codes[:3]).update(begins_on=today, ends_on=today + timedelta(days=20))
    waiting = said()
    assert (waiting.title, waiting.judged.weight, waiting.judged.planned) == (
        "No tactic is under way yet; there is still time", "too_early", None,
    )  # fmt: skip
    tactics.filter(code__in=codes[:2]).update(status="running")
    begun = said()
    assert begun.title == "Tactics under way: 2 of 3; for the others there is still time"
    assert (begun.judged.weight, begun.judged.planned, begun.judged.actual) == ("good", 2, 2)


def test_what_needs_nobody_is_folded_behind_what_does(cast: Cast, as_: As, found: list[Told]) -> None:
    chapters = {each.chapter.slug: each for each in listing.by_chapter(found)}
    asking = [told for each in chapters.values() if each.asked for told in each.shown]
    assert {told.judged.weight for told in asking} == {"watch"}
    folded = [told for each in chapters.values() for told in each.folded]
    assert not {told.judged.weight for told in folded} & {"act", "watch"}
    assert sum(len(each.shown) for each in chapters.values()) + len(folded) == len(found)
    shown = as_(cast.ana).get("/w/harbour/strategy/findings/").content.decode()
    objectives = chapters["objectives"]
    assert objectives.summary.endswith("good to know")
    assert all(text in shown for text in (objectives.summary, "What will be looked at later"))
    for each in chapters["objectives"].shown:
        answering.answer(each.row, cast.ana, "We know.")
    rest = next(each for each in listing.by_chapter(told.found(cast.harbour)) if each.chapter.slug == "objectives")
    assert rest.asked == ""
    assert "answered" in rest.summary


# Every check of part B.3 of the reference, by chapter.
REFERENCE = {
    "E1": "mix type intent origin promo_ratio orphan idea_cover idea_age repurpose voice_of_people integration "
    "fatigue pillar_value",
    "E2": "effort_vs_tier inversion cadence persona_cover role_fit exit_due abandoned concentration single_admin",
    "E3": "peso_balance tactic_alive reach_trend paid_dependency budget_pace earned hashtag advocacy_rate "
    "noncore_reach",
    "E4": "smart pace balance outcome_level overload unserved stale conflict",
    "E5": "growth_pace net churn quality cost_per_follower tactic_lift spike owned_capture",
    "E6": "no_data definition_changed vanity_share unowned benchmark_mismatch anomaly report_missed "
    "metric_to_decision",
    "E7": "stage_cover persona_x_stage cta untagged landing_ok handover_time leak attr_gap sales_feedback "
    "revenue_per_hour",
}
SAID_BY_ANOTHER = {"E2.inversion"}  # a message of E2.effort_vs_tier: two findings would say the same


def test_each_check_of_the_reference_is_either_looked_at_or_named_for_later() -> None:
    known = {check.key for check in checks.every()}
    later = [each.key for each in LATER]
    named = {f"{chapter}.{name}" for chapter, names in REFERENCE.items() for name in names.split()}
    assert len(later) == len(set(later))
    assert not known & set(later)
    assert named - known - set(later) == SAID_BY_ANOTHER
    assert set(later) <= named


@pytest.mark.parametrize(
    ("typed", "on", "said"),
    [
        ("-5", "2026-01-04", "This is counted in whole numbers."),
        ("0.999", "2026-01-04", "This is counted in whole numbers."),
        ("12", "0001-01-04", "This is long ago."),
    ],
)
def test_a_figure_is_kept_as_it_was_typed_or_refused(cast, as_, version, typed, on, said):
    thing = next(each for each in measuring.things(cast.harbour) if each.is_count)
    answer = as_(cast.ravi).post("/w/harbour/strategy/figures/type/", {"what": thing.code, "value": typed, "on": on})
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    table = measuring.read(f"{thing.code}; {on}; {typed}", measuring.things(cast.harbour), date(2026, 11, 22), "en")
    assert (table.taken, [said in each.why for each in table.refused]) == ([], [True])
    assert not TypedFigure.objects.exists()


def test_more_digits_than_are_kept_are_refused(version, cast):
    thing = replace(next(each for each in measuring.things(cast.harbour)), is_count=False)
    assert "Two digits behind the point" in str(measuring.understood("0.0034", thing, "en"))
    assert measuring.understood("3.55", thing, "en") == Decimal("3.55")
    table = measuring.read(f"{thing.code}; 2026-11-20; 1.234", [thing], date(2026, 11, 22), "en")
    assert "two ways" in table.refused[0].why
