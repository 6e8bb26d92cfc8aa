"""The kinds of work of this app, as workers know them."""

from convivial.content.approving import approved
from convivial.content.editions import changed
from convivial.networks.granting import narrowed
from convivial.networks.opening import returned
from convivial.work.alarms import doubtful, silent
from convivial.work.due import Rows
from convivial.work.kinds import register

from . import words  # noqa: F401 - the words register themselves
from .composing.entering import after_yes
from .finding.doubting import look_first
from .finding.reconciling import Reconciler
from .holding import hold_on_alarm
from .models import LinkWatch, Preparation, Removal
from .sending.sender import Sender
from .tending import forgetting, minding
from .tending.following import not_taken_down, prepare, take_down, watch_links
from .tending.repointing import follow_words
from .tending.returning import come_back
from .tending.withholding import withhold


def register_all() -> None:
    minding.register_own()
    forgetting.register()
    register(Sender())
    register(Reconciler())
    register(Rows("link_watch", LinkWatch, watch_links, at_once=20))
    register(Rows("preparation", Preparation, prepare, at_once=8))
    register(Rows("removal", Removal, take_down, at_once=8, give_up=not_taken_down))
    changed.connect(follow_words, dispatch_uid="publishing.follow_words")
    approved.connect(after_yes, dispatch_uid="publishing.after_yes")
    narrowed.connect(withhold, dispatch_uid="publishing.withhold")
    returned.connect(come_back, dispatch_uid="publishing.come_back")
    doubtful.connect(hold_on_alarm, dispatch_uid="publishing.hold_on_alarm")
    silent.connect(look_first, dispatch_uid="publishing.look_first")
