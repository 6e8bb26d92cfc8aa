"""How networks draw a post: what they shorten, fold, put side by side or leave out."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string

from convivial.content.models import LinkLook, Media, PostPicture
from convivial.networks.models import Channel
from convivial.publishing.composing.previewing import Preview, preview
from convivial.team.models import Workspace

LONG = "https://www.harbour.example/november/opening-hours-in-winter"
LOOK = LinkLook(
    address=LONG, verdict="opens", title="Winter hours", description="We close at five.", looked_at=datetime.now(UTC)
)


def channel(network: str, **fields: str) -> Channel:
    return Channel(
        network=network, handle=fields.get("handle", "harbour"), name="Harbour Coffee", server="https://coast.example"
    )


def drawn(network: str, text: str, pictures: int = 0) -> Preview:
    shown = [PostPicture(media=Media(code=f"m{n}", width=4, height=3), alt="Cups") for n in range(pictures)]
    return preview(channel(network), text, "en", shown, {LONG: LOOK})


def words(found: Preview) -> str:
    return "".join(span.text for span in found.spans)


def test_mastodon_shows_links_short_and_the_server_in_the_name() -> None:
    found = drawn("mastodon", f"Read {LONG}")
    assert words(found) == "Read harbour.example/november/openi…"
    assert found.handle == "@harbour@coast.example"


def test_bluesky_shows_links_as_written() -> None:
    assert words(drawn("bluesky", f"Read {LONG}")) == f"Read {LONG}"


@pytest.mark.parametrize("network", ["mastodon", "bluesky", "practice"])
def test_card_gives_way_to_pictures(network: str) -> None:
    found = drawn(network, f"Read {LONG}")
    assert found.card is not None
    assert (found.card.title, found.card.host) == ("Winter hours", "harbour.example")
    assert drawn(network, f"Read {LONG}", pictures=1).card is None


def test_page_that_told_no_title_has_no_card() -> None:
    assert preview(channel("bluesky"), f"Read {LONG}", "en", [], {}).card is None


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_up_to_four_pictures_stand_as_the_network_puts_them(count: int) -> None:
    shown = render_to_string(
        "publishing/preview_mastodon.html",
        {
            "preview": drawn("mastodon", "Cups", count),
            "request": SimpleNamespace(workspace=Workspace(slug="harbour")),
        },
    )
    assert f"preview__pics--{count}" in shown
    assert shown.count(">ALT<") == count


def test_more_than_four_are_not_drawn() -> None:
    assert len(drawn("mastodon", "Cups", 7).pictures) == 4


def test_feed_folds_what_is_very_high() -> None:
    assert drawn("mastodon", "line\n" * 40).is_folded
    assert not drawn("mastodon", "line\n" * 5).is_folded
    assert not drawn("bluesky", "line\n" * 40).is_folded


def test_network_without_a_likeness_of_its_own_is_drawn_plainly() -> None:
    assert drawn("linkedin", "Cups").template == "publishing/preview_practice.html"
