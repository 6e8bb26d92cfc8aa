"""Walks every address with every role, a stranger, the other workspace and nobody; and with every foreign code.

No cell is left out: an address that declares no act fails here, and so does an open one that is not on the list.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from convivial.demo.cast import Cast
from convivial.demo.volume import Volume, fill
from convivial.lib.codes import CodeField
from convivial.networks.models import Channel
from convivial.team.acts import ACTS, INSTALLER, PERSON, ROLES, roles_that
from convivial.team.models import MemberRole, Membership, User

pytestmark = [pytest.mark.walk, pytest.mark.usefixtures("no_paper")]

MISSING = "missingcode2"

# Parts of addresses that name no thing of a workspace; every other part is a code.
SPELLED = {
    "uidb36": "1", "key": "x-y", "name": "nothing.css", "token": "x" * 43, "thing": "post", "size": "full",
    "network": "mastodon",
}  # fmt: skip

# Who asks nobody, and why that is right.
OPEN = {
    "ui:asset": "built files, the same for everybody",
    "ui:web_manifest": "what a phone asks for before anybody signs in",
    "healthz": "names and states only",
    "home": "leads everybody to where they belong",
    "welcome": "asks for the console's word",
    "invitation": "asks for the link's token",
    "read_strategy": "asks for the link's token",
    "tell_numbers": "asks for the link's signed word",
    "strategy_opened": "asks for the link's token",
    "account_login": "is the door",
    "account_logout": "ends what is there",
    "account_inactive": "says why one does not come in",
    "account_reset_password": "answers the same for known and unknown",
    "account_reset_password_done": "says that a mail is on its way",
    "account_reset_password_from_key": "asks for the link's token",
    "account_reset_password_from_key_done": "says that it worked",
    "arrived": "comes back from a network, with a word that one browser alone was given",
    "mfa_authenticate": "asks for the second step of a sign-in under way",
    "mfa_login_webauthn": "asks for a passkey",
}


# Where one shows again who one is when the last time was more than ten minutes ago.
ASKS_AGAIN = {
    "networks:connect", "networks:reconnect", "networks:confirm", "results:export", "team:invite", "team:renew",
    "team:change", "team:remove", "desk:workspaces", "desk:invite_owner", "desk:hand_over", "account_export",
    "mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes", "mfa_list_webauthn", "mfa_add_webauthn", "mfa_remove_webauthn", "today:resume",
}  # fmt: skip


@dataclass(frozen=True)
class Address:
    name: str
    view: Any
    words: tuple[tuple[str, str], ...]  # the parts of the address and how each is spelled

    @property
    def act(self) -> str | None:
        return getattr(self.view, "act", "undeclared")

    @property
    def in_workspace(self) -> bool:
        return "workspace" in dict(self.words)

    def at(self, workspace: str, code: str = MISSING) -> str:
        given = {word: _spelled(word, kind, workspace, code) for word, kind in self.words}
        return reverse(self.name, kwargs=given)


def _spelled(word: str, kind: str, workspace: str, code: str) -> Any:
    if word == "workspace":
        return workspace
    if kind == "IntConverter":
        return 2026 if word == "year" else 1
    return SPELLED.get(word, code)


def _addresses(patterns: Any = None, space: str = "", words: tuple[tuple[str, str], ...] = ()) -> Iterator[Address]:
    for entry in patterns if patterns is not None else get_resolver().url_patterns:
        route = entry.pattern
        own = tuple((word, type(kind).__name__) for word, kind in getattr(route, "converters", {}).items())
        if not own and hasattr(route, "regex"):
            own = tuple((word, "regex") for word in route.regex.groupindex)
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _addresses(entry.url_patterns, inner, words + own)
        elif isinstance(entry, URLPattern):
            yield Address(f"{space}{entry.name}", entry.callback, words + own)


ADDRESSES = list(_addresses())
CLOSED = [each for each in ADDRESSES if each.act and each.act != "undeclared"]
INSIDE = [each for each in CLOSED if each.in_workspace]


def test_every_address_declares_its_act() -> None:
    undeclared = [each.name for each in ADDRESSES if each.act == "undeclared" and each.name not in OPEN]
    assert undeclared == []
    assert [each.name for each in CLOSED if each.act not in ACTS] == []


def test_every_open_address_is_on_the_list_with_its_reason() -> None:
    is_open = {each.name for each in ADDRESSES if each.act in (None, "undeclared")}
    assert is_open - set(OPEN) == set()
    assert set(OPEN) - is_open == set()


def test_what_matters_most_asks_again_who_one_is() -> None:
    assert {each.name for each in ADDRESSES if getattr(each.view, "asks_again", False)} == ASKS_AGAIN


@pytest.fixture
def one_each(cast: Cast) -> dict[str, User]:
    """A member of Harbour Coffee for each role, who has that role alone."""
    people = {}
    for role in ROLES:
        person = User.objects.create_user(f"{role}@walls.example", None, name=role)
        membership = Membership.objects.create(workspace=cast.harbour, user=person)
        MemberRole.objects.create(membership=membership, name=role)
        people[role] = person
    return people


@pytest.fixture
def all_roles(cast: Cast, as_: Callable[[User], Client]) -> Client:
    """Ana, with every role there is at Harbour Coffee."""
    membership = cast.harbour.memberships.get(user=cast.ana)
    for role in ROLES:
        MemberRole.objects.get_or_create(membership=membership, name=role)
    return as_(cast.ana)


def answered(browser: Client, verb: str, address: str) -> int:
    """The status of an answer whose effects are taken back."""
    with transaction.atomic():
        status = getattr(browser, verb)(address).status_code
        transaction.set_rollback(True)
    browser.cookies.pop("messages", None)
    return status


@pytest.mark.django_db
def test_a_workspace_is_a_wall_and_a_role_is_one_too(
    cast: Cast, one_each: dict[str, User], all_roles: Client, as_: Callable[[User], Client]
) -> None:
    members = {role: as_(person) for role, person in one_each.items()}
    outside = {person.name: as_(person) for person in (cast.zoe, cast.omar, cast.ivo)}
    wrong = []
    for address in INSIDE:
        for verb in _verbs(address, all_roles):
            there = address.at("harbour")
            cells = {role: answered(browser, verb, there) for role, browser in members.items()}
            for role, status in cells.items():
                may = role in roles_that(str(address.act))
                if status >= 500 or status == 405 or (status == 403) == may:
                    wrong.append((address.name, verb, role, status))
            strangers = {name: answered(browser, verb, there) for name, browser in outside.items()}
            wrong += [(address.name, verb, name, status) for name, status in strangers.items() if status != 404]
            if (status := answered(Client(), verb, there)) != 302:
                wrong.append((address.name, verb, "nobody", status))
    assert wrong == []


@pytest.mark.django_db
def test_a_missing_workspace_looks_like_a_foreign_one(all_roles: Client) -> None:
    wrong = []
    for address in INSIDE:
        for verb in _verbs(address, all_roles):
            foreign, missing = (getattr(all_roles, verb)(address.at(slug)) for slug in ("museum", "nowhere"))
            same = _bare(foreign.content, "museum") == _bare(missing.content, "nowhere")
            if not same or (foreign.status_code, missing.status_code) != (404, 404):
                wrong.append((address.name, verb, foreign.status_code, missing.status_code))
    assert wrong == []


@pytest.mark.django_db
def test_the_desk_and_the_account_are_walls_too(cast: Cast, as_: Callable[[User], Client]) -> None:
    people, wrong = (cast.ana, cast.greta, cast.zoe, cast.ivo), []
    browsers = {person.name: as_(person) for person in people}
    for address in (each for each in CLOSED if not each.in_workspace):
        allowed = roles_that(str(address.act))
        assert allowed <= {INSTALLER, PERSON}
        for verb in _verbs(address, browsers[cast.ivo.name]):
            for name, browser in browsers.items():
                status = answered(browser, verb, address.at("harbour"))
                may = PERSON in allowed or name == cast.ivo.name
                if status >= 500 or (status == 403) == may:
                    wrong.append((address.name, verb, name, status))
            if (status := answered(Client(), verb, address.at("harbour"))) != 302:
                wrong.append((address.name, verb, "nobody", status))
    assert wrong == []


def _verbs(address: Address, all_roles: Client) -> list[str]:
    """Those that the address takes, as somebody learns who may everything."""
    return [verb for verb in ("get", "post") if answered(all_roles, verb, address.at("harbour")) != 405]


@pytest.fixture
def museum_codes(cast: Cast) -> dict[str, str]:
    """The code of something of each kind that belongs to the other workspace, or to a stranger."""
    channel = Channel.objects.create(
        workspace=cast.museum, network="practice", remote_id="museum", handle="museum", name="Museum"
    )
    fill(cast.museum, cast.omar, [channel], Volume(posts=2, channels_a_post=1))
    codes = {}
    for model in apps.get_models():
        if model._meta.label not in ("team.Workspace",) and any(isinstance(f, CodeField) for f in model._meta.fields):
            owned = {"user", "workspace"} & {field.name for field in model._meta.fields}
            rows = model._default_manager.all()
            if model is User:
                rows = rows.filter(pk=cast.omar.pk)
            elif "workspace" in owned:
                rows = rows.filter(workspace=cast.museum)
            if code := rows.values_list("code", flat=True).first():
                codes[model._meta.label] = code
    return codes


WITH_CODE = [each for each in INSIDE if MISSING in each.at("harbour")]


@pytest.mark.django_db
def test_a_foreign_code_is_as_good_as_a_missing_one(museum_codes: dict[str, str], all_roles: Client) -> None:
    assert {"team.User", "content.Post", "publishing.Publication", "networks.Channel"} <= set(museum_codes)
    wrong, tried = [], 0
    for address in WITH_CODE:
        for verb in _verbs(address, all_roles):
            with CaptureQueriesContext(connection) as asked:
                missing = getattr(all_roles, verb)(address.at("harbour", MISSING))
            for kind in looked_for(asked, museum_codes):
                code, tried = museum_codes[kind], tried + 1
                foreign = getattr(all_roles, verb)(address.at("harbour", code))
                same = _bare(foreign.content, code) == _bare(missing.content, MISSING)
                if not same or foreign.status_code != missing.status_code:
                    wrong.append((address.name, verb, kind, foreign.status_code, missing.status_code))
    assert wrong == []
    assert tried >= len(WITH_CODE)


def looked_for(asked: CaptureQueriesContext, kinds: Iterable[str]) -> list[str]:
    """The kinds of things in whose tables the code was looked for; all of them where it was in none."""
    said = [each["sql"] for each in asked.captured_queries if MISSING in each["sql"]]
    tables = {kind: f'"{apps.get_model(kind)._meta.db_table}"' for kind in kinds}
    return [kind for kind, table in tables.items() if any(table in sql for sql in said)] or list(kinds)


def _bare(content: bytes, own: str) -> str:
    """Without what differs by nature: the tokens against forgery, and the code that was asked for."""
    words = re.sub(r'(name="csrfmiddlewaretoken" value|name="csrf" content)="[^"]*"', "", content.decode())
    return words.replace(own, "…")


def test_the_walk_covers_the_product() -> None:
    assert len(INSIDE) > 20
    assert len(WITH_CODE) > 5
    for each in ADDRESSES:
        try:
            each.at("harbour")
        except NoReverseMatch as error:
            pytest.fail(f"The walk cannot spell {each.name}: {error}")
