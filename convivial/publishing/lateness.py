"""Why something went out later than it was meant to: said beside it, so that nobody has to wonder."""

from datetime import timedelta
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from convivial.ui import vocabulary

from .models import Attempt, Publication
from .states import Sayable

NOTICED = timedelta(minutes=2)  # less is nobody's business

# By what became of the last try before the one that arrived.
WHY = {
    "unknown": _(
        "A first try brought no clear answer, so we asked {network} and sent it once it was surely not there."
    ),
    "lost": _(
        "We were interrupted at the first try, so we asked {network} and sent it once it was surely not there."
    ),
    "later": _("{network} had asked us to come back later."),
    "disconnected": _("{network} had not let us in before."),
}


def stumbled(publication: str = "pk") -> Subquery:
    """What became of the last try that did not arrive, as an expression on rows that lead to a publication."""
    tries = Attempt.objects.filter(publication=OuterRef(publication)).exclude(outcome__in=["", "published"])
    return Subquery(tries.order_by("-pk").values("outcome")[:1])


def sentence(publication: Sayable, stumble: str | None) -> Any:
    """For what was published: how late, and why, as far as it is known; empty when it was in time. Needs the
    publication's ``channel``."""
    late = (publication.published_at or publication.due_at) - publication.due_at
    if publication.state != Publication.State.PUBLISHED or late < NOTICED:
        return ""
    told = format_lazy(_("It went out {late} later than planned."), late=span(late))
    why = WHY.get(stumble or "")
    return format_lazy("{} {}", told, format_lazy(why, network=_named(publication))) if why else told


def span(late: timedelta) -> Any:
    minutes = round(late.total_seconds() / 60)
    if minutes < 90:
        return ngettext_lazy("{} minute", "{} minutes", minutes).format(minutes)
    hours = round(minutes / 60)
    return ngettext_lazy("{} hour", "{} hours", hours).format(hours)


def _named(publication: Sayable) -> str:
    return vocabulary.title(publication.channel.network)
