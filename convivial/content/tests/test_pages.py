import time

import pytest

from convivial.content.pages import Page, read_page

AT = "https://harbour.example/menu/november"


def read(source: str, kind: str = "text/html; charset=utf-8") -> Page:
    return read_page(source.encode(), kind, AT)


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("<title>The menu</title>", "The menu"),
        ("<TITLE\n lang='en'>The\n   menu </TITLE>", "The menu"),
        ("<title>Cups &amp; sacks &#8212; &euro;3</title>", "Cups & sacks — €3"),
        ("<title>The menu", "The menu"),
        ("<title></title>", ""),
        ("<title>A</title><meta property='og:title' content='B'>", "B"),
        ("<meta content='B' property='og:title'><meta property='og:title' content='C'>", "B"),
        ('<meta property="og:title" content="a > b">', "a > b"),
        ("<meta property=og:title content=Menu>", "Menu"),
        ("<META PROPERTY='OG:TITLE' CONTENT='Menu'/>", "Menu"),
        ("<meta name='twitter:title' content='T'>", "T"),
        ("<title>turned \u202egnp.exe\u202c \x00\x1b[31m</title>", "turned gnp.exe [31m"),
        ("<title>" + "x" * 5_000 + "</title>", "x" * 300),
        ("<title>&lt;script&gt;alert(1)&lt;/script&gt;</title>", "<script>alert(1)</script>"),
        ('{"title": 1}', ""),
    ],
)
def test_a_page_says_what_it_is(source: str, title: str) -> None:
    assert read(source).title == title


@pytest.mark.parametrize(
    ("named", "image"),
    [
        ("https://harbour.example/a.png", "https://harbour.example/a.png"),
        ("/a.png", "https://harbour.example/a.png"),
        ("a.png", "https://harbour.example/menu/a.png"),
        ("//cdn.example/a.png", "https://cdn.example/a.png"),
        ("/a.png?x=1&amp;y=2", "https://harbour.example/a.png?x=1&y=2"),
        ("javascript:alert(1)", ""),
        ("data:image/png;base64,AAAA", ""),
        ("file:///etc/passwd", ""),
        ("https://ana:word@harbour.example/a.png", ""),
        ("http://[broken", ""),
        ("", ""),
        ("https://harbour.example/" + "a" * 3_000, ""),
    ],
)
def test_its_picture_is_a_public_address_or_none(named: str, image: str) -> None:
    assert read(f'<meta property="og:image" content="{named}">').image == image


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "windows-1252", "utf-16"])
def test_letters_are_read_in_the_pages_encoding(encoding: str) -> None:
    body = "<title>Küste</title>".encode(encoding)
    assert read_page(body, f"text/html; charset={encoding}", AT).title == "Küste"


def test_the_encoding_may_stand_in_the_page() -> None:
    body = "<meta charset='iso-8859-1'><title>Küste</title>".encode("latin-1")
    assert read_page(body, "text/html", AT).title == "Küste"


@pytest.mark.parametrize("odd", ["punycode", "idna", "unicode_escape", "zlib", "rot13", "no-such-thing"])
def test_an_odd_encoding_is_not_believed(odd: str) -> None:
    assert read_page(b"<title>Menu</title>", f"text/html; charset={odd}", AT).title == "Menu"


def test_what_is_no_page_says_nothing() -> None:
    assert read("<title>x</title>", "application/pdf") == Page()


@pytest.mark.parametrize(
    "part",
    [
        "<meta ", "<meta \"", "<meta '", "<meta a=", "<meta a='b' ", "<title", "<title ", "<title>", "<!", "<!--",
        "<",        "\"", "&", "&amp;", "<meta content=\"x\" ", "charset=", "<meta charset=", "&#x", "<a<", "\x00",
    ],
)  # fmt: skip
def test_no_page_takes_long(part: str) -> None:
    began = time.process_time()
    read("<head>" + part * (600_000 // len(part)))
    assert time.process_time() - began < 2
