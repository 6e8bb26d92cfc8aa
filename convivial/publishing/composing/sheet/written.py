"""What is written, for which channels, and what the ledger says of each."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.db.models import Count, FilteredRelation, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from convivial.content import approving
from convivial.content.models import Offer, Post, PostPicture, Variant
from convivial.publishing import lateness, standing
from convivial.publishing.models import Attempt, Publication
from convivial.team.models import User

State = Publication.State

_ALONG: Sequence[str] = ("channel", "edition", "went__removal")


class Written:
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
            is_held=standing.is_held("post__workspace"),
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

    @cached_property
    def publications(self) -> Sequence[Publication]:
        """The newest of each variant, in the order of the tabs."""
        return [publication for publication in self._read.values() if publication]

    @property
    def unscheduled(self) -> Sequence[Variant]:
        """Those for which nothing waits and nothing went out."""
        taken = {publication.variant_id for publication in self.publications}
        return [variant for variant in self.variants if variant.pk not in taken]

    @property
    def is_held(self) -> bool:
        """Whether everything is on hold, in this workspace or in the whole house."""
        return any(variant.is_held for variant in self.variants)  # type: ignore[attr-defined]

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
