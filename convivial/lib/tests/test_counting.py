import json
import time
from pathlib import Path

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from convivial.lib import counting
from convivial.lib.counting import count, graphemes, utf8_bytes

CASES = json.loads((Path(counting.__file__).parent / "counting_cases.json").read_text())
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
PARTS = st.lists(
    st.sampled_from(
        [
            "https://a.example/b",
            "@ana@b.example",
            "@ben",
            "👩‍🍳",
            "🇩🇪",
            "e\u0301",
            "(",
            ")",
            ".",
            " ",
            "\n",
            "#tag",
            "ä",
            "?",
        ]
    ),
    max_size=30,
).map("".join)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_a_text_is_as_long_as_the_network_says(case: dict) -> None:
    counted = {rule: count(case["text"], rule) for rule in counting.rules()}
    assert counted == case["counts"]
    assert utf8_bytes(case["text"]) == case["bytes"]


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 60
    assert len({case["why"] for case in CASES}) == len(CASES)


def test_an_unknown_rule_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        count("a", "telegraph")


@given(WORDS)
def test_no_rule_counts_more_than_there_is(text: str) -> None:
    assert 0 <= graphemes(text) <= len(text) <= utf8_bytes(text)
    assert count(text, "bluesky") == graphemes(text)


@given(PARTS)
def test_mastodon_counts_a_link_as_23_and_never_less_than_nothing(text: str) -> None:
    links = text.count("https://")
    assert 0 <= count(text, "mastodon") <= graphemes(text) + 23 * links


@given(PARTS, PARTS)
def test_lines_are_counted_each_for_itself(above: str, below: str) -> None:
    for rule in counting.rules():
        assert count(f"{above}\n{below}", rule) == count(above, rule) + 1 + count(below, rule)


@given(WORDS)
def test_a_text_without_links_and_names_counts_alike_everywhere(text: str) -> None:
    plain = text.replace("@", " ").replace(":", " ")
    assert {count(plain, rule) for rule in counting.rules()} == {graphemes(plain)}


@given(st.text(st.sampled_from("🇩🇪🇫a\u0301\u200d👩☕\r\n")))
def test_flags_are_counted_as_unicode_says(text: str) -> None:
    assert graphemes(text) == len(regex.findall(r"\X", text))


@pytest.mark.parametrize(
    "part",
    ["a.", "a-", "(a", "@a", "@a.", ".", "((", "https://", "https://a.bc/", "e\u0301", "\u0301", "👩‍", "🇩", "\r\n"],
)
def test_no_text_takes_long(part: str) -> None:
    for start in ("", "https://", "https://a.bc/", "@"):
        began = time.process_time()
        count((start + part * 40_000)[:40_000], "mastodon")
        assert time.process_time() - began < 2
