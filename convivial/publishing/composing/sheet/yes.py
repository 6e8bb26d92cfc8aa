"""Who was asked for a yes, and what they said."""

from collections.abc import Sequence
from functools import cached_property

from django.db.models import F, FilteredRelation, Q, Subquery

from convivial.content import approving
from convivial.content.models import ApprovalRequest, NotYet, Remark
from convivial.publishing import standing
from convivial.team.models import User

from .written import Written

_SAID: Sequence[str] = (
    "asked_by", "closed_by", "not_yet__by", "said__by", "said__edition", "said__media", "said__replied_by",
    "said__settled_by",
)  # fmt: skip


class Yes(Written):
    @cached_property
    def is_yes_needed(self) -> bool:
        if not self.variants:
            return approving.is_required(self.post.workspace)
        return self.variants[0].is_ruled  # type: ignore[attr-defined]

    @cached_property
    def _asked(self) -> ApprovalRequest | None:
        """The open question, else the last one that was answered."""
        return self._said[0] if self._said else None

    @cached_property
    def _said(self) -> Sequence[ApprovalRequest]:
        """That question, once for each remark (``said``) of its answer. One query."""
        found = self.post.approval_requests.filter(Q(closed_at=None) | Q(outcome__in=standing.ANSWERS))
        newest = found.order_by(F("closed_at").desc(nulls_first=True), "-pk").values("pk")[:1]
        rows = ApprovalRequest.objects.filter(pk=Subquery(newest)).annotate(said=FilteredRelation("remarks"))
        return list(rows.select_related(*_SAID).order_by("said__pk"))

    @property
    def request(self) -> ApprovalRequest | None:
        return self._asked if self._asked and self._asked.closed_at is None else None

    @property
    def yes_with_remarks(self) -> ApprovalRequest | None:
        """The last answer, where it was a yes that says something, too."""
        return self._asked if self._asked and self._asked.outcome == ApprovalRequest.Outcome.APPROVED else None

    @property
    def not_yet(self) -> NotYet | None:
        return getattr(self._asked, "not_yet", None)

    @cached_property
    def remarks(self) -> Sequence[Remark]:
        """The comments on exact places that came with the last answer."""
        remarks: list[Remark] = [row.said for row in self._said if hasattr(row, "said")]
        for remark in remarks:
            remark.post = self.post
        return remarks

    @cached_property
    def cleared(self) -> frozenset[int]:
        """The variants whose current words may go out."""
        return frozenset(variant.pk for variant in self.variants if variant.is_clear)  # type: ignore[attr-defined]

    @cached_property
    def approvers(self) -> Sequence[User]:
        """Who could be asked: everybody who may say yes but the author, by name; nobody about their own work for whom
        the yes is only lent."""
        return list(approving.others_who_may(self.post, self.variants))

    @cached_property
    def may_say_yes(self) -> bool:
        return approving.may_approve(self.person, self.post, self.variants)
