"""Reads notices as sentences, those of the journal, in the reader's language."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypedDict

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convivial.journal import words
from convivial.lib import now as clock
from convivial.team.models import User, Workspace
from convivial.today.models import Notice
from convivial.ui.speaking import listed

from .kinds import KINDS

PAGE = 40


class Told(TypedDict):
    """A notice as it is read. ``address`` is where one sees or mends it."""

    code: str
    sentence: SafeString
    more: str
    address: str
    icon: str
    tone: str
    kind: str
    at: datetime
    is_new: bool


def of(person: User, workspace: Workspace) -> QuerySet[Notice]:
    return Notice.objects.filter(person=person, workspace=workspace)


def page(person: User, workspace: Workspace, before: int | None = None) -> tuple[list[Told], int | None]:
    """Notices, newest first, and where the next page begins."""
    found = of(person, workspace).order_by("-id")
    if before is not None:
        found = found.filter(pk__lt=before)
    some = list(found[: PAGE + 1])
    return told(workspace, some[:PAGE]), some[PAGE - 1].pk if len(some) > PAGE else None


def read(person: User, workspace: Workspace, code: str | None = None) -> int:
    """Marks one notice as read, or all of them; says how many were new."""
    found = of(person, workspace).filter(read_at=None)
    return (found.filter(code=code) if code else found).update(read_at=clock.now())


def told(workspace: Workspace, notices: Sequence[Notice]) -> list[Told]:
    people = words.people_called({person for each in notices for person in _people_in(each)})
    things = words.things_of(notices)
    return [_told(workspace, each, people, things.get((each.thing, each.thing_code))) for each in notices]


def _told(workspace: Workspace, notice: Notice, people: Mapping[int, str], thing: words.Named | None) -> Told:
    who = people.get(notice.actor_id, _("Somebody who has left")) if notice.actor_id else "Convivial"
    name = (thing[0], None) if thing else None  # the whole line is the link
    params = dict(notice.params)
    if "people" in params:
        params["people"] = listed([people.get(one, _("somebody who has left")) for one in params["people"]])
    return {
        "code": notice.code,
        "sentence": words.sentence(notice.act, who, name, params),
        "more": " · ".join(part for part in (_rest(notice), _place(notice, people)) if part),
        "address": (thing[1] if thing else None) or reverse("today:today", kwargs={"workspace": workspace.slug}),
        "icon": words.saying(notice.act).icon,
        "tone": KINDS[notice.kind].tone if notice.kind in KINDS else "info",
        "kind": notice.kind,
        "at": notice.at,
        "is_new": notice.read_at is None,
    }


def _people_in(notice: Notice) -> list[int]:
    named = (notice.actor_id, notice.in_place_of_id)
    return [*(one for one in named if one), *notice.params.get("people", ())]


def _rest(notice: Notice) -> str:
    rest = notice.count - 1
    return ngettext("and %(n)s more like this", "and %(n)s more like this", rest) % {"n": rest} if rest else ""


def _place(notice: Notice, people: Mapping[int, str]) -> str:
    name = people.get(notice.in_place_of_id or 0)
    return _("you cover for %(name)s") % {"name": name} if name else ""
