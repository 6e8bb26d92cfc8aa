"""A house knows where it lives: a copy, an older memory and a jump of the clock are noticed."""

import os
import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import OperationalError

from convivial.lib.now import now
from convivial.work import home
from convivial.work.alarms import doubtful, silent
from convivial.work.clock import Clock
from convivial.work.models import Home, Worker
from convivial.work.patience import patience

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard():
    told: list[str] = []

    def hear(sender: object, reason: str, **kwargs: object) -> None:
        told.append(reason)

    doubtful.connect(hear, weak=False, dispatch_uid="test")
    yield told
    doubtful.disconnect(dispatch_uid="test")


@pytest.fixture
def data(tmp_path: Path, settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which the last beat was also the last that anybody wrote: the disk knows no travelled time."""
    settings.DATA = tmp_path / "data"
    settings.DATA.mkdir()
    monkeypatch.setattr(home, "_laid_at", lambda: home.last_sign() or now())
    return settings.DATA


def test_the_first_home_and_every_return_are_no_news(data: Path, heard: list[str]) -> None:
    for _ in range(3):
        assert home.come_home() is None
    assert Home.objects.count() == 1
    assert heard == []


def test_a_copied_folder_is_another_place(data: Path, heard: list[str], settings) -> None:
    home.come_home()
    copy = data.with_name("copy")
    shutil.copytree(data, copy)
    settings.DATA = copy
    told = home.come_home()
    assert told is not None
    assert heard == ["moved"]
    assert home.come_home() is None


def test_an_older_database_in_the_same_place_is_noticed(data: Path, heard: list[str]) -> None:
    home.come_home()
    older = Home.objects.get().beat
    for _ in range(3):
        home.beat(force=True)
    Home.objects.update(beat=older)
    home.come_home()
    assert heard == ["restored"]


def test_a_folder_without_its_file_is_another_place(data: Path, heard: list[str]) -> None:
    home.come_home()
    (data / "home").unlink()
    home.come_home()
    assert heard == ["moved"]


def test_a_torn_file_is_noticed_and_mended(data: Path, heard: list[str]) -> None:
    home.come_home()
    (data / "home").write_text('{"na')
    home.come_home()
    assert heard == ["moved"]
    assert home.come_home() is None


def test_a_beat_counts_on_at_most_twice_a_minute(data: Path) -> None:
    home.come_home()
    before = Home.objects.get().beat
    home.beat()
    assert Home.objects.get().beat == before


def test_the_doubt_begins_where_the_memory_ends(data: Path, settings) -> None:
    with time_machine.travel("2026-11-23T08:00:00+00:00", tick=False) as clock:
        home.come_home()
        remembered = now()
        clock.shift(86400)
        (data / "home").unlink()
        told = home.come_home()
    assert told is not None
    assert told.since == remembered


def test_a_whole_folder_put_back_over_itself_is_noticed_by_when_it_was_laid_there(
    tmp_path: Path, heard: list[str], settings
) -> None:
    settings.DATA = tmp_path / "data"
    settings.DATA.mkdir()
    home.come_home()
    file = settings.DATA / "home"
    hour_ago = now() - timedelta(hours=1)
    Home.objects.update(beat_at=hour_ago)
    file.write_text(file.read_text())
    os.utime(file, (hour_ago.timestamp(), hour_ago.timestamp()))
    told = home.come_home()
    assert told is not None
    assert (heard, told.since) == (["restored"], hour_ago)
    assert home.come_home() is None


def restore_an_older_database(data: Path) -> None:
    older = Home.objects.get().beat
    for _ in range(3):
        home.beat(force=True)
    Home.objects.update(beat=older)


def copy_the_folder(data: Path) -> None:
    (data / "home").unlink()


@pytest.mark.parametrize(("doing", "reason"), [(restore_an_older_database, "restored"), (copy_the_folder, "moved")])
def test_a_doubt_that_nobody_could_hear_is_told_at_the_next_start(data: Path, heard, doing, reason) -> None:
    home.come_home()
    doing(data)

    def fail(sender: object, **kwargs: object) -> None:
        raise OperationalError("database is locked")

    doubtful.connect(fail, dispatch_uid="fails")
    try:
        with pytest.raises(OperationalError):
            home.come_home()
    finally:
        doubtful.disconnect(dispatch_uid="fails")
    heard.clear()
    assert home.come_home() is not None
    assert heard == [reason]
    assert home.come_home() is None


@pytest.fixture
def silences():
    told: list[datetime] = []

    def hear(sender: object, since: datetime, **kwargs: object) -> None:
        told.append(since)

    silent.connect(hear, weak=False, dispatch_uid="test")
    yield told
    silent.disconnect(dispatch_uid="test")


def test_who_comes_home_after_a_silence_says_since_when(data: Path, heard: list[str], silences) -> None:
    with time_machine.travel("2026-11-23T08:00:00+00:00", tick=False) as clock:
        home.come_home()
        clock.shift(patience().silence)
        home.come_home()
        assert silences == []
        remembered = now()
        clock.shift(patience().silence + timedelta(seconds=1))
        home.come_home()
    assert silences == [remembered]
    assert heard == []


def test_a_worker_anywhere_is_a_sign_of_life(data: Path, silences) -> None:
    with time_machine.travel("2026-11-23T08:00:00+00:00", tick=False) as clock:
        home.come_home()
        clock.shift(86400)
        Worker.objects.create(name="elsewhere", host="there", pid=1, began_at=now(), beat_at=now())
        home.come_home()
    assert silences == []


def test_a_house_in_doubt_is_not_called_silent_too(data: Path, heard: list[str], silences) -> None:
    with time_machine.travel("2026-11-23T08:00:00+00:00", tick=False) as clock:
        home.come_home()
        (data / "home").unlink()
        clock.shift(86400)
        home.come_home()
    assert (heard, silences) == (["moved"], [])


@pytest.mark.parametrize(("seconds", "is_jump"), [(60, False), (121, True), (-121, True), (3600 * 24 * 3650, True)])
def test_a_wall_clock_that_leaves_the_steady_one_behind_has_jumped(
    seconds: int, is_jump: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    with time_machine.travel("2026-11-23T08:00:00+00:00", tick=False) as clock:
        monkeypatch.setattr("convivial.work.clock.time.monotonic", lambda: 1000.0)
        watch = Clock(steady=1000.0)
        assert watch.jumped_from() is None
        before = now()
        clock.shift(seconds)
        told = watch.jumped_from()
        assert (told is not None) == is_jump
        assert told is None or told == min(before, now())
        assert watch.jumped_from() is None
