"""Notices and the mails about them are forgotten after a while, read or not: what still burns stands on Today."""

from datetime import datetime, timedelta

from django.conf import settings

from convivial.today.models import Letter, Notice
from convivial.work.forgetting import forgets, some


def register() -> None:
    forgets("notices", timedelta(days=settings.KEEP_DAYS), forget_notices)
    forgets("letters", timedelta(days=settings.KEEP_DAYS), forget_letters)


def forget_notices(before: datetime) -> int:
    return Notice.objects.filter(pk__in=some(Notice.objects.filter(at__lt=before))).delete()[0]


def forget_letters(before: datetime) -> int:
    return Letter.objects.filter(pk__in=some(Letter.objects.filter(closed_at__lt=before))).delete()[0]
