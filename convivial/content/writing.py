"""Writing a post: its words, its channels, its pictures. Each function is one act, with its line in the journal.

Words carry a revision: who writes over an older one is told (``Overtaken``), and both texts are kept.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from convivial.lib.refusing import Overtaken
from convivial.networks.models import Channel
from convivial.team.access import may
from convivial.team.models import User, Workspace

from .changing import changing
from .deleting import bring_back, delete, is_relied_upon
from .errors import NotNow
from .keeping import keep, keep_overtaken
from .locking import hold
from .models import PastWords, Post, Variant
from .picturing import add_picture, describe, drop_picture, move_picture
from .telling import tell, tell_writing
from .words_in import taken

__all__ = [
    "add_channel", "add_picture", "bring_back", "delete", "describe", "drop_channel", "drop_picture", "move_picture",
    "restore", "set_language", "start", "write", "write_variant",
]  # fmt: skip


def start(workspace: Workspace, by: User, text: str = "", language: str | None = None) -> Post:
    if not may(by, "post.write", workspace):
        raise PermissionDenied
    with transaction.atomic():
        post = Post.objects.create(
            workspace=workspace,
            author=by,
            written_by=by,
            text=taken(text),
            language=language or workspace.language,
            is_contribution=not may(by, "post.schedule", workspace),
        )
        tell(post, by, "post.start")
    return post


def write(post: Post, by: User, text: str, revision: int) -> int:
    """Replaces the common text and answers the new revision. Raises ``Overtaken`` when ``revision`` is old and the
    words are others."""
    text = taken(text)
    try:
        with changing(post, by):
            if text == post.text:  # the same words twice, as when they save themselves while an act brings them
                return post.revision
            if revision != post.revision:
                raise Overtaken(post.text, post.revision, post.written_by)
            keep(post, post.text, by)
            post.text, post.revision, post.written_by = text, post.revision + 1, by
            post.save(update_fields=["text", "revision", "written_by", "updated_at"])
            tell_writing(post, by)
    except Overtaken:
        keep_overtaken(post, text, by)
        raise
    return post.revision


def write_variant(variant: Variant, by: User, text: str | None, revision: int) -> int:
    """Gives a channel its own words, or (None) lets it follow the post again. Answers the variant's new revision."""
    text = None if text is None else taken(text)
    post = variant.post
    try:
        with changing(post, by):
            variant.refresh_from_db(fields=["text", "revision", "written_by"])
            if text == variant.text:
                return variant.revision
            if revision != variant.revision:
                raise Overtaken(variant.text, variant.revision, variant.written_by)
            keep(post, variant.text, by, variant, is_end=text is None)
            variant.text, variant.revision, variant.written_by = text, variant.revision + 1, by
            variant.save(update_fields=["text", "revision", "written_by"])
            tell_writing(post, by, channel=variant.channel.code)
    except Overtaken:
        keep_overtaken(post, text, by, variant)
        raise
    return variant.revision


def add_channel(post: Post, by: User, channel: Channel, language: str | None = None) -> Variant:
    """Says the post on a channel too. A channel that is there already is answered as it is."""
    if channel.workspace_id != post.workspace_id or not may(by, "post.write", channel):
        raise PermissionDenied
    if channel.access != Channel.Access.CONNECTED:
        raise NotNow(_("This channel is not connected. An owner can connect it again."))
    with changing(post, by):
        where: dict[str, Any] = {"post": post, "channel": channel, "language": language or post.language}
        variant, is_new = Variant.everything.get_or_create(**where)
        if is_new or variant.is_dropped:
            variant.is_dropped = False
            variant.save(update_fields=["is_dropped"])
            tell(post, by, "post.add_channel", channel=channel.code, network=channel.network)
    variant.refresh_from_db(fields=["edition"])
    return variant


def drop_channel(variant: Variant, by: User) -> None:
    """Takes a channel away again, unless something is scheduled or was published there. Where something was scheduled
    and cancelled, the row stays for the calendar's memory."""
    post = variant.post
    with changing(post, by):
        if is_relied_upon(post, variant):
            raise NotNow(_("Something is scheduled or published on this channel. Cancel that first."))
        there = Variant.objects.filter(pk=variant.pk)
        if is_relied_upon(post, variant, was=True):
            is_gone = bool(there.update(is_dropped=True))
        else:
            is_gone = bool(there.delete()[0])
        if is_gone:
            tell(post, by, "post.drop_channel", channel=variant.channel.code, network=variant.channel.network)


def set_language(post: Post, by: User, language: str) -> None:
    """The language of the common text; variants in the former language go along."""
    with changing(post, by):
        former, post.language = post.language, language
        if former == language:
            return
        post.save(update_fields=["language", "updated_at"])
        taken_channels = Variant.everything.filter(post=post, language=language).values("channel")
        post.variants.filter(language=former).exclude(channel__in=taken_channels).update(language=language)
        tell(post, by, "post.set_language", language=language)


def restore(past: PastWords, by: User) -> int:
    """Puts kept words back where they stood (or would have stood); what is there now is kept in turn."""
    post = Post.objects.get(pk=past.post_id)
    with transaction.atomic():
        hold(post)
        if past.variant:
            past.variant.refresh_from_db(fields=["revision"])
            revision = write_variant(past.variant, by, past.text, past.variant.revision)
        else:
            revision = write(post, by, past.text, post.revision)
        tell(post, by, "post.restore")
    return revision
