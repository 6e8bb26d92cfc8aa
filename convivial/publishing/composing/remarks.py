"""Comments on exact places as a page shows them: beside what they are about, as far as it still stands there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from convivial.content.locating import located
from convivial.content.models import Media, PostPicture, Remark, Variant

LONGEST = 240  # characters of a quote that are shown
WHOLE = (Remark.Place.CHANNEL, Remark.Place.POST)


@dataclass(frozen=True)
class Told:
    """A remark beside its place. ``span``: where the words stand now, in code points of what ``variant`` says (None
    when they have changed, and for other places). ``tab``: the code of the variant in whose tab they stand, "" for
    the common words. ``channels``: those it is about where it is about all that they say; empty for all."""

    remark: Remark
    variant: Variant | None
    span: tuple[int, int] | None
    is_changed: bool
    tab: str = ""
    channels: Sequence[Variant] = ()

    @property
    def quote(self) -> str:
        quote = self.remark.quote
        return quote if len(quote) <= LONGEST else quote[:LONGEST] + "…"

    @property
    def picture(self) -> Media | None:
        return self.remark.media if self.remark.place == Remark.Place.PICTURE else None

    @property
    def is_about_all(self) -> bool:
        return self.remark.place in WHOLE


def told(remarks: Iterable[Remark], variants: Sequence[Variant], pictures: Sequence[PostPicture]) -> list[Told]:
    by_number = {variant.pk: variant for variant in variants}
    alts = {picture.media_id: picture.alt for picture in pictures}
    return [_told(remark, by_number, alts) for remark in remarks]


def _told(remark: Remark, variants: Mapping[int, Variant], alts: Mapping[int, str]) -> Told:
    variant = variants.get(remark.edition.variant_id) if remark.edition else None
    tab = variant.code if variant and variant.text is not None else ""
    if remark.place == Remark.Place.PICTURE:
        is_gone = alts.get(remark.media_id or 0) != remark.quote
        return Told(remark, variant, None, is_gone, tab)
    if variant is None or remark.edition is None:
        return Told(remark, None, None, True)
    if remark.place in WHOLE:
        is_changed = variant.words != remark.edition.text
        return Told(remark, variant, None, is_changed, tab, _channels(remark, variant, list(variants.values())))
    span = located(remark.edition.text, remark.start or 0, remark.end or 0, variant.words)
    return Told(remark, variant, span, span is None, tab)


def _channels(remark: Remark, variant: Variant, variants: Sequence[Variant]) -> Sequence[Variant]:
    """Whoever remarks on common words remarks on them for every channel that says them."""
    if remark.place == Remark.Place.POST or variant.text is None:
        same = [each for each in variants if remark.place == Remark.Place.POST or each.text is None]
        return [] if len(same) == len(variants) > 1 else same
    return [variant]
