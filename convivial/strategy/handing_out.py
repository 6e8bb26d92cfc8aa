"""Links by which people without an account read the strategy: made, looked at, taken back.

link, word = handing_out.make(workspace, by, name, days, version, with_course)   # the word is never known again
"""

import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q

from convivial.journal.recording import record
from convivial.lib.now import now
from convivial.team.models import User, Workspace
from convivial.team.models.invitation import digest

from .models import ReadingLink, Version
from .models.reading_link import PAUSE


def make(
    workspace: Workspace, by: User, name: str, days: int, version: Version | None = None, with_course: bool = False,
    language: str = "",
) -> tuple[ReadingLink, str]:  # fmt: skip
    """``version`` None: always the one in force."""
    word = secrets.token_urlsafe(32)
    with transaction.atomic():
        link = ReadingLink.objects.create(
            workspace=workspace, name=name, version=version, with_course=with_course, language=language,
            token=digest(word), made_by=by, expires_at=now() + timedelta(days=days),
        )  # fmt: skip
        _tell("strategy.hand_out", link, by)
    return link, word


def take_back(link: ReadingLink, by: User) -> None:
    """From now on it opens nothing."""
    with transaction.atomic():
        if ReadingLink.objects.filter(pk=link.pk).delete()[0]:
            _tell("strategy.take_back_link", link, by)


def opened(link: ReadingLink) -> None:
    """Somebody read it; reloading the page counts once."""
    at = now()
    anew = ReadingLink.objects.filter(Q(opened_at=None) | Q(opened_at__lt=at - PAUSE), pk=link.pk)
    anew.update(opened_at=at, opened_count=F("opened_count") + 1)


def _tell(act: str, link: ReadingLink, by: User) -> None:
    record(act, workspace=link.workspace_id, by=by.pk, thing="reading_link", code=link.code)
