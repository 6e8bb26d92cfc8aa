"""What was read back is forgotten by itself half a year after it was posted, or at once when somebody says so."""

from datetime import datetime, timedelta

from django.db import transaction

from convivial.journal.recording import record
from convivial.team.models import User, Workspace
from convivial.work.forgetting import forgets, some

from .models import Drawn, PastPost, Reading

KEPT = timedelta(days=180)


def register() -> None:
    forgets("past posts", KEPT, forget_old)


def forget_old(before: datetime) -> int:
    return PastPost.objects.filter(pk__in=some(PastPost.objects.filter(at__lt=before))).delete()[0]


def forget_all(workspace: Workspace, by: User) -> None:
    with transaction.atomic():
        count, _by_model = PastPost.objects.filter(workspace=workspace).delete()
        Reading.objects.filter(workspace=workspace).delete()
        gone, _by_model = Drawn.objects.filter(workspace=workspace).delete()
        if count or gone:
            record("mirror.forget", workspace=workspace.pk, by=by.pk, thing="mirror", count=count)
