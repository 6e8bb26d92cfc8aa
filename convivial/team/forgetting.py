"""What the team forgets by itself."""

from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session

from convivial.work.forgetting import forgets, some

from . import erasing, posting, slowing
from .models import Cover, Guesses, Invitation

INVITED = timedelta(days=30)


def register() -> None:
    forgets("sign-ins", timedelta(0), forget_sign_ins)
    forgets("invitations", INVITED, forget_invitations)
    forgets("wrong passwords", slowing.LONGEST, forget_guesses)
    forgets("mails", timedelta(days=settings.KEEP_DAYS), posting.forget_mails)
    forgets("covers", timedelta(days=settings.KEEP_DAYS), forget_covers)
    forgets("erased people", timedelta(0), lambda before: erasing.write_down())


def forget_sign_ins(before: datetime) -> int:
    """Those that have run out, and with them where and with what one was signed in."""
    count = Session.objects.filter(pk__in=some(Session.objects.filter(expire_date__lt=before))).delete()[0]
    gone = UserSession.objects.exclude(session_key__in=Session.objects.values("session_key"))
    UserSession.objects.filter(pk__in=some(gone)).delete()
    return count


def forget_invitations(before: datetime) -> int:
    """Used ones a month after that, others a month after their link ran out; the journal keeps that they were."""
    used = Invitation.objects.filter(acceptance__at__lt=before)
    unused = Invitation.objects.filter(acceptance=None, expires_at__lt=before)
    return Invitation.objects.filter(pk__in=[*some(used), *some(unused)]).delete()[1].get("team.Invitation", 0)


def forget_guesses(before: datetime) -> int:
    return Guesses.objects.filter(pk__in=some(Guesses.objects.filter(last_at__lt=before))).delete()[0]


def forget_covers(before: datetime) -> int:
    """When somebody was away, and what they left for the colleague."""
    return Cover.objects.filter(pk__in=some(Cover.objects.filter(ends_at__lt=before))).delete()[0]
