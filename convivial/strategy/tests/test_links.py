"""Links for readers without an account: what they open, how long, and that nothing else leaks."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.core.cache import cache
from django.test import Client

from convivial.journal.models import Line
from convivial.strategy import adopting, drafting, reading
from convivial.strategy.models import ReadingLink
from convivial.strategy.models.reading_link import PAUSE
from convivial.strategy.views import strangers

from .conftest import started

pytestmark = pytest.mark.django_db

PAGE = "/w/harbour/strategy/links/"
WORDS = {"name": "Our board", "days": "30", "which": "current", "with_course": ""}


def made(browser, **other) -> str:
    """The address of a link, as it is shown once."""
    answer = browser.post(PAGE, WORDS | other)
    assert answer.status_code == 201, answer.content
    found = re.search(r'value="([^"]*/read/[^"]+)"', answer.content.decode())
    assert found
    return unescape(found[1]).removeprefix("http://testserver")


def gone(address) -> bool:
    return Client().get(address).status_code == 404


def test_a_strategist_makes_a_link_and_anybody_reads_by_it(cast, as_, version):
    address = made(as_(cast.ana))
    answer = Client().get(address)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "Our strategy" in page
    assert "Harbour Coffee" in page
    assert "/w/harbour/" not in page
    assert "How it goes" not in page
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert "sessionid" not in answer.cookies
    looked = Client().head(address)
    assert (looked.status_code, looked.content) == (200, b"")


def test_how_it_goes_is_shown_only_where_it_was_said_and_leads_nowhere_inside(cast, as_, version):
    page = Client().get(made(as_(cast.ana), with_course="on")).content.decode()
    assert "How it goes" in page
    assert "/w/harbour/" not in page


def test_the_word_is_kept_as_its_digest_and_shown_once(cast, as_, version):
    browser = as_(cast.ana)
    word = made(browser).split("/")[2]
    assert len(word) >= 43
    link = ReadingLink.objects.get()
    assert word not in link.token
    assert word.encode() not in browser.get(PAGE).content


@pytest.mark.parametrize(("days", "status"), [("7", 201), ("90", 201), ("365", 422), ("", 422)])
def test_it_opens_for_as_long_as_can_be_chosen(cast, as_, version, days, status):
    assert as_(cast.ana).post(PAGE, WORDS | {"days": days}).status_code == status


def test_wrong_old_and_taken_back_look_alike(cast, as_, version):
    browser = as_(cast.ana)
    old, back = made(browser), made(browser, name="Another")
    first, second = ReadingLink.objects.order_by("id")
    ReadingLink.objects.filter(pk=first.pk).update(expires_at=first.made_at - timedelta(seconds=1))
    assert browser.post(f"{PAGE}{second.code}/take-back/").status_code == 302
    pages = []
    for address in (old, back, f"/read/{'x' * 43}/", f"/read/{first.code}/"):
        answer = Client().get(address)
        assert answer.status_code == 404
        assert answer.headers["Cache-Control"] == "no-store, private"
        pages.append(re.sub(r'content="[^"]*"', "", answer.content.decode()))
    assert len(set(pages)) == 1


def test_one_version_stays_and_always_the_current_one_moves_on(cast, as_, version):
    browser = as_(cast.ana)
    fixed, moving = made(browser, which="1"), made(browser)
    drafting.prepare(cast.harbour, cast.ana)
    adopting.propose(reading.draft(cast.harbour), cast.ana, why="A new direction", note="Alone")
    assert "was in force from" in Client().get(fixed).content.decode()
    assert "Version 2, in force since" in Client().get(moving).content.decode()


def test_it_speaks_the_language_in_which_the_strategy_was_begun(cast, as_, version):
    version.language = "de"
    version.save(update_fields=["language"])
    assert "Unsere Strategie" in Client().get(made(as_(cast.ana))).content.decode()


def test_a_link_opens_no_other_workspace(cast, as_, version):
    started(cast.museum, cast.omar, "nonprofit", persona="Lamp lovers")
    assert b"Lamp lovers" not in Client().get(made(as_(cast.ana))).content


def test_looking_counts_nothing_and_the_page_says_once_that_it_was_read(cast, as_, version):
    address = made(as_(cast.ana))
    Client().get(address)
    assert ReadingLink.objects.get().opened_count == 0
    browser = Client(enforce_csrf_checks=True, headers={"Sec-Fetch-Site": "same-origin"})
    for _ in range(3):
        assert browser.post(f"{address}opened/").status_code == 204
    link = ReadingLink.objects.get()
    assert link.opened_count == 1
    ReadingLink.objects.update(opened_at=link.opened_at - PAUSE - timedelta(seconds=1))
    browser.post(f"{address}opened/")
    assert ReadingLink.objects.get().opened_count == 2
    assert Client().get(f"{address}opened/").status_code == 405
    assert Client().post("/read/nonsense/opened/").status_code == 204


def test_who_tries_many_words_is_slowed_down(cast, as_, version, monkeypatch):
    cache.clear()
    monkeypatch.setattr(strangers, "MOST_A_MINUTE", 3)
    monkeypatch.setattr(strangers.time, "time", lambda: 0.0)
    statuses = [Client().get(f"/read/{n}/").status_code for n in range(5)]
    assert statuses == [404, 404, 404, 429, 429]


def test_only_strategists_make_and_take_back(cast, as_, version):
    made(as_(cast.ana))
    code = ReadingLink.objects.get().code
    for person, status in ((cast.ben, 403), (cast.greta, 403), (cast.ivo, 404), (cast.omar, 404)):
        browser = as_(person)
        assert browser.get(PAGE).status_code == status
        assert browser.post(PAGE, WORDS).status_code == status
        assert browser.post(f"{PAGE}{code}/take-back/").status_code == status
    assert ReadingLink.objects.count() == 1
    assert as_(cast.ana).get(f"{PAGE}{code}/take-back/").status_code == 405


def test_taking_back_twice_does_no_harm_and_the_journal_says_both(cast, as_, version):
    browser = as_(cast.ana)
    address = made(browser)
    code = ReadingLink.objects.get().code
    assert browser.post(f"{PAGE}{code}/take-back/").status_code == 302
    assert browser.post(f"{PAGE}{code}/take-back/").status_code == 404
    assert gone(address)
    acts = list(Line.objects.filter(workspace_id=cast.harbour.pk, thing="reading_link").values_list("act", flat=True))
    assert sorted(acts) == ["strategy.hand_out", "strategy.take_back_link"]


def test_the_list_says_who_when_and_whether_it_was_opened(cast, as_, version, django_assert_max_num_queries):
    browser = as_(cast.ana)
    for number in range(5):
        made(browser, name=f"Reader {number}")
    with django_assert_max_num_queries(12):
        page = browser.get(PAGE).content.decode()
    assert "Reader 4" in page
    assert "not opened yet" in page
    assert "always the version in force" in page


def test_a_link_that_only_this_machine_opens_says_so(cast, as_, version):
    browser = as_(cast.ana)
    answer = browser.post(PAGE, WORDS, headers={"host": "127.0.0.1:8000"})
    assert "Only this computer can open this link." in answer.content.decode()
    answer = browser.post(PAGE, WORDS | {"name": "Our bank"}, headers={"host": "house.example"}, secure=True)
    assert "can open this link" not in answer.content.decode()


def test_a_link_speaks_the_language_that_was_chosen_for_its_reader(cast, as_, version):
    browser = as_(cast.ana)
    assert '<article class="document" lang="en">' in Client().get(made(browser)).content.decode()
    assert '<article class="document" lang="de">' in Client().get(made(browser, language="de")).content.decode()
    assert browser.post(PAGE, WORDS | {"language": "xx"}).status_code == 422
