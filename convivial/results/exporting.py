"""The results of a period as a table that a spreadsheet opens.

A cell that would begin a formula is made plain (OWASP, CSV injection): the words of a post are somebody's own.
"""

import csv
import io
from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from django.db import transaction
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from convivial.journal.recording import record
from convivial.lib.now import wall
from convivial.team.models import User, Workspace
from convivial.ui import vocabulary

from .happened import published
from .models import Figure
from .periods import Period

STEP = 500
NAMES = ("likes", "shares", "replies", "quotes", "saves")
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
SEMICOLON = {"de", "fr", "es", "it", "nl", "pt"}  # where a comma stands in numbers, spreadsheets part by semicolon
COLUMNS = ("pk", "code", "published_at", "channel__network", "channel__name", "edition__language", "edition__text",
           "address", "figures_due__latest_id", "figures_due__latest__observed_at",
           "removal__done_at")  # fmt: skip


@transaction.atomic
def export(workspace: Workspace, by: User, period: Period) -> Iterator[str]:
    """Notes who took the table away, and gives it in pieces."""
    record(
        "result.export", workspace=workspace.pk, by=by.pk, thing="workspace", code=workspace.code, days=period.days
    )
    return _spoken(get_language(), pieces(workspace, period))


def _spoken(language: str | None, made: Iterator[str]) -> Iterator[str]:
    """The pieces are made one by one while the answer leaves, when the page's language is put away already; between
    two of them the thread speaks what it spoke before."""
    while True:
        with override(language):
            piece = next(made, None)
        if piece is None:
            return
        yield piece


def pieces(workspace: Workspace, period: Period) -> Iterator[str]:
    yield "\ufeff" + _line(_head())
    posts = published(workspace, period.start, period.end).order_by("published_at", "pk")
    rows = posts.values_list(*COLUMNS).iterator(chunk_size=STEP)
    while step := list(islice(rows, STEP)):
        yield "".join(_line(cells) for cells in _cells(workspace, step))


def safe(cell: object) -> str:
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(BEGINS_A_FORMULA) else text


def _head() -> list[str]:
    return [
        _("Published"), _("Zone"), _("Network"), _("Channel"), _("Language"), _("Words"), _("Address"),
        _("Likes"), _("Shares"), _("Replies"), _("Quotes"), _("Saves"), _("Counted at"), _("Hours after publishing"),
        _("Taken down at"),
    ]  # fmt: skip


def _cells(workspace: Workspace, step: list[tuple]) -> Iterator[list[object]]:
    figures = _figures([row[8] for row in step if row[8]])
    for _pk, _code, published_at, network, channel, language, text, address, latest, observed_at, down_at in step:
        known = figures.get(latest, {})
        yield [
            _clock(published_at, workspace), workspace.zone, vocabulary.title(network), channel, language, text,
            address, *(known.get(name) for name in NAMES), _clock(observed_at, workspace),
            _hours(published_at, observed_at), _clock(down_at, workspace),
        ]  # fmt: skip


def _clock(at: datetime | None, workspace: Workspace) -> str:
    return f"{wall(at, workspace.zone):%Y-%m-%d %H:%M}" if at else ""


def _hours(published_at: datetime, observed_at: datetime | None) -> int | None:
    return round((observed_at - published_at).total_seconds() / 3600) if observed_at else None


def _figures(observations: list[int]) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {}
    rows = Figure.objects.filter(observation__in=observations).values_list("observation", "name", "value")
    for observation, name, value in rows:
        found.setdefault(observation, {})[name] = value
    return found


def _line(cells: list) -> str:
    out = io.StringIO()
    delimiter = ";" if (get_language() or "en")[:2] in SEMICOLON else ","
    csv.writer(out, delimiter=delimiter).writerow([safe(cell) for cell in cells])
    return out.getvalue()
