"""The sheet: what may be done here and by whom, and what is to be seen before it goes out."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property

from convivial.content import links
from convivial.content.checks import Check, checks
from convivial.content.facts import addresses_of
from convivial.content.models import LinkLook, Variant
from convivial.lib.now import wall
from convivial.networks import granting
from convivial.publishing.composing.marking import Said
from convivial.publishing.composing.previewing import Preview, preview
from convivial.team.access import may

from .lengths import Length, length_of
from .moment import Moment
from .written import State
from .yes import Yes


class Sheet(Moment, Yes):
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

    @property
    def to_better(self) -> Sequence[Check]:
        """What keeps nothing from going out, and would still be better otherwise."""
        return [check for check in self.checks if check.weight == "better"]

    @cached_property
    def lengths(self) -> Sequence[Length]:
        """Of the variants that say what is being written."""
        written = [self.on] if self.on else [v for v in self.variants if v.text is None]
        return [length_of(variant) for variant in written]

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
        shown = variant.words, variant.language, self.pictures, self.looks, at, is_live, self.remarked(variant)
        return preview(variant.channel, *shown)

    def remarked(self, variant: Variant) -> Sequence[Said]:
        """Where in its words somebody remarks on something, as far as the page says so."""
        return ()

    def _out_at(self, variant: Variant) -> datetime | None:
        """When it went out there, on the wall."""
        out = [p.published_at for p in self.publications if p.variant_id == variant.pk and p.published_at]
        return wall(out[0], self.zone) if out else None
