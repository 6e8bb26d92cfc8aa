"""Notices grow from the journal, by a cursor: an act never waits for them and is never undone by them.

Reading on after a kill is harmless: a line makes one notice a person, once. Where one act touches thousands of
things, the first few are told one by one and the rest as a number.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from django.db import transaction

from convivial.journal import following
from convivial.journal.models import Line
from convivial.lib import now as clock
from convivial.team.models import Membership, Workspace
from convivial.team.sign_in import mail_is_set_up
from convivial.today.models import Cursor, Notice, Wish

from . import letters
from .covering import Covers
from .kinds import KINDS, RULES
from .settling import SETTLES, settle

AT_ONCE = 500  # lines
ONE_BY_ONE = 10  # notices of one act a person gets from one reading; the rest is told as a number


class Heard(NamedTuple):
    """A line that somebody hears of; ``in_place_of`` is the absent colleague whom it was meant for."""

    line: Line
    in_place_of: int | None


def behind() -> list[int]:
    """The workspaces whose journal has lines that were not read yet."""
    return following.behind(Cursor.objects.all(), Workspace.objects.all())


def grow(workspace: int) -> int:
    """Reads on in a workspace's journal and makes what notices there are; says how many."""
    with transaction.atomic():
        cursor = _cursor(workspace)
        if cursor is None:
            return 0
        news, until = following.news(workspace, cursor.seq)
        lines = list(news.filter(act__in={*RULES, *SETTLES}).order_by("seq")[:AT_ONCE])
        made = _make(workspace, [line for line in lines if line.act in RULES])
        settle(workspace, [line for line in lines if line.act in SETTLES])
        Cursor.objects.filter(pk=workspace).update(seq=lines[-1].seq if len(lines) == AT_ONCE else until)
        return made


def _cursor(workspace: int) -> Cursor | None:
    """None where the workspace is gone; its journal stays."""
    if not Workspace.objects.filter(pk=workspace).exists():
        return None
    Cursor.objects.bulk_create([Cursor(workspace_id=workspace)], ignore_conflicts=True)
    return Cursor.objects.select_for_update(no_key=True).get(pk=workspace)


def _make(workspace: int, lines: Sequence[Line]) -> int:
    covers = Covers(workspace, clock.now())
    concerned = _concerned(workspace, lines, covers)
    if not concerned:
        return 0
    wishes = _wishes(concerned)
    drafts = [
        draft
        for person, theirs in concerned.items()
        for draft in _drafts(workspace, person, theirs)
        if wishes[person][draft.kind] != Wish.Way.NONE
    ]
    _post(workspace, [draft for draft in drafts if draft.person_id not in covers.away], wishes)
    Notice.objects.bulk_create(drafts, ignore_conflicts=True, batch_size=500)
    return len(drafts)


def _concerned(workspace: int, lines: Iterable[Line], covers: Covers) -> dict[int, list[Heard]]:
    """The lines that each member should hear of, and in whose place. Nobody hears of what they did themselves."""
    by_act: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        by_act[line.act].append(line)
    members = set(Membership.objects.filter(workspace=workspace).values_list("user", flat=True)) if by_act else set()
    concerned: dict[int, list[Heard]] = defaultdict(list)
    for act, some in by_act.items():
        people = RULES[act].whom(workspace, some)
        for line in some:
            asked = people.get(line.seq, ())
            places = covers.passed_on(asked, RULES[act].kind)
            for person in members.intersection({*asked, *places}) - {line.actor_id}:
                concerned[person].append(Heard(line, places.get(person)))
    return concerned


def _drafts(workspace: int, person: int, heard: Iterable[Heard]) -> list[Notice]:
    by_act: dict[str, list[Heard]] = defaultdict(list)
    for each in heard:
        by_act[each.line.act].append(each)
    drafts = []
    for some in by_act.values():
        drafts += [_draft(workspace, person, each) for each in some[:ONE_BY_ONE]]
        rest = some[ONE_BY_ONE:]
        if rest:
            drafts.append(_draft(workspace, person, rest[-1], len(rest)))
    return sorted(drafts, key=lambda draft: draft.seq)


def _draft(workspace: int, person: int, heard: Heard, count: int = 1) -> Notice:
    line = heard.line
    return Notice(
        workspace_id=workspace,
        person_id=person,
        seq=line.seq,
        kind=RULES[line.act].kind,
        act=line.act,
        actor_id=line.actor_id,
        thing=line.thing,
        thing_code=line.thing_code,
        params=line.params,
        count=count,
        in_place_of_id=heard.in_place_of,
        at=line.at,
    )


def _wishes(people: Collection[int]) -> dict[int, dict[str, str]]:
    wishes: dict[int, dict[str, str]] = {
        person: {name: kind.way for name, kind in KINDS.items()} for person in people
    }
    for person, kind, way in Wish.objects.filter(person__in=people).values_list("person", "kind", "way"):
        wishes[person][kind] = way
    return wishes


def _post(workspace: int, drafts: Sequence[Notice], wishes: Mapping[int, Mapping[str, str]]) -> None:
    """Puts the notices that are wished by mail into each person's open letter."""
    by_mail = [draft for draft in drafts if wishes[draft.person_id][draft.kind] == Wish.Way.MAIL]
    if not by_mail or not mail_is_set_up():
        return
    open_letters = letters.opened(workspace, {draft.person_id for draft in by_mail}, clock.now())
    for draft in by_mail:
        draft.letter = open_letters[draft.person_id]
