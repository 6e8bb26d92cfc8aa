"""The named world of every test: fiction, and the same everywhere (see ``convivial.demo.cast``)."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client, TransactionTestCase
from hypothesis import settings as hypotheses

from convivial.demo.cast import Cast, invite_the_cast
from convivial.journal import append_only
from convivial.team import asking_again, hosts
from convivial.team.models import User, Workspace
from convivial.ui.paper import making
from tests.locked_last import locked_last  # noqa: F401
from tests.nothing_leaves import nothing_leaves, nothing_left  # noqa: F401

hypotheses.register_profile("untimed", deadline=None)  # speed is measured in bench/
hypotheses.load_profile("untimed")


@pytest.fixture(autouse=True, scope="session")
def emptied_journal() -> Iterator[None]:
    """Lifts the journal's triggers for as long as a transactional test empties the database behind itself."""
    empty = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def lift_and_empty(case: TransactionTestCase) -> None:
        append_only.lift_triggers(connection)
        try:
            empty(case)
        finally:
            append_only.set_triggers(connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lift_and_empty)
        yield


@pytest.fixture(autouse=True)
def fresh_house(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No address is recorded, nor asked for again however slow the machine is; no visitor of another test has tried
    too often, and passwords cost nothing."""
    hosts.forget()
    monkeypatch.setattr(hosts, "REST", 3600.0)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": str(tmp_path)}
    }


@pytest.fixture
def cast(db: None) -> Cast:
    """Harbour Coffee and the Lighthouse Museum with everybody in them; ``cast.ana``, ``cast.harbour`` …"""
    return invite_the_cast()


@pytest.fixture
def harbour(cast: Cast) -> Workspace:
    return cast.harbour


@pytest.fixture
def as_(client: Client) -> Callable[[User], Client]:
    """A browser in which somebody has just signed in: ``as_(cast.ana).get(…)``."""

    def signed_in(person: User) -> Client:
        browser = Client()
        browser.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        session = browser.session
        asking_again.note(SimpleNamespace(session=session), person)
        session.save()
        return browser

    return signed_in


@pytest.fixture
def no_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where every address is asked many times, a file that takes a second each time is no news."""
    monkeypatch.setattr(making, "_made", lambda what, document: b"paper")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database-only", action="store_true", help="only the tests that ask for a database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--database-only"):
        asking = [item for item in items if _asks_for_database(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in asking])
        items[:] = asking


def _asks_for_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return (
        bool(fixtures & {"db", "transactional_db", "live_server"}) or item.get_closest_marker("django_db") is not None
    )
