"""The machine dies in the middle, and nothing is lost and nothing doubled. Each failure prints its seed."""

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.ready import lay

HERE = Path(__file__).resolve().parent.parent.parent
DATABASES = ["sqlite", "postgresql"]

pytestmark = pytest.mark.storm


def play(
    folder: Path, scene: str, database: str, patience: float = 0.02, engine: str = "embedded", **how: Any
) -> dict[str, Any]:
    """A scene in a process of its own; PostgreSQL's server is the one that the run of the storm was given."""
    url = ""
    if database == "postgresql":
        url = os.environ.get("STORM_POSTGRESQL", "")
        assert url, "STORM_POSTGRESQL names no server: ./test starts one"
    else:
        lay(folder)
    there = subprocess.Popen(
        [sys.executable, "-m", "tests.storm.scene", scene, json.dumps(how)],
        cwd=HERE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        env={
            **os.environ, "CONVIVIAL_DATA": str(folder), "DATABASE_URL": url, "CONVIVIAL_PATIENCE": str(patience),
            "CONVIVIAL_ENGINE": engine,
            "DJANGO_SETTINGS_MODULE": "convivial.settings",
        },
    )  # fmt: skip
    try:
        told, troubles = there.communicate(timeout=220)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(there.pid, signal.SIGKILL)  # nobody of a scene outlives it
    assert there.returncode == 0, troubles[-4000:]
    if troubles:
        print(troubles[-20_000:])
    return dict(json.loads(told.splitlines()[-1]))


@pytest.mark.parametrize("database", DATABASES)
def test_sixty_kills_lose_nothing_and_double_nothing(tmp_path: Path, database: str) -> None:
    told = play(tmp_path, "kills", database, seed=11)
    assert told["settled"], told
    assert (told["lost"], told["doubled"]) == (0, 0), told
    assert told["states"].get("published", 0) >= 1990, told  # who was struck again and again asks a person
    assert sum(told["states"].get(state, 0) for state in ("published", "on_hold", "unknown")) == 2000, told


@pytest.mark.parametrize("database", DATABASES)
def test_a_death_at_any_step_of_one_publication_sends_it_once(tmp_path: Path, database: str) -> None:
    told = play(tmp_path, "steps", database, patience=0.01)
    assert told["settled"], told
    assert (told["sent"], told["lost"], told["doubled"]) == (told["steps"], 0, 0), told
    assert told["survived"], told
    assert told["steps"] > 15


@pytest.mark.parametrize("database", DATABASES)
def test_a_worker_that_was_stopped_beyond_its_lease_neither_sends_nor_writes(tmp_path: Path, database: str) -> None:
    told = play(tmp_path, "stopped", database)
    assert told["settled"], told
    assert told["under_way"], told
    assert (told["lost"], told["doubled"]) == (0, 0), told


def test_what_cannot_be_recorded_is_not_sent_and_goes_on_when_there_is_room(tmp_path: Path) -> None:
    told = play(tmp_path, "full_disk", "sqlite")
    assert told["settled"], told
    assert (told["lost"], told["doubled"]) == (0, 0), told
    assert told["sent_without_room"] < 300, told
    assert told["states"] == {"published": 300}, told


@pytest.mark.parametrize(
    ("database", "engine"),
    [("sqlite", "embedded"), ("postgresql", "embedded"), ("postgresql", "procrastinate")],
)
def test_every_engine_keeps_the_contract(tmp_path: Path, database: str, engine: str) -> None:
    told = play(tmp_path, "contract", database, engine=engine)
    assert told["twice"] == told["rolled_back"] == 1, told
    assert told["settled"], told
    assert told["held"], told
    assert told["sent_while_held"] == 0, told
    assert told["doubled"] == 0, told
    assert told["sent"] == 41, told


def test_workers_that_are_woken_lose_nothing_under_kills(tmp_path: Path) -> None:
    told = play(tmp_path, "kills", "postgresql", engine="procrastinate", seed=5, publications=600, many=15)
    assert told["settled"], told
    assert (told["lost"], told["doubled"]) == (0, 0), told
