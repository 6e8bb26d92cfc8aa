"""Everybody in the workspace reads the strategy, at the same price."""

import pytest

from convivial.strategy import drafting
from convivial.strategy.chapters import BY_SLUG, CHAPTERS
from convivial.strategy.models import NetworkChoice, PersonaNetwork, Purpose
from convivial.strategy.pages import Page
from convivial.strategy.standing import standings
from convivial.team import explaining

from .conftest import started

pytestmark = pytest.mark.django_db

SLUGS = [chapter.slug for chapter in CHAPTERS]


@pytest.mark.parametrize("who", ["ana", "ben", "theo", "greta"])
def test_everybody_reads_every_chapter_and_only_strategists_are_offered_to_change(cast, as_, version, who):
    browser = as_(getattr(cast, who))
    for slug in ["", "print/", *(f"{slug}/" for slug in SLUGS)]:
        answer = browser.get(f"/w/harbour/strategy/{slug}")
        assert answer.status_code == 200, slug
        if who != "ana":
            assert b"/strategy/draft/" not in answer.content


@pytest.mark.parametrize("slug", ["", *(f"{slug}/" for slug in SLUGS)])
def test_a_page_asks_the_database_few_times(cast, as_, version, slug, django_assert_max_num_queries):
    browser = as_(cast.ana)
    browser.get("/w/harbour/strategy/")
    with django_assert_max_num_queries(5 + 9):
        assert browser.get(f"/w/harbour/strategy/{slug}").status_code == 200


def test_an_unknown_chapter_is_not_found_and_without_a_strategy_one_is_led_to_the_beginning(cast, as_):
    browser = as_(cast.ana)
    assert browser.get("/w/harbour/strategy/networks/")["Location"] == "/w/harbour/strategy/"
    assert browser.get("/w/harbour/strategy/")
    assert browser.get("/w/harbour/strategy/weather/").status_code == 404


def test_a_foreign_strategy_is_nowhere_on_the_page(cast, as_, version):
    started(cast.museum, cast.omar, "nonprofit", persona="Lamp lovers")
    assert b"Lamp lovers" not in as_(cast.ana).get("/w/harbour/strategy/people/").content
    assert b"Lamp lovers" in as_(cast.omar).get("/w/museum/strategy/people/").content


def test_the_heading_says_why_it_is_this_strategist(cast, as_, version):
    why = "Ten years behind the counter: she knows what our guests ask for."
    explaining.explain(cast.harbour.memberships.get(user=cast.ana), cast.ana, why)
    for path in ("", "content/"):
        page = as_(cast.greta).get(f"/w/harbour/strategy/{path}").content.decode()
        assert f"Ana determines it: “{why}”" in page


def test_the_reasoning_of_a_network_shows_score_band_evidence_and_what_would_turn_it(cast, as_, version):
    draft = drafting.prepare(cast.harbour, cast.ana)
    PersonaNetwork.objects.filter(version=draft).delete()
    Purpose.objects.filter(version=draft).update(hours_per_week=None)
    answers = {
        "brought": 3,
        "people_there": 5,
        "can_do_well": 4,
        "people_there_known": "own",
        "can_do_well_known": "assumed",
    }
    drafting.change(NetworkChoice.objects.get(version=draft, network="instagram"), cast.ana, answers)
    page = as_(cast.ana).get("/w/harbour/strategy/draft/chapters/networks/").content.decode()
    weighed = Page(standings(cast.harbour)["draft"], BY_SLUG["networks"]).weighed["instagram"]
    assert weighed.score == "4.4 of 5; by how it is known, between 4 and 4.9"  # 400, 360 and 440 of 90
    assert ("Our people are there", "30 %", "5", "our own figures") in weighed.marks
    assert weighed.missing == ["There is room for us", "Little can go wrong"]
    for words in (
        weighed.score,
        weighed.tier,
        "of 5, counts 30 %: our own figures",
        "Its place by the answers and our hours",
    ):
        assert words in page
