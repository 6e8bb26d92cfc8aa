"""What matters most asks again who one is, after ten minutes; then it goes on with what was typed."""

import json
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client

from convivial.demo.cast import PASSWORD
from convivial.journal import sealing
from convivial.lib.now import now
from convivial.team.access import role_names
from convivial.team.inviting import invite
from convivial.team.models import HandOver, Invitation, Membership
from convivial.team.sign_in import SecondStep

from .test_sign_in import NEW, code_of, sign_in

pytestmark = pytest.mark.django_db

AGAIN = "/account/again/"
LATER = timedelta(minutes=10, seconds=1)
WORDS = {"organisation": "Kites", "zone": "Europe/Berlin", "language": "en", "name": "Nora", "email": "n@x.example"}


@pytest.fixture
def late(cast, as_):
    """Somebody's browser, and a clock on which they signed in more than ten minutes ago."""
    browsers = {name: as_(getattr(cast, name)) for name in ("ana", "ben", "ivo")}
    with time_machine.travel(now() + LATER, tick=False):
        yield browsers


def acts(cast):
    """name → who presses, where, with what, and what is true once it was done."""
    ben = cast.ben.memberships.get(workspace=cast.harbour)
    return {
        "roles": (
            "ana", f"/w/harbour/team/{cast.ben.code}/change/", {"roles": ["viewer"]},
            lambda: role_names(Membership.objects.get(pk=ben.pk)) == {"viewer"},
        ),
        "remove": (
            "ana", f"/w/harbour/team/{cast.ben.code}/remove/", {},
            lambda: not Membership.objects.filter(pk=ben.pk).exists(),
        ),
        "new owner": (
            "ana", "/w/harbour/team/invite/", {"email": "n@x.example", "roles": ["owner"]},
            lambda: Invitation.objects.filter(email="n@x.example").exists(),
        ),
        "hand over": ("ivo", "/desk/hand-over/", {}, HandOver.objects.exists),
        "workspace for somebody": (
            "ivo", "/desk/workspaces/", WORDS, lambda: Invitation.objects.filter(workspace__name="Kites").exists(),
        ),
    }  # fmt: skip


ACTS = ["roles", "remove", "new owner", "hand over", "workspace for somebody"]


@pytest.mark.parametrize("name", ACTS)
def test_an_act_asks_first_and_is_done_after_the_answer(cast, late, name):
    who, address, words, is_done = acts(cast)[name]
    asked = late[who].post(address, words)
    assert asked.status_code == 302
    assert asked.headers["Location"].startswith(AGAIN)
    assert not is_done()
    assert b"nothing is lost" in late[who].get(asked.headers["Location"]).content
    answer = late[who].post(asked.headers["Location"], {"password": PASSWORD, "next": address})
    assert (answer.status_code, answer.headers["Location"]) == (307, address)
    done = late[who].post(address, {"password": PASSWORD, "next": address})  # as a browser follows a 307
    assert done.status_code in (201, 302)
    assert is_done()


@pytest.mark.parametrize("name", ACTS)
def test_a_wrong_password_does_nothing(cast, late, name):
    who, address, words, is_done = acts(cast)[name]
    late[who].post(address, words)
    assert late[who].post(AGAIN, {"password": "wrong wrong wrong", "next": address}).status_code == 200
    assert late[who].post(address, words).headers["Location"].startswith(AGAIN)
    assert not is_done()


def test_whoever_has_just_signed_in_is_not_asked(cast, as_):
    assert as_(cast.ana).post(f"/w/harbour/team/{cast.ben.code}/change/", {"roles": ["viewer"]}).status_code == 302
    assert role_names(cast.ben.memberships.get()) == {"viewer"}


def test_looking_and_small_acts_ask_nothing(cast, late):
    assert late["ana"].get(f"/w/harbour/team/{cast.ben.code}/change/").status_code == 200
    assert (
        late["ana"].post("/w/harbour/team/invite/", {"email": "n@x.example", "roles": ["viewer"]}).status_code == 201
    )
    assert late["ivo"].get("/desk/hand-over/").status_code == 200


def test_who_may_not_is_refused_and_not_asked(cast, late):
    assert late["ben"].post(f"/w/harbour/team/{cast.ana.code}/change/", {"roles": ["viewer"]}).status_code == 403


@pytest.mark.parametrize(
    "address",
    [
        "/account/export/", "/account/second-step/app/", "/account/second-step/codes/",
        "/account/second-step/codes/new/", "/account/second-step/codes/file/", "/account/second-step/keys/",
        "/account/second-step/keys/add/",
    ],
)  # fmt: skip
def test_pages_that_show_what_matters_ask_before_looking_and_lead_back(cast, late, address):
    asked = late["ana"].get(address, HTTP_HOST="localhost")
    assert asked.headers["Location"] == f"{AGAIN}?next={address}"
    answer = late["ana"].post(AGAIN, {"password": PASSWORD, "next": address})
    assert answer.headers["Location"] == address
    page = late["ana"].get(address, HTTP_HOST="localhost")
    assert AGAIN not in page.headers.get("Location", "")


def test_switching_a_second_step_off_asks_for_it(cast, late):
    secret = generate_totp_secret()
    kept = {"secret": SecondStep().encrypt(secret)}
    Authenticator.objects.create(user=cast.ana, type=Authenticator.Type.TOTP, data=kept)
    off = "/account/second-step/app/off/"
    assert late["ana"].post(off).headers["Location"].startswith(AGAIN)
    assert Authenticator.objects.exists()
    step = late["ana"].post("/account/second-step/again/", {"code": code_of(secret), "next": off})
    assert step.status_code == 307
    late["ana"].post(off, {"code": "", "next": off})
    assert not Authenticator.objects.exists()


def test_a_new_password_needs_the_one_of_now_whenever_one_signed_in(cast, late):
    for old, status in (("not it", 200), (PASSWORD, 302)):
        answer = late["ana"].post("/account/password/", {"oldpassword": old, "password1": NEW, "password2": NEW})
        assert answer.status_code == status


def test_what_was_typed_lies_sealed_meanwhile(cast, late):
    late["ana"].post("/w/harbour/team/invite/", {"email": "n@x.example", "roles": ["owner"], "name": "Canary"})
    session = late["ana"].session
    assert "Canary" not in json.dumps(dict(session.items()))
    assert "Canary" in sealing.open_word(session["kept_act"]["sealed"])


def test_what_was_kept_is_used_once_and_only_for_its_own_act(cast, late):
    browser, ben = late["ana"], cast.ben.memberships.get(workspace=cast.harbour)
    address = f"/w/harbour/team/{cast.ben.code}/change/"
    browser.post(address, {"roles": ["viewer"]})
    browser.post(AGAIN, {"password": PASSWORD, "next": "/w/harbour/team/"})  # answered for something else
    browser.post(address, {"roles": ["analyst"]})
    assert role_names(Membership.objects.get(pk=ben.pk)) == {"analyst"}
    browser.post(address, {"roles": ["creator"]})
    assert role_names(Membership.objects.get(pk=ben.pk)) == {"creator"}


def test_the_answer_leads_nobody_out_of_the_house(cast, late):
    late["ana"].post("/w/harbour/team/invite/", {"email": "n@x.example", "roles": ["owner"]})
    for outside in ("https://evil.example/", "//evil.example/"):
        answer = late["ana"].post(AGAIN, {"password": PASSWORD, "next": outside})
        assert "evil" not in answer.headers["Location"]


def test_after_the_answer_the_sign_in_goes_on_under_a_new_name(cast):
    browser = Client()
    sign_in(browser)
    before = browser.session.session_key
    browser.post(AGAIN, {"password": PASSWORD, "next": "/account/"})
    assert browser.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()
    assert UserSession.objects.get().session_key == browser.session.session_key
    assert browser.get("/account/devices/").status_code == 200


def test_a_part_of_a_page_sends_the_whole_page_to_the_question(cast, late):
    address = f"/w/harbour/team/{cast.ben.code}/change/"
    answer = late["ana"].post(address, {"roles": ["viewer"]}, headers={"HX-Request": "true"})
    assert answer.status_code == 204
    assert answer.headers["HX-Redirect"].startswith(AGAIN)


def test_who_makes_an_account_has_shown_who_they_are(cast):
    from convivial.team.inviting import invite

    _, token = invite(cast.harbour, cast.ana, "nora@harbour.example", ["owner"], "Nora")
    browser = Client()
    browser.post(f"/invitation/{token}/", {"name": "Nora", "password": NEW})
    assert browser.post(f"/w/harbour/team/{cast.ben.code}/change/", {"roles": ["viewer"]}).status_code == 302
    assert role_names(cast.ben.memberships.get()) == {"viewer"}


def test_the_link_of_a_future_owner_is_shown_again_only_to_who_is_known_just_now(cast, late):
    owner, _ = invite(cast.harbour, cast.ana, "nora@harbour.example", ["owner"])
    viewer, _ = invite(cast.harbour, cast.ana, "vera@harbour.example", ["viewer"])
    again = late["ana"].post(f"/w/harbour/team/invitations/{owner.code}/renew/")
    assert again.status_code == 302
    assert again.url.startswith(AGAIN)
    assert late["ana"].post(f"/w/harbour/team/invitations/{viewer.code}/renew/").status_code == 201
