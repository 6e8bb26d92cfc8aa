"""Small changes, what owners say, and decisions: everything that happens between two versions."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine

from convivial.journal.feed import feed
from convivial.journal.models import Line
from convivial.strategy import changing, drafting, renewing, reporting
from convivial.strategy.adopting import propose
from convivial.strategy.errors import ChangedSince, NeedsReason, NothingChanged, Unchangeable
from convivial.strategy.models import (
    NOUNS,
    Change,
    Decision,
    Finding,
    Hypothesis,
    NetworkChoice,
    Objective,
    Outcome,
    Progress,
    Tactic,
    Undoing,
    Verdict,
    Version,
)  # fmt: skip

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("locked_last")]

BASE = "/w/harbour/strategy/"


@pytest.fixture
def choice(version):
    return NetworkChoice.objects.select_related("version__workspace").get(network="instagram")


@pytest.fixture
def tactic(cast, version):
    """Ben owns it, after a small change."""
    found = Tactic.objects.select_related("version__workspace").first()
    changing.change(found, cast.ana, {"owner": cast.ben}, "Ben likes to do it.")
    found.refresh_from_db()
    return found


def acts(workspace):
    return list(Line.objects.filter(workspace_id=workspace.pk).order_by("seq").values_list("act", flat=True))


RHYTHM = {"rhythm_min": "2", "rhythm_target": "3", "rhythm_max": "4"}


def test_a_small_change_is_in_force_at_once_with_its_reason_and_can_be_taken_back(cast, as_, choice):
    browser = as_(cast.ana)
    address = f"{BASE}parts/networkchoice/{choice.code}/adjust/"
    assert browser.get(address).status_code == 200
    answer = browser.post(address, RHYTHM | {"owner": cast.mina.pk, "reason": "Mina takes over."})
    assert answer.status_code == 302
    choice.refresh_from_db()
    assert (choice.rhythm_min, choice.rhythm_max, choice.owner) == (2, 4, cast.mina)
    made = Change.objects.get()
    assert made.before == {"rhythm_min": "3", "rhythm_target": "4", "rhythm_max": "5", "owner": cast.ana.pk}
    assert made.reason == "Mina takes over."
    page = as_(cast.greta).get(f"{BASE}networks/").content.decode()
    assert "Mina takes over." in page
    assert "/undo/" not in page
    for _ in range(2):
        assert browser.post(f"{BASE}small-changes/{made.code}/undo/").status_code == 302
    choice.refresh_from_db()
    assert (choice.rhythm_min, choice.rhythm_target, choice.owner) == (3, 4, cast.ana)
    assert Undoing.objects.count() == 1
    assert acts(cast.harbour)[-2:] == ["strategy.adjust", "strategy.undo"]
    assert "took a small change to the strategy back: network" in feed(cast.harbour).lines[0].sentence
    assert "taken back" in browser.get(f"{BASE}small-changes/").content.decode()


def test_what_a_small_change_moves_is_found_at_once(cast, version, django_capture_on_commit_callbacks):
    objective = Objective.objects.filter(version=version).exclude(target=None).first()
    Objective._base_manager.filter(version=version).update(still_example=False)
    renewing.renew(cast.harbour)
    with django_capture_on_commit_callbacks(execute=True):
        made = changing.change(objective, cast.ana, {"target": Decimal(777)}, "Less is enough.")
    row = Finding.objects.get(workspace=cast.harbour, check_key="E4.pace", scope=objective.code).row
    assert row["params"]["target"] == 777
    with django_capture_on_commit_callbacks(execute=True):
        changing.undo(made, cast.ana)
    row = Finding.objects.get(workspace=cast.harbour, check_key="E4.pace", scope=objective.code).row
    assert row["params"]["target"] == objective.target


def test_a_small_change_needs_a_reason_and_a_difference(cast, as_, choice):
    address = f"{BASE}parts/networkchoice/{choice.code}/adjust/"
    same = {"rhythm_min": "3", "rhythm_target": "4", "rhythm_max": "5", "owner": cast.ana.pk}
    for words in (
        RHYTHM | {"reason": " "},
        same | {"reason": "Because."},
        RHYTHM | {"rhythm_max": "1", "reason": "Because."},
    ):
        assert as_(cast.ana).post(address, words).status_code == 422
    with pytest.raises(NeedsReason):
        changing.change(choice, cast.ana, {"rhythm_min": 1}, "")
    with pytest.raises(NothingChanged):
        changing.change(choice, cast.ana, {"rhythm_min": 3}, "Because.")
    assert not Change.objects.exists()


def test_a_small_change_touches_no_words(cast, as_, choice):
    as_(cast.ana).post(
        f"{BASE}parts/networkchoice/{choice.code}/adjust/",
        RHYTHM | {"reason": "Less.", "tier": "parked", "there_for": "Me"},
    )
    choice.refresh_from_db()
    assert (choice.tier, choice.there_for, choice.rhythm_max) == ("primary", "The neighbourhood", 4)
    with pytest.raises(Unchangeable):
        choice.adjust(["tier"])


@pytest.mark.parametrize("noun", [noun for noun, model in NOUNS.items() if not model.small])
def test_what_has_no_small_fields_has_no_small_change(cast, as_, version, noun):
    part = NOUNS[noun].objects.filter(version=version).first()
    code = part.code if part else "missingcode2"
    assert as_(cast.ana).get(f"{BASE}parts/{noun}/{code}/adjust/").status_code == 404


def test_what_was_changed_again_is_not_taken_back_over_it(cast, choice):
    first = changing.change(choice, cast.ana, {"rhythm_min": 2}, "Less.")
    changing.change(choice, cast.ana, {"rhythm_min": 1}, "Still less.")
    with pytest.raises(ChangedSince):
        changing.undo(first, cast.ana)


def test_a_small_change_stays_in_the_version_it_was_made_in(cast, choice):
    made = changing.change(choice, cast.ana, {"rhythm_min": 2}, "Less.")
    draft = drafting.prepare(cast.harbour, cast.ana)
    assert NetworkChoice.objects.get(version=draft, network="instagram").rhythm_min == 2
    propose(draft, cast.ana, "Another direction.", "I asked.")
    with pytest.raises(Unchangeable):
        changing.undo(made, cast.ana)
    with pytest.raises(Unchangeable):
        changing.change(NetworkChoice.objects.get(pk=choice.pk), cast.ana, {"rhythm_min": 1}, "Late.")


@pytest.mark.parametrize("who", ["ben", "cleo", "mina", "ravi", "theo", "greta"])
def test_nobody_but_a_strategist_makes_small_changes_or_decides(cast, as_, choice, who):
    made = changing.change(choice, cast.ana, {"rhythm_min": 2}, "Less.")
    browser = as_(getattr(cast, who))
    for address in (
        f"parts/networkchoice/{choice.code}/adjust/", f"small-changes/{made.code}/undo/", "decisions/write/",
        "hypotheses/write/",
    ):  # fmt: skip
        assert browser.post(BASE + address, RHYTHM | {"reason": "Mine."}).status_code == 403, address
    assert Change.objects.count() == 1
    assert not Undoing.objects.exists()
    for page in ("networks/", "decisions/", "small-changes/"):
        answer = browser.get(BASE + page)
        assert answer.status_code == 200
        assert b"/adjust/" not in answer.content
        assert b"/write/" not in answer.content


def test_strangers_and_the_installer_find_none_of_it(cast, as_, choice):
    made = changing.change(choice, cast.ana, {"rhythm_min": 2}, "Less.")
    for who in (cast.zoe, cast.omar, cast.ivo):
        browser = as_(who)
        for address in ("small-changes/", "decisions/", "complete/", f"parts/networkchoice/{choice.code}/adjust/"):
            assert browser.get(BASE + address).status_code == 404
        assert browser.post(f"{BASE}small-changes/{made.code}/undo/").status_code == 404
    assert as_(cast.ana).get(f"{BASE}small-changes/{made.code}/undo/").status_code == 405


# what owners say


def test_the_owner_says_how_a_tactic_goes_and_the_words_stay(cast, as_, tactic):
    browser = as_(cast.ben)
    address = f"{BASE}parts/tactic/{tactic.code}/report/"
    assert "How is it going?" in browser.get(f"{BASE}visibility/").content.decode()
    words = {"is_done": "on", "figure": "12", "evidence": "Twelve cards came back.", "name": "Mine now"}
    for _ in range(2):
        assert browser.post(address, words).status_code == 302
    said = Progress.objects.get()
    assert (said.is_done, said.figure, said.evidence, said.by) == (True, 12, "Twelve cards came back.", cast.ben)
    tactic.refresh_from_db()
    assert tactic.name == "Ask happy people for a review"
    assert "Twelve cards came back." in as_(cast.greta).get(f"{BASE}visibility/").content.decode()
    assert acts(cast.harbour).count("tactic.report") == 1
    assert "“Ask happy people for a review”" in feed(cast.harbour).lines[0].sentence


@pytest.mark.parametrize("who", ["cleo", "mina", "ravi", "theo", "greta"])
def test_a_tactic_is_reported_by_its_owner_or_a_strategist_alone(cast, as_, tactic, who):
    address = f"{BASE}parts/tactic/{tactic.code}/report/"
    assert as_(getattr(cast, who)).post(address, {"is_done": "on"}).status_code == 403
    assert "How is it going?" not in as_(getattr(cast, who)).get(f"{BASE}visibility/").content.decode()
    assert not Progress.objects.exists()
    assert as_(cast.ana).post(address, {"figure": "3"}).status_code == 302
    assert as_(cast.omar).post(address, {"figure": "3"}).status_code == 404


def test_what_an_owner_said_is_kept_through_the_next_version(cast, as_, tactic):
    reporting.report(tactic, cast.ben, True, evidence="Done in May.")
    draft = drafting.prepare(cast.harbour, cast.ana)
    propose(draft, cast.ana, "Another direction.", "I asked.")
    assert "Done in May." in as_(cast.greta).get(f"{BASE}visibility/").content.decode()


# decisions

DECISION = {"question": "Do we go to TikTok?", "choice": "Not before spring", "reason": "Nobody likes to film."}


def test_a_decision_is_written_down_and_looked_at_again(cast, as_, version):
    browser = as_(cast.ana)
    for _ in range(2):
        answer = browser.post(f"{BASE}decisions/write/", DECISION | {"look_again_on": "2027-03-01"})
        assert answer.status_code == 302
    decision = Decision.objects.get()
    assert decision.look_again_on == date(2027, 3, 1)
    assert "What became of it?" not in browser.get(f"{BASE}decisions/").content.decode()
    with time_machine.travel("2027-03-02", tick=False):
        browser = as_(cast.ana)
        assert "What became of it?" in browser.get(f"{BASE}decisions/").content.decode()
        address = f"{BASE}decisions/{decision.code}/look-again/"
        assert browser.post(address, {"note": ""}).status_code == 422
        for _ in range(2):
            assert browser.post(address, {"note": "Nora films now."}).status_code == 302
    assert Outcome.objects.get().note == "Nora films now."
    assert "Nora films now." in as_(cast.greta).get(f"{BASE}decisions/").content.decode()
    assert acts(cast.harbour)[-2:] == ["decision.write", "decision.look_again"]
    assert as_(cast.ana).post(f"{BASE}decisions/write/", DECISION | {"reason": ""}).status_code == 422


def test_what_is_believed_gets_a_verdict(cast, as_, version):
    words = {"believe": "Short videos bring newcomers.", "threshold": "20 new faces a week", "by_date": "2027-02-01"}
    browser = as_(cast.ana)
    for _ in range(2):
        assert browser.post(f"{BASE}hypotheses/write/", words).status_code == 302
    found = Hypothesis.objects.get()
    address = f"{BASE}hypotheses/{found.code}/judge/"
    assert browser.post(address, {"says": "perhaps", "note": "x"}).status_code == 422
    for _ in range(2):
        assert browser.post(address, {"says": "supported", "note": "23 a week."}).status_code == 302
    assert Verdict.objects.get().says == "supported"
    assert "23 a week." in as_(cast.greta).get(f"{BASE}decisions/").content.decode()
    assert acts(cast.harbour)[-2:] == ["hypothesis.write", "hypothesis.judge"]


def test_the_page_of_what_is_missing_leads_to_each_chapter(cast, as_, version):
    page = as_(cast.greta).get(f"{BASE}complete/").content.decode()
    assert "No tactic for being seen has an owner." in page
    assert f"{BASE}visibility/#tactic" in page
    Version.objects.all().delete()
    assert as_(cast.greta).get(f"{BASE}complete/").status_code == 302


@pytest.mark.parametrize("page", ["decisions/", "small-changes/"])
def test_the_lists_cost_the_same_for_many(cast, as_, choice, page, django_assert_max_num_queries):
    for count in range(6):
        changing.change(choice, cast.ana, {"rhythm_target": count, "rhythm_max": 9}, f"Reason {count}.")
        Decision.objects.create(workspace=cast.harbour, by=cast.ana, on=date(2026, 1, 1 + count), **DECISION)
    browser = as_(cast.ana)
    browser.get(BASE)
    with django_assert_max_num_queries(5 + 4):
        browser.get(BASE + page)


# while somebody makes the next version


def test_a_small_change_goes_into_the_draft_that_has_not_touched_it_and_so_does_taking_it_back(cast, choice):
    draft = drafting.prepare(cast.harbour, cast.ana)
    copy = NetworkChoice.objects.get(version=draft, code=choice.code)
    was, owner = choice.rhythm_min, choice.owner
    made = changing.change(choice, cast.ana, {"rhythm_min": was - 1, "owner": cast.mina}, "Mina takes over.")
    copy.refresh_from_db()
    assert (copy.rhythm_min, copy.owner) == (was - 1, cast.mina)
    changing.undo(made, cast.ana)
    copy.refresh_from_db()
    assert (copy.rhythm_min, copy.owner) == (was, owner)
    assert owner != cast.ben
    changing.change(choice, cast.ana, {"owner": cast.ben}, "Ben, after all.")
    propose(draft, cast.ana, "Boats.", "I asked.")
    assert NetworkChoice.objects.get(version__state="current", code=choice.code).owner == cast.ben


def test_what_the_draft_says_otherwise_stays_and_is_told_before_it_counts(cast, as_, choice):
    page, said = f"{BASE}draft/changes/", "Changed in force meanwhile"
    draft = drafting.prepare(cast.harbour, cast.ana)
    copy = NetworkChoice.objects.select_related("version").get(version=draft, code=choice.code)
    drafting.change(copy, cast.ana, {"rhythm_min": 1})
    changing.change(choice, cast.ana, {"owner": cast.mina}, "Mina takes over.")
    assert said not in as_(cast.ana).get(page).content.decode()
    changing.change(choice, cast.ana, {"rhythm_min": 2}, "Ben is away.")
    copy.refresh_from_db()
    assert (copy.rhythm_min, copy.owner) == (1, cast.mina)
    shown = as_(cast.ana).get(page).content.decode()
    assert said in shown
    assert "Ben is away." in shown
    assert "Mina takes over." not in shown
