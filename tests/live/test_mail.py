"""Mail with a real server: STARTTLS and a password, invitations, notices, quiet hours; and a server in bad moods."""

import re
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import Any

import pytest
import requests
import time_machine
from django.test import Client

from convivial.demo.cast import PASSWORD, Cast
from convivial.journal.recording import record
from convivial.team.handing import hand_over
from convivial.team.models import User
from convivial.today.models import Habits, Letter
from convivial.today.notices import growing, letters
from convivial.work import due
from tests.house import House
from tests.live.mail import MailServer, mail_server

pytestmark = pytest.mark.live

IN_TIME = 3  # seconds in which a page answers, whatever the mail server does
PATIENCE = "0.3"  # a hanging server is given up after ten seconds, and asked again six later


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MailServer]:
    with mail_server(tmp_path_factory.mktemp("mail")) as there:
        yield there


@pytest.fixture(autouse=True)
def kind(server: MailServer) -> None:
    server.mood = "kind"
    server.taken.clear()
    server.sessions.clear()


@pytest.fixture(scope="module")
def house(server: MailServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The product as ``./start`` runs it, with the people of the fictional world and this mail server."""
    house = House(tmp_path_factory.mktemp("house"))
    house.settings |= {
        "CONVIVIAL_MAIL": server.setting,
        "CONVIVIAL_MAIL_FROM": "Harbour Coffee <desk@harbour.example>",
        "CONVIVIAL_ADDRESS": house.address,
        "CONVIVIAL_PATIENCE": PATIENCE,
        "SSL_CERT_FILE": str(server.authority),
    }
    house.furnish()
    house.command("shell", "-v", "0", "-c", "from convivial.demo.cast import invite_the_cast; invite_the_cast()")
    try:
        yield house.open()
    finally:
        house.close()


class Browser:
    """Ana's, without a script."""

    def __init__(self, house: House) -> None:
        self.house, self.session = house, requests.Session()

    def get(self, path: str) -> str:
        return self.session.get(self.house.address + path, timeout=30).text

    def post(self, page: str, path: str, **words: Any) -> tuple[requests.Response, float]:
        """The answer, and how many seconds it took."""
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get(page))
        assert token, f"{page} has no form"
        began = time.monotonic()
        answer = self.session.post(
            self.house.address + path, {**words, "csrfmiddlewaretoken": token[1]}, timeout=60,
            headers={"Referer": self.house.address + page},
        )  # fmt: skip
        return answer, time.monotonic() - began

    def invite(self, email: str) -> tuple[requests.Response, float]:
        return self.post("/w/harbour/team/", "/w/harbour/team/invite/", email=email, roles=["viewer"])


@pytest.fixture(scope="module")
def ana(house: House) -> Browser:
    browser = Browser(house)
    page = "/account/sign-in/"
    browser.post(page, page, login="ana@harbour.example", password=PASSWORD)
    return browser


def arrived(server: MailServer, email: str, count: int = 1, seconds: float = 60) -> list[EmailMessage]:
    """The mails to somebody, as soon as there are so many."""
    until = time.monotonic() + seconds
    while len(server.to(email)) < count and time.monotonic() < until:
        time.sleep(0.05)
    return server.to(email)


def greeted(server: MailServer, count: int) -> None:
    until = time.monotonic() + 60
    while server.asked < count:
        assert time.monotonic() < until, "nobody comes to the mail server"
        time.sleep(0.05)


def settled(house: House, seconds: float = 60) -> None:
    """Waits until nothing is in the post any more."""
    asking = "from convivial.team.models import Mail; print(Mail.objects.filter(closed_at=None).count())"
    until = time.monotonic() + seconds
    while house.command("shell", "-v", "0", "-c", asking).strip() != "0":
        assert time.monotonic() < until, "something stays in the post"


def test_an_invitation_comes_through_a_locked_line_and_its_link_opens(
    house: House, ana: Browser, server: MailServer
) -> None:
    answer, took = ana.invite("nora@harbour.example")
    assert answer.status_code == 201
    assert "on its way" in answer.text
    assert took < IN_TIME
    (mail,) = arrived(server, "nora@harbour.example")
    assert server.sessions == [(True, True)]
    assert mail["From"] == "Harbour Coffee <desk@harbour.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    link = re.search(r"http://\S+/invitation/\S+", mail.get_content())
    assert link
    assert requests.get(link[0], timeout=10).status_code == 200
    settled(house)
    assert len(server.to("nora@harbour.example")) == 1


def test_a_hanging_server_keeps_no_page_waiting_and_gets_the_mail_later_once(
    house: House, ana: Browser, server: MailServer
) -> None:
    server.mood, asked = "hangs", server.asked
    answer, took = ana.invite("otto@harbour.example")
    assert (answer.status_code, took < IN_TIME) == (201, True)
    _, forgotten = Browser(house).post(*["/account/password/forgotten/"] * 2, email="ben@harbour.example")
    assert forgotten < IN_TIME
    greeted(server, asked + 2)
    server.mood = "kind"
    assert len(arrived(server, "otto@harbour.example")) == 1
    assert "/account/password/new/" in arrived(server, "ben@harbour.example")[0].get_content()
    settled(house)
    assert len(server.taken) == 2


def test_a_server_that_says_later_is_asked_again_and_gets_it_once(
    house: House, ana: Browser, server: MailServer
) -> None:
    server.mood, asked = "later", server.asked
    ana.invite("petra@harbour.example")
    greeted(server, asked + 2)  # each conversation greets twice: before and after the lock
    server.mood = "kind"
    assert len(arrived(server, "petra@harbour.example")) == 1
    settled(house)
    assert len(server.taken) == 1


def test_a_server_that_is_not_there_is_waited_for(house: House, ana: Browser, server: MailServer) -> None:
    server.close()
    answer, took = ana.invite("quirin@harbour.example")
    assert (answer.status_code, took < IN_TIME) == (201, True)
    time.sleep(1)
    server.open()
    assert len(arrived(server, "quirin@harbour.example")) == 1
    settled(house)
    assert len(server.taken) == 1


def test_somebody_who_does_not_exist_is_told_to_who_invited(house: House, ana: Browser, server: MailServer) -> None:
    server.mood = "unknown"
    ana.invite("rosa@harbour.example")
    settled(house)
    assert "did not get through" in ana.get("/w/harbour/team/")
    assert server.taken == []


def test_after_an_answer_that_never_came_it_comes_again_under_the_same_name(
    house: House, ana: Browser, server: MailServer
) -> None:
    server.mood = "hangs up"
    ana.invite("stine@harbour.example")
    arrived(server, "stine@harbour.example")
    server.mood = "kind"
    mails = arrived(server, "stine@harbour.example", 2)
    assert len({mail["Message-ID"] for mail in mails}) == 1
    assert len({mail.get_content() for mail in mails}) == 1
    settled(house)
    assert len(server.taken) == 2


# Notices, with this process as the worker: their ten minutes and their quiet hours are a clock's, not a server's.


@pytest.fixture
def through(server: MailServer, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, 10
    settings.EMAIL_HOST_USER, _, settings.EMAIL_HOST_PASSWORD = server.setting[7:].partition("@")[0].partition(":")
    settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL = True, False
    settings.DEFAULT_FROM_EMAIL, settings.ADDRESS = "desk@harbour.example", "https://convivial.example"
    monkeypatch.setenv("SSL_CERT_FILE", str(server.authority))


NOON = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)


def turn(at: datetime) -> None:
    """What a worker does with the letters that are due."""
    with time_machine.travel(at, tick=True):
        for letter in due.claim(Letter, "a worker", 20, at, timedelta(minutes=2)):
            mail = letters.take(letter)
            due.put_back(letter, letters.close(letter, hand_over(mail)) if mail else None)


def lose_a_channel(cast: Cast, at: datetime) -> None:
    with time_machine.travel(at, tick=True):
        record("channel.withdraw", workspace=cast.harbour.pk, thing="channel", code="c1")
        growing.grow(cast.harbour.pk)


@pytest.mark.django_db
def test_a_notice_comes_after_ten_minutes_in_words_and_as_a_page(
    cast: Cast, server: MailServer, through: None
) -> None:
    lose_a_channel(cast, NOON)
    turn(NOON + timedelta(minutes=9))
    assert server.taken == []
    turn(NOON + timedelta(minutes=11))
    (mail,) = server.to("ana@harbour.example")
    for kind in ("plain", "html"):
        part = mail.get_body((kind,))
        assert part
        assert "https://convivial.example/w/harbour/notices/" in part.get_content()
    turn(NOON + timedelta(hours=2))
    assert len(server.taken) == 1


@pytest.mark.django_db
def test_nothing_comes_in_quiet_hours(cast: Cast, server: MailServer, through: None) -> None:
    quiet, loud = NOON.time(), (NOON + timedelta(hours=3)).time()
    Habits.objects.create(person=cast.ana, quiet_from=quiet, quiet_until=loud, zone="UTC")
    lose_a_channel(cast, NOON + timedelta(minutes=30))
    turn(NOON + timedelta(hours=2, minutes=55))
    assert server.taken == []
    turn(NOON + timedelta(hours=3, minutes=1))
    assert len(server.to("ana@harbour.example")) == 1


@pytest.mark.django_db
def test_a_letter_that_the_server_refuses_comes_later_and_once(cast: Cast, server: MailServer, through: None) -> None:
    lose_a_channel(cast, NOON)
    server.mood = "later"
    turn(NOON + timedelta(minutes=11))
    server.mood = "kind"
    for minutes in (30, 60, 90):
        turn(NOON + timedelta(minutes=minutes))
    assert len(server.to("ana@harbour.example")) == 1


@pytest.mark.django_db
def test_a_letter_whose_answer_never_came_is_not_sent_twice(cast: Cast, server: MailServer, through: None) -> None:
    lose_a_channel(cast, NOON)
    server.mood = "hangs up"
    turn(NOON + timedelta(minutes=11))
    server.mood = "kind"
    turn(NOON + timedelta(hours=2))
    assert len(server.taken) == 1
    assert Letter.objects.get().state == Letter.State.UNKNOWN


@pytest.mark.django_db
def test_the_desks_trial_says_what_the_server_answers_and_waits_for_nobody(
    cast: Cast, server: MailServer, through: None, as_: Callable[[User], Client], settings: Any
) -> None:
    settings.ADDRESS, desk = "", as_(cast.ivo)
    assert desk.post("/desk/mail/try/").status_code == 200
    assert len(server.to("ivo@harbour.example")) == 1
    server.mood, began = "hangs", time.monotonic()
    assert "timed out" in desk.post("/desk/mail/try/").content.decode()
    assert time.monotonic() - began < 8
