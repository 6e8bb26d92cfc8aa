"""A new post stands at once on the channels that its writer used last; the first ever, on the only one there is."""

from django.db import transaction

from convivial.content import writing
from convivial.content.models import Post
from convivial.networks.models import Channel
from convivial.team.access import may
from convivial.team.models import User, Workspace


def begin(workspace: Workspace, by: User, text: str = "") -> Post:
    with transaction.atomic():
        post = writing.start(workspace, by, text)
        for channel in usual_channels(workspace, by):
            writing.add_channel(post, by, channel)
    return post


def usual_channels(workspace: Workspace, by: User) -> list[Channel]:
    """Those of the person's last post that still can be used, or the only usable channel of the workspace."""
    usable = [channel for channel in workspace.channels.usable().in_order() if may(by, "post.write", channel)]
    last = workspace.posts.filter(author=by, variants__isnull=False).order_by("-pk").first()
    if last is None:
        return usable if len(usable) == 1 else []
    used = set(last.variants.values_list("channel_id", flat=True))
    return [channel for channel in usable if channel.pk in used]
