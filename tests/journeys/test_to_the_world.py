"""The same thread with real server software at its end, connected and written to by a person in a browser."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from mastodon import Mastodon
from playwright.sync_api import Page, expect

from convivial.networks.tests.between import Between
from tests.house import House
from tests.live.bluesky import Bluesky
from tests.live.mastodon import MastodonServer

from .conftest import Visit

pytestmark = pytest.mark.journey

OPEN_HOSTS = """
from convivial.networks.models import AllowedHost
for port in {ports}:
    for host in ("127.0.0.1", "localhost"):
        AllowedHost.objects.get_or_create(host=host, port=port, defaults={{"why": "a server of the tests"}})
"""

ONLY_THE_REAL_ONE = """
from convivial.networks.models import Channel
Channel.objects.filter(network="practice").update(access="removed")
"""


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = House(tmp_path, {"CONVIVIAL_PATIENCE": "0.1"})
    yield house
    house.close()


def opened(house: House, *ports: int) -> House:
    house.furnish("demo", "--posts", "0")
    house.command("shell", "-c", OPEN_HOSTS.format(ports=list(ports)))
    return house.open()


def port_of(address: str) -> int:
    return int(address.rsplit(":", 1)[1])


def publish(page: Page, house: House, words: str) -> None:
    """Omar at the museum, where nobody else has to say yes, writes to the channel that is not for practice."""
    page.goto(f"{house.address}/w/museum/")
    page.get_by_role("button", name="Write").first.click()
    page.get_by_role("textbox").first.fill(words)
    page.get_by_role("button", name=re.compile("^Publish now to")).click()


def test_a_post_reaches_mastodon_once_although_its_answer_is_lost(
    house: House, visit: Visit, mastodon_server: MastodonServer
) -> None:
    name, token = mastodon_server.take()
    with Between(mastodon_server.address, keeps_host=True) as line:
        opened(house, line.port, mastodon_server.port)
        page = visit(house).sign_in("omar")
        page.goto(f"{house.address}/w/museum/channels/connect/mastodon/")
        page.locator("input[name=server]").fill(line.address)
        page.get_by_role("button", name="Go on").click()
        page.get_by_role("link", name=re.compile("^Go to")).click()
        page.locator(f"button:has-text('{name}'), input[value='{name}']").first.click()
        page.get_by_role("button", name=re.compile("^Yes, connect")).click()
        drop_practice(page, house)
        line.lose("POST", "/api/v1/statuses")
        publish(page, house, "The lamp burns again from five.")
        expect(page.get_by_text("Published", exact=True).first).to_be_visible(timeout=30_000)
    there = Mastodon(access_token=token, api_base_url=mastodon_server.address)
    mine = there.account_statuses(there.me().id)
    assert ["The lamp burns again from five." in status.content for status in mine] == [True]


def test_a_post_reaches_bluesky_once(house: House, visit: Visit, bluesky_network: Bluesky) -> None:
    museum = bluesky_network.account("museum")
    house.settings["CONVIVIAL_BLUESKY_DIRECTORY"] = bluesky_network.directory
    house.settings["CONVIVIAL_BLUESKY_RESOLVER"] = bluesky_network.pds
    opened(house, *map(port_of, (bluesky_network.pds, bluesky_network.directory, bluesky_network.appview)))
    page = visit(house).sign_in("omar")
    page.goto(f"{house.address}/w/museum/channels/connect/bluesky/")
    page.locator("input[name=handle]").fill(museum.handle)
    page.locator("input[name=app_password]").fill(museum.app_password)
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name=re.compile("^Yes, connect")).click()
    drop_practice(page, house)
    publish(page, house, "The lamp burns again from five.")
    expect(page.get_by_text("Published", exact=True).first).to_be_visible(timeout=30_000)
    query = f"?repo={museum.did}&collection=app.bsky.feed.post"
    records = bluesky_network.call("com.atproto.repo.listRecords", query=query)["records"]
    assert [record["value"]["text"] for record in records] == ["The lamp burns again from five."]


def drop_practice(page: Page, house: House) -> None:
    """With one channel left, a new post stands on it."""
    house.command("shell", "-c", ONLY_THE_REAL_ONE)
