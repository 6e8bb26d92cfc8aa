"""A post takes a slot: its time becomes the post's, and what the slot is for becomes what the post is for."""

from dataclasses import asdict

from django.db import transaction

from convivial.content import tying, writing
from convivial.content.locking import hold
from convivial.content.models import Post
from convivial.journal.recording import at_the_end, record
from convivial.lib.now import now
from convivial.networks.models import Channel
from convivial.publishing.composing import beginning, planning
from convivial.publishing.errors import NotReady
from convivial.publishing.models import Publication, Slot, Taking
from convivial.strategy.guiding import Guide, guide
from convivial.team.access import may
from convivial.team.models import User

from .accepting import hold_open


def write(slot: Slot, by: User) -> Post:
    """Begins a post in the slot: on its channels, at its time, tied as it is."""
    with transaction.atomic(), at_the_end():
        hold_open(slot)
        post = writing.start(slot.workspace, by)
        usual = beginning.usual_channels(slot.workspace, by)
        for channel in _usable(slot, by) or usual:
            writing.add_channel(post, by, channel)
        take(slot, by, post)
    return post


def take(slot: Slot, by: User, post: Post) -> None:
    """A draft takes the slot, and gives back the one in which it stood. Channels and ends that it has stay."""
    with transaction.atomic(), at_the_end():
        hold_open(slot)
        hold(post)
        if slot.due_at <= now():
            raise NotReady("slot_past")
        if Publication.objects.filter(variant__post=post).alive().exists():
            raise NotReady("slot_for_drafts")
        Taking.objects.filter(slot=slot).delete()
        Taking.objects.filter(post=post).delete()
        Taking.objects.create(slot=slot, post=post, by=by)
        planning.plan(post, by, planning.wall_of(slot), slot.zone)
        if not post.variants.exists():
            for channel in _usable(slot, by):
                writing.add_channel(post, by, channel)
        _tie(slot, by, post)
        record("slot.take", workspace=slot.workspace_id, by=by.pk, thing="slot", code=slot.code, post=post.code)


def release(post: Post, by: User) -> Slot:
    """The post gives its slot back, and its time with it unless it stands elsewhere by now or is scheduled."""
    with transaction.atomic(), at_the_end():
        hold(post)
        taking = Taking.objects.filter(post=post).select_related("slot").first()
        if taking is None:
            raise NotReady("no_slot")
        slot = taking.slot
        taking.delete()
        plan = getattr(post, "plan", None)
        if plan and (plan.wall_time, plan.zone) == (slot.wall_time, slot.zone) and not planning.movable(post):
            planning.forget(post, by)
        record("slot.release", workspace=post.workspace_id, by=by.pk, thing="slot", code=slot.code, post=post.code)
    return slot


def ends_of(slot: Slot, known: Guide) -> tying.Ends:
    """What of the slot's ends the strategy in force still knows."""
    codes = {noun: getattr(slot, noun) for noun in tying.NOUNS}
    return tying.Ends(**{noun: code if known.has(noun, code) else "" for noun, code in codes.items()})


def _tie(slot: Slot, by: User, post: Post) -> None:
    """Persona, objective and stage follow from the slot; whoever said something of the post itself keeps it."""
    known = guide(slot.workspace)
    before, wanted = tying.ends_of(post), ends_of(slot, known)
    if before.pillar or wanted == tying.Ends() or not may(by, "post.tie", post):
        return
    kept = {noun: code for noun, code in asdict(before).items() if code}
    tying.tie(post, by, tying.Ends(**{**asdict(wanted), **kept}), known)


def _usable(slot: Slot, by: User) -> list[Channel]:
    return [
        channel
        for channel in slot.channels.filter(access=Channel.Access.CONNECTED).order_by("pk")
        if may(by, "post.write", channel)
    ]
