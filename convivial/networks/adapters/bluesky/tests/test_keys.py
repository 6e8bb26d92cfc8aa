"""Record keys."""

import re
import time

import pytest

from convivial.networks.adapters.bluesky import keys
from convivial.networks.adapters.bluesky.keys import ALPHABET, new_tid


def test_a_key_is_a_tid_of_now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "_last", 0)  # another test may have been in the future
    key = new_tid()
    number = 0
    for letter in key:
        number = number * 32 + ALPHABET.index(letter)
    assert re.fullmatch(r"[2-7a-j][2-7a-z]{12}", key)
    assert abs((number >> 10) / 1e6 - time.time()) < 5


def test_ten_thousand_keys_at_once_differ_and_sort_by_age() -> None:
    made = [new_tid() for _ in range(10_000)]
    assert len(set(made)) == 10_000
    assert made == sorted(made)
