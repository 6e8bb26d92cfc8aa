"""Links, mentions and hashtags, by their offsets in UTF-8 bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convivial.networks.adapters.bluesky.facets import facets, mentioned, spans


def parts(text: str) -> list[tuple[str, str]]:
    return [(text[span.start : span.end], span.value) for span in spans(text)]


def words(text: str, dids: dict[str, str] | None = None) -> list[str]:
    """The parts of the text's bytes that the facets point at."""
    whole = text.encode()
    return [
        whole[facet["index"]["byteStart"] : facet["index"]["byteEnd"]].decode() for facet in facets(text, dids or {})
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Menu: https://harbour.example/menu.", [("https://harbour.example/menu", "https://harbour.example/menu")]),
        ("www.harbour.example, today", [("www.harbour.example", "https://www.harbour.example")]),
        ("(see https://harbour.example/a_(b))", [("https://harbour.example/a_(b)", "https://harbour.example/a_(b)")]),
        ("“https://harbour.example”", [("https://harbour.example", "https://harbour.example")]),
        ("https://harbour.example/#late", [("https://harbour.example/#late", "https://harbour.example/#late")]),
        ("https://harbour.example/@ana.example", [("https://harbour.example/@ana.example",) * 2]),
        ("write to ana@harbour.example", []),
        ("http:// and www. alone", []),
        ("Thanks @Ana.Harbour.example!", [("@Ana.Harbour.example", "ana.harbour.example")]),
        ("@ana is no handle, @a.b.c@d is none", []),
        ("#Hafen #Kaffee_am_Morgen.", [("#Hafen", "Hafen"), ("#Kaffee_am_Morgen", "Kaffee_am_Morgen")]),
        ("#1 #１２ # #! ##x a#b &#39;", []),
        ("＃港 and #кофе and #قهوة", [("＃港", "港"), ("#кофе", "кофе"), ("#قهوة", "قهوة")]),
        ("#a-b, #2026plan", [("#a-b", "a-b"), ("#2026plan", "2026plan")]),
        ("#" + "x" * 64, [("#" + "x" * 64, "x" * 64)]),
        ("#" + "x" * 65, []),
    ],
)
def test_a_text_leads_where_its_writer_means(text: str, expected: list[tuple[str, str]]) -> None:
    assert parts(text) == expected


def test_offsets_count_bytes_not_letters() -> None:
    text = "Grüße 👩‍👩‍👧 aus Köln: https://harbour.example/ü #Käffchen"
    assert words(text) == ["https://harbour.example/ü", "#Käffchen"]


def test_a_mention_of_nobody_stays_plain_text() -> None:
    text = "With @ana.harbour.example and @nobody.example"
    assert words(text, {"ana.harbour.example": "did:plc:ana", "nobody.example": ""}) == ["@ana.harbour.example"]


def test_each_handle_is_asked_for_once() -> None:
    assert mentioned("@b.example @A.example @a.example") == ["b.example", "a.example"]


PIECES = ["ü", "👩‍👩‍👧", " ", "#tag", "@ana.example", "https://x.example/ä", ")", ".", "\n", "#"]


@given(st.lists(st.sampled_from(PIECES)))
def test_facets_never_overlap_and_never_cut_a_letter(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = facets(text, {"ana.example": "did:plc:ana"})
    ends = [0] + [facet["index"]["byteEnd"] for facet in found]
    assert all(facet["index"]["byteStart"] >= end for facet, end in zip(found, ends, strict=False))
    assert all(facet["index"]["byteStart"] < facet["index"]["byteEnd"] <= len(text.encode()) for facet in found)
    assert len(words(text, {"ana.example": "did:plc:ana"})) == len(found)
