"""A strategy at Harbour Coffee, as Ana starts it from the local shop."""

from typing import Any

import pytest

from convivial.demo.cast import Cast
from convivial.lib.now import now
from convivial.strategy import starting, starting_sets
from convivial.strategy.forms import StartForm, proposals
from convivial.strategy.models import Version
from convivial.team.models import User, Workspace


def words(key: str = "shop", language: str = "en", **other: Any) -> dict[str, Any]:
    """What a browser posts when nothing, or only ``other``, is changed."""
    given = proposals(starting_sets.starting_set(key, language) if key else None, now().date())
    return {name: "" if value is None else value for name, value in (given | other).items()}


def started(workspace: Workspace, by: User, key: str = "shop", **other: Any) -> Version:
    form = StartForm(words(key, workspace.language, **other), today=now().date())
    assert form.is_valid(), form.errors
    return starting.start(workspace, by, form.answers())


@pytest.fixture
def version(cast: Cast) -> Version:
    return started(cast.harbour, cast.ana)
