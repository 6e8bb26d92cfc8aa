"""Asks for each channel concerned whether this person may publish there (``networks.granting``)."""

from collections.abc import Iterable
from typing import Any

from convivial.networks import granting, words
from convivial.networks.models import Channel
from convivial.team.models import User

from .errors import NotYours


def permit(by: User, channels: Iterable[Channel]) -> None:
    """As ``refuse_strangers``, and so it stays until the end of the act's transaction."""
    channels = list(channels)
    granting.keep_lists(channels)
    refuse_strangers(by, channels)


def refuse_strangers(by: User, channels: Iterable[Channel]) -> None:
    """``NotYours`` says which channel is somebody else's, and whose."""
    shut = granting.shut_to(by, channels)
    if shut:
        raise NotYours(sentences(shut)[0])


def sentences(channels: Iterable[Channel]) -> list[Any]:
    """For each channel that is reserved, who alone may publish there."""
    once = {channel.pk: channel for channel in channels}
    names = granting.named(once.values())
    return [words.only(names.get(pk, []), channel) for pk, channel in once.items()]
