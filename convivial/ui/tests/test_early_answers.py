"""What is answered early, or when something broke, is in the browser's language; an act's address says what it is."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from convivial.demo.cast import Cast
from convivial.team.models import User
from convivial.ui.acts_only import belongs_to

As = Callable[[User], Client]
GERMAN = {"headers": {"Accept-Language": "de-AT,de;q=0.9,en;q=0.5"}}


def test_act_that_is_opened_says_that_it_is_no_page_and_leads_on(cast: Cast, as_: As) -> None:
    answer = as_(cast.ana).get("/w/harbour/house/hold/", headers={"Accept": "text/html"})
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]
    assert "This is not a page" in answer.content.decode()
    assert 'href="/w/harbour/house/"' in answer.content.decode()


def test_script_that_opens_an_act_is_told_nothing(cast: Cast, as_: As) -> None:
    for headers in ({"HX-Request": "true"}, {"Accept": "application/json"}):
        answer = as_(cast.ana).get("/w/harbour/house/hold/", headers=headers)
        assert (answer.status_code, answer.content) == (405, b"")


def test_stranger_learns_nothing_of_an_act(cast: Cast, as_: As) -> None:
    assert as_(cast.zoe).get("/w/harbour/house/hold/").status_code == 404
    assert Client().get("/w/harbour/house/hold/").status_code == 302


@pytest.mark.parametrize(
    ("act", "page"),
    [
        ("/w/harbour/posts/abcdefghijkl/publish/", "/w/harbour/posts/abcdefghijkl/"),
        ("/w/harbour/publications/abcdefghijkl/cancel/", "/w/harbour/"),
        ("/w/harbour/notices/abcdefghijkl/read/", "/w/harbour/notices/"),
        ("/account/sign-out/", "/account/"),
        ("/nothing/", "/"),
    ],
)
def test_act_belongs_to_the_nearest_page_above(act: str, page: str) -> None:
    assert belongs_to(act) == page


@pytest.mark.parametrize(
    ("trouble", "status", "told"),
    [(OperationalError, 503, "Gleich wieder da"), (RuntimeError, 500, "Das liegt an uns")],
)
@pytest.mark.django_db
def test_what_breaks_before_anybody_is_known_is_said_in_the_language_of_the_browser(
    monkeypatch: pytest.MonkeyPatch, trouble: type[Exception], status: int, told: str
) -> None:
    def breaks(request: Any) -> str:
        raise trouble("away")

    monkeypatch.setattr("convivial.team.language.spoken", breaks)
    browser = Client(raise_request_exception=False)
    answer = browser.get("/account/sign-in/", **GERMAN)
    assert answer.status_code == status
    assert told in answer.content.decode()
    assert 'lang="de"' in answer.content.decode()
    assert 'lang="en"' in browser.get("/account/sign-in/", headers={"Accept-Language": "fi"}).content.decode()
