"""What the plan names and the work leaves out: posts tied to nothing, personas without a network or without a post at
a stage, tactics without an act, and accounts gone quiet (checks E1.orphan, E2.persona_cover, E2.abandoned,
E3.tactic_alive, E3.peso_balance and E7.persona_x_stage of B.3)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from convivial.strategy.judging.certainty import Certainty, of_posts, ratio
from convivial.strategy.judging.mix import Verdict
from convivial.strategy.judging.scoring import Evidence, Tier

MOST_UNTIED = 0.2  # of posts or links without what they should carry, the plan being none at all (ours)
QUIET_SPAN = 30  # days without an act of a kind of visibility
QUIET_DAYS: dict[Tier, int] = {"primary": 30, "secondary": 30, "presence": 90}  # B.3, E2.abandoned


@dataclass(frozen=True)
class Untied:
    """``share`` is None over fewer than five (I.8)."""

    missing: int
    total: int
    share: float | None
    verdict: Verdict
    certainty: Certainty


def untied(missing: int, total: int) -> Untied:
    """Posts without a pillar, links without a tag; none should be."""
    share = ratio(missing, total, of="posts")
    if share is None:
        return Untied(missing, total, None, "too_early", "not_enough")
    is_red = share > MOST_UNTIED and of_posts(total) == "enough"
    verdict: Verdict = "fine" if not missing else "act" if is_red else "watch"
    return Untied(missing, total, share, verdict, of_posts(total))


def unreached(personas: Iterable[str], known: Iterable[tuple[str, Tier, Evidence]]) -> tuple[str, ...]:
    """Personas that no primary network reaches by more than an assumption; ``known``: (persona, tier, evidence)."""
    reached = {persona for persona, tier, evidence in known if tier == "primary" and evidence != "assumed"}
    return tuple(persona for persona in personas if persona not in reached)


def empty_cells(
    done: Iterable[tuple[str, str]], personas: Iterable[str], stages: Collection[str]
) -> tuple[tuple[str, str], ...]:
    """Pairs of persona and stage for which nothing was published."""
    filled = set(done)
    return tuple((persona, stage) for persona in personas for stage in stages if (persona, stage) not in filled)


def is_abandoned(tier: Tier, last_post_on: date | None, since: date, today: date) -> bool:
    """Silent for longer than its tier allows, counted from the last post or else from when the channel came. What is
    parked may be silent."""
    return tier in QUIET_DAYS and (today - (last_post_on or since)).days > QUIET_DAYS[tier]


def is_quiet(spans: Iterable[tuple[date, date | None]], acts_on: Iterable[date], today: date) -> bool:
    """Whether a part of the plan ran for thirty days (B.3, E3.peso_balance) and nothing of it happened. ``spans``:
    first and last day of each of its tactics, None for no end."""
    begin = today - timedelta(days=QUIET_SPAN)
    is_planned = any(first <= begin and (last is None or last >= today) for first, last in spans)
    return is_planned and not any(begin < day <= today for day in acts_on)


def is_alive(first: date, last: date, acts_on: Iterable[date], today: date) -> bool | None:
    """Whether a planned tactic had an act in its period; None as long as the period may still bring one."""
    if any(first <= day <= last for day in acts_on):
        return True
    return None if today <= last else False
