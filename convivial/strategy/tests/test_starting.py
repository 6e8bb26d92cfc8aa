"""Four answers, and there is a strategy."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from convivial.journal.feed import feed
from convivial.journal.models import Line
from convivial.lib.now import now
from convivial.strategy import bars, reading, starting_sets
from convivial.strategy.errors import AlreadyThere, Unchangeable
from convivial.strategy.models import (
    Adoption,
    Kpi,
    NetworkChoice,
    Objective,
    Persona,
    Pillar,
    PillarExample,
    Purpose,
    Stage,
    Tactic,
    Version,
)  # fmt: skip
from convivial.strategy.standing import EXAMPLE, WRITTEN, standings
from convivial.strategy.starting import even_share, tier_at

from .conftest import started, words

pytestmark = pytest.mark.django_db


def test_four_answers_make_a_strategy_that_is_current_at_once_for_ninety_days(cast, as_):
    answer = as_(cast.ana).post("/w/harbour/strategy/start/", words())
    assert answer.status_code == 302
    version = reading.current(cast.harbour)
    assert (version.number, version.made_by, version.state) == (1, cast.ana, Version.State.CURRENT)
    assert version.valid_until - version.begins_on == timedelta(days=90)
    assert Adoption.objects.get().by == cast.ana
    assert "started the strategy" in feed(cast.harbour).lines[0].sentence


def test_what_was_answered_is_ours_and_what_the_set_adds_is_still_the_example(version):
    standing = standings(version.workspace)["current"]
    written = {slug for slug, state in standing.states.items() if state == WRITTEN}
    assert written == {"people", "content", "networks", "objectives", "kpis"}
    assert standing.written == 4
    assert standing.states["visibility"] == EXAMPLE
    assert not Pillar.objects.filter(still_example=True).exists()
    assert Persona.objects.filter(still_example=True).count() == 1
    assert Tactic.objects.filter(still_example=True).count() == Tactic.objects.count() > 5


def test_the_example_says_in_which_language_it_stays_and_can_be_taken_in_another(cast, as_):
    browser = as_(cast.ana)
    page = browser.get("/w/harbour/strategy/start/?set=shop").content.decode()
    assert "The example is written in English, and what you take of it stays so." in page
    assert "?set=shop&amp;language=de" in page
    page = browser.get("/w/harbour/strategy/start/?set=shop&language=de").content.decode()
    assert "The example is written in German" in page
    assert 'name="language" value="de"' in page
    german = starting_sets.starting_set("shop", "de").content
    assert german["pillar"][0]["name"] in page
    assert browser.post("/w/harbour/strategy/start/", words("shop", "de") | {"language": "de"}).status_code == 302
    assert german["stage"][1]["name"] in Stage.objects.values_list("name", flat=True)


@pytest.mark.parametrize("language", ["", "xx", "fr", "de' OR 1=1", "d" * 11])
def test_an_unknown_language_is_the_workspaces_own(cast, as_, language):
    browser = as_(cast.ana)
    page = browser.get("/w/harbour/strategy/start/", {"set": "shop", "language": language}).content.decode()
    assert "The example is written in English" in page
    browser.post("/w/harbour/strategy/start/", words() | {"language": language[:10]})
    english = starting_sets.starting_set("shop", "en").content
    assert english["stage"][1]["name"] in Stage.objects.values_list("name", flat=True)


def test_other_words_replace_the_example_and_keep_nothing_of_it(cast):
    version = started(
        cast.harbour, cast.ana, pillar_2="Our boats", pillar_4="", persona="Sailors", for_whom="People with boats.",
        statement="More sailors for breakfast", baseline=3, target=9, unit="sailors",
    )  # fmt: skip
    assert list(Pillar.objects.values_list("name", "share")) == [
        ("What is good today", 34), ("Our boats", 33), ("People of the quarter", 33),
    ]  # fmt: skip
    kept = set(Pillar.objects.values_list("code", flat=True))
    assert set(PillarExample.objects.values_list("pillar", flat=True)) < kept
    sailors = Persona.objects.get(name="Sailors")
    assert (sailors.who, sailors.needs, sailors.position) == ("People with boats.", "", 0)
    assert Purpose.objects.get().for_whom == "People with boats."
    first = Objective.objects.filter(version=version).first()
    assert (first.statement, first.target, first.kpi) == ("More sailors for breakfast", 9, "")
    assert Kpi.objects.filter(still_example=False).get().label == "More sailors for breakfast"


def test_networks_come_in_the_order_that_was_said_with_tiers_by_the_hours(cast):
    started(
        cast.harbour,
        cast.ana,
        network_1="mastodon",
        network_2="instagram",
        network_3="",
        network_4="",
        hours_per_week=12,
    )
    assert list(NetworkChoice.objects.values_list("network", "tier", "still_example")) == [
        ("mastodon", "primary", False), ("instagram", "primary", False),
    ]  # fmt: skip
    assert NetworkChoice.objects.get(network="mastodon").reason


def test_one_can_begin_with_empty_pages(cast):
    version = started(
        cast.harbour, cast.ana, "", persona="Neighbours", for_whom="People nearby.", statement="More guests",
        pillar_1="One", pillar_2="Two", pillar_3="Three", network_1="bluesky",
    )  # fmt: skip
    assert version.starting_set == ""
    assert list(Pillar.objects.values_list("share", flat=True)) == [34, 33, 33]
    assert standings(cast.harbour)["current"].written == 4


def test_starting_twice_makes_one_strategy(cast, as_):
    browser = as_(cast.ana)
    for _ in range(2):
        assert browser.post("/w/harbour/strategy/start/", words()).status_code == 302
    assert Version.objects.count() == 1
    with pytest.raises(AlreadyThere):
        started(cast.harbour, cast.ana)
    assert list(Line.objects.values_list("act", flat=True)) == ["strategy.start"]


@pytest.mark.parametrize("who", ["ben", "cleo", "mina", "ravi", "theo", "greta"])
def test_only_a_strategist_starts_it(cast, as_, who):
    browser = as_(getattr(cast, who))
    assert browser.post("/w/harbour/strategy/start/", words()).status_code == 403
    page = browser.get("/w/harbour/strategy/").content.decode()
    assert "Ana can begin" in page
    assert "/strategy/start/" not in page
    assert not Version.objects.exists()


def test_a_stranger_and_an_installer_find_nothing(cast, as_):
    for stranger in (cast.zoe, cast.omar, cast.ivo):
        for address in ("", "start/", "people/", "print/"):
            assert as_(stranger).get(f"/w/harbour/strategy/{address}").status_code == 404
        assert as_(stranger).post("/w/harbour/strategy/start/", words()).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"persona": ""},
        {"pillar_3": ""},
        {"network_1": ""},
        {"pillar_2": "what is good TODAY"},
        {"network_2": "instagram"},
    ],
)
def test_a_missing_answer_is_asked_for_and_what_was_typed_stays(cast, as_, wrong):
    answer = as_(cast.ana).post("/w/harbour/strategy/start/", words(unit="buns") | wrong)
    assert answer.status_code == 422
    assert b"buns" in answer.content
    assert not Version.objects.exists()


def test_day_that_has_passed_is_no_due_date(cast, as_):
    for due in ("2020-02-30", "2020-02-01", now().date().isoformat()):
        answer = as_(cast.ana).post("/w/harbour/strategy/start/", words(due=due))
        assert answer.status_code == 422
    assert b"not in the future" in answer.content
    assert not Version.objects.exists()


def test_what_is_wrong_stands_at_the_top_and_the_cursor_in_the_first_wrong_field(cast, as_):
    wrong = words(for_whom="", pillar_3="", due="2020-02-01")
    shown = as_(cast.ana).post("/w/harbour/strategy/start/", wrong).content.decode()
    top = shown[shown.index('role="alert"') : shown.index("<fieldset")]
    assert "3 things are still to be put right" in top
    assert [f'href="#id_{name}"' in top for name in ("for_whom", "due", "pillar_3", "persona")] == [
        True,
        True,
        True,
        False,
    ]
    assert shown.count(" autofocus") == 1
    assert " autofocus" in shown[shown.index('name="for_whom"') :].split(">")[0]


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("key", starting_sets.known())
def test_every_set_is_a_whole_strategy_in_both_languages(cast, key, language):
    cast.harbour.language = language
    cast.harbour.save()
    version = started(cast.harbour, cast.ana, key)
    found = standings(cast.harbour)["current"]
    assert "empty" not in {state for slug, state in found.states.items() if slug != "situation"}
    assert sum(version.pillars.values_list("share", flat=True)) == 100
    assert {3, 4, 5} >= {version.pillars.count()}
    assert version.personas.count() >= 2
    assert version.networkchoices.count() >= 4
    assert version.tactics.count() >= 6
    assert {each.horizon for each in version.objectives.all()} >= {"short", "long"}
    assert 5 <= version.kpis.count() <= 7
    assert all(version.kpis.values_list("denominator", flat=True))
    assert version.stages.count() >= 3
    assert sum(version.stages.values_list("share", flat=True)) == 100
    assert sum(version.contenttypes.values_list("share", flat=True)) == 100


@pytest.mark.parametrize("key", starting_sets.known())
def test_a_set_names_nothing_that_is_not_there(key):
    english, german = (starting_sets.starting_set(key, language) for language in ("en", "de"))
    assert english.title != german.title
    for noun in ("persona", "pillar", "objective", "businessgoal", "stage"):
        assert len(english.content[noun]) == len(german.content[noun])
    known = {
        noun: {each.get("key") for each in english.content[noun]} for noun in ("persona", "objective", "businessgoal")
    }
    for pillar in english.content["pillar"]:
        assert set(pillar.get("personas", [])) <= known["persona"]
        assert set(pillar.get("objectives", [])) <= known["objective"]
        assert len(pillar["examples"]) == 2
    for objective in english.content["objective"]:
        assert objective["goal"] in known["businessgoal"]
        assert set(objective.get("personas", [])) <= known["persona"]


def test_a_version_in_force_does_not_change(version):
    pillar = Pillar.objects.first()
    pillar.name = "Something else"
    with pytest.raises(Unchangeable):
        pillar.save()
    with pytest.raises(Unchangeable):
        pillar.delete()
    with pytest.raises(Unchangeable):
        Pillar.objects.update(name="Something else")
    with pytest.raises(Unchangeable):
        Pillar.objects.all().delete()
    with pytest.raises(Unchangeable):
        pillar.adjust(["name"])


def test_the_bars_say_what_is_planned_and_that_nothing_is_measured(version, django_assert_num_queries):
    with django_assert_num_queries(2):
        seven = bars.seven(version.workspace)
    assert seven.whom.startswith("People who live")
    assert [bar.ratio for bar in seven.bars] == [None] * 7
    assert {bar.word for bar in seven.bars} == {"not measured yet"}
    assert [bar.figure for bar in seven.bars][::2] == ["4 pillars planned", *["still the example"] * 3]
    assert bars.seven(version.workspace.__class__(pk=0)) is None


def test_the_composer_is_given_the_pillars_in_one_question(version, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = reading.pillars(version.workspace)
    assert [pillar.name for pillar in found][0] == "What is good today"


@pytest.mark.parametrize(("count", "shares"), [(3, [34, 33, 33]), (4, [25] * 4), (1, [100])])
def test_even_shares_make_a_hundred(count, shares):
    assert [even_share(place, count) for place in range(count)] == shares


@pytest.mark.parametrize(
    ("place", "hours", "tier"),
    [(0, None, "primary"), (1, None, "secondary"), (1, Decimal(10), "primary"), (3, Decimal(4), "presence")],
)
def test_hours_decide_how_many_networks_come_first(place, hours, tier):
    assert tier_at(place, hours) == tier


def test_a_german_reader_reads_german_around_an_english_strategy(cast, as_, version):
    cast.greta.language = "de"
    cast.greta.save()
    page = as_(cast.greta).get("/w/harbour/strategy/networks/").content.decode()
    assert "Netzwerke, in dieser Reihenfolge" in page
    assert "Offices that order" in page
    with translation.override("de"):
        assert "Themensäulen" in str(bars.seven(version.workspace).bars[0].figure)


def test_the_sets_are_told_in_the_readers_language(cast, as_):
    assert "Local shop" in as_(cast.omar).get("/w/museum/strategy/").content.decode()
    cast.omar.language = "de"
    cast.omar.save()
    assert "Laden am Ort" in as_(cast.omar).get("/w/museum/strategy/").content.decode()


def test_a_chapter_that_is_still_the_example_says_so_and_leads_to_confirming_it(cast, version, as_):
    bar = next(each for each in bars.seven(version.workspace).bars if each.address.endswith("/visibility/"))
    assert bar.figure == "still the example"
    shown = as_(cast.greta).get(bar.address).content.decode()
    assert "All of this chapter is still the example." in shown
    assert "Confirm it" not in shown
    ana = as_(cast.ana)
    assert "Confirm it" in ana.get(bar.address).content.decode()
    answer = ana.post("/w/harbour/strategy/draft/prepare/", {"chapter": "visibility"})
    assert (answer.status_code, answer.url) == (302, "/w/harbour/strategy/draft/chapters/visibility/")
    assert "All of this is ours" in ana.get(answer.url).content.decode()
    assert f'href="{answer.url}">Confirm it' in ana.get(bar.address).content.decode()
    assert ana.post("/w/harbour/strategy/draft/prepare/", {"chapter": "nonsense"}).url == "/w/harbour/strategy/draft/"
    assert "still the example." not in ana.get("/w/harbour/strategy/content/").content.decode()
