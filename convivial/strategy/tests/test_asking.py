"""The numbers of the funnel: asked by a link with one field each, told once, and taken over by a strategist only."""

import json
import re
import threading
from datetime import date, timedelta
from decimal import Decimal
from html import unescape

import pytest
import time_machine
from django.core.cache import cache
from django.core.signing import dumps
from django.db import OperationalError, connection
from django.test import Client

from convivial.journal.models import Line
from convivial.journal.sealing import open_word
from convivial.lib.now import now
from convivial.strategy import asking
from convivial.strategy.models import Asking, Change, Reply, Settling, Stage
from convivial.team import posting
from convivial.team.models import Mail

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("locked_last")]

PAGE = "/w/harbour/strategy/funnel/ask/"


@pytest.fixture(autouse=True)
def nobody_was_here():
    cache.clear()


@pytest.fixture
def stages(version):
    return list(Stage.objects.filter(version=version))


@pytest.fixture
def words(stages):
    return {"name": "Kurt from the counter", "period": "quarter", "stages": [each.code for each in stages[-3:]]}


class Ended(Exception):
    """Two acts waited for each other, as PostgreSQL says it."""

    sqlstate = "40P01"


def asked(browser, words, **other) -> str:
    """The address of the link, as the page shows it."""
    answer = browser.post(PAGE, words | other)
    assert answer.status_code == 201, answer.content
    found = re.search(r'value="([^"]*/numbers/[^"]+)"', answer.content.decode())
    assert found
    return unescape(found[1]).removeprefix("http://testserver")


def told(address, *counts) -> int:
    fields = {f"n{place}": count for place, count in enumerate(counts)}
    return Client().post(address, fields).status_code


def test_somebody_without_an_account_tells_three_numbers_and_nothing_of_the_strategy_changes(
    cast, as_, stages, words
):
    address = asked(as_(cast.ana), words)
    page = Client().get(address)
    shown = page.content.decode()
    assert page.status_code == 200
    for stage in stages[-3:]:
        assert stage.name in shown
        assert stage.definition in shown
    assert stages[0].name not in shown
    assert "Ana of Harbour Coffee would like to know" in shown
    assert "/w/harbour/" not in shown
    assert shown.count('inputmode="numeric"') == 3
    assert told(address, "240", "60", "18") == 302
    assert Reply.objects.get().counts == {stages[-3].code: 240, stages[-2].code: 60, stages[-1].code: 18}
    assert [each.conversion for each in Stage.objects.all()] == [each.conversion for each in stages]
    assert "Thank you" in Client().get(address).content.decode()
    shown = as_(cast.ana).get(PAGE).content.decode()
    assert f"Of “{stages[-3].name}” 25 % went on; the strategy says 20 %." in shown
    assert "differs from the strategy" in shown
    assert "240" in as_(cast.greta).get("/w/harbour/strategy/funnel/told/").content.decode()


def settled(browser, address, reason="Counted."):
    """Presses what the page shows."""
    page = browser.get(PAGE).content.decode()
    seen = re.search(rf'action="{address}".*?name="seen" value="([^"]*)"', page, re.S)
    return browser.post(address, {"is_taken": "yes", "reason": reason, "seen": seen[1] if seen else ""})


@pytest.mark.parametrize("thousand", ["1.000", "1,000", "1 000", "1'000", "1000"])
def test_a_thousand_is_a_thousand_however_it_is_written(cast, as_, words, thousand):
    assert Client().post(asked(as_(cast.ana), words), {"n0": thousand, "n1": "60", "n2": ""}).status_code == 302
    assert 1000 in Reply.objects.get().counts.values()


@pytest.mark.parametrize(
    "count", ["NaN", "Infinity", "-5", "1e400", "9" * 24, "3.5", "many", "1000000001", "0x1F", "1e9999999", "1_0"]
)
def test_what_is_no_number_of_people_is_refused_and_stays_in_its_field(cast, as_, words, count):
    address = asked(as_(cast.ana), words)
    answer = Client().post(address, {"n0": count, "n1": "60", "n2": ""})
    assert answer.status_code == 422
    assert f'value="{count}"' in answer.content.decode()
    assert "Write it as a whole number" in answer.content.decode()
    assert not Reply.objects.exists()


def test_what_is_not_known_stays_unknown_and_one_number_is_needed(cast, as_, stages, words):
    address = asked(as_(cast.ana), words)
    assert told(address, "", " ", "") == 422
    assert told(address, "", "1,240", "0") == 302
    assert Reply.objects.get().counts == {stages[-3].code: None, stages[-2].code: 1240, stages[-1].code: 0}
    shown = as_(cast.ana).get(PAGE).content.decode()
    assert f"Of “{stages[-2].name}” 0 % went on" in shown
    assert f"Of “{stages[-3].name}”" not in shown


def test_more_than_there_were_or_of_nobody_makes_no_part(cast, as_, stages, words):
    browser = as_(cast.ana)
    told(asked(browser, words), "0", "60", "90")
    shown = browser.get(PAGE).content.decode()
    assert shown.count("no part can be worked out") == 2
    assert "Take it over" not in shown
    browser.post(
        f"/w/harbour/strategy/funnel/{Asking.objects.get().code}/settle/", {"is_taken": "yes", "reason": "x"}
    )
    assert not Settling.objects.exists()


def test_the_link_works_once_and_the_first_answer_counts(cast, as_, stages, words):
    address = asked(as_(cast.ana), words)
    assert told(address, "240", "60", "18") == 302
    again = Client().post(address, {"n0": "1", "n1": "1", "n2": "1"})
    assert again.status_code == 200
    assert "takes no others" in again.content.decode()
    assert Reply.objects.get().counts[stages[-3].code] == 240
    found = Asking.objects.get()
    assert not asking.reply(found, {stages[-3].code: 1})


def test_wrong_old_withdrawn_and_otherwise_signed_words_look_alike(cast, as_, words):
    browser = as_(cast.ana)
    with time_machine.travel(now() - asking.OPENS_FOR - timedelta(seconds=1), tick=False):
        old = asked(browser, words)
    browser = as_(cast.ana)
    back = asked(browser, words, name="Petra")
    found = Asking.objects.get(name="Petra")
    assert browser.post(f"/w/harbour/strategy/funnel/{found.code}/withdraw/").status_code == 302
    assert browser.post(f"/w/harbour/strategy/funnel/{found.code}/withdraw/").status_code == 302
    unsigned = dumps({"purpose": "funnel_question", "words": {"asking": found.code}}, salt="convivial.other")
    pages = []
    for address in (old, back, f"/numbers/{unsigned}/", f"/numbers/{'x' * 43}/", "/numbers/" + "y" * 5000 + "/"):
        answer = Client().get(address)
        assert answer.status_code == 404
        assert "noindex" in answer.headers["X-Robots-Tag"]
        pages.append(re.sub(r'content="[^"]*"', "", answer.content.decode()))
    assert len(set(pages)) == 1
    assert not Reply.objects.exists()


def test_the_page_is_kept_nowhere_and_found_by_nobody(cast, as_, words):
    answer = Client().get(asked(as_(cast.ana), words))
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert answer.headers["Referrer-Policy"] == "same-origin"  # without it a browser's form comes from nowhere
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert "sessionid" not in answer.cookies


def test_who_tries_many_words_is_slowed_down(cast, version, monkeypatch):
    from convivial.strategy.views import strangers

    monkeypatch.setattr(strangers, "MOST_A_MINUTE", 3)
    monkeypatch.setattr(strangers.time, "time", lambda: 0.0)
    assert [Client().get(f"/numbers/{n}/").status_code for n in range(5)] == [404, 404, 404, 429, 429]


def test_a_mail_carries_the_link_where_mail_is_set_up_and_the_address_is_not_kept(cast, as_, words, settings):
    shown = as_(cast.ana).get(PAGE).content.decode()
    assert "e-mail address" not in shown
    settings.EMAIL_HOST, settings.ADDRESS = "mail.example", "https://testserver"
    browser = as_(cast.ana)
    for _ in range(2):
        answer = browser.post(PAGE, words | {"email": "kurt@harbour.example"}, headers={"host": "testserver"})
        assert "A mail goes to kurt@harbour.example" in answer.content.decode()
    found = Asking.objects.get()
    assert Mail.objects.get().thing_code == found.code
    kept = [str(value) for value in Asking.objects.values_list()[0]]
    assert not any("kurt@" in value for value in kept)
    assert not any("Kurt" in str(line.params) for line in Line.objects.filter(thing="asking"))
    browser.post(f"/w/harbour/strategy/funnel/{found.code}/withdraw/", headers={"host": "testserver"})
    assert Mail.objects.get().state == Mail.State.NEEDLESS


def test_an_address_that_is_corrected_at_once_gets_its_own_mail(cast, as_, words, settings):
    settings.EMAIL_HOST, settings.ADDRESS = "mail.example", "https://testserver"
    browser = as_(cast.ana)
    for email in ("kurt@habour.example", "kurt@harbour.example", "Kurt@harbour.example"):
        browser.post(PAGE, words | {"email": email}, headers={"host": "testserver"})
    found = Asking.objects.get()
    to = [json.loads(open_word(mail.sealed))["to"] for mail in Mail.objects.order_by("pk")]
    assert to == ["kurt@habour.example", "kurt@harbour.example"]
    assert {mail.thing_code for mail in Mail.objects.all()} == {found.code}


@pytest.mark.django_db(transaction=True)
def test_a_question_whose_mail_was_undone_is_undone_with_it(cast, as_, words, settings, monkeypatch):
    settings.EMAIL_HOST, settings.ADDRESS = "mail.example", "https://testserver"
    post, ended = posting.post, [Ended()]

    def undone(*args):
        if ended:
            raise OperationalError("deadlock detected") from ended.pop()
        return post(*args)

    monkeypatch.setattr(posting, "post", undone)
    answer = as_(cast.ana).post(PAGE, words | {"email": "kurt@harbour.example"}, headers={"host": "testserver"})
    assert answer.status_code == 201
    assert Mail.objects.get().thing_code == Asking.objects.get().code


def test_it_speaks_the_language_of_the_workspace(cast, as_, words):
    address = asked(as_(cast.ana), words)
    cast.harbour.language = "de"
    cast.harbour.save()
    assert "Wie viele Menschen" in Client().get(address).content.decode()


def test_only_strategists_ask_withdraw_and_settle(cast, as_, words):
    asked(as_(cast.ana), words)
    base = f"/w/harbour/strategy/funnel/{Asking.objects.get().code}/"
    for person, status in ((cast.ben, 403), (cast.greta, 403), (cast.ivo, 404), (cast.omar, 404)):
        browser = as_(person)
        assert browser.get(PAGE).status_code == status
        assert browser.get(f"{base}link/").status_code == status
        for address in (PAGE, f"{base}withdraw/", f"{base}settle/"):
            assert browser.post(address, words).status_code == status
    assert Asking.objects.count() == 1
    for verb in ("withdraw", "settle"):
        assert as_(cast.ana).get(f"{base}{verb}/").status_code == 405


def test_pressed_twice_it_is_one_question_and_the_journal_tells_all(cast, as_, words):
    browser = as_(cast.ana)
    address = asked(browser, words)
    asked(browser, words)
    assert Asking.objects.count() == 1
    told(address, "240", "60", "18")
    found = Asking.objects.get()
    browser.post(f"/w/harbour/strategy/funnel/{found.code}/withdraw/")
    assert Asking.objects.count() == 1
    settled(browser, f"/w/harbour/strategy/funnel/{found.code}/settle/")
    acts = list(Line.objects.filter(workspace_id=cast.harbour.pk, thing="asking").values_list("act", flat=True))
    assert sorted(acts) == ["funnel.ask", "funnel.reply", "funnel.settle"]
    assert "Sales answered: the numbers of the funnel from" in browser.get("/w/harbour/journal/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_an_answer_that_comes_in_while_the_question_is_withdrawn_stays(cast, version, stages, monkeypatch):
    made, _ = asking.ask(cast.harbour, cast.ana, "Kurt", stages[-2:], date(2026, 10, 1), date(2026, 10, 31))
    left: list[None] = []
    tell = asking._tell

    def withdraw():
        left.append(asking.withdraw(made, cast.ana))
        connection.close()

    other = threading.Thread(target=withdraw)

    def meanwhile(*args, **params):
        tell(*args, **params)
        if not other.ident:
            other.start()
            other.join(0.5 if connection.vendor == "postgresql" else 0)  # long enough to stand at the door

    monkeypatch.setattr(asking, "_tell", meanwhile)
    assert asking.reply(made, {stages[-2].code: 240, stages[-1].code: 60})
    other.join(30)
    assert left == [None]
    assert Reply.objects.get().counts == {stages[-2].code: 240, stages[-1].code: 60}


def test_the_link_is_shown_again_until_it_was_answered(cast, as_, words):
    browser = as_(cast.ana)
    asked(browser, words)
    base = f"/w/harbour/strategy/funnel/{Asking.objects.get().code}/link/"
    address = re.search(r'value="([^"]*/numbers/[^"]+)"', browser.get(base).content.decode())
    assert address
    assert told(unescape(address[1]).removeprefix("http://testserver"), "1", "", "") == 302
    assert browser.get(base).status_code == 404


@pytest.mark.parametrize("change", [{"stages": []}, {"stages": ["nonsense"]}, {"period": "ever"}, {"name": " "}])
def test_a_question_needs_somebody_a_time_and_a_stage(cast, as_, words, change):
    assert as_(cast.ana).post(PAGE, words | change).status_code == 422
    assert not Asking.objects.exists()


def test_many_answers_ask_no_more_than_one(cast, as_, words, django_assert_max_num_queries):
    browser = as_(cast.ana)
    for number in range(12):
        told(asked(browser, words, name=f"Counter {number}"), "240", "60", "18")
    with django_assert_max_num_queries(12):
        assert "Counter 11" in browser.get(PAGE).content.decode()
    with django_assert_max_num_queries(12):
        assert "Counter 11" in browser.get("/w/harbour/strategy/funnel/told/").content.decode()
    with django_assert_max_num_queries(12):
        browser.get("/w/harbour/strategy/funnel/")


def test_a_newer_answer_that_is_taken_back_frees_the_older_one(cast, as_, stages, words):
    browser = as_(cast.ana)
    for name, counts in (("Older", ("200", "100", "10")), ("Newer", ("240", "60", ""))):
        told(asked(browser, words, name=name), *counts)
    older, newer = (f"/w/harbour/strategy/funnel/{row.code}/settle/" for row in Asking.objects.order_by("pk"))
    settled(browser, newer)
    assert "A newer answer was taken over already." in browser.get(PAGE).content.decode()
    browser.post(f"/w/harbour/strategy/small-changes/{Change.objects.get().code}/undo/")
    assert "A newer answer was taken over already." not in browser.get(PAGE).content.decode()
    settled(browser, older)
    assert Stage.objects.get(pk=stages[-3].pk).conversion == Decimal("50.0")
    assert Settling.objects.filter(is_taken=True).count() == 2


def test_the_same_question_is_not_mailed_twice_to_the_same_address(cast, as_, words, settings):
    settings.EMAIL_HOST, settings.ADDRESS = "mail.example", "https://testserver"
    browser, about = as_(cast.ana), words | {"email": "kurt@harbour.example"}
    start = now()
    for minutes, status, mails in ((0, 201, 1), (2, 422, 1), (11, 201, 2)):
        with time_machine.travel(start + timedelta(minutes=minutes), tick=False):
            answer = browser.post(PAGE, about, headers={"host": "testserver"})
        assert (answer.status_code, Mail.objects.count()) == (status, mails)
        assert ("mailed there a few minutes ago" in answer.content.decode()) is (status == 422)
        Mail.objects.update(state=Mail.State.SENT, sealed="")
    assert Asking.objects.count() == 2
    with time_machine.travel(start + timedelta(minutes=12), tick=False):
        other = browser.post(PAGE, about | {"period": "month"}, headers={"host": "testserver"})
    assert other.status_code == 201


def test_what_was_withdrawn_can_be_asked_and_mailed_anew(cast, as_, words, settings):
    settings.EMAIL_HOST, settings.ADDRESS = "mail.example", "https://testserver"
    browser, about = as_(cast.ana), words | {"email": "kurt@harbour.example"}
    for _ in range(2):
        assert browser.post(PAGE, about, headers={"host": "testserver"}).status_code == 201
        Mail.objects.update(state=Mail.State.SENT, sealed="")
        code = Asking.objects.get().code
        browser.post(f"/w/harbour/strategy/funnel/{code}/withdraw/", headers={"host": "testserver"})
    assert Mail.objects.count() == 2


def test_what_is_withdrawn_twice_is_said_to_be_done(cast, as_, words):
    browser = as_(cast.ana)
    asked(browser, words)
    address = f"/w/harbour/strategy/funnel/{Asking.objects.get().code}/withdraw/"
    for _ in range(2):
        assert browser.post(address).status_code == 302
    assert "It was taken back already." in browser.get(PAGE).content.decode()
    assert browser.post("/w/harbour/strategy/funnel/nonsense1234/withdraw/").status_code == 404
