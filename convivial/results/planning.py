"""What is to be measured, read from the journal by a cursor: posts that went out, channels that were connected.

Sending knows nothing of this. Whatever goes wrong here is tried again from the same line, and can never send again.
"""

from django.db import transaction
from django.db.models import F

from convivial.journal import following
from convivial.journal.following import Follower
from convivial.lib.now import now
from convivial.networks.models import Channel
from convivial.publishing.models import Publication
from convivial.team.models import Workspace

from .ages import next_of_post
from .models import FigureDue, JournalCursor

LINES = 1000
WENT_OUT = ("publication.publish", "publication.find", "publication.settle")
CONNECTED = ("channel.connect", "channel.reconnect", "channel.bring_back")


def behind() -> list[int]:
    """Workspaces whose journal has grown."""
    return following.behind(JournalCursor.objects.all(), Workspace.objects.all())


@transaction.atomic
def plan(workspace: int) -> None:
    """Reads on in a workspace's journal."""
    JournalCursor.objects.bulk_create([JournalCursor(workspace_id=workspace)], ignore_conflicts=True)
    cursor = JournalCursor.objects.select_for_update(no_key=True).get(workspace_id=workspace)
    news, until = following.news(workspace, cursor.seq)
    lines = news.filter(act__in=WENT_OUT + CONNECTED).order_by("seq")
    found = list(lines.values_list("seq", "act", "thing_code")[:LINES])
    _plan_posts(workspace, [code for _, act, code in found if act in WENT_OUT])
    _plan_channels(workspace, [code for _, act, code in found if act in CONNECTED])
    cursor.seq = found[-1][0] if len(found) == LINES else until
    cursor.save(update_fields=["seq"])


def _plan_posts(workspace: int, codes: list[str]) -> None:
    posts = Publication.objects.filter(workspace=workspace, code__in=codes, state=Publication.State.PUBLISHED)
    posts = posts.exclude(channel__network=Channel.PRACTICE).filter(figures_due=None).exclude(remote_id="")
    at = now()
    FigureDue.objects.bulk_create(
        [
            FigureDue(
                workspace_id=workspace,
                channel_id=channel,
                publication_id=pk,
                due_at=next_of_post(published_at or at, at, pk),
            )
            for pk, channel, published_at in posts.values_list("pk", "channel_id", "published_at")
        ],
        ignore_conflicts=True,
    )


def _plan_channels(workspace: int, codes: list[str]) -> None:
    """A channel that is connected (again) is measured at once."""
    channels = Channel.objects.filter(workspace=workspace, code__in=codes).exclude(network=Channel.PRACTICE)
    ids = list(channels.values_list("pk", flat=True))
    at = now()
    known = FigureDue.objects.filter(channel__in=ids, publication=None)
    known.filter(lease_until=None).update(due_at=at, token=F("token") + 1)
    new = set(ids) - set(known.values_list("channel_id", flat=True))
    FigureDue.objects.bulk_create(
        [FigureDue(workspace_id=workspace, channel_id=pk, due_at=at) for pk in sorted(new)], ignore_conflicts=True
    )


planner = Follower("figure_plan", behind, plan)
