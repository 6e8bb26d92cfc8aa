"""Everything that the page of one post shows, each thing read once, and only when a part of the page asks for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Count, F, FilteredRelation, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from convivial.content import approving, links
from convivial.content.checks import Check, checks
from convivial.content.facts import addresses_of
from convivial.content.models import (
    ApprovalRequest,
    LinkLook,
    NotYet,
    Offer,
    Post,
    PostPicture,
    Remark,
    Variant,
)
from convivial.lib import counting
from convivial.lib.now import now, wall
from convivial.networks import granting
from convivial.networks.registry import network
from convivial.publishing import lateness, standing
from convivial.publishing.models import Attempt, Plan, Publication
from convivial.team.access import may, who_may
from convivial.team.models import User
from convivial.ui import vocabulary

from .planning import wall_of
from .previewing import Preview, preview

State = Publication.State
TIMELY = ("too_late", "yes_too_late")

_ALONG: Sequence[str] = ("channel", "edition", "went__removal")
_SAID: Sequence[str] = (
    "asked_by", "closed_by", "not_yet__by", "said__by", "said__edition", "said__media", "said__replied_by",
    "said__settled_by",
)  # fmt: skip


@dataclass(frozen=True)
class Length:
    """How long a variant's words are by its network's own rule. ``most`` is None where there is no limit."""

    variant: Variant
    rule: str
    used: int
    most: int | None
    used_bytes: int
    most_bytes: int | None

    @property
    def title(self) -> str:
        return vocabulary.title(self.variant.channel.network)

    @property
    def left(self) -> int:
        by_rule = self.most - self.used if self.most is not None else 1_000_000
        by_bytes = self.most_bytes - self.used_bytes if self.most_bytes is not None else 1_000_000
        return min(by_rule, by_bytes)


class Sheet:
    """``on`` is the variant whose words are being written (None: the common text), ``see`` the one previewed."""

    def __init__(self, post: Post, person: User, on: str = "", see: str = "") -> None:
        self.post, self.person = post, person
        self._on, self._see = on, see

    @cached_property
    def variants(self) -> Sequence[Variant]:
        return list(self._read)

    @cached_property
    def _read(self) -> "dict[Variant, Publication | None]":
        """Every variant with the newest publication on it; cancelled ones are history. One query."""
        found = self.post.variants.select_related(*_ALONG).annotate(
            went=FilteredRelation("publications", condition=~Q(publications__state=State.CANCELLED)),
            try_count=_tries(),
            went_word=standing.word("went__"),
            stumble=lateness.stumbled("went__pk"),
            is_clear=approving.is_clear("edition"),
            is_ruled=approving.is_ruled("post__workspace"),
        )
        read: dict[Variant, Publication | None] = {}
        for variant in found.order_by("pk", "went__due_at", "went__pk"):
            variant.post = self.post
            read[variant] = _told_of(variant)
        return read

    @cached_property
    def on(self) -> Variant | None:
        return next((variant for variant in self.variants if variant.code == self._on), None)

    @cached_property
    def see(self) -> Variant | None:
        asked = next((variant for variant in self.variants if variant.code == self._see), None)
        return asked or self.on or (self.variants[0] if self.variants else None)

    @property
    def words(self) -> str:
        return self.on.words if self.on else self.post.text

    @property
    def revision(self) -> int:
        return self.on.revision if self.on else self.post.revision

    @property
    def language(self) -> str:
        return self.on.language if self.on else self.post.language

    @cached_property
    def languages(self) -> Sequence[str]:
        return sorted({variant.language for variant in self.variants} | {self.post.language})

    @property
    def is_in_many_languages(self) -> bool:
        return len(self.languages) > 1

    @cached_property
    def pictures(self) -> Sequence[PostPicture]:
        return list(self.post.pictures.select_related("media"))

    @cached_property
    def stood(self) -> Sequence[str]:
        """The fingerprints of the editions that the page shows whole, in words and pictures: those of channels with
        other words are on other tabs."""
        shown = [(each.media_id, each.alt) for each in self.pictures]
        frozen = [variant.edition for variant in self.variants if variant.edition]
        return sorted({
            each.fingerprint for each in frozen
            if each.text == self.words and [(p["media"], p["alt"]) for p in each.pictures] == shown
        })  # fmt: skip

    # What may be done here, by whom.

    @cached_property
    def may_write(self) -> bool:
        return may(self.person, "post.write", self.post) and not self.is_going_out

    @cached_property
    def may_start(self) -> bool:
        return may(self.person, "post.write", self.post.workspace)

    @cached_property
    def may_submit(self) -> bool:
        return may(self.person, "post.submit", self.post)

    @cached_property
    def may_schedule(self) -> bool:
        return may(self.person, "post.schedule", self.post)

    @cached_property
    def open_to_me(self) -> Sequence[Variant]:
        """Those on whose channel this person may publish."""
        return [variant for variant in self.variants if granting.may_publish(self.person, variant.channel)]

    @cached_property
    def is_going_out(self) -> bool:
        """Whether nothing can be changed any more, for all of it has gone out or is just going out."""
        gone = {p.variant_id for p in self.publications if p.state in (State.PUBLISHED, State.SENDING)}
        return bool(self.variants) and gone >= {variant.pk for variant in self.variants}

    # Before it goes out.

    @cached_property
    def checks(self) -> Sequence[Check]:
        """That a creator takes a draft on first is for creators to mend, not for who wrote it."""
        may_take = may(self.person, "post.take", self.post.workspace)
        found = checks(self.post, self.variants, self.pictures, self._links)
        return [check for check in found if may_take or check.key != "waits_for_a_creator"]

    @property
    def to_fix(self) -> Sequence[Check]:
        return [check for check in self.checks if check.weight == "must_fix"]

    @cached_property
    def lengths(self) -> Sequence[Length]:
        """Of the variants that say what is being written."""
        written = [self.on] if self.on else [v for v in self.variants if v.text is None]
        return [_length(variant) for variant in written]

    @property
    def tightest(self) -> Length | None:
        limited = [length for length in self.lengths if length.most is not None]
        return min(limited, key=lambda length: length.left, default=None)

    @cached_property
    def _links(self) -> links.Seen:
        addresses = addresses_of(self.post, self.variants)
        return links.seen(self.post, addresses) if addresses else links.Seen({}, {})

    @property
    def looks(self) -> Mapping[str, LinkLook]:
        return self._links.looks

    @cached_property
    def preview(self) -> Preview | None:
        if self.see is None:
            return None
        variant, is_live = self.see, self.see == self.on or (self.on is None and self.see.text is None)
        at = self._out_at(variant) or self.when
        return preview(variant.channel, variant.words, variant.language, self.pictures, self.looks, at, is_live)

    def _out_at(self, variant: Variant) -> datetime | None:
        """When it went out there, on the wall."""
        out = [p.published_at for p in self.publications if p.variant_id == variant.pk and p.published_at]
        return wall(out[0], self.zone) if out else None

    # When.

    @cached_property
    def plan(self) -> Plan | None:
        return getattr(self.post, "plan", None)

    @property
    def zone(self) -> str:
        return self.plan.zone if self.plan else self.post.workspace.zone

    @cached_property
    def when(self) -> datetime | None:
        """The naive wall time at which the next of it goes out, scheduled or only planned."""
        waiting = sorted(p.due_at for p in self.publications if p.state in (State.SCHEDULED, State.ON_HOLD))
        if waiting:
            return wall(waiting[0], self.zone)
        return wall_of(self.plan) if self.plan else None

    @property
    def is_late(self) -> bool:
        return self.when is not None and self.when <= wall(now(), self.zone)

    @property
    def needs_a_time(self) -> bool:
        """Whether something is on hold for nothing but its moment."""
        return any(each.state == State.ON_HOLD and each.reason in TIMELY for each in self.publications)

    # The ledger.

    @cached_property
    def publications(self) -> Sequence[Publication]:
        """The newest of each variant, in the order of the tabs."""
        return [publication for publication in self._read.values() if publication]

    @property
    def unscheduled(self) -> Sequence[Variant]:
        """Those for which nothing waits and nothing went out."""
        taken = {publication.variant_id for publication in self.publications}
        return [variant for variant in self.variants if variant.pk not in taken]

    # The yes.

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
        """Who could be asked: everybody who may say yes but the author, by name."""
        found = User.objects.filter(memberships__in=who_may("post.approve", self.post.workspace_id))
        return list(found.exclude(pk=self.post.author_id or 0).order_by("name"))

    @cached_property
    def offer(self) -> Offer | None:
        return getattr(self.post, "offer", None)


def _tries() -> Any:
    tries = Attempt.objects.filter(publication=OuterRef("went__pk")).order_by().values("publication")
    return Coalesce(Subquery(tries.annotate(all=Count("pk")).values("all")), 0)


def _told_of(variant: Variant) -> Publication | None:
    """The publication that came along, with what the page knows already."""
    publication: Publication | None = getattr(variant, "went", None)
    if publication is not None:
        publication.workspace, publication.channel, publication.variant = (
            variant.post.workspace, variant.channel, variant,
        )  # fmt: skip
        publication.try_count, publication.stumble = variant.try_count, variant.stumble  # type: ignore[attr-defined]
        publication.word = variant.went_word  # type: ignore[attr-defined]
    return publication


def _length(variant: Variant) -> Length:
    limits = network(variant.channel.network).limits(variant.channel.limits)
    return Length(
        variant=variant,
        rule=limits.counting,
        used=counting.count(variant.words, limits.counting),
        most=limits.text,
        used_bytes=counting.utf8_bytes(variant.words),
        most_bytes=limits.text_bytes,
    )
