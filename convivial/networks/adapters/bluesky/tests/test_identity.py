"""What people type when they are asked for their handle."""

import pytest

from convivial.networks.adapters.bluesky.identity import HANDLE, tidy


@pytest.mark.parametrize(
    ("typed", "handle"),
    [
        ("harbour.bsky.social", "harbour.bsky.social"),
        (" @Harbour.Example ", "harbour.example"),
        ("harbour", "harbour.bsky.social"),
        ("\u202aharbour.example\u202c", "harbour.example"),
        ("https://bsky.app/profile/harbour.example", "harbour.example"),
        ("bsky.app/profile/did:plc:abc/post/3k", "did:plc:abc"),
        ("at://harbour.example/", "harbour.example"),
        ("", ""),
    ],
)
def test_a_handle_is_found_in_what_was_typed(typed: str, handle: str) -> None:
    assert tidy(typed) == handle


NO_HANDLES = ["harbour", "härbour.example", "-a.example", "a..example", "a.example/x", "a b.example"]


@pytest.mark.parametrize("word", NO_HANDLES)
def test_what_can_be_no_handle_is_none(word: str) -> None:
    assert not HANDLE.fullmatch(word)
