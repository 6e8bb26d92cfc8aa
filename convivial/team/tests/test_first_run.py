"""The first minutes: whoever has the console's word opens the house, and is its installer and nothing else."""

import stat

import pytest
from django.test import Client

from convivial.journal.models import Line
from convivial.team import first_run
from convivial.team.access import role_names
from convivial.team.models import Installer, Invitation, Membership, Opening, User, Workspace
from convivial.team.models.workspace import opened

pytestmark = pytest.mark.django_db

PASSWORD = "a kettle sings at six"


@pytest.fixture(autouse=True)
def data(settings, tmp_path):
    settings.DATA = tmp_path
    return tmp_path


@pytest.fixture
def browser():
    return Client(enforce_csrf_checks=False)


def person(**more):
    return {"name": "Ivo", "email": "Ivo@Harbour.example", "password": PASSWORD, "word": first_run.word()} | more


def opened_by_ivo(browser):
    assert browser.post("/welcome/", person()).headers["Location"] == "/welcome/who/"
    return User.objects.get()


def test_the_console_says_where_to_begin_and_keeps_the_word_for_itself(data):
    told = first_run.announce("http://127.0.0.1:8000")
    assert told.endswith(f"http://127.0.0.1:8000/welcome/?word={first_run.word()}")
    assert stat.S_IMODE((data / "first-run-word").stat().st_mode) == 0o600
    assert first_run.word() == first_run.word()
    assert len(first_run.word().replace("-", "")) == 20


def test_an_empty_word_file_opens_nothing(data):
    (data / "first-run-word").write_text("")
    assert not first_run.is_the_word("")
    assert not first_run.is_the_word("   ")
    assert first_run.is_the_word(first_run.word().upper().replace("-", " "))


def test_everybody_is_led_to_the_welcome_page(browser):
    assert browser.get("/").headers["Location"] == "/welcome/"
    assert browser.get("/account/sign-in/").headers["Location"] == "/welcome/"


def test_the_word_from_the_address_is_filled_in(browser):
    page = browser.get("/welcome/", {"word": first_run.word()})
    assert first_run.word().encode() in page.content
    assert User.objects.count() == 0


def test_a_wrong_word_opens_nothing_and_keeps_what_was_typed(browser):
    answer = browser.post("/welcome/", person(word="abcde-abcde-abcde-abcde"))
    assert answer.status_code == 422
    assert b"This is not the word" in answer.content
    assert b'value="Ivo"' in answer.content
    assert PASSWORD.encode() not in answer.content
    assert User.objects.count() == 0


@pytest.mark.parametrize("password", ["short", "password1234", "qwertyuiop12"[:11]])
def test_a_weak_password_is_refused(browser, password):
    assert browser.post("/welcome/", person(password=password)).status_code == 422
    assert User.objects.count() == 0


def test_the_first_becomes_installer_and_nothing_else(browser, settings):
    settings.PASSWORD_HASHERS = [each for each in settings.PASSWORD_HASHERS if "Argon2" in each]
    ivo = opened_by_ivo(browser)
    assert ivo.email == "ivo@harbour.example"
    assert Installer.objects.get().user == ivo
    assert Opening.objects.get().by == ivo
    assert not Membership.objects.exists()
    assert ivo.password.startswith("argon2")
    assert Line.objects.get(act="house.open").workspace_id == 0


def test_the_word_and_the_address_are_gone_afterwards(browser, data, django_capture_on_commit_callbacks):
    word = first_run.word()
    with django_capture_on_commit_callbacks(execute=True):
        opened_by_ivo(browser)
    assert not (data / "first-run-word").exists()
    assert first_run.announce("http://127.0.0.1:8000") == ""
    assert Client().get("/welcome/", {"word": word}).status_code == 404
    assert Client().post("/welcome/", person(word=word, email="zoe@harbour.example")).status_code == 404
    assert User.objects.count() == 1


def test_guessing_the_word_is_slowed(browser):
    for _ in range(20):
        browser.post("/welcome/", person(word="abcde-abcde-abcde-abcde"))
    assert browser.post("/welcome/", person()).status_code == 429
    assert User.objects.count() == 0


def test_i_run_it_makes_a_workspace_and_writes_the_exception_down(browser):
    furnished = []
    opened.connect(lambda **news: furnished.append((news["workspace"].name, news["by"].name)), weak=False)
    ivo = opened_by_ivo(browser)
    answer = browser.post(
        "/welcome/who/",
        {"who": "me", "organisation": "Harbour Coffee", "zone": "Europe/Lisbon", "language": "de"},
    )
    assert answer.headers["Location"] == "/w/harbour-coffee/"
    workspace = Workspace.objects.get()
    assert (workspace.zone, workspace.language) == ("Europe/Lisbon", "de")
    assert role_names(workspace.memberships.get(user=ivo)) == {"owner", "strategist", "creator"}
    assert set(Line.objects.filter(workspace_id=workspace.pk).values_list("act", flat=True)) >= {
        "workspace.open", "installer.join", "member.join",
    }  # fmt: skip
    assert Line.objects.filter(workspace_id=0, act="installer.join").exists()
    assert ("Harbour Coffee", "Ivo") in furnished


def test_somebody_else_gets_a_link_and_the_installer_stays_outside(browser):
    ivo = opened_by_ivo(browser)
    answer = browser.post(
        "/welcome/who/",
        {"who": "other", "name": "Ana", "email": "ana@harbour.example", "organisation": "Harbour Coffee",
         "zone": "Europe/Berlin", "language": "en"},
    )  # fmt: skip
    assert answer.status_code == 201
    assert answer.headers["Cache-Control"] == "no-store"
    invitation = Invitation.objects.get()
    link = answer.context["link"]
    assert link.encode() in answer.content
    assert invitation.token not in link
    assert not ivo.memberships.exists()
    ana = Client()
    assert ana.get(link).status_code == 200
    joined = ana.post(link, {"name": "Ana", "password": "the ferry leaves at seven"})
    assert joined.headers["Location"] == "/w/harbour-coffee/"
    assert role_names(Membership.objects.get()) == {"owner", "strategist", "creator"}


def test_the_question_is_asked_once(browser):
    opened_by_ivo(browser)
    answer = {"who": "me", "organisation": "Harbour Coffee", "zone": "Europe/Berlin", "language": "en"}
    browser.post("/welcome/who/", answer)
    assert browser.get("/welcome/who/").status_code == 404
    assert browser.post("/welcome/who/", answer).status_code == 404
    assert Workspace.objects.count() == 1


def test_who_was_interrupted_is_asked_again_and_not_sent_to_the_desk(browser):
    opened_by_ivo(browser)
    assert browser.get("/").headers["Location"] == "/welcome/who/"
    somebody = {"who": "other", "name": "Ana", "email": "ana@harbour.example"}
    browser.post(
        "/welcome/who/",
        {**somebody, "organisation": "Harbour Coffee", "zone": "Europe/Berlin", "language": "en"},
    )
    assert browser.get("/").headers["Location"] == "/desk/"


def test_the_question_is_for_the_installer_alone(cast, as_):
    assert Client().get("/welcome/who/").status_code == 302
    assert as_(cast.ana).get("/welcome/who/").status_code == 403
    assert as_(cast.zoe).get("/welcome/who/").status_code == 403


def test_plain_http_works_and_says_what_it_means(browser):
    assert b"not locked" in browser.get("/welcome/").content
    assert b"not locked" not in browser.get("/welcome/", secure=True).content


def test_it_takes_two_presses_from_the_first_page_to_the_workspace(browser):
    """The whole product promises a practice post in under ten; these are the first two."""
    page = browser.get("/welcome/", {"word": first_run.word()})
    assert page.content.count(b'<button class="button button--action') == 1
    opened_by_ivo(browser)
    assert browser.get("/welcome/who/").content.count(b'data-reveal-when="me"') == 1
