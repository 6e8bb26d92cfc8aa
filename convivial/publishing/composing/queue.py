"""What waits for a yes: each question with the exact words, what changed, how it will look, and when it goes out.

A queue of any length takes the same few queries: everything is read for all its posts at once.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import OuterRef, Prefetch, Q, Subquery
from django.utils.translation import gettext

from convivial.content import approving, links
from convivial.content.approving import Difference
from convivial.content.checks import Check, checks
from convivial.content.comparing import Change
from convivial.content.finding import addresses_in
from convivial.content.lending import makers
from convivial.content.locating import Piece, pieces
from convivial.content.models import ApprovalRequest, LinkLook, Offer, Post, PostPicture, Remark, Variant
from convivial.lib.now import wall
from convivial.publishing.models import Publication
from convivial.team.models import Membership, User, Workspace
from convivial.ui.speaking import listed

from .planning import wall_of
from .previewing import Preview, Tab, preview, tabs
from .remarks import Told, told

AT_ONCE = 20


@dataclass(frozen=True)
class Wording:
    """Channels that say the same: their words are read once."""

    difference: Difference
    variants: Sequence[Variant]

    noted: Sequence[Told] = ()

    @property
    def tabs(self) -> Sequence[Tab]:
        return tabs(self.variants)

    @property
    def text(self) -> str:
        return self.difference.after.text

    @property
    def pieces(self) -> Sequence[Piece]:
        """The words with their changes, and with what she has noted herself."""
        changes = (Change("same", self.text),) if self.difference.is_new else self.difference.words
        return pieces(changes, [told.span for told in self.noted if told.span])


@dataclass
class Asked:
    """One question. ``waiting`` are the channels whose words have no yes yet. ``noted``: the person's own remarks,
    not sent yet; ``said``: those of the last "not yet", and what became of them. ``others``: who can answer."""

    request: ApprovalRequest
    differences: Sequence[Difference]
    looks: Mapping[str, LinkLook]
    may_answer: bool
    others: Sequence[str] = ()
    noted: Sequence[Told] = ()
    said: Sequence[Told] = ()
    checks: Sequence[Check] = ()

    @property
    def whose(self) -> str:
        """Who answers it, where the reader does not."""
        if not self.others:
            return gettext("Nobody here can answer this one yet.")
        if len(self.others) == 1:
            return gettext("%(name)s answers this one.") % {"name": self.others[0]}
        if len(self.others) == 2:
            return gettext("%(one)s or %(other)s answers this one.") % {
                "one": self.others[0],
                "other": self.others[1],
            }
        return gettext("One of them answers this one: %(names)s.") % {"names": listed(self.others)}

    @property
    def to_mend(self) -> Sequence[Check]:
        return [check for check in self.checks if check.weight != "good"]

    @property
    def post(self) -> Post:
        return self.request.post

    @property
    def zone(self) -> str:
        plan = getattr(self.post, "plan", None)
        return plan.zone if plan else self.post.workspace.zone

    @cached_property
    def waiting(self) -> Sequence[Difference]:
        return [each for each in self.differences if not each.has_yes]

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
        return [
            Wording(group[0], [each.variant for each in group], self._noted_on(group)) for group in alike.values()
        ]

    def _noted_on(self, group: Sequence[Difference]) -> Sequence[Told]:
        here = {each.variant for each in group}
        return [told for told in self.noted if told.variant in here]

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
        if self.request.due_at:  # type: ignore[attr-defined]
            return wall(self.request.due_at, self.zone)  # type: ignore[attr-defined]
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


def queue(workspace: Workspace, person: User, approvers: Sequence[Membership]) -> Sequence[Asked]:
    """The oldest question first; those that the person can answer before the others. ``approvers``: who says yes
    here, by name."""
    found = approving.awaiting(workspace).select_related("post__plan", "post__offer", "post__author", "asked_by")
    requests = list(found.annotate(due_at=_due()).prefetch_related(_pictures())[: AT_ONCE + 1])
    posts = [request.post for request in requests]
    for post in posts:
        post.workspace = workspace
    differences = approving.differences(posts)
    looks, remarks = _looks(workspace, differences), _remarks(posts, person)
    promises = links.promises_in(posts) if any(look.verdict in links.HOLDS for look in looks.values()) else {}
    asked = []
    for request in requests:
        post = request.post
        of_post, pictures = differences[post.pk], list(post.pictures.all())
        variants = _variants(post, of_post)
        noted, said = _noted_and_said(remarks[post.pk])
        asked.append(
            Asked(
                request, of_post, looks,
                may_answer=_may_answer(person, post, variants, approvers),
                others=[each.user.name for each in approvers if _is_for(each, post, variants)],
                noted=told(noted, variants, pictures),
                said=told(said, variants, pictures),
                checks=checks(post, variants, pictures, links.Seen(looks, promises.get(post.pk, {}))),
            )
        )  # fmt: skip
    return sorted(asked, key=lambda each: not each.may_answer)


def offers(workspace: Workspace) -> Sequence[Offer]:
    """Drafts of contributors that no creator has taken on yet."""
    rows = Offer.objects.filter(post__workspace=workspace, post__deletion=None, taken_at=None)
    return list(rows.select_related("post__author", "by").order_by("at")[:AT_ONCE])


def _may_answer(person: User, post: Post, variants: Sequence[Variant], approvers: Sequence[Membership]) -> bool:
    """Without a question for each of one's own posts: whoever is not the only approver never answers those."""
    if post.author_id == person.pk and len(approvers) > 1:
        return False
    return approving.may_approve(person, post, variants)


def _is_for(approver: Membership, post: Post, variants: Sequence[Variant]) -> bool:
    """Whether somebody else's question is one for this approver."""
    if approver.user_id == post.author_id:
        return False
    return not approver.has_lent_yes or approver.user_id not in makers(post, variants)  # type: ignore[attr-defined]


def _variants(post: Post, of_post: Sequence[Difference]) -> Sequence[Variant]:
    for each in of_post:
        each.variant.post = post
    return [each.variant for each in of_post]


def _remarks(posts: Sequence[Post], person: User) -> Mapping[int, Sequence[Remark]]:
    """What was said, and what this person has noted and not said yet."""
    found: dict[int, list[Remark]] = {post.pk: [] for post in posts}
    rows = Remark.objects.filter(Q(request__isnull=False) | Q(by=person), post__in=posts)
    for remark in rows.select_related("edition", "media", "replied_by"):
        found[remark.post_id].append(remark)
    return found


def _noted_and_said(remarks: Sequence[Remark]) -> tuple[Sequence[Remark], Sequence[Remark]]:
    """What is not sent yet, and what came with the last "not yet"."""
    last = max((remark.request_id or 0 for remark in remarks), default=0)
    noted = [remark for remark in remarks if remark.request_id is None]
    return noted, [remark for remark in remarks if remark.request_id == last]


def _pictures() -> "Prefetch[str]":
    return Prefetch("post__pictures", PostPicture.objects.select_related("media"))


def _due() -> Subquery:
    """When the next of a question's post goes out, as far as it is scheduled."""
    waiting = Publication.objects.waiting().filter(variant__post=OuterRef("post")).order_by("due_at")
    return Subquery(waiting.values("due_at")[:1])


def _looks(workspace: Workspace, differences: Mapping[int, Iterable[Difference]]) -> Mapping[str, LinkLook]:
    addresses = [
        address for found in differences.values() for each in found for address in addresses_in(each.after.text)
    ]
    return links.verdicts(workspace.pk, addresses)
