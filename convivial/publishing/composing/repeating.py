"""The same post once more: a year later, for another channel, as a pattern."""

from django.db import transaction

from convivial.content import writing
from convivial.content.models import Post
from convivial.networks.models import Channel
from convivial.team.models import User


def again(post: Post, by: User) -> Post:
    """A new draft with the same words, pictures, alt texts and those channels that are still connected. It has no
    time, no yes and no publications: those belong to the other one."""
    with transaction.atomic():
        copy = writing.start(post.workspace, by, post.text, post.language)
        for variant in post.variants.select_related("channel"):
            if variant.channel.access != Channel.Access.CONNECTED:
                continue
            made = writing.add_channel(copy, by, variant.channel, variant.language)
            if variant.text is not None:
                writing.write_variant(made, by, variant.text, made.revision)
        for picture in post.pictures.select_related("media"):
            added = writing.add_picture(copy, by, picture.media)
            writing.describe(added, by, picture.alt)
    return copy
