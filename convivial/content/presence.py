"""Who else has a post open."""

from datetime import timedelta

from convivial.lib.now import now
from convivial.team.models import User

from .models import Post, Presence

LASTS = timedelta(seconds=30)  # an open page says "here" every ten seconds


def here(post: Post, user: User) -> None:
    """Says that somebody has the post open. No act: nothing of it is kept once it is old."""
    Presence.objects.bulk_create(
        [Presence(post=post, user=user, seen_at=now())],
        update_conflicts=True,
        unique_fields=["post", "user"],
        update_fields=["seen_at"],
    )
    Presence.objects.filter(post=post, seen_at__lt=now() - LASTS).delete()


def gone(post: Post, user: User) -> None:
    Presence.objects.filter(post=post, user=user).delete()


def others(post: Post, user: User) -> list[User]:
    """Everybody else who has it open now, by name."""
    recent = Presence.objects.filter(post=post, seen_at__gte=now() - LASTS).exclude(user=user)
    return [presence.user for presence in recent.select_related("user").order_by("user__name")]
