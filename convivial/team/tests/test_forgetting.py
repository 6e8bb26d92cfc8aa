"""Sign-ins, invitations and wrong passwords are forgotten by themselves."""

from datetime import timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client

from convivial.lib.now import now
from convivial.team.inviting import accept, invite
from convivial.team.models import Invitation
from convivial.work.forgetting import forget_all

from .test_sign_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock():
    with time_machine.travel("2026-11-23T08:00:00Z", tick=False) as travelled:
        yield travelled


def after(clock, **span):
    clock.shift(timedelta(**span))
    return forget_all(now())


def test_a_sign_in_that_ran_out_goes_with_its_browser_and_address(cast, clock):
    sign_in(Client())
    clock.shift(timedelta(days=13))
    sign_in(Client(), email="ben@harbour.example")
    forget_all(now())
    assert Session.objects.count() == UserSession.objects.count() == 2
    assert after(clock, days=1, minutes=1)["sign-ins"] == 1
    assert UserSession.objects.get().user == cast.ben
    assert Session.objects.count() == 1


def test_invitations_go_a_month_after_they_were_used_or_ran_out(cast, clock):
    _, token = invite(cast.museum, cast.omar, "ben@harbour.example", ["viewer"])
    invite(cast.museum, cast.omar, "nora@harbour.example", ["viewer"])
    accept(token, cast.ben)
    assert after(clock, days=29)["invitations"] == 0
    assert after(clock, days=1, minutes=1)["invitations"] == 1
    assert Invitation.objects.get().email == "nora@harbour.example"
    assert after(clock, days=13)["invitations"] == 0
    assert after(clock, days=1)["invitations"] == 1
    assert cast.ben.memberships.filter(workspace=cast.museum).exists()
