"""What was said about the funnel, next to what the strategy in force says: from stage to stage, how many go on."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.db.models import QuerySet

from convivial.team.models import Workspace

from .models import Asking, Change, Reply, Settling, Stage, Version

SHOWN = 30


@dataclass(frozen=True)
class Gap:
    """A stage of the version in force and the next one: ``told`` per cent, None where that cannot be said. It is
    overtaken once somebody took over what a later answer says of the same, until that is taken back."""

    stage: Any
    count: int
    of: int
    is_overtaken: bool = False

    @property
    def told(self) -> Decimal | None:
        """From nobody no part can go on; and where more came on than there were, they came another way."""
        if not self.of or self.count > self.of:
            return None
        return round(Decimal(100) * self.count / self.of, 1)

    @property
    def planned(self) -> Decimal | None:
        planned: Decimal | None = self.stage.conversion
        return planned

    @property
    def differs(self) -> bool:
        return not self.is_overtaken and self.told is not None and self.told != self.planned


@dataclass(frozen=True)
class Taken:
    """An answer that was taken over. ``undone``: the stages of which that was taken back."""

    reply: Reply
    undone: Collection[str]

    def says(self, stage: Any, following: Any) -> bool:
        counts = self.reply.counts
        is_told = all(counts.get(each.code) is not None for each in (stage, following))
        return is_told and stage.code not in self.undone

    @property
    def is_undone(self) -> bool:
        settling: Settling = self.reply.settling
        return bool(settling.changes) and len(self.undone) == len(settling.changes)


@dataclass(frozen=True)
class Told:
    """A question with what was answered: ``counts`` by the stages as they were called when it was asked."""

    asking: Asking
    gaps: Sequence[Gap]
    is_undone: bool = False

    @property
    def counts(self) -> Sequence[tuple[str, int | None]]:
        said: Mapping[str, int | None] = self.asking.reply.counts if self.asking.is_answered else {}
        return [(each["name"], said.get(each["code"])) for each in self.asking.stages]

    @property
    def settling(self) -> Settling | None:
        """None again once all that was taken over was taken back."""
        if not self.asking.is_answered or self.is_undone:
            return None
        return getattr(self.asking.reply, "settling", None)

    @property
    def differs(self) -> bool:
        return any(gap.differs for gap in self.gaps)

    @property
    def shown(self) -> str:
        return shown(self.gaps)


def told_numbers(workspace: Workspace, at_most: int = SHOWN, only_answered: bool = False) -> list[Told]:
    """The newest first; four queries at most."""
    found = workspace.askings.select_related("asked_by", "reply__settling__by")
    rows = list((found.exclude(reply=None) if only_answered else found)[:at_most])
    stages, taken = (stages_of(workspace), _taken(workspace)) if rows else ([], [])
    undone = {each.reply.pk for each in taken if each.is_undone}
    return [
        Told(row, _gaps(stages, row.reply, taken), row.reply.pk in undone) if row.is_answered else Told(row, [])
        for row in rows
    ]


def made_by(settling: Settling) -> QuerySet[Change]:
    """The small changes by which an answer was taken over, in their order."""
    workspace = settling.reply.asking.workspace_id
    return Change.objects.filter(workspace=workspace, code__in=settling.changes).order_by("pk")


def is_undone(settling: Settling) -> bool:
    """Whether all that was taken over was taken back, so that nothing is settled any more."""
    return bool(settling.changes) and not made_by(settling).filter(undoing=None).exists()


def gaps(reply: Reply) -> Sequence[Gap]:
    workspace = reply.asking.workspace
    return _gaps(stages_of(workspace), reply, _taken(workspace))


def shown(gaps: Sequence[Gap]) -> str:
    """What a page showed of them, as one word that comes back with the press."""
    return " ".join(f"{gap.stage.code}:{gap.told}:{gap.planned}" for gap in gaps if gap.differs)


def stages_of(workspace: Workspace) -> list[Any]:
    """Of the version in force, in their order."""
    found = Stage.objects.filter(version__workspace=workspace, version__state=Version.State.CURRENT)
    return list(found.select_related("version__workspace"))


def _taken(workspace: Workspace) -> list[Taken]:
    found = Reply.objects.filter(asking__workspace=workspace, settling__is_taken=True).select_related("settling")
    replies = list(found)
    codes = {code for reply in replies for code in reply.settling.changes}
    back = Change.objects.filter(workspace=workspace, code__in=codes, undoing__isnull=False) if codes else ()
    undone = {each.code: each.part_code for each in back}
    return [Taken(each, {undone[code] for code in each.settling.changes if code in undone}) for each in replies]


def _gaps(stages: Sequence[Any], reply: Reply, taken: Sequence[Taken]) -> Sequence[Gap]:
    later = [each for each in taken if each.reply.pk > reply.pk]
    return [
        Gap(stage, count, of, any(each.says(stage, following) for each in later))
        for stage, following in pairwise(stages)
        if (of := reply.counts.get(stage.code)) is not None
        and (count := reply.counts.get(following.code)) is not None
    ]
