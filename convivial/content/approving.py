"""A yes to exact words, pictures, alt texts and links. Two modes: none needed (as it is at first), or required.

A yes is given to an edition, so it never counts for other words. The author cannot be the only one who says yes,
unless nobody else is in the workspace; then the yes is marked as the author's own. Who says it in somebody's place
cannot say it to their own work (``lending``).
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.dispatch import Signal
from django.utils.translation import gettext as _

from convivial.journal.recording import at_the_end
from convivial.lib.now import now
from convivial.team.access import is_lent, may, membership_of, who_may
from convivial.team.acts import LENT, roles_that
from convivial.team.covering import in_whose_place
from convivial.team.models import Cover, MemberRole, Membership, User, Workspace

from . import noting
from .comparing import Difference, difference, differences
from .editions import freeze
from .errors import ChangedMeanwhile, NotNow, NotTaken
from .lending import has_lent_yes, is_work_of, makers
from .locking import hold
from .models import Approval, ApprovalRequest, Edition, NotYet, Post, Variant
from .offering import waits_for_a_creator
from .ruling import cleared, is_clear, is_required, is_ruled, set_rule
from .telling import tell
from .words_in import LONGEST_COMMENT, LONGEST_NOTE, is_empty, line_taken, taken

__all__ = [
    "Difference",
    "approve",
    "approved",
    "approvers",
    "ask",
    "awaiting",
    "awaiting_yes_of",
    "cleared",
    "difference",
    "differences",
    "is_clear",
    "is_required",
    "is_ruled",
    "may_approve",
    "not_yet",
    "others_who_may",
    "set_rule",
    "take_back",
    "withdraw",
]  # fmt: skip

# Sent in the act's transaction when a question was answered with a yes, of all or of some: post=<Post>, by=<User>,
# asked_by=<User> or None
approved = Signal()


def awaiting(workspace: Workspace) -> "models.QuerySet[ApprovalRequest]":
    """The open questions of a workspace, the oldest first."""
    rows = ApprovalRequest.objects.filter(closed_at=None, post__workspace=workspace, post__deletion=None)
    return rows.select_related("post__author", "asked_by").order_by("asked_at")


def awaiting_yes_of(person: User, workspace: Workspace) -> "models.QuerySet[ApprovalRequest]":
    """Those that a person may answer, but for the rule about authors; where the yes is only lent, without the ones
    about their own work."""
    mine, rows = membership_of(person, workspace), awaiting(workspace)
    if mine is None or not may(person, "post.approve", workspace):
        return rows.none()
    return rows.exclude(is_work_of(person)) if is_lent(mine, LENT) else rows


def may_approve(person: User, post: Post, variants: Iterable[Variant] | None = None) -> bool:
    """``variants``: those of the post, where they are known already."""
    if not may(person, "post.approve", post):
        return False
    if has_lent_yes(person, post) and person.pk in makers(post, variants):
        return False
    return post.author_id != person.pk or _is_alone(post.workspace_id)


def others_who_may(post: Post, variants: Iterable[Variant] | None = None) -> "models.QuerySet[User]":
    """Everybody but the author who can answer a question about this post, by name; ``away_until``: the last day on
    which they are away, None for whoever is there."""
    members = who_may("post.approve", post.workspace_id, not_lent_to=makers(post, variants))
    others = User.objects.filter(memberships__in=members).exclude(pk=post.author_id or 0).order_by("name")
    here = {"workspace": post.workspace_id, "away__user": models.OuterRef("pk")}
    absences = Cover.objects.current(now()).filter(**here).order_by("-ends_on").values("ends_on")
    return others.annotate(away_until=models.Subquery(absences[:1]))


def approvers(workspace: Workspace | int) -> "models.QuerySet[Membership]":
    """The members who may say yes; ``has_lent_yes``: not by their roles, but because they cover for somebody now."""
    own = MemberRole.objects.filter(membership=models.OuterRef("pk"), name__in=roles_that(LENT))
    return who_may("post.approve", workspace).annotate(has_lent_yes=~models.Exists(own))


def ask(post: Post, by: User, note: str = "") -> ApprovalRequest:
    """Asks the approvers for a yes to the words as they are. Asking again takes the place of the open question;
    asking the same twice changes nothing."""
    note = line_taken(note, LONGEST_NOTE)
    with transaction.atomic():
        hold(post)
        _refuse_asking(post, by)
        before = set(post.variants.values_list("edition", flat=True))
        editions = freeze(post)
        if not editions:
            raise NotNow(_("Choose a channel first: a yes is given to the words on a channel."))
        open_one = open_question(post)
        if open_one and (open_one.asked_by_id, open_one.note) == (by.pk, note) and before == _ids(editions):
            return open_one
        if not without_yes(editions):
            raise NotNow(_("These words have their yes already."))
        _close(open_one, by, ApprovalRequest.Outcome.SUPERSEDED)
        return put(post, by, note)


def approve(
    post: Post, by: User, variants: Iterable[Variant] | None = None, seen: Collection[str] | None = None
) -> list[Approval]:
    """Says yes to all channels or to some. ``seen``: the fingerprints of the editions that stood on the page; when
    others stand there by now the answer is refused (``ChangedMeanwhile``). The question closes when nothing is left
    without a yes; what she noted goes along with that. Saying yes twice changes nothing."""
    with transaction.atomic(), at_the_end():
        hold(post)
        refuse_answering(post, by)
        chosen = None if variants is None else {variant.pk for variant in variants}
        editions = [e for e in freeze(post) if chosen is None or e.variant_id in chosen]
        if seen is not None and any(edition.fingerprint not in seen for edition in editions):
            raise ChangedMeanwhile
        waiting = without_yes(editions)
        if waiting:
            _answering(post)
            say_yes(post, by, waiting)
        return list(Approval.objects.filter(edition__in=editions).select_related("edition"))


def not_yet(post: Post, by: User, comment: str, seen: Collection[str] | None = None) -> NotYet:
    """Says what is missing, as a whole or at the places that were noted (``remarking``), and gives the post back to
    whoever asked."""
    comment = taken(comment, LONGEST_COMMENT).strip()
    with transaction.atomic():
        hold(post)
        refuse_answering(post, by)
        if is_empty(comment) and not noting.are_noted(post, by):
            raise NotTaken(_("Say in a few words what is missing."))
        editions = freeze(post)
        if seen is not None and any(edition.fingerprint not in seen for edition in editions):
            raise ChangedMeanwhile
        request = _answering(post)
        _close(request, by, ApprovalRequest.Outcome.NOT_YET)
        answer = NotYet.objects.create(request=request, by=by, comment=comment)
        answer.editions.set(editions)
        remarks = noting.send(request, by)
        tell(post, by, "post.not_yet", remarks=remarks)
    return answer


def withdraw(post: Post, by: User) -> None:
    """Takes the open question back."""
    if not may(by, "post.submit", post):
        raise PermissionDenied
    with transaction.atomic():
        hold(post)
        if _close(open_question(post), by, ApprovalRequest.Outcome.WITHDRAWN):
            tell(post, by, "post.withdraw")


def take_back(post: Post, by: User) -> None:
    """An approver takes the yes to the present words back: what is scheduled does not go out without a new one."""
    if not may_approve(by, post):
        raise PermissionDenied
    with transaction.atomic():
        hold(post)
        given = Approval.objects.filter(edition__in=post.variants.values("edition"))
        if given.delete()[0]:
            tell(post, by, "post.take_back")


def _refuse_asking(post: Post, by: User) -> None:
    if waits_for_a_creator(post):
        raise NotNow(_("A creator takes this draft on first."))
    if not may(by, "post.submit", post):
        raise PermissionDenied
    if not may_approve(by, post) and not others_who_may(post).exists():
        raise NotNow(_("Nobody else here can say yes yet. An owner can make somebody an approver on the Team page."))


def refuse_answering(post: Post, by: User) -> None:
    if not may(by, "post.approve", post):
        raise PermissionDenied
    if not may_approve(by, post):
        if by.pk in (post.author_id, post.written_by_id) or by.pk != post.pictured_by_id:
            raise NotNow(_("You wrote this, so somebody else says yes to it."))
        raise NotNow(_("You changed its pictures, so somebody else says yes to it."))


def _answering(post: Post) -> ApprovalRequest:
    """The open question, or a kind no to whoever comes second."""
    request = open_question(post)
    if request:
        return request
    last = post.approval_requests.select_related("closed_by").order_by("-closed_at").first()
    name = last.closed_by.name if last and last.closed_by else ""
    told = {
        "approved": _("%(name)s said yes already."),
        "not_yet": _("%(name)s said “not yet” already."),
        "withdrawn": _("%(name)s took the question back."),
    }
    raise NotNow(
        told.get(last.outcome if last and name else "", _("Nobody is asking for a yes here.")) % {"name": name}
    )


def say_yes(post: Post, by: User, editions: Sequence[Edition], own_words: bool = False) -> None:
    is_own, question = post.author_id == by.pk, open_question(post)
    Approval.objects.bulk_create(
        [Approval(edition=edition, by=by, is_own=is_own) for edition in editions], ignore_conflicts=True
    )
    current, remarks = [v.edition for v in post.variants.select_related("edition") if v.edition], 0
    if not without_yes(current) and _close(question, by, ApprovalRequest.Outcome.APPROVED) and question:
        remarks = noting.send(question, by)
    if editions:
        told = [edition.pk for edition in editions]
        place = in_whose_place(by, post.workspace_id)
        more: dict[str, Any] = {"people": place} if place else {}
        tell(
            post, by, "post.approve", editions=told, is_own=is_own, own_words=own_words, remarks=remarks, **more
        )  # fmt: skip
    if question:
        approved.send(sender=Post, post=post, by=by, asked_by=question.asked_by)


def put(post: Post, by: User, note: str) -> ApprovalRequest:
    request = ApprovalRequest.objects.create(post=post, asked_by=by, note=note)
    tell(post, by, "post.submit")
    return request


def open_question(post: Post) -> ApprovalRequest | None:
    return post.approval_requests.filter(closed_at=None).first()


def _close(request: ApprovalRequest | None, by: User, outcome: str) -> bool:
    """By compare-and-set: of two who close it at once, one does."""
    if request is None:
        return False
    still_open = ApprovalRequest.objects.filter(pk=request.pk, closed_at=None)
    request.closed_at, request.closed_by, request.outcome = now(), by, outcome
    return bool(still_open.update(closed_at=request.closed_at, closed_by=by, outcome=outcome))


def without_yes(editions: Sequence[Edition]) -> list[Edition]:
    has_yes = set(Approval.objects.filter(edition__in=editions).values_list("edition", flat=True))
    return [edition for edition in editions if edition.pk not in has_yes]


def _ids(editions: Iterable[Edition]) -> set[int | None]:
    return {edition.pk for edition in editions}


def _is_alone(workspace: int) -> bool:
    return Membership.objects.filter(workspace=workspace, user__is_active=True).count() == 1
