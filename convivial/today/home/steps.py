"""The first steps in a workspace: they stay on the page until they are done, or somebody puts them away."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from convivial.networks.models import Channel
from convivial.team.access import may
from convivial.team.models import User, Workspace
from convivial.today.models import PutAway

from .facts import Facts


@dataclass(frozen=True)
class Step:
    """``address`` is empty for whoever may not take it: then somebody else does."""

    icon: str
    title: Any
    text: Any
    button: Any
    address: str
    is_done: bool
    posts: bool = False


def steps(facts: Facts, person: User) -> list[Step]:
    """Nothing for whoever could take none of them. Once something was planned: only as long as this person could take
    one that is open, and has not put them away."""
    found = [_write(facts, person), _connect(facts, person), _invite(facts, person)]
    is_open = any(step.address and not step.is_done for step in found)
    is_theirs = any(step.address for step in found)
    return found if is_theirs and (facts.is_new or (is_open and not facts.are_steps_put_away)) else []


def put_away(workspace: Workspace, person: User) -> None:
    """Once is enough."""
    PutAway.objects.get_or_create(workspace=workspace, person=person)


def bring_back(workspace: Workspace, person: User) -> None:
    PutAway.objects.filter(workspace=workspace, person=person).delete()


def _write(facts: Facts, person: User) -> Step:
    return Step(
        icon="pen-line",
        title=_("Write your first post"),
        text=_("It goes to the practice network: a place inside this house where nobody else reads along."),
        button=_("Write"),
        address=_address(facts, person, "post.write", "publishing:start_post"),
        is_done=facts.has_posts,
        posts=True,
    )


def _connect(facts: Facts, person: User) -> Step:
    return Step(
        icon="plug",
        title=_("Connect a channel"),
        text=_(
            "Your own account on Mastodon or Bluesky. You sign in there yourself, and can leave again at any time."
        ),
        button=_("Connect"),
        address=_address(facts, person, "channel.connect", "networks:choose"),
        is_done=any(channel.network != Channel.PRACTICE for channel in facts.channels),
    )


def _invite(facts: Facts, person: User) -> Step:
    return Step(
        icon="user-plus",
        title=_("Invite somebody"),
        text=_("Who writes with you, who says yes, who only wants to look: each gets the role that fits."),
        button=_("Invite"),
        address=_address(facts, person, "member.invite", "team:team"),
        is_done=not facts.is_alone,
    )


def _address(facts: Facts, person: User, act: str, view: str) -> str:
    return reverse(view, args=[facts.workspace.slug]) if may(person, act, facts.workspace) else ""
