"""The house comes up by itself, comes up again, and leaves nothing behind, whatever ends which of its processes."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent.parent.parent
PATIENT = 40.0  # seconds until something has happened, on a busy machine

pytestmark = pytest.mark.storm


class House:
    def __init__(self, data: Path) -> None:
        self.data = data
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.supervisor = self.start()

    def start(self, *words: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-m", "convivial", "run", *words], cwd=HERE, text=True,
            env={
                **os.environ, "CONVIVIAL_DATA": str(self.data), "DATABASE_URL": "", "CONVIVIAL_PATIENCE": "1",
                "CONVIVIAL_BIND": f"127.0.0.1:{self.port}",
            },
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip

    def healthz(self) -> dict[str, object]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5) as answer:
                return dict(json.load(answer))
        except urllib.error.HTTPError as error:
            return dict(json.load(error))
        except OSError:
            return {}

    def is_well(self) -> bool:
        checks = self.healthz().get("checks")
        return isinstance(checks, dict) and checks["worker"]["state"] == checks["database"]["state"] == "good"

    def processes(self) -> list[int]:
        """Every process of the house below its supervisor."""
        found, look = [], [self.supervisor.pid]
        while look:
            for child in children_of(look.pop()):
                found.append(child)
                look.append(child)
        return found

    def end(self) -> None:
        for pid in self.processes():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.supervisor.kill()
        self.supervisor.wait()


def children_of(pid: int) -> list[int]:
    with suppress(OSError):
        return [
            int(child)
            for thread in Path(f"/proc/{pid}/task").iterdir()
            for child in (thread / "children").read_text().split()
        ]
    return []


def is_alive(pid: int) -> bool:
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def wait_until(happens: object, seconds: float = PATIENT) -> None:
    end = time.monotonic() + seconds
    while not happens():  # type: ignore[operator]
        assert time.monotonic() < end, "It did not happen."
        time.sleep(0.1)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    opened = House(tmp_path / "data")
    wait_until(opened.is_well)
    yield opened
    opened.end()


def test_a_second_one_says_who_runs_and_stops(house: House) -> None:
    second = house.start()
    said, _ = second.communicate(timeout=PATIENT)
    assert second.returncode == 1
    assert f"process {house.supervisor.pid}" in said
    assert str(house.port) in said
    assert house.is_well()


def test_it_ends_cleanly_when_it_is_asked_to(house: House) -> None:
    processes = house.processes()
    assert len(processes) >= 3
    house.supervisor.terminate()
    assert house.supervisor.wait(30) == 0
    assert not any(is_alive(pid) for pid in processes)


def test_nothing_is_left_when_the_supervisor_is_killed_and_the_next_start_is_clean(house: House) -> None:
    processes = house.processes()
    house.supervisor.kill()
    house.supervisor.wait()
    wait_until(lambda: not any(is_alive(pid) for pid in processes), 10)
    house.supervisor = house.start()
    wait_until(house.is_well)


def test_whoever_falls_is_started_again(house: House) -> None:
    for victim in house.processes():
        with suppress(ProcessLookupError):
            os.kill(victim, signal.SIGKILL)
    wait_until(lambda: len(house.processes()) >= 3 and house.is_well())


def test_the_address_is_the_last_thing_it_says(tmp_path: Path) -> None:
    house = House(tmp_path / "data")
    try:
        wait_until(house.is_well)
        house.supervisor.terminate()
        said, _ = house.supervisor.communicate(timeout=30)
        assert said.strip().splitlines()[-1].endswith(f"http://127.0.0.1:{house.port}/"), said
    finally:
        house.end()
