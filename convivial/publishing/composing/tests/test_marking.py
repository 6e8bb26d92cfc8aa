import pytest
from hypothesis import given
from hypothesis import strategies as some

from convivial.publishing.composing.marking import Said, Span, shortened, spans


def kinds(text: str) -> list[tuple[str, str]]:
    return [(span.kind, span.text) for span in spans(text) if span.kind != "words"]


def test_links_tags_and_mentions_are_found_where_they_stand() -> None:
    assert spans("Taste #HarbourCoffee with @nadia") == [
        Span("words", "Taste "),
        Span("tag", "#HarbourCoffee"),
        Span("words", " with "),
        Span("mention", "@nadia"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See https://harbour.example/menu.", [("link", "https://harbour.example/menu")]),
        ("(https://harbour.example/a?b=c#d)", [("link", "https://harbour.example/a?b=c#d")]),
        ("#1 and #2026", []),
        ("#Café #日本 #a_b", [("tag", "#Café"), ("tag", "#日本"), ("tag", "#a_b")]),
        ("a#b and /#c and me@mail.example", []),
        ("@nadia@sea.example, @ben.", [("mention", "@nadia@sea.example"), ("mention", "@ben")]),
        ("<script>alert(1)</script>", []),
    ],
)
def test_only_what_networks_mark_is_marked(text: str, found: list[tuple[str, str]]) -> None:
    assert kinds(text) == found


@given(some.text(max_size=300))
def test_nothing_of_a_text_is_lost(text: str) -> None:
    assert "".join(span.text for span in spans(text)) == text


def test_what_is_remarked_on_leads_to_its_answer() -> None:
    assert spans("Taste #HarbourCoffee now", [Said(6, 13, "answer-abc")]) == [
        Span("words", "Taste "),
        Span("said", "#Harbou", "answer-abc"),
        Span("tag", "rCoffee"),
        Span("words", " now"),
    ]


def test_long_address_is_shown_short() -> None:
    assert shortened("https://www.harbour.example/november/opening-hours", 20) == "harbour.example/nove…"
    assert shortened("https://harbour.example", 30) == "harbour.example"
