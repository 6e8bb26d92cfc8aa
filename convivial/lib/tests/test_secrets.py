from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from convivial.lib import secrets
from convivial.lib.secrets import CannotOpen, seal, sealed_with, unseal

WORDS = {"access_token": "canary-4711", "refresh_token": "canary-4712"}


@pytest.fixture(autouse=True)
def keys(tmp_path: Path, settings: Settings) -> Path:
    settings.DATA = tmp_path
    return tmp_path / "keys"


def test_what_was_sealed_opens_where_it_belongs() -> None:
    sealed = seal(WORDS, "channel:1:1")
    assert "canary" not in sealed
    assert unseal(sealed, "channel:1:1") == WORDS


@pytest.mark.parametrize("elsewhere", ["channel:1:2", "channel:2:1", "app:1:1", "", "channel:1:11"])
def test_moved_to_another_row_it_does_not_open(elsewhere: str) -> None:
    with pytest.raises(CannotOpen):
        unseal(seal(WORDS, "channel:1:1"), elsewhere)


def test_the_same_words_are_sealed_differently_each_time() -> None:
    assert seal(WORDS, "channel:1:1") != seal(WORDS, "channel:1:1")


def test_every_changed_character_is_noticed() -> None:
    sealed = seal({"a": "b"}, "channel:1:1")
    for at, character in enumerate(sealed):
        other = "B" if character != "B" else "C"
        changed = sealed[:at] + other + sealed[at + 1 :]
        try:
            assert unseal(changed, "channel:1:1") == {"a": "b"}  # unused bits at the end of base64
        except CannotOpen:
            continue
        assert at >= len(sealed) - 2


@given(st.text(max_size=60))
def test_what_nobody_sealed_does_not_open(anything: str) -> None:
    with pytest.raises(CannotOpen):
        unseal(anything, "channel:1:1")


def test_without_its_key_nothing_opens_and_with_it_everything_does(keys: Path) -> None:
    sealed = seal(WORDS, "channel:1:1")
    kept = (keys / "sealing").rename(keys / "elsewhere")
    with pytest.raises(CannotOpen):
        unseal(sealed, "channel:1:1")
    kept.replace(keys / "sealing")
    assert unseal(sealed, "channel:1:1") == WORDS


def test_both_keys_open_while_they_are_changed_and_then_only_the_new_one() -> None:
    old = seal(WORDS, "channel:1:1")
    secrets.begin_new_key()
    new = seal(WORDS, "channel:1:1")
    assert sealed_with(old) != sealed_with(new)
    assert unseal(old, "channel:1:1") == unseal(new, "channel:1:1") == WORDS
    secrets.finish_new_key()
    assert unseal(new, "channel:1:1") == WORDS
    with pytest.raises(CannotOpen):
        unseal(old, "channel:1:1")


def test_a_change_that_was_begun_is_taken_up_again() -> None:
    secrets.begin_new_key()
    sealed = seal(WORDS, "channel:1:1")
    secrets.begin_new_key()
    assert sealed_with(seal(WORDS, "channel:1:1")) == sealed_with(sealed)


def test_key_files_are_for_their_owner_alone(keys: Path) -> None:
    seal(WORDS, "channel:1:1")
    secrets.begin_new_key()
    assert [path.stat().st_mode & 0o777 for path in sorted(keys.iterdir())] == [0o600, 0o600]
    assert keys.stat().st_mode & 0o777 == 0o700


def test_a_key_does_not_show_itself() -> None:
    root = secrets.roots()[0]
    assert root.key.decode() not in repr(root)
