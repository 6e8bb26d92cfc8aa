"""The whole house with a real Bluesky: a post sent by the house's own worker, and figures counted."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from convivial.networks.tests.between import Between
from tests.house import House, opened
from tests.live.bluesky import Account, Bluesky

pytestmark = pytest.mark.live
POST = "app.bsky.feed.post"

CAST = """
import json
from convivial.demo.cast import invite_the_cast
from convivial.networks.models import AllowedHost
invite_the_cast()
for host, port in {hosts!r}:
    AllowedHost.objects.create(host=host, port=port)
"""
ALLOW = """
from convivial.networks.models import AllowedHost
AllowedHost.objects.create(host={host!r}, port={port})
"""
CONNECT = """
from convivial.networks import connecting
from convivial.networks.models import Channel
from convivial.team.models import User, Workspace
ana, harbour = User.objects.get(name="Ana"), Workspace.objects.get(slug="harbour")
way = connecting.Way(harbour, ana, "browser", "bluesky")
arrival = connecting.begin(way, {{"handle": {handle!r}, "app_password": {password!r}}}, "")
channel = connecting.confirm(arrival, ana)
Channel.objects.filter(pk=channel.pk).update(server={server!r} or channel.server)
"""
PUBLISH = """
from convivial.content import media, writing
from convivial.demo.pictures import landscape
from convivial.networks.models import Channel
from convivial.publishing import scheduling
from convivial.team.models import User, Workspace
ben, harbour = User.objects.get(name="Ben"), Workspace.objects.get(slug="harbour")
post = writing.start(harbour, ben, {text!r})
writing.add_channel(post, ben, Channel.objects.get(handle={handle!r}))
picture = writing.add_picture(post, ben, media.add(harbour, ben, "quay.png", landscape(0)))
writing.describe(picture, ben, "The quay at six")
scheduling.publish_now(post, ben)
"""
STATES = """
import json
from convivial.publishing.models import Attempt, Publication
print(json.dumps([
    [row.state, row.remote_id, [attempt.outcome for attempt in row.attempts.order_by("id")]]
    for row in Publication.objects.filter(channel__handle={handle!r}).prefetch_related("attempts")
]))
"""
AN_HOUR_LATER = """
from convivial.lib.now import now
from convivial.results.models import FigureDue
FigureDue.objects.update(due_at=now())
"""
FIGURES = """
import json
from convivial.results.models import Figure
print(json.dumps(list(Figure.objects.order_by("id").values_list("name", "value"))))
"""


@pytest.fixture(scope="module")
def house(bluesky_network: Bluesky, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """With its people in it, and allowed to reach the network on this machine."""
    settings = {
        "CONVIVIAL_BLUESKY_DIRECTORY": bluesky_network.directory,
        "CONVIVIAL_BLUESKY_RESOLVER": bluesky_network.appview,
        "CONVIVIAL_PATIENCE": "0.05",
    }
    addresses = (bluesky_network.pds, bluesky_network.directory, bluesky_network.appview)
    hosts = [("localhost", int(address.rpartition(":")[2])) for address in addresses]
    with opened(tmp_path_factory.mktemp("house"), **settings) as house:
        tell(house, CAST.format(hosts=hosts))
        yield house


@pytest.fixture
def account(bluesky_network: Bluesky) -> Account:
    return bluesky_network.account("harbour")


def tell(house: House, code: str) -> Any:
    """Runs a few lines in the house, and reads what they print."""
    said = house.command("shell", "--no-imports", "-c", code).strip()
    return json.loads(said.splitlines()[-1]) if said else None


def state_of(house: House, account: Account) -> list[Any]:
    """State, remote id and the outcomes of all tries."""
    first: list[Any] = tell(house, STATES.replace("{handle!r}", repr(account.handle)))[0]
    return first


def there(network: Bluesky, account: Account) -> list[dict[str, Any]]:
    query = f"?repo={account.did}&collection={POST}"
    found: list[dict[str, Any]] = network.call("com.atproto.repo.listRecords", query=query)["records"]
    return found


def test_a_post_with_a_picture_goes_out_once_and_is_counted(
    house: House, bluesky_network: Bluesky, account: Account
) -> None:
    tell(house, CONNECT.format(handle=account.handle, password=account.app_password, server=""))
    tell(house, PUBLISH.format(text="The ferry at six #harbour", handle=account.handle))
    bluesky_network.until(lambda: bool(there(bluesky_network, account)), seconds=60)
    record = there(bluesky_network, account)[0]["value"]
    assert record["embed"]["images"][0]["alt"] == "The quay at six"
    assert record["facets"][0]["features"][0]["tag"] == "harbour"
    bluesky_network.until(lambda: state_of(house, account)[0] == "published", seconds=60)
    count_now(house, bluesky_network)
    assert dict(tell(house, FIGURES)).items() >= {"likes": 0, "shares": 0, "followers": 0, "posts": 1}.items()


def test_a_lost_answer_leaves_one_post_there_and_published_here(
    house: House, bluesky_network: Bluesky, account: Account
) -> None:
    with Between(bluesky_network.pds) as line:
        tell(house, ALLOW.format(host=line.host[0], port=line.host[1]))
        tell(house, CONNECT.format(handle=account.handle, password=account.app_password, server=line.address))
        line.lose("POST", "/xrpc/com.atproto.repo.createRecord")
        tell(house, PUBLISH.format(text="Rain menu", handle=account.handle))
        bluesky_network.until(lambda: state_of(house, account)[0] == "published", seconds=60)
        _, remote_id, attempts = state_of(house, account)
        assert attempts == ["unknown"]
        assert [record["uri"] for record in there(bluesky_network, account)] == [remote_id]


def count_now(house: House, network: Bluesky) -> None:
    """As if the hour had passed; the worker that runs does the rest."""

    def both_are_counted() -> bool:
        tell(house, AN_HOUR_LATER)
        return {"likes", "followers"} <= {name for name, _ in tell(house, FIGURES)}

    network.until(both_are_counted, seconds=60)
