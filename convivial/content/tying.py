"""Says what posts are for: one tap for the pillar, the rest follows from it and can be changed. Whatever is missing
never keeps a post from going out. Words and approvals have nothing to do with it, so that it can be said of a post
that has gone out, too."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from convivial.journal.recording import Entry, record_all
from convivial.lib.codes import new_code
from convivial.strategy.guiding import Guide, guide
from convivial.team.access import may
from convivial.team.models import User, Workspace

from .errors import NotNow
from .locking import hold
from .models import Post, Tie
from .telling import tell

UNTIED = Q(tie=None) | Q(tie__pillar="")


@dataclass(frozen=True)
class Ends:
    """Codes of parts of the strategy; "" is nobody said."""

    pillar: str = ""
    persona: str = ""
    objective: str = ""
    stage: str = ""


NOUNS = ("pillar", "persona", "objective", "stage")


def ends_of(post: Post) -> Ends:
    tie: Tie | None = getattr(post, "tie", None)
    return Ends(*(getattr(tie, noun) for noun in NOUNS)) if tie else Ends()


def with_pillar(known: Guide, pillar: str) -> Ends:
    """A pillar, and what comes with it."""
    return Ends(pillar=pillar, **known.follows(pillar))


def tie(post: Post, by: User, ends: Ends, known: Guide | None = None) -> None:
    """Ties a post anew; nothing at all unties it. Raises ``NotNow`` for what the strategy does not know (any more),
    unless the post was tied to it before."""
    known = known or guide(post.workspace)
    with transaction.atomic():
        hold(post)
        if not may(by, "post.tie", post):
            raise PermissionDenied
        tied = Tie.objects.filter(post=post).first()
        before = Ends(*(getattr(tied, noun) for noun in NOUNS)) if tied else Ends()
        if ends == before:
            return
        _refuse_unknown(known, ends, before)
        if ends == Ends():
            Tie.objects.filter(post=post).delete()
            tell(post, by, "post.untie")
        else:
            Tie.objects.update_or_create(post=post, defaults={**asdict(ends), "by": by, "batch": ""})
            tell(post, by, "post.tie", pillar=ends.pillar)


def untied(workspace: Workspace) -> QuerySet[Post]:
    return workspace.posts.filter(UNTIED)


def tie_all(workspace: Workspace, by: User, pillars: Mapping[str, str]) -> tuple[str, int]:
    """Ties posts by their codes, those that are still tied to no pillar; answers the code of the batch, for
    ``untie_all``, and how many."""
    known, batch = guide(workspace), new_code()
    wanted = {code: pillar for code, pillar in pillars.items() if known.has("pillar", pillar)}
    with transaction.atomic():
        rows = Post.objects.filter(workspace=workspace, code__in=wanted).select_for_update(of=("self",), no_key=True)
        found = [post for post in rows.select_related("offer") if _may(by, post, workspace)]
        done = set(Tie.objects.filter(post__in=found).exclude(pillar="").values_list("post", flat=True))
        posts = [post for post in found if post.pk not in done]
        Tie.objects.filter(post__in=posts).delete()
        Tie.objects.bulk_create(
            Tie(post=post, by=by, batch=batch, **asdict(with_pillar(known, wanted[post.code]))) for post in posts
        )
        record_all(_line(post, by, "post.tie", pillar=wanted[post.code]) for post in posts)
    return batch, len(posts)


def untie_all(workspace: Workspace, by: User, batch: str) -> int:
    """Takes ``tie_all`` back, but for what somebody changed since; answers how many."""
    with transaction.atomic():
        ties = Tie.objects.filter(post__workspace=workspace, batch=batch).exclude(batch="").select_related("post")
        posts = [tie.post for tie in ties if _may(by, tie.post, workspace)]
        Tie.objects.filter(post__in=posts, batch=batch).delete()
        record_all(_line(post, by, "post.untie") for post in posts)
    return len(posts)


def _refuse_unknown(known: Guide, ends: Ends, before: Ends) -> None:
    for noun, code in asdict(ends).items():
        if code and code != getattr(before, noun) and not known.has(noun, code):
            raise NotNow(_("The strategy has changed meanwhile. Choose again, please."))


def _may(by: User, post: Post, workspace: Workspace) -> bool:
    post.workspace = workspace
    return may(by, "post.tie", post)


def _line(post: Post, by: User, act: str, **params: str) -> Entry:
    return Entry(act, post.workspace_id, by.pk, "post", post.code, params=params)
