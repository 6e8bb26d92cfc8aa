"""The frame around every change of a post: one at a time, by somebody who may, and what follows from it at once."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied
from django.db import transaction

from convivial.journal.recording import at_the_end
from convivial.team.access import may
from convivial.team.models import User

from .editions import freeze_again
from .locking import hold
from .models import Post
from .settling import after_change


@contextmanager
def changing(post: Post, by: User, act: str = "post.write") -> Iterator[None]:
    """Inside, ``post`` is as the database has it and stays so. Afterwards the editions follow, the scheduled
    publications follow them (``editions.changed``), and approval is settled (``settling``)."""
    with transaction.atomic(), at_the_end():
        hold(post)
        if not may(by, act, post):
            raise PermissionDenied
        before = dict(post.variants.values_list("pk", "edition"))
        yield
        if any(before.values()):
            freeze_again(post, by)
            after_change(post, by, before)
