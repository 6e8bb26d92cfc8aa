"""The journal of the fictional world: whatever happened there, a page of it costs the same few questions."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from convivial.demo.world import build
from convivial.journal.models import Line
from convivial.journal.words import things_called
from convivial.team.models import User


def test_a_page_of_many_kinds_of_things_keeps_to_twelve_queries(
    db: None, as_: Callable[[User], Client], django_assert_max_num_queries: Any
) -> None:
    cast = build(posts=3)
    browser, address = as_(cast.ana), f"/w/{cast.harbour.slug}/journal/"
    kinds = {line.thing for line in Line.objects.filter(workspace_id=cast.harbour.pk).order_by("-seq")[:50]}
    assert len(kinds) > 8
    browser.get(address)
    with django_assert_max_num_queries(12):
        page = browser.get(address).content.decode()
    assert "something that is gone" not in page


def test_things_are_called_the_same_alone_and_together(db: None) -> None:
    cast = build(posts=3)
    decision = cast.harbour.decisions.first()
    assert decision is not None
    told = things_called("decision", [decision.code])
    assert told == {decision.code: (f"“{decision.question}”", f"/w/{cast.harbour.slug}/strategy/decisions/")}
    assert things_called("member", [cast.ben.code, "nobody"]) == {cast.ben.code: ("Ben", None)}
