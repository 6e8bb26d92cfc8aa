"""The roles in words: what each is called, and what it means, in one sentence."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from . import acts


class Role(NamedTuple):
    name: str
    title: Any
    sentence: Any


IN_WORDS = {
    acts.OWNER: (
        pgettext_lazy("a role is", "Owner"),
        _("Connects the channels and invites the people of this workspace."),
    ),
    acts.STRATEGIST: (_("Strategist"), _("Determines what we want, for whom and how; others carry out parts of it.")),
    acts.CREATOR: (_("Creator"), _("Writes posts, takes up what contributors offer, and says when they go out.")),
    acts.APPROVER: (_("Approver"), _("Says yes or not yet to the exact words and pictures before they go out.")),
    acts.COMMUNITY_MANAGER: (
        _("Community manager"),
        _("Talks with the people who answer us, writes posts, and can hold everything in a crisis."),
    ),
    acts.ANALYST: (_("Analyst"), _("Reads what happened and takes the figures along for reports.")),
    acts.CONTRIBUTOR: (_("Contributor"), _("Writes drafts and offers them; a creator decides what becomes of them.")),
    acts.VIEWER: (_("Viewer"), _("Sees everything in this workspace and changes nothing.")),
    acts.INSTALLER: (
        _("Installer"),
        _("Keeps the house running at the desk, and reads nothing that is written in it."),
    ),
}


def every() -> list[Role]:
    return [Role(name, *IN_WORDS[name]) for name in acts.ROLES]


def in_order(names: Iterable[str]) -> list[Role]:
    """Those roles in the table's order; names that no longer exist are left out."""
    wanted = set(names)
    return [role for role in every() if role.name in wanted]


def titles(names: Iterable[str]) -> str:
    return ", ".join(str(role.title) for role in in_order(names))
