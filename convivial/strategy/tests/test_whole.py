"""A version is read as a whole: the same parts as noun by noun, in two questions; and pages keep to their budget."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from convivial.demo.cast import Cast
from convivial.demo.strategies import plan
from convivial.strategy import drafting, reading, told, whole
from convivial.strategy.chapters import CHAPTERS
from convivial.strategy.comparing import compare
from convivial.strategy.models import NOUNS, Kpi, Part, Pillar, Stage, Tactic, Version
from convivial.strategy.models.fields import Member
from convivial.team.models import User

As = Callable[[User], Client]

BUDGET = 12
PAGES = (
    ("strategy", ()), *(("chapter", (chapter.slug,)) for chapter in CHAPTERS), ("complete", ()), ("print", ()),
    ("board", ()), ("version", (1,)), ("changes", (2,)), ("versions", ()), ("small", ()), ("findings", ()),
    ("decisions", ()), ("figures", ()),
)  # fmt: skip
OF_DRAFT = (("draft", ()), ("draft_changes", ()), *(("draft_chapter", (chapter.slug,)) for chapter in CHAPTERS))


@pytest.fixture
def planned(cast: Cast) -> Version:
    """Two versions, owners, small changes, reports, decisions: the strategy of the fictional world."""
    plan(cast)
    current = reading.current(cast.harbour)
    assert current is not None
    return current


def test_every_noun_is_read_as_its_own_rows_say(cast: Cast, planned: Version) -> None:
    draft = drafting.prepare(cast.harbour, cast.ana)
    for noun, model in NOUNS.items():
        model.objects.create(version=draft, position=90, **_filled(model, cast))
        for version in (draft, planned):
            plain: list[Any] = list(model.objects.filter(version=version))
            found: list[Any] = whole.read(version).of(model)
            columns = [field.attname for field in model._meta.concrete_fields]
            assert [[repr(getattr(part, name)) for name in columns] for part in found] == [
                [repr(getattr(part, name)) for name in columns] for part in plain
            ], noun


def _filled(model: type[Part], cast: Cast) -> dict[str, Any]:
    """Whatever is hard to carry: the largest numbers, marks of all kinds, lists, days, people."""
    return {field.name: _hard(field, cast) for field in model.fields()}


def _hard(field: Any, cast: Cast) -> Any:
    if isinstance(field, Member):
        return cast.ben
    if isinstance(field, models.DecimalField):
        return Decimal("9" * (field.max_digits - field.decimal_places) + "." + "0" * (field.decimal_places - 1) + "1")
    if isinstance(field, models.JSONField):
        return ["quote'd", 'a "line"', "Grüße 🐙\n"]
    if isinstance(field, models.BooleanField):
        return True
    if isinstance(field, models.DateField):
        return date(2026, 2, 28)
    if isinstance(field, models.BigIntegerField):
        return 2**53
    if isinstance(field, models.IntegerField):
        return 7
    return "'\"\\ ü\n"[: field.max_length]


def test_a_part_that_was_read_in_the_whole_is_kept_like_any_other(cast: Cast, planned: Version) -> None:
    draft = drafting.prepare(cast.harbour, cast.ana)
    pillar = whole.read(draft, ("pillar",)).of(Pillar)[0]
    drafting.change(pillar, cast.ana, {"share": Decimal("12.5")})
    assert Pillar.objects.get(pk=pillar.pk).share == Decimal("12.5")


def test_a_whole_costs_two_queries_with_the_people_in_it(planned: Version, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        found = whole.read(planned)
        names = [getattr(part, field.name) for model in NOUNS.values() for part in found.of(model)
                 for field in model._meta.concrete_fields if isinstance(field, Member)]  # fmt: skip
        assert any(names)
        assert found.names[found.of(Pillar)[0].code] == found.of(Pillar)[0].name
    with django_assert_num_queries(1):
        assert whole.read(planned, ("kpi",), with_people=False).of(Kpi)


def test_what_was_not_read_along_is_asked_for(planned: Version, django_assert_num_queries: Any) -> None:
    found, tactics = whole.read(planned, ("kpi",)), list(Tactic.objects.filter(version=planned))
    with django_assert_num_queries(2):
        assert found.of(Tactic) == tactics
        assert found.of(Stage)


def test_two_versions_are_compared_in_two_queries(planned: Version, django_assert_max_num_queries: Any) -> None:
    older = planned.workspace.strategy_versions.get(number=1)
    with django_assert_max_num_queries(2):
        assert compare(older, planned)


def test_pages_of_the_strategy_keep_to_twelve_queries(
    cast: Cast, planned: Version, as_: As, django_assert_max_num_queries: Any
) -> None:
    _keep_to_budget(as_(cast.ana), cast, PAGES, django_assert_max_num_queries)


def test_pages_of_a_draft_keep_to_twelve_queries(
    cast: Cast, planned: Version, as_: As, django_assert_max_num_queries: Any
) -> None:
    draft = drafting.prepare(cast.harbour, cast.ana)
    for noun in ("kpi", "pillar", "tactic", "stage", "networkchoice"):
        drafting.leave_out(NOUNS[noun].objects.filter(version=draft)[0], cast.ana)
    _keep_to_budget(as_(cast.ana), cast, OF_DRAFT, django_assert_max_num_queries)


def _keep_to_budget(browser: Client, cast: Cast, pages: Iterable[tuple[str, Any]], at_most: Any) -> None:
    """The first look also asks what is then known for good, such as the address of the house."""
    for name, more in pages:
        address = reverse(f"strategy:{name}", args=[cast.harbour.slug, *more])
        browser.get(address)
        with at_most(BUDGET, info=address):
            assert browser.get(address).status_code == 200


def test_reading_takes_as_many_queries_for_a_large_strategy(planned: Version) -> None:
    before = _queries(planned)
    Stage.objects.bulk_create(Stage(version=planned, name=f"Stage {n}", position=20 + n) for n in range(60))
    assert _queries(planned) == before


def _queries(version: Version) -> int:
    with CaptureQueriesContext(connection) as asked:
        whole.read(version)
    return len(asked)


@pytest.mark.parametrize(("days", "said"), [(1, "today"), (28, "in the last 28 days")])
def test_a_strategy_of_today_has_no_last_one_days(days, said):
    assert told.in_words({"days": days})["in_days"] == said
