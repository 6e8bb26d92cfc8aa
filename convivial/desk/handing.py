"""The hand-over: a list that ends the set-up."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from convivial.journal.recording import record
from convivial.team.acts import OWNER
from convivial.team.hosts import recorded_address
from convivial.team.models import HandOver, Invitation, MemberRole, User
from convivial.team.sign_in import mail_is_set_up


@dataclass(frozen=True)
class Step:
    """``view`` is the page on which it is done. A step that the house cannot see is the installer's own word."""

    is_done: bool
    title: Any
    text: Any
    view: str = ""


def steps() -> list[Step]:
    runs = MemberRole.objects.filter(name=OWNER).exists()
    return [
        Step(
            bool(recorded_address()),
            _("The address is recorded"),
            _("So that links in mails are right, and no other host is answered."),
            "desk:address",
        ),
        Step(
            mail_is_set_up(),
            _("Mail is set up"),
            _("So that invitations and notices arrive. The house works without; links are handed over then."),
            "desk:mail",
        ),
        Step(
            runs or Invitation.objects.pending().exists(),
            _("Somebody is invited to run the communication"),
            _("They connect the channels, invite their people and write. You see nothing of it."),
            "desk:workspaces",
        ),
        Step(
            last() is not None,
            _("Copies of the data folder are made, and kept elsewhere"),
            _("The folder in your backups, its keys folder in another one. Only you can know; handing over says so."),
        ),
    ]  # fmt: skip


def last() -> HandOver | None:
    return HandOver.objects.select_related("by").first()


@transaction.atomic
def hand_over(by: User) -> HandOver:
    """The installer steps back. Once is enough; later ones are new lines, for instance after a move."""
    made = HandOver.objects.create(by=by)
    record("house.hand_over", by=by.pk)
    return made
