"""A yes that is only lent is none to one's own work: to words that one wrote last, in the post or for one channel,
and to pictures that one chose, ordered or described last."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q

from convivial.team.access import is_lent, membership_of
from convivial.team.acts import LENT
from convivial.team.models import User

from .models import Post, Variant


def has_lent_yes(person: User, post: Post) -> bool:
    """Whether the yes is only lent to a person."""
    mine = membership_of(person, post.workspace_id)
    return mine is not None and is_lent(mine, LENT)


def makers(post: Post, variants: Iterable[Variant] | None = None) -> frozenset[int]:
    """The ids of the people whose work stands there. ``variants``: those of the post, where they are known."""
    known = post.variants.all() if variants is None else variants
    own = {each.written_by_id for each in known if each.text is not None}
    return frozenset(pk for pk in {post.written_by_id, post.pictured_by_id, *own} if pk)


def is_work_of(person: User, way: str = "post") -> Q:
    """The same, asked by the database; ``way`` leads from the rows that are read to the post."""
    own = Variant.objects.filter(post=OuterRef(way), text__isnull=False, written_by=person)
    return Q(**{f"{way}__written_by": person}) | Q(**{f"{way}__pictured_by": person}) | Q(Exists(own))
