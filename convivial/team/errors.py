"""What the team refuses, in words for the person who asked.

* Refusal
  x LastOwner        somebody must own the workspace
  x LastInstaller    somebody must keep the house running
  x AlreadyMember    whom one invites is there already
  x NotForYou        the invitation is for another address
  x CannotCover      the days or the colleague of a cover do not fit
  x Closed           the house is open already, or the invitation was used in the meantime
"""

from django.utils.translation import gettext_lazy as _

from convivial.lib import refusing


class Refusal(refusing.Refusal): ...


class LastOwner(Refusal):
    sentence = _("A workspace needs an owner. Make somebody else an owner first; then this works.")


class LastInstaller(Refusal):
    sentence = _("Nobody else keeps this house running. It needs another installer first.")


class AlreadyMember(Refusal):
    sentence = _("This person is in the workspace already. You can change their roles in the list.")


class NotForYou(Refusal):
    sentence = _("This invitation is for another e-mail address. Sign out first, then open the link again.")


class Closed(Refusal):
    sentence = _("Somebody was faster: this was done in the meantime.")


class CannotCover(Refusal):
    """``field`` is what one changes to mend it."""

    def __init__(self, sentence: str, field: str = "colleague") -> None:
        self.sentence, self.field = sentence, field
