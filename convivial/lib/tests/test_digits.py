import pytest

from convivial.lib.digits import whole


@pytest.mark.parametrize(("word", "number"), [("0", 0), ("007", 7), ("9" * 15, 10**15 - 1)])
def test_digits_are_a_number(word: str, number: int) -> None:
    assert whole(word) == number


@pytest.mark.parametrize("word", ["", None, "-1", "+1", " 1", "1.0", "²", "٣", "१", "9" * 16, "9" * 5000, "0x1"])
def test_nothing_else_is_one(word: str | None) -> None:
    assert whole(word) is None


def test_a_place_that_holds_less_says_so() -> None:
    assert whole("999", 3) == 999
    assert whole("1000", 3) is None
