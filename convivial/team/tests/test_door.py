"""Hosts, proxies, cookies, foreign sites: what stands before every page."""

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from convivial.team import hosts
from convivial.team.access import DenyByDefault, act, may
from convivial.team.models import RecordedAddress

pytestmark = pytest.mark.django_db

SIGN_IN = "/account/sign-in/"


def test_before_the_address_is_recorded_every_host_is_answered(cast):
    assert Client().get(SIGN_IN, HTTP_HOST="192.168.1.4:8000").status_code == 200


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1:8000", "evil.example", "social.example:8443", "social.example.evil.example", "a.social.example"],
)
def test_then_the_recorded_one_only(cast, host):
    RecordedAddress.objects.create(address="https://social.example")
    assert Client().get(SIGN_IN, HTTP_HOST="Social.example", secure=True).status_code == 200
    answer = Client().get(SIGN_IN, HTTP_HOST=host)
    assert answer.status_code == 421
    assert b"https://social.example" in answer.content


def test_health_is_answered_under_every_name(cast):
    RecordedAddress.objects.create(address="https://social.example")
    assert Client().get("/healthz", HTTP_HOST="127.0.0.1:8000").status_code in (200, 503)


def test_the_environments_address_goes_before_the_recorded_one(settings):
    RecordedAddress.objects.create(address="https://old.example")
    settings.ADDRESS = "https://new.example"
    assert hosts.recorded_address() == "https://new.example"


@pytest.mark.parametrize("head", [
    "HTTP_X_FORWARDED_HOST", "HTTP_X_ORIGINAL_URL", "HTTP_FORWARDED", "HTTP_X_HOST", "HTTP_X_REWRITE_URL",
])  # fmt: skip
def test_nothing_that_a_visitor_says_changes_a_link(cast, as_, head):
    answer = as_(cast.ana).post(
        "/w/harbour/team/invite/", {"email": "nora@harbour.example", "roles": ["viewer"]}, **{head: "evil.example"}
    )
    assert answer.context["link"].startswith("http://testserver/invitation/")


def seen(settings, proxies="127.0.0.1", **heads):
    settings.PROXIES = frozenset(proxies.split())
    request = RequestFactory().get("/", **heads)
    hosts.Proxies(lambda request: HttpResponse())(request)
    return request.is_secure(), request.META["REMOTE_ADDR"]


def test_only_a_named_proxy_is_believed(settings):
    heads = {"HTTP_X_FORWARDED_PROTO": "https", "HTTP_X_FORWARDED_FOR": "6.6.6.6, 203.0.113.7"}
    assert seen(settings, **heads) == (True, "203.0.113.7")
    assert seen(settings, **heads, REMOTE_ADDR="198.51.100.1") == (False, "198.51.100.1")
    assert seen(settings, "", **heads) == (False, "127.0.0.1")
    assert seen(settings, HTTP_X_FORWARDED_FOR="not an address") == (False, "127.0.0.1")


def test_over_https_cookies_are_shielded_and_over_http_they_work(cast):
    from convivial.demo.cast import PASSWORD

    words = {"login": cast.ana.email, "password": PASSWORD}
    plain, locked = Client(), Client()
    plain.post(SIGN_IN, words)
    locked.post(SIGN_IN, words, secure=True)
    assert "session" in plain.cookies
    assert not plain.cookies["session"]["secure"]
    assert "session" not in locked.cookies
    kept = locked.cookies["__Host-session"]
    assert (kept["secure"], kept["httponly"], kept["path"], kept["domain"], kept["samesite"]) == (
        True, True, "/", "", "Lax",
    )  # fmt: skip
    assert plain.get("/w/harbour/team/").status_code == 200
    assert locked.get("/w/harbour/team/", secure=True).status_code == 200


def test_over_https_a_plain_cookie_counts_for_nothing(cast, as_):
    browser = as_(cast.ana)
    assert browser.get("/w/harbour/team/").status_code == 200
    assert browser.get("/w/harbour/team/", secure=True).status_code == 302


def test_https_is_kept_for_a_year(cast):
    assert "max-age=31536000" in Client().get(SIGN_IN, secure=True).headers["Strict-Transport-Security"]
    assert "Strict-Transport-Security" not in Client().get(SIGN_IN).headers


def test_what_members_see_is_kept_by_no_cache(cast, as_):
    assert as_(cast.ana).get("/w/harbour/team/").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("verb", ["put", "patch", "delete", "options", "trace"])
def test_other_methods_are_refused(cast, as_, verb):
    assert getattr(as_(cast.ana), verb)("/w/harbour/team/").status_code == 405


def test_head_changes_nothing_and_asks_the_same(cast, as_):
    assert as_(cast.ana).head("/w/harbour/team/").status_code == 200
    assert as_(cast.zoe).head("/w/harbour/team/").status_code == 404
    assert as_(cast.ana).head("/w/harbour/team/leave/").status_code == 405


@pytest.mark.parametrize(("site", "status"), [("cross-site", 403), ("same-site", 403), ("same-origin", 302)])
def test_an_act_that_another_site_sends_is_refused(cast, as_, site, status):
    answer = as_(cast.greta).post("/w/harbour/team/leave/", HTTP_SEC_FETCH_SITE=site)
    assert answer.status_code == status


def test_an_act_without_its_word_against_forgery_is_refused(cast):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.greta, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert browser.post("/w/harbour/team/leave/").status_code == 403


def test_an_undeclared_view_is_refused(cast):
    def forgotten(request):
        return HttpResponse()

    with pytest.raises(Exception, match="declares no act"):
        DenyByDefault(lambda request: HttpResponse()).process_view(RequestFactory().get("/"), forgotten, (), {})


def test_an_act_that_is_not_in_the_table_cannot_be_declared():
    with pytest.raises(ValueError, match="No role"):
        act("post.explode")


def test_a_question_that_fails_is_a_no(cast, monkeypatch):
    from convivial.team import access

    def broken(person, act, thing):
        raise RuntimeError("the list is gone")

    monkeypatch.setattr(access, "_also_asked", [broken])
    with pytest.raises(RuntimeError):
        may(cast.ana, "post.write", cast.harbour)


def test_what_is_not_in_the_table_nobody_may(cast):
    assert not may(cast.ana, "post.explode", cast.harbour)
    assert not may(cast.ivo, "desk.explode")
    cast.ana.is_active = False
    assert not may(cast.ana, "post.write", cast.harbour)
