"""A question for a yes that was answered, taken back or asked anew is no news any more: its notices count as read."""

from collections.abc import Sequence

from convivial.content.approving import awaiting
from convivial.journal.models import Line
from convivial.lib import now as clock
from convivial.team.models import Workspace
from convivial.today.models import Notice

ASKS_ANEW = "post.submit"
SETTLES = frozenset({ASKS_ANEW, "post.approve", "post.not_yet", "post.withdraw", "post.delete"})


def settle(workspace: int, lines: Sequence[Line]) -> None:
    """A yes for some of the channels leaves the question open, and its notice new."""
    until: dict[str, int] = {}
    still_open = _open_ones(workspace) if lines else frozenset()
    for line in lines:
        if line.act == ASKS_ANEW or line.thing_code not in still_open:
            until[line.thing_code] = line.seq
    found = Notice.objects.filter(workspace=workspace, kind="approval", thing="post", read_at=None)
    for code, seq in until.items():
        found.filter(thing_code=code, seq__lt=seq).update(read_at=clock.now())


def _open_ones(workspace: int) -> frozenset[str]:
    return frozenset(awaiting(Workspace.objects.get(pk=workspace)).values_list("post__code", flat=True))
