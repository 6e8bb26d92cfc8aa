"""Whom a line concerns. Each function answers, for lines of one workspace: ``{seq: ids of people}``."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from convivial.content import approving, lending
from convivial.content.models import ApprovalRequest, Post
from convivial.journal.models import Line
from convivial.publishing.models import Publication
from convivial.publishing.tending.returning import CUT_OFF
from convivial.strategy.models import Asking, HandOver, Version
from convivial.team.access import who_may
from convivial.team.models import User

Found = Mapping[int, Collection[int]]


def owners(workspace: int, lines: Collection[Line]) -> Found:
    return _everybody_who_may("channel.connect", workspace, lines)


def approvers(workspace: int, lines: Collection[Line]) -> Found:
    """Nobody about their own work to whom the yes is only lent."""
    rows: list[tuple[int, bool]] = [(each.user_id, each.has_lent_yes) for each in approving.approvers(workspace)]  # type: ignore[attr-defined]
    lent = {person for person, is_lent in rows if is_lent}
    people, makers = {person for person, _ in rows}, _makers(workspace, lines) if lent else {}
    return {line.seq: people - (lent & makers.get(line.thing_code, set())) for line in lines}


def schedulers(workspace: int, lines: Collection[Line]) -> Found:
    return _everybody_who_may("post.schedule", workspace, lines)


def takers(workspace: int, lines: Collection[Line]) -> Found:
    return _everybody_who_may("post.take", workspace, lines)


def schedulers_and_owners(workspace: int, lines: Collection[Line]) -> Found:
    """Who scheduled the publication or asked to take it down, the owners, and the people for whom its channel is
    kept."""
    codes = [line.thing_code for line in lines]
    kept_for = "channel__reservation__grants__membership__user"
    told = Publication.objects.filter(workspace=workspace, code__in=codes).values_list(
        "code", "scheduled_by", "removal__asked_by", kept_for
    )
    by_code: dict[str, set[int]] = defaultdict(set)
    for code, *people in told:
        by_code[code].update(filter(None, people))
    always = _who_may("channel.connect", workspace)
    return {line.seq: by_code[line.thing_code] | always for line in lines if line.thing_code in by_code}


def schedulers_of_posts_and_owners(workspace: int, lines: Collection[Line]) -> Found:
    """Who scheduled something of the post, and the owners."""
    codes = {line.thing_code for line in lines}
    rows = Publication.objects.filter(workspace=workspace, variant__post__code__in=codes).alive()
    by_code: dict[str, set[int]] = defaultdict(set)
    for code, person in rows.values_list("variant__post__code", "scheduled_by"):
        by_code[code].update(filter(None, [person]))
    always = _who_may("channel.connect", workspace)
    return {line.seq: by_code[line.thing_code] | always for line in lines}


def schedulers_on_channels_and_owners(workspace: int, lines: Collection[Line]) -> Found:
    """Who scheduled what waits for its channel, and the owners."""
    codes = {line.thing_code for line in lines}
    waits = Publication.objects.filter(workspace=workspace, channel__code__in=codes, state=Publication.State.ON_HOLD)
    by_code: dict[str, set[int]] = defaultdict(set)
    for code, person in waits.filter(reason__in=CUT_OFF).values_list("channel__code", "scheduled_by"):
        by_code[code].update(filter(None, [person]))
    always = _who_may("channel.connect", workspace)
    return {line.seq: by_code[line.thing_code] | always for line in lines}


def askers(workspace: int, lines: Collection[Line]) -> Found:
    """Who asked last for a yes to the post, and who wrote it."""
    codes = {line.thing_code for line in lines}
    people: dict[str, set[int]] = defaultdict(set)
    asked = ApprovalRequest.objects.filter(post__workspace=workspace, post__code__in=codes).order_by("id")
    askers = dict(asked.values_list("post__code", "asked_by"))
    authors = dict(Post.objects.filter(workspace=workspace, code__in=codes).values_list("code", "author"))
    for code, person in [*askers.items(), *authors.items()]:
        if person:
            people[code].add(person)
    return {line.seq: people[line.thing_code] for line in lines}


def authors(workspace: int, lines: Collection[Line]) -> Found:
    """Who wrote the post."""
    codes = {line.thing_code for line in lines}
    wrote = dict(Post.objects.filter(workspace=workspace, code__in=codes).values_list("code", "author"))
    return {line.seq: {person} for line in lines if (person := wrote.get(line.thing_code))}


def who_asked_for_numbers(workspace: int, lines: Collection[Line]) -> Found:
    """Who asked, and who takes over people from the funnel, as far as they may decide about the numbers; where
    neither is left, everybody who may."""
    may = _who_may("funnel.settle", workspace)
    current = {"version__workspace": workspace, "version__state": Version.State.CURRENT}
    takers_over = set(HandOver.objects.filter(**current, still_example=False).values_list("owner", flat=True))
    codes = {line.thing_code for line in lines}
    asked = dict(Asking.objects.filter(workspace=workspace, code__in=codes).values_list("code", "asked_by"))
    people = {code: may & {person, *takers_over} for code, person in asked.items()}
    return {line.seq: people[line.thing_code] or may for line in lines if line.thing_code in people}


def both_sides(workspace: int, lines: Collection[Line]) -> Found:
    """Who is away, and who covers."""
    away = dict(User.objects.filter(code__in=[line.thing_code for line in lines]).values_list("code", "pk"))
    return {line.seq: {*line.params.get("people", ()), away.get(line.thing_code, 0)} for line in lines}


def _makers(workspace: int, lines: Collection[Line]) -> Mapping[str, frozenset[int]]:
    posts = Post.objects.filter(workspace=workspace, code__in={line.thing_code for line in lines})
    return {post.code: lending.makers(post) for post in posts.prefetch_related("variants")}


def _everybody_who_may(act: str, workspace: int, lines: Collection[Line]) -> Found:
    people = _who_may(act, workspace)
    return {line.seq: people for line in lines}


def _who_may(act: str, workspace: int) -> set[int]:
    return set(who_may(act, workspace).values_list("user", flat=True))
