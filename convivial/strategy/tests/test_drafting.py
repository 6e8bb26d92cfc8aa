"""The next version: a copy in which everything can be changed, and two pairs of eyes before it is in force."""

import re
from datetime import timedelta

import pytest

from convivial.journal.feed import feed
from convivial.journal.models import Line
from convivial.lib import now as clock
from convivial.strategy import adopting, drafting, looked_over, reading
from convivial.strategy.comparing import compare
from convivial.strategy.completing import missing
from convivial.strategy.errors import NeedsNote, NotProposed, SecondPair, Unchangeable
from convivial.strategy.models import NOUNS, Adoption, Kpi, NetworkChoice, Pillar, Proposal, Tactic, Version
from convivial.team.models import MemberRole

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("locked_last")]

BASE = "/w/harbour/strategy/draft/"


@pytest.fixture
def draft(cast, version):
    return drafting.prepare(cast.harbour, cast.ana)


@pytest.fixture
def two(cast):
    """Mina is a strategist, too."""
    MemberRole.objects.create(membership=cast.harbour.memberships.get(user=cast.mina), name="strategist")
    return cast.mina


def acts(workspace):
    return list(Line.objects.filter(workspace_id=workspace.pk).order_by("seq").values_list("act", flat=True))


def test_a_draft_is_a_whole_copy_and_what_is_in_force_stays(cast, version, draft):
    assert (draft.state, draft.number, draft.based_on) == ("draft", None, version)
    for model in NOUNS.values():
        old, new = (
            list(model.objects.filter(version=each).values_list("code", flat=True)) for each in (version, draft)
        )
        assert old == new
    assert compare(version, draft) == []
    assert reading.current(cast.harbour) == version


def test_everything_can_be_added_changed_put_in_order_and_left_out_by_pages(cast, as_, version, draft):
    browser = as_(cast.ana)
    pillar = Pillar.objects.filter(version=draft).first()
    answer = browser.post(f"{BASE}pillar/add/", {"name": "Our boats", "share": "10", "hue": "6", "tolerance": "10"})
    assert answer.status_code == 302
    assert Pillar.objects.get(version=draft, name="Our boats").position == 4
    page = browser.get(f"{BASE}pillar/{pillar.code}/change/").content.decode()
    assert 'value="What is good today"' in page
    words = {"name": "Good today", "share": "25", "hue": "1", "tolerance": "10", "personas": [], "objectives": []}
    assert browser.post(f"{BASE}pillar/{pillar.code}/change/", words).status_code == 302
    assert browser.post(f"{BASE}pillar/{pillar.code}/order/", {"step": "1"}).status_code == 302
    last = Pillar.objects.filter(version=draft).order_by("position")[3]
    assert browser.post(f"{BASE}pillar/{last.code}/leave-out/").status_code == 302
    assert list(Pillar.objects.filter(version=draft).values_list("name", flat=True)) == [
        "How it is made", "Good today", "People of the quarter", "Our boats",
    ]  # fmt: skip
    assert "Put back" in browser.get(f"{BASE}chapters/content/").content.decode()
    assert browser.post(f"{BASE}pillar/{last.code}/put-back/").status_code == 302
    assert Pillar.objects.filter(version=draft).count() == 5
    assert Pillar.objects.filter(version=version).first().name == "What is good today"
    assert acts(cast.harbour)[2:] == [
        "strategy.add", "strategy.change", "strategy.order", "strategy.leave_out", "strategy.put_back",
    ]  # fmt: skip
    assert "put back into the draft of the strategy: pillar" in feed(cast.harbour).lines[0].sentence


@pytest.mark.parametrize("noun", list(NOUNS))
def test_every_noun_is_asked_and_every_part_can_be_saved_as_it_is(cast, as_, draft, noun):
    browser = as_(cast.ana)
    assert browser.get(f"{BASE}{noun}/add/").status_code == 200
    part = NOUNS[noun].objects.filter(version=draft).first()
    if part is None:
        return
    form = browser.get(f"{BASE}{noun}/{part.code}/change/").context["form"]
    given = {name: form[name].value() for name in form.fields}
    answer = browser.post(
        f"{BASE}{noun}/{part.code}/change/", {k: "" if v is None else v for k, v in given.items() if v is not False}
    )
    assert answer.status_code == 302, answer.context["form"].errors
    before = {f.name: getattr(part, f.name) for f in part.fields()}
    part.refresh_from_db()
    assert {f.name: getattr(part, f.name) for f in part.fields()} == before
    assert not part.still_example


def test_what_is_wrong_is_said_and_what_was_typed_stays(cast, as_, draft):
    browser = as_(cast.ana)
    choice = NetworkChoice.objects.filter(version=draft).first()
    words = {"network": "linkedin", "tier": "primary", "there_for": "Offices!", "rhythm_min": "5", "rhythm_max": "2"}
    answer = browser.post(f"{BASE}networkchoice/{choice.code}/change/", words)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "in the list already" in page
    assert "these three go up" in page
    assert "Offices!" in page
    choice.refresh_from_db()
    assert choice.network == "instagram"
    answer = browser.post(f"{BASE}networkchoice/{choice.code}/change/", {"network": "x", "people_there": "9"})
    assert b"people_there_error" in answer.content


def test_ticking_in_the_catalogue_adds_what_is_not_there(cast, as_, draft):
    browser = as_(cast.ana)
    page = browser.get(f"{BASE}tactic/choose/").content.decode()
    assert "Talk with journalists" in page
    answer = browser.post(
        f"{BASE}tactic/choose/", {"keys": ["EA04", "EA06"], "owner": cast.ben.pk, "begins_on": "2026-12-01"}
    )
    assert answer.status_code == 302
    added = Tactic.objects.get(version=draft, key="EA06")
    assert (added.owner, added.peso, added.still_example) == (cast.ben, "earned", False)
    assert Tactic.objects.filter(version=draft, key="EA04").count() == 1
    browser.post(f"{BASE}kpi/choose/", {"keys": ["reach"]})
    assert Kpi.objects.get(version=draft, key="reach").denominator == "a plain count"
    assert browser.post(f"{BASE}tactic/choose/", {"keys": ["nonsense"]}).status_code == 422
    assert browser.get(f"{BASE}persona/choose/").status_code == 404


def test_an_example_becomes_ours_one_by_one_or_all_at_once(cast, as_, draft):
    browser = as_(cast.ana)
    tactic = Tactic.objects.filter(version=draft).first()
    browser.post(f"{BASE}tactic/{tactic.code}/confirm/")
    assert Tactic.objects.filter(version=draft, still_example=False).get() == tactic
    for _ in range(2):
        browser.post(f"{BASE}tactic/confirm/")
    assert not Tactic.objects.filter(version=draft, still_example=True).exists()
    assert acts(cast.harbour).count("strategy.confirm") == 2


# into force


def test_a_strategist_who_is_alone_writes_a_note_and_says_what_changed(cast, as_, version, draft):
    browser = as_(cast.ana)
    assert browser.post(f"{BASE}propose/", {"why": ""}).status_code == 422
    answer = browser.post(f"{BASE}propose/", {"why": "Boats, for the summer.", "note": ""})
    assert answer.status_code == 422
    assert "Boats, for the summer." in answer.content.decode()
    assert reading.current(cast.harbour) == version
    with pytest.raises(NeedsNote):
        adopting.propose(draft, cast.ana, "Boats.", " ")
    assert browser.post(f"{BASE}propose/", {"why": "Boats.", "note": "I asked the skipper."}).status_code == 302
    current = reading.current(cast.harbour)
    assert (current.number, current.why, current.adoption.note) == (2, "Boats.", "I asked the skipper.")
    version.refresh_from_db()
    assert version.state == Version.State.PAST
    assert acts(cast.harbour)[-1] == "strategy.adopt_alone"
    assert browser.post(f"{BASE}propose/", {"why": "Boats.", "note": "Again."}).status_code == 404


def test_two_strategists_are_two_pairs_of_eyes(cast, as_, version, draft, two):
    ana, mina = as_(cast.ana), as_(two)
    assert ana.post(f"{BASE}propose/", {"why": "Boats."}).status_code == 302
    assert reading.current(cast.harbour) == version
    assert "Version 2 is proposed" in mina.get("/w/harbour/strategy/").content.decode()
    ana.post(f"{BASE}adopt/")
    assert reading.current(cast.harbour) == version
    with pytest.raises(SecondPair):
        adopting.adopt(draft, cast.ana, looked_over.shown(draft))
    page = mina.get(f"{BASE}changes/").content.decode()
    for _ in range(2):
        mina.post(f"{BASE}adopt/", {"seen": re.search(r'name="seen" value="([^"]*)"', page)[1]})
    adoption = Adoption.objects.get(version=draft)
    assert (adoption.by, adoption.seconded_by) == (cast.ana, two)
    assert reading.current(cast.harbour) == draft
    assert acts(cast.harbour)[-2:] == ["strategy.propose", "strategy.adopt"]


def test_what_the_second_pair_of_eyes_never_saw_does_not_come_into_force(cast, as_, version, draft, two):
    adopting.propose(draft, cast.ana, "Boats.")
    mina = as_(two)
    seen = re.search(r'name="seen" value="([^"]*)"', mina.get(f"{BASE}changes/").content.decode())[1]
    drafting.change(Pillar.objects.filter(version=draft).first(), cast.ana, {"name": "Never shown"})
    adopting.propose(draft, cast.ana, "Something quite different.")
    for sent in ({}, {"seen": seen}):
        answer = mina.post(f"{BASE}adopt/", sent)
        assert answer.status_code == 422
        assert reading.current(cast.harbour) == version
    shown = answer.content.decode()
    assert "It has changed since you opened this page" in shown
    assert "<li>Never shown</li>" in shown
    assert "<li>What changed, and why?</li>" in shown
    mina.post(f"{BASE}adopt/", {"seen": re.search(r'name="seen" value="([^"]*)"', shown)[1]})
    assert reading.current(cast.harbour) == draft


def test_a_change_after_the_proposal_takes_it_back(cast, version, draft, two):
    adopting.propose(draft, cast.ana, "Boats.")
    drafting.change(Pillar.objects.filter(version=draft).first(), cast.ana, {"name": "Other words"})
    assert not Proposal.objects.exists()
    with pytest.raises(NotProposed):
        adopting.adopt(draft, two, looked_over.shown(draft))


def test_a_proposal_can_be_taken_back_and_a_draft_thrown_away(cast, as_, version, draft, two):
    browser = as_(cast.ana)
    browser.post(f"{BASE}propose/", {"why": "Boats."})
    for _ in range(2):
        assert browser.post(f"{BASE}withdraw/").status_code == 302
    assert acts(cast.harbour).count("strategy.withdraw") == 1
    assert browser.post(f"{BASE}discard/").status_code == 302
    assert browser.post(f"{BASE}discard/").status_code == 302
    assert reading.draft(cast.harbour) is None
    assert Pillar.objects.exclude(version=version).count() == 0


def test_the_first_strategy_asks_the_second_strategist_to_look_at_it(cast, as_, version, two):
    assert "Nobody else has looked" in as_(two).get("/w/harbour/strategy/").content.decode()
    assert "Nobody else has looked" not in as_(cast.ana).get("/w/harbour/strategy/").content.decode()
    assert as_(cast.ana).post("/w/harbour/strategy/second/").status_code == 302
    assert Adoption.objects.get().seconded_by is None
    for _ in range(2):
        as_(two).post("/w/harbour/strategy/second/")
    assert Adoption.objects.get().seconded_by == two
    assert acts(cast.harbour).count("strategy.second") == 1


def test_what_is_in_force_is_not_reached_through_a_draft_that_was_adopted(cast, version, draft):
    pillar = Pillar.objects.filter(version=draft).first()
    adopting.propose(draft, cast.ana, "Boats.", "I asked.")
    with pytest.raises(Unchangeable):
        drafting.change(pillar, cast.ana, {"name": "Late"})
    with pytest.raises(Unchangeable):
        drafting.add(draft, cast.ana, "pillar", {"name": "Late"})


# comparing


def test_versions_are_compared_field_by_field(cast, as_, version, draft):
    pillar, second = Pillar.objects.filter(version=draft)[:2]
    drafting.change(pillar, cast.ana, {"share": 30, "name": "Fresh today"})
    drafting.leave_out(second, cast.ana)
    drafting.add(draft, cast.ana, "pillar", {"name": "Our boats", "share": 10})
    found = {part.title: part for part in compare(version, draft)[0].parts}
    assert {title: part.kind for title, part in found.items()} == {
        "Fresh today": "changed", "How it is made": "gone", "Our boats": "added",
    }  # fmt: skip
    fields = {str(field.label): (field.before, field.after) for field in found["Fresh today"].fields}
    assert fields == {"Name": ("What is good today", "Fresh today"), "Planned share": ("35 %", "30 %")}
    adopting.propose(draft, cast.ana, "Boats for the summer.", "I asked the skipper.")
    for who in (cast.ana, cast.greta):
        page = as_(who).get("/w/harbour/strategy/versions/2/changes/").content.decode()
        assert "<del>35 %</del>" in page
        assert "Boats for the summer." in page
        assert "Fresh today" not in as_(who).get("/w/harbour/strategy/versions/1/").content.decode()
        assert "Boats for the summer." in as_(who).get("/w/harbour/strategy/versions/").content.decode()
    assert as_(cast.greta).get("/w/harbour/strategy/versions/3/").status_code == 404


def test_the_gate_says_in_sentences_what_is_missing(cast, draft):
    said = " ".join(each.sentence for each in missing(draft))
    assert "No tactic for being seen has an owner." in said
    assert "“More orders from offices” cannot be checked yet. It lacks: an owner." in said
    Pillar.objects.filter(version=draft, position=0).update(share=50)
    assert "The shares of the pillars make 115, not 100." in [each.sentence for each in missing(draft)]


# walls

WRITES = [
    "prepare/", "propose/", "adopt/", "withdraw/", "discard/", "pillar/add/", "pillar/{code}/change/",
    "pillar/{code}/order/", "pillar/{code}/leave-out/", "pillar/{code}/put-back/", "pillar/{code}/confirm/",
    "pillar/confirm/", "tactic/choose/",
]  # fmt: skip
ONLY_POST = [each for each in WRITES if not each.endswith(("add/", "change/", "choose/"))]


@pytest.mark.parametrize("who", ["ben", "cleo", "mina", "ravi", "theo", "greta"])
def test_nobody_but_a_strategist_changes_or_reads_a_word_of_a_draft(cast, as_, draft, who):
    browser, code = as_(getattr(cast, who)), Pillar.objects.filter(version=draft).first().code
    before = list(Pillar.objects.values())
    for address in WRITES:
        assert browser.post(BASE + address.format(code=code), {"name": "Mine"}).status_code == 403, address
    for address in ("", "changes/", "chapters/content/", f"pillar/{code}/change/"):
        assert browser.get(BASE + address).status_code == 403, address
    assert list(Pillar.objects.values()) == before


def test_strangers_and_the_installer_find_nothing_and_acts_are_posted(cast, as_, draft):
    code = Pillar.objects.filter(version=draft).first().code
    for who in (cast.zoe, cast.omar, cast.ivo):
        for address in WRITES:
            assert as_(who).post(BASE + address.format(code=code)).status_code == 404, address
        for address in ("versions/", "versions/1/", "versions/1/changes/", "draft/", "networks/"):
            assert as_(who).get(f"/w/harbour/strategy/{address}").status_code == 404, address
    for address in ONLY_POST:
        assert as_(cast.ana).get(BASE + address.format(code=code)).status_code in (404, 405), address


def test_preparing_twice_makes_one_draft(cast, as_, version):
    for _ in range(2):
        assert as_(cast.ana).post(f"{BASE}prepare/").status_code == 302
    assert Version.objects.filter(state="draft").count() == 1


@pytest.mark.parametrize("slug", ["", "chapters/content/", "chapters/networks/", "chapters/people/"])
def test_a_page_of_the_draft_asks_the_database_few_times(cast, as_, draft, slug, django_assert_max_num_queries):
    browser = as_(cast.ana)
    browser.get("/w/harbour/strategy/")
    with django_assert_max_num_queries(5 + 15):
        assert browser.get(BASE + slug).status_code == 200


def test_strategy_that_is_over_goes_on_for_another_90_days(cast, as_, version):
    version.valid_until = clock.day(clock.now(), cast.harbour.zone) - timedelta(days=3)
    version.save()
    address = "/w/harbour/strategy/go-on/"
    assert address in as_(cast.ana).get("/w/harbour/strategy/").content.decode()
    assert address not in as_(cast.ben).get("/w/harbour/strategy/").content.decode()
    assert as_(cast.ana).get(address).status_code == 405
    assert as_(cast.omar).post(address).status_code == 404
    assert as_(cast.ben).post(address).status_code == 403
    for _press in range(2):
        assert as_(cast.ana).post(address).status_code == 302
    version.refresh_from_db()
    assert version.valid_until == clock.day(clock.now(), cast.harbour.zone) + timedelta(days=90)
    assert Line.objects.filter(act="strategy.go_on").count() == 1


def test_a_draft_thrown_away_twice_is_said_to_be_gone(cast, as_, version, draft):
    browser = as_(cast.ana)
    for _ in range(2):
        assert browser.post(f"{BASE}discard/").status_code == 302
    assert "There is no draft any more." in browser.get("/w/harbour/strategy/").content.decode()


def test_a_name_that_nobody_sees_is_none(cast, as_, version, draft):
    pillar, browser = Pillar.objects.filter(version=draft).first(), as_(cast.ana)
    address = f"{BASE}pillar/{pillar.code}/change/"
    page = browser.post(address, {"name": "\u200b\u2060\ufeff", "share": "20", "tolerance": "10", "hue": "1"})
    assert page.status_code == 422
    assert Pillar.objects.get(pk=pillar.pk).name == pillar.name
