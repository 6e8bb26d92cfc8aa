import pytest

from convivial.lib.naming import called, turns


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Ana\r\nBcc: all@evil.example", "Ana Bcc: all@evil.example"),
        ("Ana\u2028X: 1\u2029Y: 2\x85Z\x0b\x0c!", "Ana X: 1 Y: 2 Z !"),
        ("\u202egnp.exe\u202c", "gnp.exe"),
        ("\u2067 Ana \u2069\u2069", "Ana"),
        ("\x1b[31mAna\x07", "[31mAna"),
        ("ليلى", "ليلى"),
        ("می\u200cخواهم 👩‍🍳", "می\u200cخواهم 👩‍🍳"),
        ("Cafe\u0301", "Café"),
        ("\u202e\n", ""),
    ],
)
def test_a_name_is_one_line_that_turns_nothing(typed: str, name: str) -> None:
    assert called(typed) == name


def test_what_is_read_from_the_right_is_known() -> None:
    assert [turns(text) for text in ("Ana", "Åsa ☕", "ليلى", "a\u202eb", "שלום", "١٢")] == [
        False, False, True, True, True, True,
    ]  # fmt: skip
