"""A network's own answer is kept for a while, so that a mistake in reading it can be mended; the figures stay."""

from datetime import datetime, timedelta

from django.conf import settings

from convivial.work.forgetting import forgets, some

from .models import Observation


def register() -> None:
    forgets("raw answers", timedelta(days=settings.KEEP_DAYS), forget_raw)


def forget_raw(before: datetime) -> int:
    old = Observation.objects.filter(observed_at__lt=before).exclude(raw={})
    return Observation.objects.filter(pk__in=some(old)).update(raw={})
