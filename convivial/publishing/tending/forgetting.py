"""What networks said about single tries and looks is forgotten after a while; that they were, and how they ended,
stays. Nothing is taken from a publication whose fate is still unknown: there it is evidence."""

from datetime import datetime, timedelta

from django.conf import settings

from convivial.publishing.models import Attempt, Look, Publication
from convivial.work.forgetting import forgets, some

UNKNOWN = Publication.State.UNKNOWN


def register() -> None:
    forgets("tries", timedelta(days=settings.KEEP_DAYS), forget_details)


def forget_details(before: datetime) -> int:
    tried = Attempt.objects.filter(ended_at__lt=before).exclude(detail={}).exclude(publication__state=UNKNOWN)
    looked = Look.objects.filter(at__lt=before).exclude(detail={}).exclude(publication__state=UNKNOWN)
    count = Attempt.objects.filter(pk__in=some(tried)).update(detail={})
    return max(count, Look.objects.filter(pk__in=some(looked)).update(detail={}))
