"""Letters: many notices in one mail, each sent once, and none in somebody's quiet hours."""

import smtplib
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from convivial.demo.cast import Cast
from convivial.journal.recording import record
from convivial.team.handing import Outcome, hand_over
from convivial.team.models import Membership
from convivial.today.models import Habits, Letter, Notice
from convivial.today.notices import growing, letters, reading
from convivial.today.notices.quiet import after_quiet
from convivial.work import due

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
State = Letter.State


@pytest.fixture(autouse=True)
def mail_is_set_up(settings: Any) -> None:
    settings.EMAIL_HOST, settings.ADDRESS = "mail.example", "https://convivial.example"
    settings.DEFAULT_FROM_EMAIL = "Harbour Coffee <desk@harbour.example>"


def lost(cast: Cast, count: int = 1) -> None:
    """Channels are lost, and the owner is told."""
    for n in range(count):
        record("channel.withdraw", workspace=cast.harbour.pk, thing="channel", code=f"c{n}")
    growing.grow(cast.harbour.pk)


def deliver(at: datetime) -> None:
    """What a worker does with the letters that are due."""
    with time_machine.travel(at, tick=False):
        for letter in due.claim(Letter, "a worker", 20, at, timedelta(minutes=2)):
            mailed = letters.take(letter)
            again = letters.close(letter, hand_over(mailed)) if mailed else None
            due.put_back(letter, again)


def test_notices_of_ten_minutes_are_one_mail(cast: Cast) -> None:
    with time_machine.travel(NOON, tick=False):
        lost(cast, 3)
    with time_machine.travel(NOON + timedelta(minutes=9), tick=False):
        lost(cast)
    deliver(NOON + timedelta(minutes=9))
    assert mail.outbox == []
    deliver(NOON + timedelta(minutes=10))
    assert [sent.to for sent in mail.outbox] == [["ana@harbour.example"]]
    assert "4 things to look at" in mail.outbox[0].subject
    deliver(NOON + timedelta(hours=1))
    assert len(mail.outbox) == 1


def test_mail_has_links_from_the_recorded_address_and_says_the_same_twice(cast: Cast) -> None:
    with time_machine.travel(NOON, tick=False):
        lost(cast)
    deliver(NOON + timedelta(minutes=11))
    sent = mail.outbox[0]
    html = str(sent.alternatives[0][0])
    for body in (str(sent.body), html):
        assert "https://convivial.example/w/harbour/notices/" in body
        assert "<script" not in body
    assert "\n" not in sent.subject


def test_what_was_read_meanwhile_is_not_mailed(cast: Cast) -> None:
    with time_machine.travel(NOON, tick=False):
        lost(cast)
        reading.read(cast.ana, cast.harbour)
    deliver(NOON + timedelta(minutes=11))
    assert mail.outbox == []
    assert Letter.objects.get().state == State.NEEDLESS


def test_who_has_left_gets_no_mail(cast: Cast) -> None:
    with time_machine.travel(NOON, tick=False):
        lost(cast)
    Membership.objects.filter(user=cast.ana).delete()
    deliver(NOON + timedelta(minutes=11))
    assert mail.outbox == []


def test_mail_waits_for_the_end_of_quiet_hours_in_ones_own_zone(cast: Cast) -> None:
    Habits.objects.create(person=cast.ana, quiet_from=time(6), quiet_until=time(8), zone="America/Chicago")
    with time_machine.travel(NOON, tick=False):  # six in the morning in Chicago
        lost(cast)
    assert Letter.objects.get().due_at == datetime(2026, 11, 21, 14, 0, tzinfo=UTC)


def test_worker_that_dies_while_sending_sends_nothing_twice(cast: Cast) -> None:
    with time_machine.travel(NOON, tick=False):
        lost(cast)
    at = NOON + timedelta(minutes=11)
    claimed = due.claim(Letter, "a worker that dies", 20, at, timedelta(minutes=2))
    assert letters.take(claimed[0]) is not None  # and then nothing more is heard of it
    deliver(at + timedelta(minutes=5))
    assert mail.outbox == []
    assert Letter.objects.get().state == State.UNKNOWN
    assert Notice.objects.filter(person=cast.ana, read_at=None).exists()


def test_server_that_refuses_is_tried_again_and_then_given_up(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(backend: EmailBackend, messages: object) -> int:
        raise smtplib.SMTPConnectError(421, "busy")

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    with time_machine.travel(NOON, tick=False):
        lost(cast)
    for hours in range(1, letters.REFUSALS + 3):
        deliver(NOON + timedelta(hours=hours))
    assert (Letter.objects.get().state, Letter.objects.get().refusals) == (State.GIVEN_UP, letters.REFUSALS)


def test_server_that_hangs_up_is_not_asked_again(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def hang_up(backend: EmailBackend, messages: object) -> int:
        raise smtplib.SMTPServerDisconnected("gone")

    monkeypatch.setattr(EmailBackend, "send_messages", hang_up)
    with time_machine.travel(NOON, tick=False):
        lost(cast)
    deliver(NOON + timedelta(hours=1))
    assert Letter.objects.get().state == State.UNKNOWN


def test_refused_letter_joins_the_newer_one(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    with time_machine.travel(NOON, tick=False):
        lost(cast)
    at = NOON + timedelta(minutes=11)
    claimed = due.claim(Letter, "a worker", 20, at, timedelta(minutes=2))[0]
    letters.take(claimed)
    with time_machine.travel(at, tick=False):
        lost(cast)
        due.put_back(claimed, letters.close(claimed, Outcome.NOT_TAKEN))
    deliver(at + timedelta(minutes=11))
    assert len(mail.outbox) == 1
    assert "2 things to look at" in mail.outbox[0].subject


def test_without_mail_there_are_no_letters(cast: Cast, settings: Any) -> None:
    settings.EMAIL_HOST = ""
    lost(cast)
    assert not Letter.objects.exists()
    assert Notice.objects.filter(person=cast.ana).exists()


@pytest.mark.parametrize(
    ("at", "begin", "end", "leaves"),
    [
        ("2026-11-21 20:59", "21:00", "07:00", "2026-11-21 20:59"),
        ("2026-11-21 21:00", "21:00", "07:00", "2026-11-22 07:00"),
        ("2026-11-22 03:00", "21:00", "07:00", "2026-11-22 07:00"),
        ("2026-11-22 07:00", "21:00", "07:00", "2026-11-22 07:00"),
        ("2026-11-22 12:30", "12:00", "14:00", "2026-11-22 14:00"),
        ("2027-03-28 01:30", "21:00", "02:30", "2027-03-28 03:00"),
        ("2026-11-22 12:30", "12:00", "12:00", "2026-11-22 12:30"),
    ],
)
def test_quiet_hours_go_over_midnight_and_over_the_change_of_clocks(
    at: str, begin: str, end: str, leaves: str
) -> None:
    from convivial.lib import now as clock

    def instant(words: str) -> datetime:
        return clock.instant(datetime.fromisoformat(words), "Europe/Berlin")

    quiet = time.fromisoformat(begin), time.fromisoformat(end)
    assert after_quiet(instant(at), *quiet, "Europe/Berlin") == instant(leaves)
