"""Puts posts on a practice timeline, once each, and takes them off again."""

from django.db import transaction
from django.urls import reverse

from convivial.lib.now import now
from convivial.networks.errors import Disconnected
from convivial.networks.messages import Account, Outgoing, Receipt
from convivial.networks.models import Channel, PracticePicture, PracticePost
from convivial.networks.network import Access


def put(access: Access, outgoing: Outgoing) -> Receipt:
    """The key is unique on its channel: whoever sends it again finds what stands there."""
    channel = _channel(access)
    with transaction.atomic():
        post, is_new = PracticePost.objects.get_or_create(
            channel=channel,
            key=outgoing.key,
            defaults={
                "text": outgoing.text,
                "language": outgoing.language,
                "card": _card(outgoing),
                "posted_at": now(),
            },
        )
        if is_new:
            PracticePicture.objects.bulk_create(_pictures(post, outgoing))
    return _receipt(channel, post)


def find(access: Access, outgoing: Outgoing) -> Receipt | None:
    channel = _channel(access)
    post = channel.practice_posts.filter(key=outgoing.key).first()
    return _receipt(channel, post) if post else None


def remove(access: Access, remote_id: str) -> None:
    _channel(access).practice_posts.filter(code=remote_id).delete()


def whose(access: Access) -> Account:
    channel = _channel(access)
    return Account(channel.remote_id, channel.handle, channel.name, timeline_address(channel))


def timeline_address(channel: Channel) -> str:
    return reverse("networks:timeline", kwargs={"workspace": channel.workspace.slug, "code": channel.code})


def _channel(access: Access) -> Channel:
    practice = Channel.objects.filter(network=Channel.PRACTICE).select_related("workspace")
    channel = practice.filter(remote_id=access.remote_id).first()
    if channel is None or not channel.is_usable:
        raise Disconnected("removed")
    return channel


def _card(outgoing: Outgoing) -> dict[str, str]:
    card = outgoing.card
    return {"address": card.address, "title": card.title, "description": card.description} if card else {}


def _pictures(post: PracticePost, outgoing: Outgoing) -> list[PracticePicture]:
    return [
        PracticePicture(
            post=post,
            position=position,
            content=picture.content,
            mime=picture.mime,
            width=picture.width,
            height=picture.height,
            alt=picture.alt,
        )
        for position, picture in enumerate(outgoing.pictures)
    ]


def _receipt(channel: Channel, post: PracticePost) -> Receipt:
    return Receipt(post.code, f"{timeline_address(channel)}#{post.code}", post.posted_at, {"code": post.code})
