from hypothesis import given
from hypothesis import strategies as st

from convivial.lib.shortening import shortened


def test_it_is_cut_after_a_word() -> None:
    assert shortened("First frost on the quay. The chairs outside now", 24) == "First frost on the quay…"


def test_what_fits_stays_as_it_is() -> None:
    assert shortened("Rain\n menu.") == "Rain menu."


@given(st.text(), st.integers(min_value=1, max_value=80))
def test_it_is_one_line_and_no_longer_than_asked(text: str, longest: int) -> None:
    short = shortened(text, longest)
    assert len(short) <= longest + 1
    assert len(short.splitlines()) <= 1
