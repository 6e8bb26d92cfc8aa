"""Sign-in resists, in words that tell nothing, and only addresses in our own look can be reached."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret, hotp_value, yield_hotp_counters_from_time
from allauth.urls import urlpatterns as allauths_own
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, URLResolver, reverse

from convivial.demo.cast import PASSWORD, Cast
from convivial.journal import sealing
from convivial.lib.secrets import CannotOpen
from convivial.networks.rotating import rotate
from convivial.team import account_urls
from convivial.team.sign_in import SecondStep

from .postman import deliver

pytestmark = pytest.mark.django_db

SIGN_IN = "/account/sign-in/"
NEW = "the lighthouse blinks at nine"


def sign_in(browser, email="ana@harbour.example", password=PASSWORD, **more):
    return browser.post(SIGN_IN, {"login": email, "password": password}, **more)


def names(patterns):
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from names(each.url_patterns)
        else:
            yield each.name


def test_every_address_of_allauth_is_ours_in_look_or_does_not_exist(cast, as_):
    ours = {each.name for each in account_urls.urlpatterns}
    for name in names(allauths_own):
        if name not in ours:
            with pytest.raises(NoReverseMatch):
                reverse(name)


@pytest.mark.parametrize("name", sorted({each.name for each in account_urls.urlpatterns}))
def test_every_page_of_the_account_is_in_our_look(cast, as_, name):
    words = {"account_reset_password_from_key": ("1", "x-y"), "mfa_remove_webauthn": (1,)}.get(name, ())
    for browser in (Client(), as_(cast.ana)):
        page = browser.get(reverse(name, args=words), HTTP_HOST="localhost", follow=True)
        assert page.status_code in (200, 404)
        text = page.content.decode()
        assert 'id="main"' in text or page.headers["Content-Type"].startswith(("text/plain", "application/json"))
        assert not re.search(r"\b(sign up|token|two-factor|authenticator|session|URL)\b", visible(text), re.I)


def visible(text):
    text = re.sub(r"<(script|head)\b.*?</\1>", " ", text, flags=re.S)
    return re.sub(r"<[^>]+>", " ", text)


def test_signing_in_makes_a_new_session_and_leads_home(cast):
    browser = Client()
    browser.get(SIGN_IN)
    browser.session["x"] = 1
    before = browser.session.session_key
    assert sign_in(browser).headers["Location"] == "/"
    assert browser.session.session_key != before
    assert UserSession.objects.get().user == cast.ana


def test_capital_letters_in_the_address_make_no_other_person(cast):
    assert sign_in(Client(), "ANA@Harbour.Example").status_code == 302


def test_known_and_unknown_are_answered_in_the_same_words(cast):
    wrong = sign_in(Client(), password="x" * 12).content.decode()
    unknown = sign_in(Client(), email="nobody@harbour.example", password="x" * 12).content.decode()
    said = re.findall(r'role="alert".*?</div></div>', wrong, re.S)
    assert said == re.findall(r'role="alert".*?</div></div>', unknown, re.S)
    assert "do not belong together" in said[0]


def test_after_signing_in_nobody_is_led_out_of_the_house(cast):
    for outside in ("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"):
        answer = Client().post(SIGN_IN, {"login": cast.ana.email, "password": PASSWORD, "next": outside})
        assert answer.headers["Location"] == "/"
    inside = Client().post(SIGN_IN, {"login": cast.ana.email, "password": PASSWORD, "next": "/w/harbour/team/"})
    assert inside.headers["Location"] == "/w/harbour/team/"


def test_a_page_leads_to_sign_in_and_back(cast):
    assert Client().get("/w/harbour/team/").headers["Location"] == f"{SIGN_IN}?next=/w/harbour/team/"


def test_an_act_without_sign_in_leads_back_to_the_page_it_was_done_on(cast):
    answer = Client().post("/w/harbour/team/leave/", HTTP_REFERER="http://testserver/w/harbour/team/")
    assert answer.headers["Location"] == f"{SIGN_IN}?next=/w/harbour/team/"
    evil = Client().post("/w/harbour/team/leave/", HTTP_REFERER="https://evil.example/w/harbour/team/")
    assert evil.headers["Location"] == f"{SIGN_IN}?next=/"


def test_nobody_signs_up(cast):
    for address in ("/account/signup/", "/account/sign-up/", "/accounts/signup/", "/account/email/"):
        assert Client().post(address, {"email": "x@harbour.example", "password1": NEW}).status_code == 404


def test_signing_out_is_a_press_and_clears_the_browser(cast, as_):
    browser = as_(cast.ana)
    assert b"Sign out?" in browser.get("/account/sign-out/").content
    assert browser.get("/w/harbour/team/").status_code == 200
    answer = browser.post("/account/sign-out/")
    assert "storage" in answer.headers["Clear-Site-Data"]
    assert browser.get("/w/harbour/team/").status_code == 302


def test_a_new_password_ends_every_other_session(cast):
    here, elsewhere = Client(), Client()
    sign_in(here)
    sign_in(elsewhere)
    answer = here.post("/account/password/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert answer.headers["Location"] == "/account/"
    assert here.get("/w/harbour/team/").status_code == 200
    assert elsewhere.get("/w/harbour/team/").status_code == 302
    assert sign_in(Client(), password=PASSWORD).status_code == 200
    assert sign_in(Client(), password=NEW).status_code == 302


@pytest.mark.parametrize(("old", "new"), [("not mine at all", NEW), (PASSWORD, "short"), (PASSWORD, "password1234")])
def test_a_new_password_needs_the_old_one_and_length(cast, as_, old, new):
    answer = as_(cast.ana).post("/account/password/", {"oldpassword": old, "password1": new, "password2": new})
    assert answer.status_code == 200
    assert sign_in(Client()).status_code == 302


def test_one_can_see_where_one_is_signed_in_and_end_the_rest(cast):
    here, elsewhere = Client(), Client()
    sign_in(here, HTTP_USER_AGENT="Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0")
    sign_in(elsewhere, HTTP_USER_AGENT="<script>alert(1)</script>")
    page = here.get("/account/devices/").content.decode()
    assert "Firefox, Linux" in page
    assert "<script>alert" not in page
    here.post("/account/devices/")
    assert Session.objects.count() == 1
    assert elsewhere.get("/w/harbour/team/").status_code == 302


def test_without_mail_a_forgotten_password_says_whom_to_ask(cast):
    assert b"cannot send you a link by mail" in Client().get("/account/password/forgotten/").content
    Client().post("/account/password/forgotten/", {"email": cast.ana.email})
    assert mail.outbox == []


def test_a_foreign_name_of_the_house_comes_into_no_mail(cast, settings):
    settings.EMAIL_HOST, settings.ALLOWED_HOSTS = "mail.example", ["*"]
    ask = {"path": "/account/password/forgotten/", "data": {"email": cast.ana.email}}
    assert b"cannot send you a link by mail" in Client(headers={"host": "evil.example"}).post(**ask).content
    assert mail.outbox == []
    settings.ADDRESS = "http://testserver"
    assert Client(headers={"host": "evil.example"}).post(**ask).status_code == 421
    assert mail.outbox == []


@pytest.fixture
def mails_links(settings, monkeypatch):
    """A house with mail and a recorded address."""
    settings.EMAIL_HOST = "mail.example"
    monkeypatch.setattr("convivial.team.sign_in.recorded_address", lambda: "http://testserver")


def reset_link(email):
    Client().post("/account/password/forgotten/", {"email": email})
    deliver()
    return re.search(r"http://testserver(/\S+)", mail.outbox[-1].body).group(1) if mail.outbox else None


def test_a_link_by_mail_gives_a_new_password_once(cast, mails_links):
    link = reset_link(cast.ana.email)
    browser = Client()
    form = browser.get(link, follow=True)
    browser.post(form.redirect_chain[-1][0], {"password1": NEW, "password2": NEW})
    assert sign_in(Client(), password=NEW).status_code == 302
    assert b"opens nothing any more" in Client().get(link).content


def test_a_forgotten_password_tells_nobody_who_has_an_account(cast, mails_links):
    known = Client().post("/account/password/forgotten/", {"email": cast.ana.email}, follow=True)
    unknown = Client().post("/account/password/forgotten/", {"email": "nobody@harbour.example"}, follow=True)
    assert known.content.split(b"<main")[1] == unknown.content.split(b"<main")[1]
    assert mail.outbox == []  # neither waits for a mail server
    deliver()
    assert len(mail.outbox) == 1


def code_of(secret):
    return f"{hotp_value(secret, next(iter(yield_hotp_counters_from_time()))):06d}"


@pytest.fixture
def secret(cast):
    """Ana's second step, a code from an app."""
    made = generate_totp_secret()
    Authenticator.objects.create(
        user=cast.ana, type=Authenticator.Type.TOTP, data={"secret": SecondStep().encrypt(made)}
    )
    return made


def test_with_a_second_step_the_password_alone_opens_nothing(cast, secret):
    browser = Client()
    assert sign_in(browser).headers["Location"] == "/account/second-step/now/"
    for address in ("/w/harbour/team/", "/account/", "/account/second-step/", "/account/password/"):
        assert browser.get(address).status_code == 302
    assert browser.post("/account/second-step/now/", {"code": "000000"}).status_code == 200
    assert browser.get("/w/harbour/team/").status_code == 302
    assert browser.post("/account/second-step/now/", {"code": code_of(secret)}).status_code == 302
    assert browser.get("/w/harbour/team/").status_code == 200


def test_a_new_password_by_mail_does_not_go_around_the_second_step(cast, secret, mails_links):
    link = reset_link(cast.ana.email)
    browser = Client()
    browser.post(browser.get(link, follow=True).redirect_chain[-1][0], {"password1": NEW, "password2": NEW})
    assert browser.get("/w/harbour/team/").status_code == 302
    assert sign_in(browser, password=NEW).headers["Location"] == "/account/second-step/now/"


def test_guessing_codes_is_slowed(cast, secret):
    browser = Client()
    sign_in(browser)
    for _ in range(10):
        browser.post("/account/second-step/now/", {"code": "000000"})
    browser.post("/account/second-step/now/", {"code": code_of(secret)})
    assert browser.get("/w/harbour/team/").status_code == 302


def test_a_second_step_is_added_with_a_code_from_the_app_and_sealed(cast):
    browser = Client()
    sign_in(browser)
    secret = re.search(r'class="secret">(\w+)<', browser.get("/account/second-step/app/").content.decode()).group(1)
    browser.post("/account/second-step/app/", {"code": code_of(secret)})
    kept = Authenticator.objects.get(type="totp")
    assert secret not in str(kept.data)
    assert SecondStep().decrypt(kept.data["secret"]) == secret
    codes = browser.get("/account/second-step/codes/")
    assert len(re.findall(r"\d{8}", codes.content.decode())) >= 10
    sealing.erase(f"user:{cast.ana.code}")
    with pytest.raises(CannotOpen):
        SecondStep().decrypt(kept.data["secret"])


def test_passkeys_are_offered_where_browsers_allow_them_else_hidden_with_the_reason(cast, as_):
    browser = as_(cast.ana)
    assert b"passkey" in Client().get(SIGN_IN, HTTP_HOST="localhost:8000").content
    assert b"passkey" not in Client().get(SIGN_IN, HTTP_HOST="192.168.1.4:8000").content
    assert b"locked connection" in browser.get("/account/second-step/", HTTP_HOST="192.168.1.4:8000").content
    assert b"locked connection" not in browser.get("/account/second-step/", secure=True).content
    assert browser.get("/account/second-step/keys/add/", HTTP_HOST="192.168.1.4:8000").status_code == 404


def test_a_resting_account_does_not_come_in(cast):
    browser = Client()
    sign_in(browser)
    cast.ana.is_active = False
    cast.ana.save()
    assert browser.get("/w/harbour/team/").status_code == 302
    assert sign_in(Client()).status_code in (200, 302)
    assert Client().get("/w/harbour/team/").status_code == 302


def test_one_changes_name_language_and_theme(cast, as_):
    browser = as_(cast.ana)
    answer = browser.post(
        "/account/", {"name": "Ana Maria", "language": "de", "theme": "dark", "email": "x@x.example"}
    )
    assert answer.status_code == 302
    cast.ana.refresh_from_db()
    assert (cast.ana.name, cast.ana.language, cast.ana.theme) == ("Ana Maria", "de", "dark")
    assert cast.ana.email == "ana@harbour.example"
    page = browser.get("/account/")
    assert page.headers["Content-Language"] == "de"
    assert b'data-theme="dark"' in page.content


def test_the_account_refuses_what_does_not_exist(cast, as_):
    assert as_(cast.ana).post("/account/", {"name": "", "language": "xx", "theme": "pink"}).status_code == 422


def test_one_takes_along_everything_that_is_kept_about_one_and_no_secret(cast):
    browser = Client()
    sign_in(browser)
    told = browser.get("/account/export/").json()
    assert told["team.User"][0]["email"] == "ana@harbour.example"
    assert {"team.Membership", "usersessions.UserSession"} <= set(told)
    everything = str(told)
    for secret in (browser.session.session_key, cast.ana.password, "ben@harbour.example"):
        assert secret not in everything


def test_one_erases_oneself_with_the_password_unless_one_is_needed(cast, as_):
    needed = as_(cast.ana).post("/account/erase/", {"password": PASSWORD})
    assert needed.status_code == 422
    assert b"needs an owner" in needed.content
    house = as_(cast.ivo).post("/account/erase/", {"password": PASSWORD})
    assert b"another installer" in house.content
    browser = as_(cast.ben)
    assert browser.post("/account/erase/", {"password": "wrong"}).status_code == 422
    assert browser.post("/account/erase/", {"password": PASSWORD}).status_code == 200
    assert not type(cast.ben).objects.filter(email="ben@harbour.example").exists()
    assert browser.get("/account/").status_code == 302
    assert cast.harbour.memberships.filter(user=cast.ana).exists()


def test_the_password_of_ones_own_account_cannot_be_guessed_where_it_is_erased(cast, as_):
    browser = as_(cast.ben)
    answers = [browser.post("/account/erase/", {"password": f"guess {number}"}) for number in range(14)]
    assert all(each.status_code == 422 for each in answers)
    assert b"This is not your password" in answers[0].content
    assert b"too many wrong tries" in answers[-1].content
    assert b"too many wrong tries" in browser.post("/account/erase/", {"password": PASSWORD}).content


def test_a_change_of_the_houses_key_takes_no_second_step_away(cast, settings, tmp_path):
    settings.DATA = tmp_path
    made = SecondStep().encrypt("a new one")
    rotate()
    assert SecondStep().decrypt(made) == "a new one"


@pytest.mark.parametrize(("asked", "spoken"), [("de-DE,de;q=0.9", "de"), ("en-GB", "en"), ("fi", "en")])
def test_a_page_says_in_which_language_it_is_written(cast: Cast, client: Client, asked: str, spoken: str) -> None:
    page = client.get("/account/sign-in/", HTTP_ACCEPT_LANGUAGE=asked)
    assert f'<html lang="{spoken}" dir="ltr"' in page.content.decode()
