"""Mails of the house: the page answers at once, a worker hands over, and nothing is lost."""

import smtplib
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend

from convivial.lib.now import now
from convivial.team import erasing, inviting, posting
from convivial.team.models import Mail

from .postman import deliver

pytestmark = pytest.mark.django_db
State = Mail.State
LINK = "https://convivial.example/invitation/secret-word/"


@pytest.fixture(autouse=True)
def mail_is_set_up(settings, monkeypatch):
    settings.EMAIL_HOST, settings.DEFAULT_FROM_EMAIL = "mail.example", "Harbour Coffee <desk@harbour.example>"
    monkeypatch.setattr("convivial.team.sign_in.recorded_address", lambda: "http://testserver")


@pytest.fixture
def clock():
    with time_machine.travel("2026-11-23T08:00:00Z", tick=False) as travelled:
        yield travelled


def posted(to="nora@harbour.example", thing="account", code=""):
    return posting.post(EmailMessage("Welcome", f"Come in: {LINK}", to=[to]), thing, code)


def server(monkeypatch, *answers, opens=None):
    """Each of ``answers`` is raised once, in order; then mails are taken."""
    said = list(answers)
    take = EmailBackend.send_messages

    def send_messages(self, messages):
        if said and (trouble := said.pop(0)) is not None:
            raise trouble
        return take(self, messages)

    def open_(self):
        if opens and (trouble := opens.pop(0)) is not None:
            raise trouble

    monkeypatch.setattr(EmailBackend, "send_messages", send_messages)
    monkeypatch.setattr(EmailBackend, "open", open_)


def later(clock, minutes=40):
    clock.shift(timedelta(minutes=minutes))
    return deliver()


def test_a_mail_leaves_once_and_its_words_go(cast, clock):
    row = posted()
    assert LINK not in row.sealed
    assert deliver() == 1
    assert later(clock) == 0
    (sent,) = mail.outbox
    assert LINK in sent.body
    assert sent.extra_headers["Message-ID"] == f"<{row.code}@harbour.example>"
    row.refresh_from_db()
    assert (row.state, row.sealed, row.due_at) == (State.SENT, "", None)


@pytest.mark.parametrize(
    "trouble",
    [
        smtplib.SMTPSenderRefused(550, b"not you", "desk@harbour.example"),
        smtplib.SMTPRecipientsRefused({"nora@harbour.example": (450, b"later")}),
        smtplib.SMTPDataError(451, b"later"),
        smtplib.SMTPAuthenticationError(535, b"no"),
    ],
)
def test_what_the_server_does_not_take_is_tried_again(cast, clock, monkeypatch, trouble):
    server(monkeypatch, trouble, trouble)
    row = posted()
    deliver()
    assert mail.outbox == []
    later(clock)
    later(clock)
    assert len(mail.outbox) == 1
    row.refresh_from_db()
    assert (row.state, row.refusals, row.doubts) == (State.SENT, 2, 0)


@pytest.mark.parametrize(
    "trouble", [ConnectionRefusedError(), TimeoutError(), OSError("no route"), smtplib.SMTPException()]
)
def test_a_server_that_is_away_loses_nothing(cast, clock, monkeypatch, trouble):
    server(monkeypatch, opens=[trouble] * 3)
    posted()
    for _ in range(4):
        later(clock)
    assert len(mail.outbox) == 1
    assert Mail.objects.get().doubts == 0


@pytest.mark.parametrize(
    "trouble",
    [
        smtplib.SMTPRecipientsRefused({"nora@harbour.example": (550, b"no such person")}),
        smtplib.SMTPDataError(554, b"no"),
    ],
)
def test_a_no_for_good_is_not_asked_again(cast, clock, monkeypatch, trouble):
    server(monkeypatch, trouble)
    row = posted()
    deliver()
    assert later(clock) == 0
    row.refresh_from_db()
    assert (row.state, row.sealed) == (State.GIVEN_UP, "")


def test_after_an_unclear_answer_it_goes_again_under_the_same_name_three_times_at_most(cast, clock, monkeypatch):
    server(monkeypatch, smtplib.SMTPServerDisconnected("gone"), TimeoutError())
    row = posted()
    for _ in range(3):
        later(clock)
    assert [sent.extra_headers["Message-ID"] for sent in mail.outbox] == [f"<{row.code}@harbour.example>"]
    server(monkeypatch, *[TimeoutError()] * 9)
    other = posted("mina@harbour.example")
    handed = sum(later(clock) for _ in range(9))
    other.refresh_from_db()
    assert (handed, other.state) == (3, State.UNKNOWN)


def test_a_worker_that_ended_over_it_is_an_unclear_answer(cast, clock):
    row = posted()
    Mail.objects.filter(pk=row.pk).update(state=State.SENDING)
    deliver()
    row.refresh_from_db()
    assert (row.state, row.doubts) == (State.SENT, 1)
    assert len(mail.outbox) == 1


def test_after_a_day_it_is_given_up(cast, clock, monkeypatch):
    server(monkeypatch, opens=[ConnectionRefusedError()] * 99)
    row = posted()
    deliver()
    later(clock, 23 * 60)
    row.refresh_from_db()
    assert row.state == State.OPEN
    later(clock, 61)
    row.refresh_from_db()
    assert row.state == State.GIVEN_UP


def test_an_invitation_that_was_withdrawn_or_renewed_sends_no_old_link(cast, clock):
    invitation, _ = inviting.invite(cast.harbour, cast.ana, "nora@harbour.example", ["viewer"])
    posted(thing="invitation", code=invitation.code)
    inviting.renew(invitation, cast.ana)
    posted(thing="invitation", code=invitation.code)
    inviting.withdraw(invitation, cast.ana)
    assert deliver() == 0
    assert set(Mail.objects.values_list("state", "sealed")) == {(State.NEEDLESS, "")}


def test_the_team_page_says_when_a_mail_did_not_get_through(cast, as_, clock, monkeypatch):
    said = "did not get through"
    as_(cast.ana).post("/w/harbour/team/invite/", {"email": "nora@harbour.example", "roles": ["viewer"]})
    server(monkeypatch, smtplib.SMTPRecipientsRefused({"nora@harbour.example": (550, b"no")}))
    assert said not in as_(cast.ana).get("/w/harbour/team/").content.decode()
    deliver()
    assert said in as_(cast.ana).get("/w/harbour/team/").content.decode()


def test_nothing_goes_to_whom_the_house_has_forgotten(cast, clock):
    posted("ben@harbour.example")
    erasing.erase(cast.ben)
    assert deliver() == 0
    assert Mail.objects.get().state == State.NEEDLESS


def test_what_is_rolled_back_is_not_in_the_post(cast, clock):
    from django.db import transaction

    with transaction.atomic():
        posted()
        transaction.set_rollback(True)
    assert deliver() == 0


def test_without_a_mail_server_nothing_seems_sent(cast, clock, settings):
    row = posted()
    settings.EMAIL_HOST = ""
    assert deliver() == 0
    row.refresh_from_db()
    assert row.state == State.GIVEN_UP


def test_what_became_of_mails_is_forgotten_after_ninety_days(cast, clock):
    posted()
    deliver()
    clock.shift(timedelta(days=91))
    assert posting.forget_mails(now() - timedelta(days=90)) == 1
