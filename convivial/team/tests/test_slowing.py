"""Who guesses waits; who has signed in here before does not wait for the mistakes of others."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from allauth.account.signals import password_reset
from django.db import connection
from django.test import Client

from convivial.demo.cast import PASSWORD, invite_the_cast
from convivial.lib.now import now
from convivial.team import forgetting, slowing
from convivial.team.models import Guesses
from convivial.team.slowing import ACCOUNT, ADDRESS, KNOWN, PAIR

from .test_asking_again import AGAIN
from .test_sign_in import SIGN_IN, sign_in

WRONG = "not the right one"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def clock():
    with time_machine.travel("2026-11-23T08:00:00Z", tick=False) as travelled:
        yield travelled


def comes_in(browser, **more):
    return sign_in(browser, **more).status_code == 302


def guess(times, email="ana@harbour.example", address="10.0.0.1", browser=None):
    for _ in range(times):
        answer = sign_in(browser or Client(), email=email, password=WRONG, REMOTE_ADDR=address)
    return answer.content.decode()


def guess_from_everywhere(times):
    for number in range(times):
        guess(1, address=f"10.0.{number // 250}.{number % 250}")


@pytest.mark.django_db
def test_from_one_address_five_tries_are_free_and_then_waits_double(cast, clock):
    assert "do not belong together" in guess(PAIR.free)
    assert "wait a minute" in guess(1)
    assert not comes_in(Client(), REMOTE_ADDR="10.0.0.1")
    clock.shift(PAIR.first)
    assert "do not belong together" in guess(1)
    clock.shift(PAIR.first)
    assert "wait a minute" in guess(1)
    clock.shift(PAIR.first)
    assert comes_in(Client(), REMOTE_ADDR="10.0.0.1")


@pytest.mark.django_db
def test_a_mistyped_password_keeps_nobody_waiting(cast, clock):
    guess(PAIR.free - 1)
    assert comes_in(Client(), REMOTE_ADDR="10.0.0.1")
    guess(PAIR.free - 1)
    assert comes_in(Client(), REMOTE_ADDR="10.0.0.1")


@pytest.mark.django_db
def test_a_stranger_keeps_nobody_out_who_has_signed_in_here_before(cast, clock):
    mine = Client()
    assert comes_in(mine, REMOTE_ADDR="10.0.0.1")
    mine.post("/account/sign-out/")
    guess(30)  # in the same house, behind the same address
    guess_from_everywhere(60)
    assert not comes_in(Client(), REMOTE_ADDR="10.9.9.9")
    assert comes_in(mine, REMOTE_ADDR="10.0.0.1")


@pytest.mark.django_db
def test_somebody_in_the_same_office_who_is_new_waits_only_for_the_guessers_of_her_own_account(cast, clock):
    guess(PAIR.free + 1)
    assert comes_in(Client(), email="ben@harbour.example", REMOTE_ADDR="10.0.0.1")


@pytest.mark.django_db
def test_a_known_browser_is_slowed_for_its_own_mistakes(cast, clock):
    mine = Client()
    comes_in(mine)
    mine.post("/account/sign-out/")
    guess(KNOWN.free, browser=mine)
    assert not comes_in(mine)
    clock.shift(KNOWN.first)
    assert comes_in(mine)


@pytest.mark.django_db
def test_a_known_browser_is_known_for_its_own_account_only(cast, clock):
    bens = Client()
    sign_in(bens, email="ben@harbour.example")
    bens.post("/account/sign-out/")
    guess_from_everywhere(ACCOUNT.free)
    assert not comes_in(bens)
    clock.shift(ACCOUNT.first)
    assert comes_in(bens)  # and from now on it knows both
    bens.post("/account/sign-out/")
    guess_from_everywhere(ACCOUNT.free * 3)
    assert comes_in(bens)


@pytest.mark.parametrize("forged", ["", "x", "x" * 5000, "eyJwZW9wbGUiOnt9fQ:1:abc"])
@pytest.mark.django_db
def test_a_forged_memory_knows_nobody(cast, clock, forged):
    guess_from_everywhere(ACCOUNT.free)
    browser = Client()
    browser.cookies["device"] = forged
    assert not comes_in(browser)


@pytest.mark.django_db
def test_at_most_ten_guesses_at_an_account_in_ten_minutes_from_anywhere(cast, clock):
    taken = 0
    for second in range(0, 600, 5):
        taken += "do not belong together" in guess(1, address=f"10.1.{second % 250}.{second // 250}")
        clock.shift(timedelta(seconds=5))
    assert 8 <= taken <= 10


def test_the_numbers_stay_below_what_the_standard_names():
    def tries_in(brake, span):
        spent, count = timedelta(0), 0
        while spent <= span:
            count += 1
            spent += brake.wait(count)
        return count

    assert tries_in(ACCOUNT, timedelta(days=1)) < 40
    assert ACCOUNT.wait(99) == timedelta(hours=1)
    assert ACCOUNT.wait(100) == ACCOUNT.wait(5000) == timedelta(days=1)
    assert tries_in(ACCOUNT, timedelta(days=365)) < 500
    assert tries_in(PAIR, timedelta(days=1)) < 40
    assert max(PAIR.wait(n) for n in range(9999)) == timedelta(hours=1)


@pytest.mark.django_db
def test_one_address_does_not_try_the_whole_house(cast, clock):
    for number in range(ADDRESS.free):
        guess(1, email=f"somebody{number}@harbour.example", address="10.0.0.7")
    assert "wait a minute" in guess(1, email="ana@harbour.example", address="10.0.0.7")
    assert comes_in(Client(), REMOTE_ADDR="10.0.0.8")


@pytest.mark.django_db
def test_a_good_sign_in_forgets_only_the_mistakes_from_there(cast, clock):
    guess_from_everywhere(ACCOUNT.free - 2)
    guess(1, address="10.7.7.7")
    assert comes_in(Client(), REMOTE_ADDR="10.7.7.7")
    guess(2, address="10.8.8.8")
    assert not comes_in(Client(), REMOTE_ADDR="10.7.7.7")


@pytest.mark.django_db
def test_an_unknown_account_waits_in_the_same_words(cast, clock):
    known = [guess(1) for _ in range(8)]
    unknown = [guess(1, email="nobody@harbour.example", address="10.0.0.2") for _ in range(8)]
    assert [said(page) for page in known] == [said(page) for page in unknown]


def said(page):
    return re.findall(r'role="alert".*?</div></div>', page, re.S)


@pytest.mark.parametrize(
    ("wait", "words"),
    [
        (timedelta(seconds=3), "wait a minute"), (timedelta(seconds=61), "in 2 minutes"),
        (timedelta(minutes=32), "in 32 minutes"), (timedelta(days=1), "in 24 hours"),
    ],
)  # fmt: skip
def test_a_sentence_says_when_to_try_again(wait, words):
    from convivial.team.sign_in import when_again

    assert words in when_again(wait)


@pytest.mark.django_db
def test_after_a_day_all_is_forgotten_for_an_address(cast, clock):
    guess(PAIR.free)
    clock.shift(PAIR.forgets + MINUTE)
    assert "do not belong together" in guess(2)


@pytest.mark.django_db
def test_a_new_password_begins_anew(cast, clock):
    guess_from_everywhere(ACCOUNT.free)
    assert not comes_in(Client())
    password_reset.send(sender=type(cast.ana), request=None, user=cast.ana)
    assert comes_in(Client())


@pytest.mark.django_db
def test_what_is_counted_names_nobody(cast, clock):
    guess(2)
    assert Guesses.objects.count() == 3
    for row in Guesses.objects.values():
        assert "harbour" not in str(row)
        assert "10.0.0.1" not in str(row)


@pytest.mark.django_db
def test_asking_again_is_slowed_too(cast, as_, clock):
    browser = as_(cast.ana)
    for _ in range(KNOWN.free):
        browser.post(AGAIN, {"password": WRONG, "next": "/account/"})
        clock.shift(timedelta(seconds=10))
    assert browser.post(AGAIN, {"password": PASSWORD, "next": "/account/"}).status_code == 200
    clock.shift(MINUTE)
    assert browser.post(AGAIN, {"password": PASSWORD, "next": "/account/"}).status_code == 302


@pytest.mark.django_db
def test_the_memory_of_a_browser_is_shielded_over_https(cast):
    answer = Client().post(SIGN_IN, {"login": cast.ana.email, "password": PASSWORD}, secure=True)
    kept = answer.cookies["__Host-device"]
    assert (kept["secure"], kept["httponly"], kept["samesite"], kept["path"]) == (True, True, "Lax", "/")
    assert "ana" not in kept.value


@pytest.mark.django_db
def test_a_browser_remembers_five_accounts(cast, clock):
    browser = Client()
    people = ["ana", "ben", "cleo", "mina", "ravi", "theo"]
    for name in people:
        sign_in(browser, email=f"{name}@harbour.example")
        browser.post("/account/sign-out/")
    for name, is_known in (("theo", True), ("ben", True), ("ana", False)):
        request = type("Request", (), {"COOKIES": {"device": browser.cookies["device"].value}})()
        from convivial.team import devices

        assert bool(devices.known(request, f"{name}@harbour.example")) is is_known


@pytest.mark.django_db(transaction=True)
def test_many_tries_at_once_are_counted_one_by_one():
    invite_the_cast()
    tries = slowing.counted("ana@harbour.example", "10.0.0.1", None)

    def one(_):
        try:
            slowing.begin(tries)
        except slowing.TooSoon:
            return 0
        else:
            return 1
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(one, range(24))) == PAIR.free


@pytest.mark.django_db
def test_old_counts_are_forgotten(cast, clock):
    guess(1)
    clock.shift(slowing.LONGEST + MINUTE)
    guess(1, address="10.0.0.2")
    forgetting.forget_guesses(now() - slowing.LONGEST)
    assert Guesses.objects.count() == 3  # those of the second address, and the account's own
