"""The quarterly review: its six parts, verdicts, decisions, the next version, and the protocol."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.test import Client

from convivial.journal.models import Line
from convivial.meeting import beginning, looking, opening
from convivial.meeting.models import Closing, Judgement, Look, Meeting, Opening, Words
from convivial.meeting.review.closing import close_review
from convivial.meeting.review.parts import PARTS
from convivial.meeting.review.telling import tell
from convivial.strategy import adopting, answering, deciding, drafting, measuring, reading, renewing
from convivial.strategy.models import BusinessGoal, Decision, Objective, Pillar, Tactic, Verdict, Version
from convivial.strategy.told import found
from convivial.team.models import User

from .conftest import MONDAY, World

pytestmark = pytest.mark.usefixtures("locked_last")
As = Callable[[User], Client]
AT = "/w/harbour/review/"
CHOICE = {"question": "Do we go on with Threads?", "choice": "No.", "reason": "Nobody came from there."}


@pytest.fixture
def version(world: World) -> Version:
    return world.strategy(mastodon=(2, 3, 4))


@pytest.fixture
def review(world: World, version: Version) -> Meeting:
    return beginning.review(world.cast.harbour, world.cast.ana)


def words(answer: Any) -> str:
    return str(answer.content.decode())


def test_without_a_strategy_there_is_nothing_to_look_back_at(world: World, as_: As) -> None:
    shown = words(as_(world.cast.ana).get(AT))
    assert "First there has to be a strategy" in shown
    assert "Begin the review" not in shown
    as_(world.cast.ana).post(f"{AT}begin/")
    assert not Meeting.objects.exists()


def test_a_review_looks_back_as_far_as_the_one_before_it(world: World, version: Version, as_: As) -> None:
    ana = as_(world.cast.ana)
    assert ana.post(f"{AT}begin/").status_code == 302
    assert ana.post(f"{AT}begin/").status_code == 302
    first = Meeting.objects.get()
    assert (first.first, first.last) == (date(2026, 9, 24), date(2026, 11, 23))
    ana.post(f"{AT}{first.code}/close/")
    with time_machine.travel(MONDAY + timedelta(days=91), tick=False):
        as_(world.cast.ana).post(f"{AT}begin/")
    second = Meeting.objects.exclude(pk=first.pk).get()
    assert (second.first, second.last) == (date(2026, 11, 24), date(2027, 2, 22))
    assert Line.objects.filter(act="review.begin").count() == 2


def test_a_quarter_is_looked_back_at_where_the_strategy_is_older(world: World) -> None:
    world.strategy(since=timedelta(days=400), mastodon=(1, 1, 1))
    assert beginning.period(world.cast.harbour) == (date(2026, 8, 24), date(2026, 11, 23))


@pytest.mark.parametrize("part", [part.slug for part in PARTS])
def test_every_part_fills_itself(world: World, review: Meeting, version: Version, as_: As, part: str) -> None:
    channel, pillar = world.channel(), Pillar.objects.filter(version=version).first()
    assert pillar is not None
    for _ in range(6):
        world.out(channel, likes=3, pillar=pillar.code)
    world.followers(channel, 900, 912)
    renewing.renew(world.cast.harbour)
    shown = words(as_(world.cast.theo).get(f"{AT}{review.code}/{part}/"))
    expected = {
        "said": (version_words(version), pillar.name, "Mastodon"),
        "done": ("6 posts went out since", "100 %", "Mastodon"),
        "happened": ("Posts that are counted: 6 of 6", "18", "912"),
        "learned": ("No hypothesis was due", "No verdict yet"),
        "decisions": ("What was found", "Nothing yet."),
        "next": ("Nothing was decided in this review.",),
    }[part]
    for each in expected:
        assert each in shown
    assert "What do you say to it?" not in shown
    assert "%(" not in shown.partition("<main")[2].partition("</main>")[0]


def version_words(version: Version) -> str:
    return f"Version {version.number}, in force since 24 September 2026"


def test_what_nobody_counted_is_a_dash_and_few_posts_make_no_share(
    world: World, review: Meeting, version: Version, as_: As
) -> None:
    pillar = Pillar.objects.filter(version=version).first()
    world.out(world.channel("bluesky"), pillar=pillar.code)  # type: ignore[union-attr]
    done = words(as_(world.cast.greta).get(f"{AT}{review.code}/done/"))
    assert "With fewer than five posts, no share is given." in done
    assert '<td class="n">–</td>' in done  # Mastodon has no channel
    happened = words(as_(world.cast.greta).get(f"{AT}{review.code}/happened/"))
    assert "Posts that are counted: 0 of 1" in happened
    assert '<dd class="figure__number">–</dd>' in happened


def test_the_groups_words_are_saved_as_they_are_typed(world: World, review: Meeting, as_: As) -> None:
    ana, at = as_(world.cast.ana), f"{AT}{review.code}/write/"
    first = ana.post(at, {"part": "done", "text": "We were ill.", "revision": "0"})
    assert first.json() == {"revision": 1}
    assert ana.post(at, {"part": "done", "text": "We were ill.", "revision": "0"}).json() == {"revision": 1}
    late = ana.post(at, {"part": "done", "text": "Mine", "revision": "0"})
    assert (late.status_code, late.json()) == (409, {"revision": 1, "text": "We were ill."})
    assert ana.post(at, {"part": "else", "text": "x", "revision": "0"}).status_code == 404
    assert "We were ill." in words(as_(world.cast.greta).get(f"{AT}{review.code}/done/"))
    assert Line.objects.filter(act="review.write").count() == 1


def test_an_objective_gets_its_verdict_with_a_reason(
    world: World, review: Meeting, version: Version, as_: As
) -> None:
    objective, ana = Objective.objects.filter(version=version).first(), as_(world.cast.ana)
    assert objective is not None
    at, said = (
        f"{AT}{review.code}/judge/",
        {"objective": objective.code, "says": "not_met", "note": "The summer was wet."},
    )
    wrong = ana.post(at, {**said, "note": " "})
    assert wrong.status_code == 422
    assert "A verdict needs one of the answers" in words(wrong)
    assert ana.post(at, said).status_code == ana.post(at, said).status_code == 302
    assert "The summer was wet." in words(as_(world.cast.theo).get(f"{AT}{review.code}/learned/"))
    ana.post(at, {**said, "says": "cannot_tell"})
    assert Judgement.objects.get().says == "cannot_tell"
    assert Line.objects.filter(act="review.judge").count() == 2
    assert ana.post(at, {**said, "objective": "missingcode2"}).status_code == 404


def test_a_hypothesis_gets_the_strategys_own_verdict(world: World, review: Meeting, as_: As) -> None:
    cast = world.cast
    said = {"believe": "Videos bring people.", "threshold": "20", "by_date": date(2026, 11, 1)}
    belief = deciding.suppose(cast.harbour, cast.ana, said)
    ana, at = as_(cast.ana), f"{AT}{review.code}/tell/"
    assert ana.post(at, {"belief": belief.code}).status_code == 422
    ana.post(at, {"belief": belief.code, "says": "supported", "note": "Thirty came."})
    assert Verdict.objects.get().says == "supported"
    assert "Thirty came." in words(as_(cast.greta).get(f"{AT}{review.code}/learned/"))


def test_a_review_ends_in_decisions_the_next_version_and_a_protocol(
    world: World, review: Meeting, version: Version, as_: As
) -> None:
    ana, greta, here = as_(world.cast.ana), as_(world.cast.greta), f"{AT}{review.code}/"
    objective = Objective.objects.filter(version=version).first()
    ana.post(f"{here}write/", {"part": "happened", "text": "More than we had hoped.", "revision": "0"})
    ana.post(f"{here}judge/", {"objective": objective.code, "says": "met", "note": "By far."})  # type: ignore[union-attr]
    ana.post(f"{here}decide/", CHOICE)
    assert ana.post(f"{here}open-next/").status_code == 302
    assert ana.post(f"{here}open-next/").status_code == 302
    draft = reading.draft(world.cast.harbour)
    assert draft is not None
    assert draft.why == "No. Nobody came from there."
    assert Opening.objects.get().version == draft
    for page in ("strategy/draft/", "strategy/draft/changes/", "strategy/draft/chapters/networks/"):
        assert "Decided in the review" in words(ana.get(f"/w/harbour/{page}"))
    assert "Decided in the review" not in words(ana.get("/w/harbour/strategy/"))
    present = {"present": [world.cast.ana.code, world.cast.greta.code]}
    ana.post(f"{here}close/", present)
    ana.post(f"{here}close/", present)
    assert Closing.objects.count() == 1
    paper = words(greta.get(f"{here}protocol/"))
    for each in (
        "More than we had hoped.",
        "By far.",
        "Nobody came from there.",
        "Ana, Greta",
        "Closed on 23 November 2026",
    ):
        assert each in paper
    assert "Earlier reviews" in words(greta.get(AT))
    acts = list(Line.objects.filter(act__startswith="review.").order_by("seq").values_list("act", flat=True))
    assert acts == ["review.begin", "review.write", "review.judge", "review.open_next", "review.close"]


def test_what_is_closed_stays_as_it_stood(world: World, review: Meeting, version: Version, as_: As) -> None:
    ana, here = as_(world.cast.ana), f"{AT}{review.code}/"
    objective = Objective.objects.filter(version=version).first()
    assert objective is not None
    channel = world.channel()
    world.out(channel, likes=3)
    ana.post(f"{here}close/")
    world.out(channel, likes=300)
    Objective._base_manager.filter(version=version).update(statement="Something else")
    for _ in range(2):
        assert ana.post(f"{here}write/", {"part": "said", "text": "Late", "revision": "0"}).status_code == 422
        ana.post(f"{here}judge/", {"objective": objective.code, "says": "met", "note": "Late"})
        ana.post(f"{here}decide/", CHOICE)
    assert not Words.objects.exists()
    assert not Judgement.objects.exists()
    assert not Decision.objects.exists()
    for page in ("protocol/", "happened/"):
        shown = words(ana.get(f"{here}{page}"))
        assert "Posts that are counted: 2" not in shown
        assert "Posts that are counted: 1 of 1" in shown
    paper = words(ana.get(f"{here}protocol/"))
    assert objective.statement in paper
    assert "Something else" not in paper
    main = paper.partition("<main")[2].partition("</main>")[0]
    assert "<textarea" not in main
    assert main.count("<form") == 1  # the next version can still be opened


def test_a_draft_that_is_there_already_goes_on(world: World, review: Meeting, as_: As) -> None:
    draft = drafting.prepare(world.cast.harbour, world.cast.ana)
    as_(world.cast.ana).post(f"{AT}{review.code}/open-next/")
    assert Opening.objects.get().version == draft
    drafting.discard(draft, world.cast.ana)
    assert Opening.objects.get().version is None
    assert "Open the next version" in words(as_(world.cast.ana).get(f"{AT}{review.code}/next/"))


@pytest.mark.parametrize("verb", ["write/", "judge/", "tell/", "decide/", "open-next/", "close/", "begin"])
def test_only_strategists_lead(world: World, review: Meeting, version: Version, as_: As, verb: str) -> None:
    objective = Objective.objects.filter(version=version).first()
    data = {
        **CHOICE,
        "part": "said",
        "text": "x",
        "revision": "0",
        "objective": objective.code,
        "says": "met",
        "note": "x",
    }  # type: ignore[union-attr]
    at = f"{AT}begin/" if verb == "begin" else f"{AT}{review.code}/{verb}"
    statuses = {
        name: as_(getattr(world.cast, name)).post(at, data).status_code
        for name in ("ben", "cleo", "mina", "ravi", "theo", "greta", "zoe", "omar", "ivo")
    }
    small = dict.fromkeys(("ben", "cleo", "mina", "ravi", "theo", "greta"), 403)
    assert statuses == {**small, **dict.fromkeys(("zoe", "omar", "ivo"), 404)}
    if verb != "close/":
        assert as_(world.cast.ana).get(at).status_code == 405
    assert as_(world.cast.ana).post(at, data).status_code < 500


def test_who_reads_sees_nothing_to_press(world: World, review: Meeting, as_: As) -> None:
    for name in ("theo", "greta", "ben"):
        for part in PARTS:
            shown = words(as_(getattr(world.cast, name)).get(f"{AT}{review.code}/{part.slug}/"))
            main = shown.partition("<main")[2].partition("</main>")[0]
            assert "<form" not in main
            assert "<textarea" not in main
            assert "Close the review" not in main


@pytest.mark.parametrize("page", ["", *(f"{{code}}/{part.slug}/" for part in PARTS), "{code}/close/"])
def test_a_page_asks_no_more_than_twelve_questions_whatever_there_is(
    world: World, review: Meeting, version: Version, as_: As, page: str, django_assert_max_num_queries: Any
) -> None:
    ana, channel, here = as_(world.cast.ana), world.channel(), f"{AT}{review.code}/"
    pillar = Pillar.objects.filter(version=version).first()
    for number in range(20):
        world.out(channel, likes=number, pillar=pillar.code if number % 3 else "")  # type: ignore[union-attr]
    for number in range(6):
        ana.post(f"{here}decide/", {**CHOICE, "question": f"Question {number}?"})
        belief = {"believe": f"Belief {number}", "threshold": "20", "by_date": date(2026, 11, 1)}
        deciding.judge(
            deciding.suppose(world.cast.harbour, world.cast.ana, belief), world.cast.ana, "supported", "Yes"
        )
    for objective in Objective.objects.filter(version=version):
        ana.post(f"{here}judge/", {"objective": objective.code, "says": "met", "note": "Yes."})
    renewing.renew(world.cast.harbour)
    address = AT + page.format(code=review.code)
    ana.get(address)
    with django_assert_max_num_queries(12):
        assert ana.get(address).status_code == 200
    ana.post(f"{here}close/", {"present": [world.cast.ana.code]})
    with django_assert_max_num_queries(12):
        ana.get(f"{here}protocol/")


def test_a_review_soon_after_another_still_looks_at_a_quarter(world: World) -> None:
    world.strategy(since=timedelta(days=400), mastodon=(1, 1, 1))
    first = beginning.review(world.cast.harbour, world.cast.ana)
    close_review(first, world.cast.ana, [])
    with time_machine.travel(MONDAY + timedelta(days=8), tick=False):
        begins, ends = beginning.period(world.cast.harbour)
    assert (begins, ends) == (date(2026, 9, 2), date(2026, 12, 1))


def test_what_was_found_is_of_the_days_of_the_review(world: World, as_: As) -> None:
    version = world.strategy(since=timedelta(days=200), mastodon=(1, 1, 1))
    channel, pillar = world.channel(), Pillar.objects.filter(version=version)[0]
    for week in range(12):
        world.out(channel, at=MONDAY - timedelta(weeks=week, days=1), pillar=pillar.code)
    review = beginning.review(world.cast.harbour, world.cast.ana)
    renewing.renew(world.cast.harbour)
    live = next(each for each in found(world.cast.harbour) if each.row.check_key == "E1.mix")
    told = next(row for row in looking.findings(review) if row["check"] == "E1.mix")
    assert live.judged.params["total"] == 4
    assert (told["row"]["params"]["total"], told["row"]["first"]) == (12, review.first.isoformat())
    shown = words(as_(world.cast.ana).get(f"{AT}{review.code}/decisions/"))
    assert "24 August 2026 – 23 November 2026" in shown
    answering.answer(live.row, world.cast.ana, "We know.")
    assert any(row["check"] == "E1.mix" for row in looking.findings(review)), "another window says something else"


def test_the_course_of_each_objective_is_drawn_and_kept_as_it_stood(
    world: World, version: Version, review: Meeting, as_: As
) -> None:
    thing = next(each for each in measuring.things(world.cast.harbour) if each.kind == "objective")
    days = [date(2026, 9, 20) + timedelta(weeks=week) for week in range(10)]
    taken = [measuring.Taken(thing, day, Decimal(15 + place)) for place, day in enumerate(days)]
    measuring.take(world.cast.harbour, world.cast.ravi, taken)
    shown = words(as_(world.cast.greta).get(f"{AT}{review.code}/happened/"))
    assert shown.count('<svg class="course__chart"') == len(looking.courses(review)) > 0
    assert "In this time from 15 to 24." in shown
    assert "The same as a table" in shown
    ana = as_(world.cast.ana)
    ana.post(f"{AT}{review.code}/close/")
    measuring.take(world.cast.harbour, world.cast.ravi, [measuring.Taken(thing, date(2026, 11, 23), Decimal(99))])
    protocol = words(ana.get(f"{AT}{review.code}/protocol/"))
    assert "In this time from 15 to 24." in protocol
    assert "How it is today" not in protocol


def test_an_open_review_follows_what_happens_and_a_closed_one_does_not(
    world: World, version: Version, review: Meeting
) -> None:
    thing = next(each for each in measuring.things(world.cast.harbour) if each.kind == "objective")
    assert Look.objects.get(meeting=review).told["courses"][0]["outlook"]["word"] == "none"
    measuring.take(world.cast.harbour, world.cast.ravi, [measuring.Taken(thing, date(2026, 11, 20), Decimal(16))])
    course = next(each for each in looking.courses(review) if each["outlook"]["part"] == thing.code)
    assert course["outlook"]["actual"] == [["2026-11-20", 16.0]]
    close_review(review, world.cast.ana, [])
    before = Look.objects.get(meeting=review)
    renewing.renew(world.cast.harbour)
    assert Look.objects.get(meeting=review).at == before.at


def test_what_is_still_the_example_was_not_said(world: World, review: Meeting, version: Version, as_: As) -> None:
    goal = BusinessGoal.objects.filter(version=version, still_example=True).first()
    tactic = Tactic.objects.filter(version=version, still_example=True).first()
    assert goal is not None
    assert tactic is not None
    said, done = (words(as_(world.cast.theo).get(f"{AT}{review.code}/{part}/")) for part in ("said", "done"))
    assert goal.text not in said
    assert "still the example is left out" in said
    assert tactic.name not in done
    BusinessGoal._base_manager.filter(pk=goal.pk).update(still_example=False)
    assert goal.text in words(as_(world.cast.theo).get(f"{AT}{review.code}/said/"))


@pytest.mark.parametrize("part", ["done", "happened"])
def test_what_was_taken_down_again_is_told_beside_what_counts(
    world: World, review: Meeting, as_: As, part: str
) -> None:
    channel = world.channel()
    world.out(channel, likes=4)
    world.down(world.out(channel, likes=900))
    told = tell(review)[part]
    assert (told["posts"], told["down"]) == (1, 1)
    shown = words(as_(world.cast.ana).get(f"{AT}{review.code}/{part}/"))
    assert "One more went out and was taken down again." in shown
    assert "904" not in shown


def test_a_version_adopted_before_the_end_does_not_empty_the_review(
    world: World, version: Version, review: Meeting, as_: As
) -> None:
    world.out(world.channel())
    looking.look(review)
    before = tell(review)
    draft = opening.open_next(review, world.cast.ana)
    adopting.propose(draft, world.cast.ana, "We want something else.", "Nobody else is here.")
    assert reading.current(world.cast.harbour) != version
    looking.look(review)
    after = tell(review)
    assert before["done"]["posts"] == 1
    for part in ("number", "since", "posts", "networks", "pillars"):
        assert after["done"][part] == before["done"][part], part
    assert after["said"]["number"] == version.number
