"""The live address tells an open page what changed, cheaply."""

import pytest

from convivial.journal.models import Line
from convivial.journal.recording import record

pytestmark = pytest.mark.django_db

LIVE = "/w/harbour/live/"


def test_a_page_learns_where_the_journal_stands_and_then_what_changed(cast, as_):
    browser = as_(cast.greta)
    assert browser.get(LIVE).json() == {"seq": 0, "things": []}
    record("post.write", workspace=cast.harbour.pk, thing="post", code="abc")
    assert browser.get(LIVE, {"since": 0}).json() == {"seq": 1, "things": ["post:abc"]}


def test_nothing_new_has_no_body(cast, as_):
    answer = as_(cast.greta).get(LIVE, {"since": 0})
    assert answer.status_code == 204
    assert answer.content == b""
    assert answer.headers["Cache-Control"] == "no-store"


def test_another_workspaces_journal_is_not_told(cast, as_):
    record("post.write", workspace=cast.museum.pk, thing="post", code="abc")
    browser = as_(cast.greta)
    assert browser.get(LIVE, {"since": 0}).status_code == 204
    assert browser.get("/w/museum/live/", {"since": 0}).status_code == 404


@pytest.mark.parametrize("since", ["-1", "x", "1e9", "٣", "9" * 40, ""])
def test_a_strange_number_counts_as_not_given(cast, as_, since):
    assert as_(cast.greta).get(LIVE, {"since": since}).json()["seq"] == 0


def test_asking_costs_one_query_beside_knowing_who_asks(cast, as_, django_assert_max_num_queries):
    browser = as_(cast.greta)
    browser.get(LIVE)
    record("post.write", workspace=cast.harbour.pk, thing="post", code="abc")
    with django_assert_max_num_queries(5):  # session, member, membership, its roles; and the lines
        browser.get(LIVE, {"since": 0})


def test_asking_writes_nothing(cast, as_):
    as_(cast.greta).get(LIVE, {"since": 0})
    assert not Line.objects.exists()
