from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import transaction

from convivial.content import links, media
from convivial.content.checks_words import KINDS
from convivial.content.models import LinkLook, Media, Post
from convivial.demo.cast import Cast
from convivial.lib import web
from convivial.lib.now import now
from convivial.networks.tests.peer import let_through

from .site import Site


@pytest.fixture
def site(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setattr(links, "SECONDS", 3.0)
    with Site() as there, let_through(("127.0.0.1", there.port)):
        yield there


def looked(site: Site, path: str) -> links.Look:
    return web.run(links.open_link(site.at(path)))


@pytest.mark.parametrize(
    ("path", "verdict", "status"),
    [
        ("/opens", "opens", 200),
        ("/hop", "opens", 200),
        ("/no_head", "opens", 200),
        ("/head_lies", "opens", 200),
        ("/head_hangs_up", "opens", 200),
        ("/document", "opens", 200),
        ("/huge", "opens", 200),
        ("/bomb", "opens", 200),
        ("/gone", "gone", 410),
        ("/hop_to_gone", "gone", 410),
        ("/not_found", "not_found", 404),
        ("/refused", "refused", 403),
        ("/sign_in", "refused", 401),
        ("/too_many", "refused", 429),
        ("/odd", "refused", 418),
        ("/robots", "refused", 999),
        ("/error", "error", 500),
        ("/busy", "error", 503),
        ("/gateway", "slow", 504),
        ("/slow", "slow", None),
        ("/hangs_up", "not_reached", None),
        ("/loop", "error", None),
        ("/inside", "not_allowed", None),
        ("/file", "not_allowed", None),
    ],
)
def test_opening_a_link_tells_what_is_so_from_what_we_cannot_tell(
    site: Site, path: str, verdict: str, status: int | None
) -> None:
    look = looked(site, path)
    assert (look.verdict, look.status) == (verdict, status)


@pytest.mark.parametrize(
    ("address", "verdict"),
    [
        ("http://127.0.0.1/", "not_allowed"),
        ("http://127.0.0.1:6379/", "not_allowed"),
        ("http://[::1]/", "not_allowed"),
        ("http://169.254.169.254/latest/", "not_allowed"),
        ("http://10.0.0.1/", "not_allowed"),
        ("http://2130706433/", "not_allowed"),
    ],
)
def test_nothing_inside_is_opened(site: Site, address: str, verdict: str) -> None:
    assert web.run(links.open_link(address)).verdict == verdict


def test_only_what_is_surely_broken_holds_a_post_back() -> None:
    assert {"gone", "not_found", "no_such_host"} == links.HOLDS
    assert not links.HOLDS & links.WARNS


def test_every_verdict_has_its_words() -> None:
    assert {f"link_{verdict}" for verdict in links.HOLDS | links.WARNS} <= set(KINDS)


def test_a_name_that_does_not_exist_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    for error, verdict in [
        (web.NoSuchHost("no_such_host"), "no_such_host"),
        (web.BrokenCertificate("expired"), "broken_certificate"),
        (web.NotReached("refused"), "not_reached"),
        (web.NotReached("slow"), "slow"),
        (web.NotReached("no_way_out"), "no_way_out"),
        (web.NotAllowedAddress("private"), "not_allowed"),
    ]:

        async def ask(*args: object, error: web.WebError = error, **how: object) -> None:
            raise error

        monkeypatch.setattr(web, "ask", ask)
        assert web.run(links.open_link("https://harbour.example")).verdict == verdict


def test_the_pages_own_words_are_read_once_it_opens(site: Site) -> None:
    look = looked(site, "/opens")
    assert (look.title, look.description) == ("Forty cups — the menu", "What we taste today.")
    assert look.image == site.at("/picture.png")
    assert looked(site, "/latin").title == "Küste"


def test_the_words_of_a_page_that_does_not_open_are_not_its_own(site: Site) -> None:
    assert looked(site, "/gone").title == ""


def test_a_page_is_not_fetched_when_its_words_are_not_wanted(site: Site) -> None:
    web.run(links.open_link(site.at("/opens"), with_page=False))
    assert site.asked == [("HEAD", "/opens")]


def test_what_was_seen_is_kept_by_workspace(cast: Cast, site: Site) -> None:
    address = site.at("/opens")
    seen = links.look_at(cast.harbour.pk, [address, site.at("/gone")])
    assert seen[address].verdict == "opens"
    assert seen[site.at("/gone")].verdict == "gone"
    assert links.verdicts(cast.museum.pk, [address]) == {}
    links.look_at(cast.harbour.pk, [address])
    assert LinkLook.objects.count() == 2


def test_a_look_without_words_leaves_the_known_words(cast: Cast, site: Site) -> None:
    address = site.at("/opens")
    links.look_at(cast.harbour.pk, [address])
    links.look_at(cast.harbour.pk, [address], with_page=False)
    assert LinkLook.objects.get().title == "Forty cups — the menu"


def test_the_pages_picture_is_kept_as_one_of_ours(cast: Cast, site: Site) -> None:
    links.look_at(cast.harbour.pk, [site.at("/opens"), site.at("/no_picture"), site.at("/bad_picture")])
    kept = Media.objects.get()
    assert (kept.width, kept.added_by) == (1_000, None)
    assert links.verdicts(cast.harbour.pk, [site.at("/opens")])[site.at("/opens")].picture == kept
    assert media.remove_orphans(now() + timedelta(days=9)) == 0


def test_only_what_is_old_is_looked_at_again(cast: Cast, site: Site) -> None:
    address = site.at("/opens")
    wanted = [address, site.at("/gone"), address]
    assert links.stale(cast.harbour.pk, wanted, timedelta(minutes=10)) == wanted[:2]
    links.look_at(cast.harbour.pk, [address])
    assert links.stale(cast.harbour.pk, wanted, timedelta(minutes=10)) == [site.at("/gone")]
    with time_machine.travel(now() + timedelta(minutes=11), tick=False):
        assert links.stale(cast.harbour.pk, wanted, timedelta(minutes=10)) == wanted[:2]


def test_the_verdicts_of_many_links_take_one_query(cast: Cast, django_assert_num_queries: Callable) -> None:
    with django_assert_num_queries(1):
        links.verdicts(cast.harbour.pk, [f"https://a{number}.example" for number in range(500)])


def test_no_link_is_opened_inside_a_transaction(cast: Cast, site: Site) -> None:
    with transaction.atomic(), pytest.raises(web.InTransaction):
        links.look_at(cast.harbour.pk, [site.at("/opens")])
    assert site.asked == []


def test_somebody_can_promise_that_a_page_will_open(cast: Cast, post: Post) -> None:
    at = now() + timedelta(hours=1)
    links.promise(post, cast.ben, "https://a.example", at)
    links.promise(post, cast.ben, "https://a.example", at)
    assert links.promises(post) == {"https://a.example": at}
    links.take_promise_back(post, cast.ben, "https://a.example")
    links.take_promise_back(post, cast.ben, "https://a.example")
    assert links.promises(post) == {}


def test_only_who_writes_may_promise(cast: Cast, post: Post) -> None:
    with pytest.raises(PermissionDenied):
        links.promise(post, cast.greta, "https://a.example", now())
