"""What a house cannot remember, it asks for, and troubles nobody with it."""

from pathlib import Path

import pytest

from tests.house import free_port

from .test_storm import play

pytestmark = pytest.mark.storm


@pytest.fixture(autouse=True)
def its_own_port(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONVIVIAL_BIND", f"127.0.0.1:{free_port()}")


def test_a_folder_put_back_in_place_doubles_nothing(tmp_path: Path) -> None:
    told = play(tmp_path, "put_back", "sqlite")
    assert told["sent_before"] == 6, told
    assert (told["sent"], told["lost"], told["doubled"]) == (6, 0, 0), told
    assert told["holds"] == 0, told


def test_a_folder_put_back_after_more_than_a_minute_waits_for_people(tmp_path: Path) -> None:
    told = play(tmp_path, "put_back_late", "sqlite")
    assert (told["sent"], told["states"], told["holds"]) == (0, {"scheduled": 6}, 1), told


def test_what_was_due_while_the_house_was_closed_goes_out_and_nobody_is_asked(tmp_path: Path) -> None:
    told = play(tmp_path, "closed", "sqlite")
    assert (told["sent"], told["states"], told["holds"]) == (6, {"published": 6}, 0), told
    assert told["looks"] >= 6, told
