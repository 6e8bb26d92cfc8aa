"""The named world of every test: fiction, and the same everywhere (see ``convivial.demo.cast``)."""

from collections.abc import Callable

import pytest
from django.test import Client

from convivial.demo.cast import Cast, invite_the_cast
from convivial.team.models import User, Workspace


@pytest.fixture
def cast(db: None) -> Cast:
    """Harbour Coffee and the Lighthouse Museum with everybody in them; ``cast.ana``, ``cast.harbour`` …"""
    return invite_the_cast()


@pytest.fixture
def harbour(cast: Cast) -> Workspace:
    return cast.harbour


@pytest.fixture
def as_(client: Client) -> Callable[[User], Client]:
    """A browser in which somebody is signed in: ``as_(cast.ana).get(…)``."""

    def signed_in(person: User) -> Client:
        browser = Client()
        browser.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return browser

    return signed_in
