"""What was told of the funnel is taken over by a strategist, or the strategy stays as it is."""
# ruff: noqa: F811 - fixtures are imported under the names by which tests ask for them

import re
from decimal import Decimal

import pytest

from convivial.journal.models import Line
from convivial.strategy import changing
from convivial.strategy.models import Asking, Change, Settling, Stage

from .test_asking import PAGE, asked, nobody_was_here, settled, stages, told, words  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("locked_last")]


def test_nothing_is_taken_over_by_who_saw_nothing(cast, as_, stages, words):
    browser = as_(cast.ana)
    told(asked(browser, words), "240", "60", "18")
    address = f"/w/harbour/strategy/funnel/{Asking.objects.get().code}/settle/"
    browser.post(address, {"is_taken": "yes", "reason": "Counted."})
    assert not Settling.objects.exists()


def test_an_answer_whose_changes_were_taken_back_can_be_taken_over_again(cast, as_, stages, words):
    browser = as_(cast.ana)
    told(asked(browser, words), "240", "60", "18")
    address = f"/w/harbour/strategy/funnel/{Asking.objects.get().code}/settle/"
    settled(browser, address)
    for change in Change.objects.all():
        changing.undo(change, cast.ana)
    shown = browser.get(PAGE).content.decode()
    assert "taken over</span>" not in shown
    assert "differs from the strategy" in shown
    settled(browser, address, reason="After all.")
    assert [each.conversion for each in Stage.objects.all()][-3:-1] == [Decimal("25.0"), Decimal("30.0")]
    assert Change.objects.count() == 4
    assert "taken over</span>" in browser.get(PAGE).content.decode()


@pytest.mark.parametrize("is_taken", ["yes", "no"])
def test_what_was_settled_has_a_way_back(cast, as_, stages, words, is_taken):
    browser = as_(cast.ana)
    told(asked(browser, words), "240", "60", "18")
    base = f"/w/harbour/strategy/funnel/{Asking.objects.get().code}"
    if is_taken == "yes":
        settled(browser, f"{base}/settle/")
    else:
        browser.post(f"{base}/settle/", {"is_taken": "no"})
    assert f'hx-post="{base}/unsettle/"' in browser.get(PAGE).content.decode()
    assert browser.get(f"{base}/unsettle/").status_code == 405
    for person, status in ((cast.ben, 403), (cast.omar, 404)):
        assert as_(person).post(f"{base}/unsettle/").status_code == status
    for _ in range(2):
        assert browser.post(f"{base}/unsettle/").status_code == 302
    assert not Settling.objects.exists()
    assert [each.conversion for each in Stage.objects.all()] == [each.conversion for each in stages]
    assert "Leave the strategy as it is" in browser.get(PAGE).content.decode()
    assert Line.objects.filter(act="funnel.unsettle").count() == 1


def test_what_was_said_is_taken_over_as_small_changes_that_can_be_taken_back(cast, as_, stages, words):
    browser = as_(cast.ana)
    told(asked(browser, words), "240", "60", "18")
    settle = f"/w/harbour/strategy/funnel/{Asking.objects.get().code}/settle/"
    assert settled(browser, settle, reason=" ").status_code == 302
    assert not Settling.objects.exists()
    for _ in range(2):
        assert settled(browser, settle, reason="Kurt counted.").status_code == 302
    assert [each.conversion for each in Stage.objects.all()][-3:-1] == [Decimal("25.0"), Decimal("30.0")]
    assert Change.objects.count() == 2
    assert Settling.objects.get().is_taken
    assert "taken over" in browser.get(PAGE).content.decode()
    browser.post(f"/w/harbour/strategy/small-changes/{Change.objects.latest('pk').code}/undo/")
    assert Stage.objects.get(pk=stages[-2].pk).conversion == stages[-2].conversion


def test_an_older_answer_does_not_overwrite_a_newer_one(cast, as_, stages, words):
    browser = as_(cast.ana)
    for name, counts in (("Older", ("200", "100", "10")), ("Newer", ("240", "60", ""))):
        told(asked(browser, words, name=name), *counts)
    older, newer = (f"/w/harbour/strategy/funnel/{row.code}/settle/" for row in Asking.objects.order_by("pk"))
    settled(browser, newer)
    assert "A newer answer was taken over already." in browser.get(PAGE).content.decode()
    settled(browser, older)
    shares = {each.code: each.conversion for each in Stage.objects.all()}
    assert (shares[stages[-3].code], shares[stages[-2].code]) == (Decimal("25.0"), Decimal("10.0"))


def test_only_what_the_page_showed_is_taken_over(cast, as_, stages, words):
    browser = as_(cast.ana)
    told(asked(browser, words), "240", "60", "18")
    settle = f"/w/harbour/strategy/funnel/{Asking.objects.get().code}/settle/"
    seen = re.search(r'name="seen" value="([^"]*)"', browser.get(PAGE).content.decode())
    assert seen
    about = {"is_taken": "yes", "reason": "Counted.", "seen": seen[1]}
    changing.change(stages[-2], cast.ana, {"conversion": Decimal("77.0")}, "Counted by hand.")
    browser.post(settle, about)
    assert not Settling.objects.exists()
    assert "The figures changed since this page was opened" in browser.get(PAGE).content.decode()
    changing.undo(Change.objects.get(), cast.ana)
    browser.post(settle, about)
    assert Settling.objects.get().is_taken


def test_the_strategy_can_stay_as_it_is(cast, as_, stages, words):
    browser = as_(cast.ana)
    told(asked(browser, words), "240", "60", "18")
    browser.post(f"/w/harbour/strategy/funnel/{Asking.objects.get().code}/settle/", {"is_taken": "no"})
    assert not Settling.objects.get().is_taken
    assert not Change.objects.exists()
    assert "left as it is" in browser.get(PAGE).content.decode()
