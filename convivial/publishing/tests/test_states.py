"""What a reason says, and to whom it promises something."""

import pytest

from convivial.networks.models import Channel
from convivial.networks.words import TROUBLE
from convivial.publishing import states

CHANNEL = Channel(network="mastodon")


@pytest.mark.parametrize("why", TROUBLE)
def test_only_what_is_tried_again_promises_so(why: str) -> None:
    promise = str(states.AGAIN)
    for reason in states.FAILED:
        assert promise not in str(states.sentence(reason, CHANNEL, {"why": why})), reason
    for reason in ("later", "not_reached"):
        assert promise in str(states.sentence(reason, CHANNEL, {"why": why})), reason
