"""What the facts come to: the Monday page as data, so that it can be kept as it stood. Keys and figures, no sentence.

told = telling.tell(Facts(workspace, week))
told["out"], told["back"], told["apart"]     # three sentences, see ``saying``
told["gaps"], told["wait"], told["away"]     # lines, see ``lines``
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from statistics import median
from typing import Any

from convivial.lib import now as clock
from convivial.meeting.findings import kept
from convivial.meeting.plans import Part
from convivial.results.happened import REACTIONS

from .facts import LAST, NEXT, NOW, Counted, Facts, tally

Told = dict[str, Any]

FEW = 5  # posts: below that nothing is said to stand out (I.8 of the reference)
FAR, LOUD = 3, 10  # so many times the week's median, and at least so many reactions, stands out (ours)
SHOWN = 6  # findings on the page; the others are one link away


def tell(facts: Facts) -> Told:
    return {
        "monday": facts.week.monday.isoformat(),
        "has_plan": facts.at_hand["current"] is not None,
        "out": _out(facts),
        "back": _back(facts),
        "apart": _apart(facts),
        "gaps": list(_gaps(facts)),
        "wait": list(_wait(facts)),
        "away": [
            {"code": note.code, "on": note.on.isoformat(), "until": note.until.isoformat()}
            for note in facts.note("away")
        ],  # without names, so that whoever is erased later is named nowhere
    }


def _out(facts: Facts) -> Told:
    """How much went out, and what was planned for it where we have a channel."""
    last = facts.of_week(LAST)
    told: Told = {"posts": sum(group.posts for group in last), "channels": len({group.channel for group in last})}
    told["down"] = facts.at_hand["down"]
    if facts.at_hand["then"] is None:
        began = facts.at_hand["began_on"]
        return told | ({"plan": "younger", "began_on": began.isoformat()} if began else {"plan": "unwritten"})
    rhythms, done = facts.plan_then.on(facts.networks), tally(last, "network")
    if not rhythms:
        return told | {"plan": "none"}
    there = sum(done.get(each.network, 0) for each in rhythms)
    least, most = sum(each.least for each in rhythms), sum(each.most for each in rhythms)
    side = "below" if there < least else "above" if there > most else "within"
    return told | {"plan": side, "there": there, "least": least, "most": most}


def _back(facts: Facts) -> Told:
    told: Told = {"counted": len(facts.counted)}
    for name in REACTIONS:
        known = [post.figures[name] for post in facts.counted if name in post.figures]
        told[name] = sum(known) if known else None
    both = [channel for channel in facts.channels if channel.before is not None and channel.after is not None]
    gained = sum((channel.after or 0) - (channel.before or 0) for channel in both) if both else None
    return told | {"gained": gained, "followed": len(both), "channels": len(facts.channels)}


def _apart(facts: Facts) -> Told:
    """One thing at most: a post that people did far more with than with the others, else what was found anew."""
    posts = sorted(facts.counted, key=lambda post: -post.reactions)
    if len(posts) >= FEW and _is_far_ahead(posts):
        usual = median(post.reactions for post in posts[1:])
        top = posts[0]
        return {"key": "post", "post": top.post, "words": top.words, "count": top.reactions, "usual": usual}
    new = next((each for each in facts.findings if each.row.since >= facts.last.begins and _is_sure(each)), None)
    if new is not None:
        return {"key": "finding", "row": kept(new)}
    if 0 < len(posts) < FEW:
        return {"key": "few", "count": len(posts), "few": FEW}
    return {"key": "nothing", "counted": len(posts)}


def _is_far_ahead(posts: Sequence[Counted]) -> bool:
    usual = median(post.reactions for post in posts[1:])
    return posts[0].reactions >= max(FAR * usual, LOUD)


def _is_sure(told: Any) -> bool:
    return bool(told.judged.certainty == "enough")


def _gaps(facts: Facts) -> Iterator[Told]:
    """What this week and the next lack, against the plan in force."""
    ahead = facts.of_week(NOW, NEXT)
    rhythms, thin = facts.plan.on(facts.networks), list(_thin(facts))
    yield from _unreached(facts)
    yield from thin
    posts = max(2 * sum(each.aim for each in rhythms), sum(group.posts for group in ahead))
    room = {key: thin[0][key] for key in ("on", "until")} if thin else {}
    for what, parts in (("pillar", facts.plan.pillars), ("persona", facts.plan.personas)):
        for part in _uncovered(facts, what, parts, posts):
            told = {"key": what, "name": part.name, "share": part.share, "hue": part.hue}
            yield told | room | _waiting(facts, what, part.code)
    loose = sum(group.posts for group in ahead if not group.pillar)
    if loose and facts.plan.pillars:
        yield {"key": "loose", "count": loose}


def _unreached(facts: Facts) -> Iterator[Told]:
    """Networks for which the strategy plans something, and where the house has no channel that could send it."""
    missing = [each for each in facts.plan.rhythms if each.network not in facts.networks]
    if missing:
        least = sum(each.least for each in missing)
        yield {"key": "unreached", "networks": [each.network for each in missing], "least": 2 * least}


def _thin(facts: Facts) -> Iterator[Told]:
    """Networks with less than the least, and the days on which that can still be mended."""
    coming, now = tally(facts.of_week(NOW, NEXT), "network"), tally(facts.of_week(NOW), "network")
    for each in facts.plan.on(facts.networks):
        count = coming.get(each.network, 0)
        if count < 2 * each.least:
            first = facts.week if now.get(each.network, 0) < each.least else facts.week.later(1)
            yield {
                "key": "rhythm", "network": each.network, "count": count, "least": 2 * each.least,
                "on": _day(facts, first).isoformat(), "until": facts.week.later(1).sunday.isoformat(),
            } | _waiting(facts, "network", each.network)  # fmt: skip


def _waiting(facts: Facts, what: str, code: str) -> Told:
    """How many open places are for it, and which one is the next."""
    codes = list(dict.fromkeys(place.code for place in facts.places if getattr(place, what) == code))
    return {"places": len(codes), "place": codes[0]} if codes else {}


def _uncovered(facts: Facts, what: str, parts: Sequence[Part], posts: float) -> Iterator[Part]:
    """Those that should have one post at least in two weeks, and have none."""
    first, last = facts.week.monday, facts.week.later(1).sunday
    there = tally(facts.of_week(NOW, NEXT), what)
    chosen = [part for part in parts if part.is_in_season(first, last)]
    whole = sum(part.share for part in chosen)
    for part in chosen:
        if posts * part.share / whole >= 1 and not there.get(part.code):
            yield part


def _day(facts: Facts, week: Any) -> Any:
    """From which day on something can still be planned in a week."""
    return max(week.monday, min(clock.day(clock.now(), week.zone), week.monday + timedelta(days=6)))


def _wait(facts: Facts) -> Iterator[Told]:
    """What is to be decided, and who waits for it."""
    for key in ("stuck", "approvals", "offers", "told"):
        if facts.at_hand[key]:
            yield {"key": key, "count": facts.at_hand[key]}
    for each in facts.findings[:SHOWN]:
        yield {"key": "finding", "row": kept(each)}
    if len(facts.findings) > SHOWN:
        yield {"key": "findings", "count": len(facts.findings) - SHOWN}
    for kind in ("belief", "again"):
        for note in facts.note(kind):
            yield {"key": kind, "code": note.code, "text": note.text, "more": note.more, "on": note.on.isoformat()}
