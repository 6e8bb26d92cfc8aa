"""Every field of every model is tagged personal, secret or plain; the page for people is made from the tags."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from convivial.lib import records
from convivial.work import forgetting

RETENTION = Path(__file__).resolve().parent.parent / "docs" / "desk" / "retention.md"
PERIODS = {"at once": timedelta(0), "10 minutes": timedelta(minutes=10)}


def fields(model: type[models.Model]) -> set[str]:
    return {field.name for field in model._meta.concrete_fields if field.name != "id"}


def test_every_field_is_tagged_once() -> None:
    kept = records.everything()
    untagged, gone = [], []
    for model in apps.get_models():
        tags = kept.get(model._meta.label)
        if model._meta.app_label.startswith("procrastinate"):
            continue  # carries ids of rows, and only on many machines
        found = tags.tagged if tags else frozenset()
        untagged += [f"{model._meta.label}.{name}" for name in sorted(fields(model) - found)]
        gone += [f"{model._meta.label}.{name}" for name in sorted(found - fields(model))]
    assert untagged == [], "say in the app's records.py whether each is personal, secret or plain"
    assert gone == [], "tagged in records.py, but there is no such field"
    assert sorted(set(kept) - {model._meta.label for model in apps.get_models()}) == []


def test_a_field_has_one_tag() -> None:
    twice = [
        one.model
        for one in records.everything().values()
        if len(one.tagged) != len(one.personal) + len(one.secret) + len(one.plain)
    ]
    assert twice == []


def test_whatever_is_personal_is_told_to_people() -> None:
    silent = [one.model for one in records.everything().values() if one.personal and one.topic is None]
    assert silent == []
    for topic in records.topics():
        for sentence in (topic.what, topic.why, topic.who, topic.until):
            assert str(sentence).strip()


def test_a_field_that_points_at_a_person_is_personal() -> None:
    wrong = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if getattr(field.related_model, "_meta", None) and field.related_model._meta.label == "team.User"
        and field.name not in records.everything()[model._meta.label].personal
    ]  # fmt: skip
    assert wrong == []


@pytest.mark.parametrize("word", ["sealed", "token", "password", "secret", "session_key"])
def test_what_opens_something_is_secret(word: str) -> None:
    """Except the journal's asides, sealed for a person, and the fencing tokens of due rows, which open nothing."""
    kept = records.everything()
    harmless = {"journal.Aside"} if word == "sealed" else set()
    open_ones = [
        one.model for one in kept.values()
        if word in one.tagged - one.secret and one.model not in harmless and "lease_until" not in one.tagged
        and one.model != "publishing.Attempt"
    ]  # fmt: skip
    assert open_ones == []


def test_what_is_forgotten_is_in_the_desks_book_with_its_period() -> None:
    rows = re.findall(r"^\| `([a-z -]+)` \| .* \| (.+) \|$", RETENTION.read_text(), re.M)
    told = {name: PERIODS[after] if after in PERIODS else _days(after) for name, after in rows}
    assert told == {each.name: each.after for each in forgetting.everything()}


def _days(words: str) -> timedelta:
    return timedelta(days=int(words.removesuffix(" days")))
