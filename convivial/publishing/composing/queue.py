"""What waits for a yes: each question with the exact words, what changed, how it will look, and when it goes out.

A queue of any length takes the same few queries: everything is read for all its posts at once.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import Prefetch

from convivial.content import approving, links
from convivial.content.approving import Difference
from convivial.content.finding import addresses_in
from convivial.content.models import Approval, ApprovalRequest, LinkLook, Offer, Post, PostPicture, Variant
from convivial.lib.now import wall
from convivial.publishing.models import Publication
from convivial.team.models import User, Workspace

from .planning import wall_of
from .previewing import Preview, Tab, preview, tabs

AT_ONCE = 20


@dataclass(frozen=True)
class Wording:
    """Channels that say the same: their words are read once."""

    difference: Difference
    variants: Sequence[Variant]

    @property
    def tabs(self) -> Sequence[Tab]:
        return tabs(self.variants)


@dataclass
class Asked:
    """One question. ``waiting`` are the channels whose words have no yes yet."""

    request: ApprovalRequest
    differences: Sequence[Difference]
    approved: frozenset[int]
    publications: Sequence[Publication]
    looks: Mapping[str, LinkLook]
    may_answer: bool

    @property
    def post(self) -> Post:
        return self.request.post

    @property
    def zone(self) -> str:
        plan = getattr(self.post, "plan", None)
        return plan.zone if plan else self.post.workspace.zone

    @cached_property
    def waiting(self) -> Sequence[Difference]:
        return [each for each in self.differences if each.after.pk not in self.approved]

    @property
    def variants(self) -> Sequence[Variant]:
        return [each.variant for each in self.waiting]

    @property
    def tabs(self) -> Sequence[Tab]:
        return tabs(self.variants)

    @property
    def wordings(self) -> Sequence[Wording]:
        """The same words with the same changes on several channels stand together."""
        alike: dict[tuple[object, ...], list[Difference]] = {}
        for each in self.waiting:
            alike.setdefault((each.words, each.after.language, each.is_new), []).append(each)
        return [Wording(group[0], [each.variant for each in group]) for group in alike.values()]

    @property
    def seen(self) -> Sequence[str]:
        """The fingerprints of what stands on the page: the answer is to exactly that."""
        return [each.after.fingerprint for each in self.differences]

    @property
    def is_changed(self) -> bool:
        """Whether she has answered something of it before, so that only the difference is new to her."""
        return any(not each.is_new for each in self.waiting)

    @cached_property
    def pictures(self) -> Sequence[PostPicture]:
        return list(self.post.pictures.all())

    @property
    def when(self) -> datetime | None:
        due = sorted(each.due_at for each in self.publications)
        if due:
            return wall(due[0], self.zone)
        plan = getattr(self.post, "plan", None)
        return wall_of(plan) if plan else None

    @cached_property
    def preview(self) -> Preview | None:
        if not self.waiting:
            return None
        variant = self.waiting[0].variant
        return preview(
            variant.channel, self.waiting[0].after.text, variant.language, self.pictures, self.looks, self.when
        )


def queue(workspace: Workspace, person: User) -> Sequence[Asked]:
    """The oldest question first; those that the person can answer before the others."""
    requests = list(
        approving.awaiting(workspace).select_related("post__plan").prefetch_related(_pictures())[: AT_ONCE + 1]
    )
    posts = [request.post for request in requests]
    for post in posts:
        post.workspace = workspace
    differences = approving.differences(posts)
    approved = _approved(differences)
    publications, looks = _publications(posts), _looks(workspace, differences)
    asked = [
        Asked(
            request, differences[request.post_id], approved, publications.get(request.post_id, []), looks,
            approving.may_approve(person, request.post),
        )
        for request in requests
    ]  # fmt: skip
    return sorted(asked, key=lambda each: not each.may_answer)


def offers(workspace: Workspace) -> Sequence[Offer]:
    """Drafts of contributors that no creator has taken on yet."""
    rows = Offer.objects.filter(post__workspace=workspace, post__deletion=None, taken_at=None)
    return list(rows.select_related("post__author", "by").order_by("at")[:AT_ONCE])


def _pictures() -> "Prefetch[str]":
    return Prefetch("post__pictures", PostPicture.objects.select_related("media"))


def _approved(differences: Mapping[int, Iterable[Difference]]) -> frozenset[int]:
    editions = [each.after.pk for found in differences.values() for each in found]
    return frozenset(Approval.objects.filter(edition__in=editions).values_list("edition", flat=True))


def _publications(posts: Sequence[Post]) -> Mapping[int, Sequence[Publication]]:
    by_post: dict[int, list[Publication]] = {}
    waiting = Publication.objects.waiting().filter(variant__post__in=posts).select_related("variant")
    for publication in waiting:
        by_post.setdefault(publication.variant.post_id, []).append(publication)
    return by_post


def _looks(workspace: Workspace, differences: Mapping[int, Iterable[Difference]]) -> Mapping[str, LinkLook]:
    addresses = [
        address for found in differences.values() for each in found for address in addresses_in(each.after.text)
    ]
    return links.verdicts(workspace.pk, addresses)
