"""Who does what in social media work: the default table of responsibilities, as data, and how it reads with the names
of a workspace. Source: ``reference/strategy-domain.md`` part H.2; its "communications lead" is the owner here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from convivial.ui.speaking import listed

from . import roles
from .access import role_names
from .acts import ANALYST, APPROVER, COMMUNITY_MANAGER, CREATOR, INSTALLER, OWNER, STRATEGIST, VIEWER
from .models import Membership

ALL = "everybody"

# Who is no role of a workspace, and is asked or told all the same.
BESIDE = {
    ALL: _("everybody"),
    INSTALLER: _("IT"),
    "customers": _("customers"),
    "experts": _("experts on the subject"),
    "hr": _("human resources"),
    "legal": _("legal"),
    "management": _("management"),
    "sales": _("sales"),
    "service": _("customer service"),
}


@dataclass(frozen=True)
class Duty:
    """A row of the table: names of roles, and of those beside them."""

    key: str
    title: Any
    does: Sequence[str]
    decides: Sequence[str]
    asked: Sequence[str]
    told: Sequence[str]


DUTIES = (
    Duty(
        "strategy", _("The strategy"), (STRATEGIST,), (OWNER,),
        ("sales", "service", "hr", "management"), (ALL, INSTALLER),
    ),
    Duty("personas", _("Who we speak to"), (STRATEGIST,), (STRATEGIST,), ("sales", "customers"), (CREATOR,)),
    Duty("plan", _("What goes out when"), (CREATOR,), (STRATEGIST,), ("experts",), (APPROVER,)),
    Duty("post", _("Each post"), (CREATOR,), (APPROVER,), ("experts", "legal"), (COMMUNITY_MANAGER,)),
    Duty(
        "answers", _("What people write to us"), (COMMUNITY_MANAGER,), (STRATEGIST,), ("service", "legal"), (ANALYST,)
    ),
    Duty("report", _("What came of it"), (ANALYST,), (STRATEGIST,), ("sales",), (VIEWER, "management")),
    Duty(
        "crisis", _("When something burns"), (COMMUNITY_MANAGER,), (OWNER,),
        ("legal", "management", "hr", INSTALLER), (ALL,),
    ),
    Duty("house", _("The house itself"), (INSTALLER,), (INSTALLER,), (STRATEGIST,), ()),
)  # fmt: skip


@dataclass(frozen=True)
class Side:
    """One cell: who it is by role, and by name. Without a name nobody here does it."""

    titles: str
    names: Sequence[str]
    count: int

    @property
    def called(self) -> str:
        return listed(self.names, at_most=6)


@dataclass(frozen=True)
class Gap:
    """What nobody does, in a sentence, and the role that would do it."""

    role: str
    sentence: str

    def __str__(self) -> str:
        return self.sentence


@dataclass(frozen=True)
class Told:
    """A duty as it is read. ``gaps``: what nobody does."""

    key: str
    title: Any
    does: Side
    decides: Side
    asked: Side
    told: Side
    gaps: Sequence[Gap]

    @property
    def sentences(self) -> str:
        """“Ben does it, Cleo decides. Asked before: legal. Told: Mina.”"""
        said = [_who(self.does, self.decides)]
        if self.asked.names:
            said.append(_asked(self.asked))
        others = [name for name in self.told.names if name not in {*self.does.names, *self.decides.names}]
        if others:
            said.append(_told_to(replace(self.told, names=others)))
        return " ".join(part for part in said if part)


def _asked(side: Side) -> str:
    """Who is no member is asked as a rule; whether it is so here, nobody has said."""
    words = {"names": side.called}
    return (_now("Asked before: %(names)s.") if side.count else _now("Usually asked before: %(names)s.")) % words


def _told_to(side: Side) -> str:
    words = {"names": side.called}
    return (_now("Told: %(names)s.") if side.count else _now("Usually told: %(names)s.")) % words


def told(members: Iterable[Membership]) -> list[Told]:
    """``members`` with their roles read."""
    names: dict[str, list[str]] = {}
    for member in members:
        for role in role_names(member):
            names.setdefault(role, []).append(member.user.name)
    return [_told(duty, names) for duty in DUTIES]


def _told(duty: Duty, names: Mapping[str, Sequence[str]]) -> Told:
    does, decides, asked, told = (_side(who, names) for who in (duty.does, duty.decides, duty.asked, duty.told))
    return Told(duty.key, duty.title, does, decides, asked, told, _gaps(duty, names))


def _side(who: Sequence[str], names: Mapping[str, Sequence[str]]) -> Side:
    people = list(dict.fromkeys(name for role in who for name in names.get(role, ())))
    beside = [str(BESIDE[one]) for one in who if one in BESIDE]
    here = roles.titles(one for one in who if one not in BESIDE)
    return Side(", ".join(part for part in (here, *beside) if part), [*people, *beside], len(people))


def _who(does: Side, decides: Side) -> str:
    words = {"names": does.called, "others": decides.called}
    if does.names and not does.count and not decides.count:
        return _now("Usually %(names)s does it and decides.") % words
    if does.names and does.names == decides.names:
        return ngettext("%(names)s does it and decides.", "%(names)s do it and decide.", does.count or 1) % words
    parts = []
    if does.names:
        parts.append(ngettext("%(names)s does it.", "%(names)s do it.", does.count or 1) % words)
    if decides.names:
        parts.append(ngettext("%(others)s decides.", "%(others)s decide.", decides.count or 1) % words)
    return " ".join(parts)


NOBODY_DOES = {
    STRATEGIST: _("Nobody determines the strategy. It needs a strategist."),
    CREATOR: _("Nobody makes the posts. It needs a creator."),
    COMMUNITY_MANAGER: _("Nobody looks after what people write to us. It needs a community manager."),
    ANALYST: _("Nobody looks at what came of it. It needs an analyst."),
}
NOBODY_DECIDES = {
    OWNER: _("Nobody decides in the end. It needs an owner."),
    STRATEGIST: _("Nobody decides what goes out when. It needs a strategist."),
    APPROVER: _("Nobody decides about posts: whoever writes one sends it. It needs an approver."),
}


def _gaps(duty: Duty, names: Mapping[str, Sequence[str]]) -> list[Gap]:
    return _missing(duty.does, NOBODY_DOES, names) or _missing(duty.decides, NOBODY_DECIDES, names)


def _missing(asked: Sequence[str], said: Mapping[str, Any], names: Mapping[str, Sequence[str]]) -> list[Gap]:
    return [Gap(role, str(said[role])) for role in asked if role in said and not names.get(role)]
