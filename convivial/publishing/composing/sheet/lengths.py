"""How long words are, as each network counts them."""

from dataclasses import dataclass

from convivial.content.models import Variant
from convivial.lib import counting
from convivial.networks.registry import network
from convivial.ui import vocabulary


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


def length_of(variant: Variant) -> Length:
    limits = network(variant.channel.network).limits(variant.channel.limits)
    return Length(
        variant=variant,
        rule=limits.counting,
        used=counting.count(variant.words, limits.counting),
        most=limits.text,
        used_bytes=counting.utf8_bytes(variant.words),
        most_bytes=limits.text_bytes,
    )
