"""The six parts of a review (B.4 of the reference), in their order."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Part:
    """``asks``: what the group should talk about there."""

    slug: str
    number: int
    title: Any
    asks: Any


PARTS: Sequence[Part] = (
    Part("said", 1, _("What we said"), _("Is this still what we want, and does everybody here know it?")),
    Part("done", 2, _("What we did"), _("Where did we do something else, and was it for a good reason?")),
    Part("happened", 3, _("What happened"), _("Did it work? What surprised us?")),
    Part("learned", 4, _("What we learned"), _("What do we know now that we only believed three months ago?")),
    Part("decisions", 5, _("What is to be decided"), _("What do we do, what do we stop, and why?")),
    Part("next", 6, _("What changes"), _("What of it belongs in the next version of the strategy?")),
)  # fmt: skip
BY_SLUG = {part.slug: part for part in PARTS}


def before(part: Part) -> Part | None:
    return PARTS[part.number - 2] if part.number > 1 else None


def after(part: Part) -> Part | None:
    return PARTS[part.number] if part.number < len(PARTS) else None
