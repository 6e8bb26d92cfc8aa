import pytest
from hypothesis import given
from hypothesis import strategies as st

from convivial.content.finding import MOST_ADDRESSES, addresses_in, disguised, host_of

FOUND = [
    ("", []),
    ("no address here", []),
    ("https://harbour.example", ["https://harbour.example"]),
    ("See https://harbour.example.", ["https://harbour.example"]),
    ("See https://harbour.example/menu, then come", ["https://harbour.example/menu"]),
    ("Really? https://harbour.example/menu?!", ["https://harbour.example/menu"]),
    ("https://harbour.example/menu…", ["https://harbour.example/menu"]),
    ("(https://harbour.example/menu)", ["https://harbour.example/menu"]),
    ("(see https://harbour.example/cups_(coffee))", ["https://harbour.example/cups_(coffee)"]),
    ("https://harbour.example/cups_(coffee)", ["https://harbour.example/cups_(coffee)"]),
    ("[https://harbour.example]", ["https://harbour.example"]),
    ("[menu](https://harbour.example/menu)", ["https://harbour.example/menu"]),
    ("<https://harbour.example/menu>", ["https://harbour.example/menu"]),
    ('"https://harbour.example/menu"', ["https://harbour.example/menu"]),
    ("„https://harbour.example/menu“", ["https://harbour.example/menu"]),
    ("«https://harbour.example/menu»", ["https://harbour.example/menu"]),
    ("'https://harbour.example/menu'", ["https://harbour.example/menu"]),
    ("*https://harbour.example/menu*", ["https://harbour.example/menu"]),
    ("https://harbour.example/menu?day=1&cup=2#soup", ["https://harbour.example/menu?day=1&cup=2#soup"]),
    ("https://harbour.example/menu?day=1&", ["https://harbour.example/menu?day=1"]),
    ("https://harbour.example/a/", ["https://harbour.example/a/"]),
    ("https://harbour.example?x=1", ["https://harbour.example?x=1"]),
    ("https://harbour.example:8443/menu", ["https://harbour.example:8443/menu"]),
    ("https://harbour.example:99999/menu", []),
    ("https://harbour.example:/menu", ["https://harbour.example"]),
    ("http://harbour.example", ["http://harbour.example"]),
    ("HTTPS://Harbour.Example/Menu", ["HTTPS://Harbour.Example/Menu"]),
    ("ftp://harbour.example", []),
    ("harbour.example/menu", []),
    ("www.harbour.example", []),
    ("mailto:ana@harbour.example", []),
    ("javascript:alert(1)//https://x", []),
    ("https://", []),
    ("https:///menu", []),
    ("https://.example", []),
    ("https://-harbour.example", []),
    ("https://localhost/menu", []),
    ("https://harbour.example.", ["https://harbour.example"]),
    ("https://192.168.0.1/menu", ["https://192.168.0.1/menu"]),
    ("https://[2001:db8::1]/menu", ["https://[2001:db8::1]/menu"]),
    ("https://kaffee-für-köln.example/menü", ["https://kaffee-für-köln.example/menü"]),
    ("https://пример.example/чай", ["https://пример.example/чай"]),
    ("https://xn--kln-sna.example/", ["https://xn--kln-sna.example/"]),
    ("お茶はhttps://茶.example。", ["https://茶.example"]),
    ("お茶は https://茶.example。", ["https://茶.example"]),
    ("https://ana:word@harbour.example/", []),
    ("https://harbour.example@evil.example/", []),
    ("https://social.example/@ana", ["https://social.example/@ana"]),
    ("https://harbour.example/a%20b", ["https://harbour.example/a%20b"]),
    ("https://harbour.example\\@evil.example", ["https://harbour.example"]),
    ("https://harbour.example\u202e/moc", ["https://harbour.example"]),
    ("https://harbour.example\u200b", ["https://harbour.example"]),
    ("xhttps://harbour.example", []),
    ("https://a.example https://b.example", ["https://a.example", "https://b.example"]),
    ("https://a.example,https://b.example", ["https://a.example", "https://b.example"]),
    ("https://a.example\nhttps://b.example", ["https://a.example", "https://b.example"]),
    ("https://a.example and https://a.example", ["https://a.example"]),
    ("https://a_b.example", ["https://a_b.example"]),
    ("https://" + "a" * 64 + ".example", []),
    ("https://a.example/" + "x" * 3_000, []),
]


@pytest.mark.parametrize(("text", "addresses"), FOUND, ids=[text[:40] for text, _ in FOUND])
def test_addresses_are_found_as_a_reader_finds_them(text: str, addresses: list[str]) -> None:
    assert addresses_in(text) == addresses


def test_what_leads_elsewhere_than_it_seems_is_told_apart() -> None:
    assert disguised("https://harbour.example@evil.example/") == ["https://harbour.example@evil.example/"]
    assert disguised("https://social.example/@ana") == []


def test_the_host_is_what_stands_before_port_and_path() -> None:
    assert host_of("https://Harbour.example:8443/menu") == "Harbour.example"
    assert host_of("https://ana@harbour.example/") == ""


def test_two_thousand_links_are_looked_at_up_to_a_limit() -> None:
    assert len(addresses_in(" ".join(f"https://a{n}.example" for n in range(2_000)))) == MOST_ADDRESSES


@given(st.text(max_size=300), st.sampled_from(["https://harbour.example/menu", "http://a.example?x=1"]))
def test_an_address_between_spaces_is_found_whatever_stands_around_it(around: str, address: str) -> None:
    words = around.replace("http", "")
    assert address in addresses_in(f"{words} {address} {words}")


@given(st.text(st.sampled_from("htps:/.aä-_@()[]?#&=,!\u202e \n0"), max_size=200))
def test_every_address_found_stands_in_the_text(text: str) -> None:
    for address in addresses_in(text):
        assert address in text
        assert host_of(address)
