"""Secrets in the database: bound to their rows, shown nowhere, sealed anew without a gap."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from convivial.demo.cast import Cast
from convivial.journal.models import Line
from convivial.lib import secrets
from convivial.networks import rotating
from convivial.networks.errors import Disconnected
from convivial.networks.models import Channel, Secret
from convivial.networks.opening import access

from .conftest import CANARY, new_channel


@pytest.fixture(autouse=True)
def keys(tmp_path: Path, settings: Settings) -> Path:
    settings.DATA = tmp_path
    return tmp_path / "keys"


def test_a_channel_opens_with_its_secret(channel: Channel) -> None:
    assert access(channel).secrets == {"access_token": CANARY}


def test_secrets_that_are_moved_to_another_row_do_not_open(cast: Cast, channel: Channel) -> None:
    other = new_channel(cast, "other")
    first, second = Secret.objects.get(channel=channel), Secret.objects.get(channel=other)
    Secret.objects.filter(channel=channel).update(sealed=second.sealed)
    Secret.objects.filter(channel=other).update(sealed=first.sealed)
    for each in (channel, other):
        with pytest.raises(Disconnected):
            access(each)


def test_a_lost_key_asks_to_connect_again_and_overwrites_nothing(channel: Channel, keys: Path) -> None:
    sealed = channel.secret.sealed
    (keys / "sealing").unlink()
    with pytest.raises(Disconnected) as lost:
        access(channel)
    assert lost.value.reason == "lost_key"
    channel.refresh_from_db()
    assert (channel.access, channel.access_reason) == ("withdrawn", "lost_key")
    assert Secret.objects.get(channel=channel).sealed == sealed
    assert Line.objects.filter(act="channel.withdraw", thing_code=channel.code).count() == 1


def test_nothing_that_prints_a_row_shows_a_secret(channel: Channel) -> None:
    opened = access(channel)
    shown = [repr(channel.secret), str(channel.secret), repr(channel), str(channel), repr(opened), str(opened)]
    shown.append(repr(Secret.objects.all()))
    assert all(CANARY not in text and channel.secret.sealed not in text for text in shown)


def test_rotation_seals_everything_anew(cast: Cast, channel: Channel) -> None:
    other = new_channel(cast, "other")
    before = {row.pk: row.sealed for row in Secret.objects.all()}
    assert rotating.rotate() == 2
    assert access(channel).secrets == access(other).secrets == {"access_token": CANARY}
    assert all(row.sealed != before[row.pk] for row in Secret.objects.all())
    with pytest.raises(secrets.CannotOpen):
        secrets.unseal(before[channel.pk], f"channel:{channel.workspace_id}:{channel.pk}")


class Killed(BaseException):
    """As a process dies: nothing catches it."""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("step", range(8))
def test_rotation_that_is_killed_at_any_step_is_taken_up_again(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    channels = [new_channel(cast, f"number{number}") for number in range(3)]
    monkeypatch.setattr(rotating, "BATCH", 1)
    _die_at(monkeypatch, step)
    try:
        rotating.rotate()
    except Killed:
        assert all(access(channel).secrets == {"access_token": CANARY} for channel in channels)
    monkeypatch.undo()
    rotating.rotate()
    assert all(access(channel).secrets == {"access_token": CANARY} for channel in channels)
    assert not (Path(_data()) / "keys" / "sealing.next").exists()


def _data() -> Path:
    from django.conf import settings

    return Path(settings.DATA)


def _die_at(monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    """At the n-th of: making the key, each row before and after it is stored, the last look, the exchange."""
    steps = iter(range(100))

    def counted(name: str, module: Any) -> None:
        real = getattr(module, name)

        def dying(*arguments: Any, **more: Any) -> Any:
            if next(steps) == step:
                raise Killed
            return real(*arguments, **more)

        monkeypatch.setattr(module, name, dying)

    for name, module in (
        ("begin_new_key", secrets), ("_seal_row", rotating), ("_lock", rotating), ("finish_new_key", secrets),
        ("record", rotating),
    ):  # fmt: skip
        counted(name, module)


def test_the_command_says_what_it_did(channel: Channel) -> None:
    from io import StringIO

    from django.core.management import call_command

    said = StringIO()
    call_command("rotate_keys", stdout=said)
    assert said.getvalue().startswith("1 secrets are sealed")


@pytest.mark.django_db(transaction=True)
def test_a_process_that_dies_in_the_middle_leaves_both_keys(cast: Cast, tmp_path: Path) -> None:
    """The same with a real death: the key files of a process that was killed between two rows."""
    code = (
        "import os, django; django.setup();"
        "from convivial.lib import secrets; from django.conf import settings;"
        "a = secrets.seal({'x': 'y'}, 'b'); secrets.begin_new_key(); print(a, flush=True); os._exit(9)"
    )
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "convivial.settings", "CONVIVIAL_DATA": str(tmp_path)}
    died = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, timeout=60)
    assert died.returncode == 9, died.stderr
    assert secrets.unseal(died.stdout.strip(), "b") == {"x": "y"}
    assert len(secrets.roots()) == 2
