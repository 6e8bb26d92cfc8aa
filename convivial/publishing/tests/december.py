"""A December to be planned: what the tests of slots begin with."""

from datetime import date

from django.urls import reverse

from convivial.demo.cast import Cast
from convivial.networks.models import Channel
from convivial.publishing.models import Slot
from convivial.publishing.slots import accepting
from convivial.publishing.slots.proposing import Proposal, propose
from convivial.publishing.slots.wishing import Wish
from convivial.team.models import Workspace

SUNDAY = "2026-11-22T10:00:00+01:00"
DECEMBER = Wish(date(2026, 12, 1), date(2026, 12, 31))


def channel(workspace: Workspace, network: str) -> Channel:
    return Channel.objects.create(
        workspace=workspace, network=network, remote_id=network, handle="harbour", name=f"Harbour on {network}"
    )


def proposed(workspace: Workspace, wish: Wish = DECEMBER) -> Proposal:
    found = propose(workspace, wish)
    assert found is not None
    return found


def accepted(cast: Cast, wish: Wish = DECEMBER) -> list[Slot]:
    accepting.accept(cast.harbour, cast.ana, wish, [place.key for place in proposed(cast.harbour, wish).places])
    return list(Slot.objects.filter(workspace=cast.harbour).order_by("due_at"))


def at(name: str, *more: str) -> str:
    return reverse(f"publishing:{name}", args=["harbour", *more])
