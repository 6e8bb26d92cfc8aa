"""The seven bars: the plan stands at one place, and what is not known is not drawn."""

import re

import pytest
from django.template import engines

from convivial.ui.bars import PLAN, Bar, Bars, drawn, waiting


def bar(ratio: float | None, tone: str = "good") -> Bar:
    return Bar("Networks", ratio, "3.1 of 4 posts a week", "on plan", tone)


def page(**context: object) -> str:
    return engines["django"].from_string("{% bars seven %}").render(context)


@pytest.mark.parametrize(
    ("ratio", "filled"), [(None, 0), (0, 0), (0.5, 36), (1, PLAN), (1.35, 97.2), (9, 100), (-1, 0)]
)
def test_the_fill_ends_at_the_notch_when_all_is_done(ratio: float | None, filled: float) -> None:
    assert bar(ratio).filled == filled


def test_a_page_draws_with_classes_and_a_letter_with_colours() -> None:
    assert 'class="bar__fill bar__fill--watch"' in drawn(bar(0.7, "watch"))
    palette = {"ground": "#eee", "good": "#080", "watch": "#a60", "act": "#a00", "none": "#ccc", "notch": "#222"}
    assert 'fill="#a60"' in drawn(bar(0.7, "watch"), palette, "240")


def test_for_whom_stands_above_the_bars() -> None:
    seen = page(seven=Bars("regulars 58 %, newcomers 12 %", [bar(0.8)], "The notch is the plan."))
    assert seen.index("regulars 58 %") < seen.index("3.1 of 4 posts a week") < seen.index("The notch is the plan.")


def test_without_a_strategy_one_sentence_stands_there_and_no_empty_bar() -> None:
    seen = page()
    assert "There is no strategy yet" in seen
    assert "bar__track" not in seen
    assert [each.ratio for each in waiting().bars] == [None] * 7
    assert seen.count("<dt>") == 7


def test_a_tone_that_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="one of good, watch"):
        bar(1, "red")


def test_a_word_explains_itself_and_each_explanation_has_its_own_name() -> None:
    seen = engines["django"].from_string('{% term "alt_text" %} {% term "alt_text" "Alt" %}').render({})
    assert len(set(re.findall(r'popovertarget="(term-\w+)"', seen))) == 2
    assert "shows, for people who do not see it" in seen
