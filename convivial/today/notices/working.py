"""What the workers do for notices: read the journals on, and deliver letters."""

from convivial.journal.following import Follower
from convivial.today.models import Letter
from convivial.work import due, kinds
from convivial.work.patience import patience

from . import forgetting, growing, letters


def register() -> None:
    forgetting.register()
    kinds.register(Follower("notices", growing.behind, growing.grow, pace=4))
    kinds.register(due.Rows("letter", Letter, letters.deliver, at_once=4, news=patience().news * 40))
