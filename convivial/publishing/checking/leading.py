"""Where posts lead: do those that should bring somebody to act carry a link, and do the links open (E7.cta,
E7.landing_ok)?"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from convivial.content.links import HOLDS, verdicts
from convivial.content.models import LinkLook
from convivial.lib import now as clock
from convivial.lib.shortening import shortened
from convivial.strategy.checks import Check, Question, Say
from convivial.strategy.judging.certainty import LEAST, tempered
from convivial.strategy.judging.findings import Finding, NextStep
from convivial.strategy.models import Funnel, MixShare, Stage

from . import facts
from .content import WRITE
from .facts import Said

ACTING = {MixShare.Key.INVITE, MixShare.Key.SELL, MixShare.Key.RECRUIT}
NAMED = 5  # broken links, the newest posts first
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")


def inviting(asked: Question) -> Iterator[Finding]:
    """Posts for a stage at which people are to act, without a link or a mail address. Whether words invite nobody can
    count, so it is an early sign at most."""
    names = {each.code: each.name for each in asked.parts(Stage) if _is_acting(each)}
    posts: dict[str, list[Said]] = defaultdict(list)
    for row in facts.said(asked):
        if row.stage in names and row.on >= asked.first:
            posts[row.post].append(row)
    if len(posts) < LEAST["posts"] or any(not funnel.is_on for funnel in asked.parts(Funnel)):
        return
    without = [rows for rows in posts.values() if not any(row.links or _MAIL.search(row.text) for row in rows)]
    is_most = 2 * len(without) > len(posts)
    yield Finding(
        check="E7.cta", chapter="funnel", certainty="early",
        weight=tempered("watch" if is_most else "info" if without else "good", "early"),
        message="cta.none" if without else "cta.all",
        params={
            "count": len(without), "total": len(posts), "days": asked.days,
            "stages": sorted({names[rows[0].stage] for rows in posts.values()}),
        },
        first=asked.first, last=asked.today, planned=len(posts), actual=len(posts) - len(without), limit=0,
        next_step=WRITE, evidence=facts.evidence(row for rows in without for row in rows),
    )  # fmt: skip


def _is_acting(stage: Any) -> bool:
    return bool(ACTING & set(stage.intents)) or stage.owner == Stage.Owner.SALES


def opening(asked: Question) -> Iterator[Finding]:
    """Links of what went out, as they were when they were last opened (once a week, ``tending.following``)."""
    linked: dict[str, list[Said]] = defaultdict(list)
    for row in reversed(facts.said(asked)):
        for address in row.links:
            linked[address].append(row)
    looks = verdicts(asked.workspace.pk, linked) if linked else {}
    broken = [address for address in linked if address in looks and looks[address].verdict in HOLDS]
    yield from (_broken(asked, looks[address], linked[address]) for address in broken[:NAMED])
    if looks and not broken:
        yield _fine(asked, linked, looks)


def _broken(asked: Question, look: LinkLook, rows: list[Said]) -> Finding:
    scope = hashlib.sha256(look.address.encode()).hexdigest()[:16]
    return Finding(
        check="E7.landing_ok", chapter="funnel", certainty="enough", weight="watch",
        message=f"landing.{look.verdict}", scope=f"link:{scope}",
        params={
            "address": shortened(look.address.partition("://")[2], 80), "count": len({row.post for row in rows}),
            "looked_on": _day(asked, look),
        },
        first=asked.today - facts.LATELY, last=asked.today,
        next_step=NextStep("publishing:post", "open_post", {"code": rows[0].post}), evidence=facts.evidence(rows),
    )  # fmt: skip


def _fine(asked: Question, linked: Mapping[str, Any], looks: Mapping[str, LinkLook]) -> Finding:
    oldest = min(looks.values(), key=lambda look: look.looked_at)
    return Finding(
        check="E7.landing_ok", chapter="funnel", certainty="enough", weight="good", message="landing.fine",
        params={"total": len(linked), "looked": len(looks), "looked_on": _day(asked, oldest)},
        first=asked.today - facts.LATELY, last=asked.today, evidence=facts.evidence(_newest(linked)),
    )  # fmt: skip


def _newest(linked: Mapping[str, list[Said]]) -> Iterable[Said]:
    return (rows[0] for rows in linked.values())


def _day(asked: Question, look: LinkLook) -> str:
    return clock.day(look.looked_at, asked.workspace.zone).isoformat()


def _broken_says(why: Any) -> Say:
    return Say(_("A link does not open: %(address)s"), why, _("a link does not open"))


CHECKS = (
    Check("E7.cta", "funnel", _("Do posts that should bring somebody to act say where to go?"), inviting, {
        "cta.all": Say(_("Posts that should bring somebody to act say where to go"), _("For %(stages)s: %(total)s posts %(in_days)s, each with a link or a mail address."), _("they say where to go")),
        "cta.none": Say(
            ngettext_lazy("One post should bring somebody to act, and has no link", "%(count)s posts should bring somebody to act, and have no link", "count"),
            _("Of %(total)s posts for %(stages)s %(in_days)s. Counted is a link or a mail address in the words; “come by on Thursday” is an invitation, too, but is not seen here."),
            ngettext_lazy("one post without a link", "%(count)s posts without a link", "count"),
        ),
    }),
    Check("E7.landing_ok", "funnel", _("Do the links in our posts open?"), opening, {
        "landing.not_found": _broken_says(ngettext_lazy(
            "On %(looked_on)s there was no page at this address. It stands in one post of the last 30 days: bring the page back, or write the post anew.",
            "On %(looked_on)s there was no page at this address. It stands in %(count)s posts of the last 30 days: bring the page back, or write the posts anew.", "count",
        )),
        "landing.gone": _broken_says(ngettext_lazy(
            "On %(looked_on)s the page was said to be gone for good. It stands in one post of the last 30 days: bring the page back, or write the post anew.",
            "On %(looked_on)s the page was said to be gone for good. It stands in %(count)s posts of the last 30 days: bring the page back, or write the posts anew.", "count",
        )),
        "landing.no_such_host": _broken_says(ngettext_lazy(
            "On %(looked_on)s nobody knew this address. It stands in one post of the last 30 days: see whether it was mistyped, or whether the website moved.",
            "On %(looked_on)s nobody knew this address. It stands in %(count)s posts of the last 30 days: see whether it was mistyped, or whether the website moved.", "count",
        )),
        "landing.fine": Say(_("No link in our posts is known to be broken"), _("Different links in the last 30 days: %(total)s, opened by us: %(looked)s. Each is opened again once a week for four weeks; the longest ago was on %(looked_on)s."), _("the links open")),
    }),
)  # fmt: skip
