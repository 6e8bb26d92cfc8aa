"""A signed thing does one thing: every kind is fed to every other, and only the diagonal passes."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.tokens import default_token_generator
from django.core import signing as djangos
from django.test import Client

from convivial.team import signing
from convivial.team.inviting import invite
from convivial.team.signing import Kind, NotSigned

KINDS = [*signing.every_kind(), Kind("approving", timedelta(days=7)), Kind("approvin", timedelta(days=7)),
         Kind("approving.", timedelta(days=7)), Kind("subscribing", timedelta(days=30))]  # fmt: skip


@pytest.mark.parametrize("consumer", KINDS, ids=lambda kind: kind.purpose)
@pytest.mark.parametrize("maker", KINDS, ids=lambda kind: kind.purpose)
def test_only_the_diagonal_passes(maker, consumer):
    value = maker.sign({"post": "abc"})
    if maker == consumer:
        assert consumer.read(value) == {"post": "abc"}
    else:
        with pytest.raises(NotSigned):
            consumer.read(value)


def test_a_purpose_is_inside_too_so_that_a_salt_alone_opens_nothing():
    forged = djangos.dumps({"purpose": "other", "words": {"post": "abc"}}, salt=KINDS[-1].salt)
    with pytest.raises(NotSigned):
        KINDS[-1].read(forged)


@pytest.mark.parametrize("alter", [
    lambda value: value[:-1], lambda value: value + "A", lambda value: value.upper(), lambda value: value + ";",
    lambda value: "%41" + value, lambda value: "", lambda value: "x" * 10_000, lambda value: value.replace(":", "."),
])  # fmt: skip
def test_an_altered_value_is_refused(alter):
    with pytest.raises(NotSigned):
        KINDS[-1].read(alter(KINDS[-1].sign({"post": "abc"})))


def test_everything_signed_ends():
    with time_machine.travel("2026-11-21T08:00Z", tick=False):
        value = KINDS[-1].sign({"post": "abc"})
    with time_machine.travel("2026-12-20T08:00Z", tick=False):
        assert KINDS[-1].read(value)
    with time_machine.travel("2026-12-21T08:00:01Z", tick=False), pytest.raises(NotSigned):
        KINDS[-1].read(value)


def test_nothing_is_signed_for_longer_than_a_month_or_twice():
    with pytest.raises(ValueError, match="longer"):
        Kind("forever", timedelta(days=31))
    signing.kind("once", timedelta(days=1))
    with pytest.raises(ValueError, match="already"):
        signing.kind("once", timedelta(days=2))
    signing._kinds.pop("once")


@pytest.mark.django_db
def test_the_doors_take_their_own_token_only(cast, settings):
    """Invitation, password link, second step, session: whatever opens one opens no other."""
    invitation = invite(cast.harbour, cast.ana, "nora@harbour.example", ["viewer"])[1]
    reset = f"1-{default_token_generator.make_token(cast.ana)}"
    browser = Client()
    browser.force_login(cast.ana, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = browser.session.session_key
    for token in (reset, session, KINDS[-1].sign({"post": "abc"}), browser.cookies["session"].value):
        assert Client().get(f"/invitation/{token}/").status_code == 404
    for token in (invitation, session, KINDS[-1].sign({"post": "abc"})):
        assert b"opens nothing any more" in Client().get(f"/account/password/new/1-{token}/").content
    thief = Client()
    for token in (invitation, reset, KINDS[-1].sign({"post": "abc"})):
        thief.cookies["session"] = token
        assert thief.get("/w/harbour/team/").status_code == 302
