"""Notices and the mails about them go after a while."""

from datetime import timedelta

import pytest

from convivial.demo.cast import Cast
from convivial.lib.now import now
from convivial.today.models import Letter, Notice
from convivial.work.forgetting import forget_all

pytestmark = pytest.mark.django_db


def test_notices_and_closed_letters_go_after_ninety_days(cast: Cast) -> None:
    for seq, days in enumerate((91, 89)):
        at = now() - timedelta(days=days)
        letter = Letter.objects.create(workspace=cast.harbour, person=cast.ana, state="sent", closed_at=at)
        Notice.objects.create(
            workspace=cast.harbour, person=cast.ana, seq=seq, kind="trouble", act="publication.fail", at=at,
            letter=letter,
        )  # fmt: skip
    Letter.objects.create(workspace=cast.harbour, person=cast.ben, state="open")
    forgotten = forget_all(now())
    assert (forgotten["notices"], forgotten["letters"]) == (1, 1)
    assert Notice.objects.get().letter is not None
    assert Letter.objects.count() == 2
