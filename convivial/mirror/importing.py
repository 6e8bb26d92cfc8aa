"""Past posts from a table, as other tools and the networks themselves give it away: first a dry run, then taken.

The first line says what stands in each column, in English or German words that such tables use. A day and the words
are needed; the network may stand in a column or be chosen for the whole table.
"""

import csv
import hashlib
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.db import transaction
from django.utils.translation import gettext as _

from convivial.journal.recording import record
from convivial.lib import now as clock
from convivial.lib.tables import day_in
from convivial.team.models import User, Workspace
from convivial.ui import vocabulary

from .models import PastPost
from .reading import MOST_TEXT, have_drawn

LINES = 5000
YEARS = range(1990, 2200)
csv.field_size_limit(2_000_000)  # more than a whole table may have: a long post does not end it
COLUMNS: dict[str, tuple[str, ...]] = {
    "at": ("date", "day", "when", "published", "publish time", "published at", "post date", "created", "datum", "tag",
           "zeitpunkt", "veröffentlicht", "erstellt"),
    "clock": ("time", "hour", "uhrzeit", "zeit"),
    "network": ("network", "platform", "channel", "profile", "netzwerk", "plattform", "kanal", "profil"),
    "text": ("text", "words", "post", "message", "caption", "content", "description", "title", "worte", "beitrag",
             "nachricht", "inhalt", "beschreibung", "titel"),
    "shape": ("type", "format", "post type", "media type", "art", "typ", "beitragsart"),
    "address": ("link", "url", "permalink", "address", "adresse"),
    "likes": ("likes", "reactions", "favourites", "favorites", "gefällt mir", "reaktionen"),
    "replies": ("replies", "comments", "antworten", "kommentare"),
    "shares": ("shares", "reposts", "boosts", "retweets", "geteilt", "weiterleitungen"),
    "saves": ("saves", "saved", "bookmarks", "gespeichert"),
    "views": ("views", "impressions", "reach", "aufrufe", "impressionen", "reichweite"),
}  # fmt: skip
FIGURES = ("likes", "replies", "shares", "saves", "views")
SHAPES: dict[str, str] = {
    "photo": "picture", "image": "picture", "picture": "picture", "bild": "picture", "foto": "picture",
    "carousel": "pictures", "album": "pictures", "pictures": "pictures", "karussell": "pictures",
    "bilder": "pictures",
    "video": "video", "reel": "video", "short": "video", "link": "link", "text": "words", "status": "words",
    "words": "words",
}  # fmt: skip
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?(?:\.\d+)?\s*([ap]m)?", re.I)


@dataclass(frozen=True)
class Taken:
    network: str
    at: datetime  # UTC
    text: str
    shape: str = "words"
    address: str = ""
    figures: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class LeftOut:
    """``line``: counted from one; ``why``: in the reader's language."""

    line: int
    text: str
    why: str


@dataclass(frozen=True)
class Table:
    """``wrong``: why nothing of it can be read at all."""

    taken: Sequence[Taken] = ()
    left_out: Sequence[LeftOut] = ()
    wrong: str = ""


def read(text: str, network: str, workspace: Workspace) -> Table:
    """``network``: for lines that name none, or "" when a column does."""
    lines = list(_lines(text))
    if not lines:
        return Table(wrong=_("There is nothing in it. Paste some lines, or choose a table."))
    columns = _columns(lines[0][1])
    missing = [name for name in ("at", "text") if name not in columns]
    if missing:
        return Table(wrong=_("The first line has to say what stands in the columns, at least “Date” and “Text”."))
    if "network" not in columns and not network:
        return Table(wrong=_("Choose the network, or bring a table with a column “Network”."))
    read_rows = [(line, cells, _row(cells, columns, network, workspace)) for line, cells in lines[1 : LINES + 1]]
    taken = list({_sum(row): row for _line, _cells, row in read_rows if isinstance(row, Taken)}.values())
    left = [LeftOut(line, " · ".join(cells)[:200], row) for line, cells, row in read_rows if isinstance(row, str)]
    return Table(taken, left)


def take(workspace: Workspace, by: User, rows: Sequence[Taken]) -> int:
    """Keeps them and has the mirror drawn; how many were new."""
    with transaction.atomic():
        known = set(PastPost.objects.filter(workspace=workspace, channel=None).values_list("remote_id", flat=True))
        fresh = [_kept(workspace, row) for row in rows if _sum(row) not in known]
        PastPost.objects.bulk_create(fresh, ignore_conflicts=True)
        record("mirror.import", workspace=workspace.pk, by=by.pk, thing="mirror", count=len(fresh))
        have_drawn(workspace.pk)
    return len(fresh)


def _lines(text: str) -> list[tuple[int, list[str]]]:
    """(line, cells): with quotes, line breaks within them, and the mark that the first line uses."""
    clean = text.lstrip("\ufeff").replace("\0", "")
    head = clean.splitlines()[0] if clean.strip() else ""
    mark = max("\t;,", key=head.count)
    reader = csv.reader(io.StringIO(clean, newline=""), delimiter=mark)
    found = []
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                found.append((reader.line_num, [cell.strip() for cell in cells]))
            if len(found) > LINES:
                break
    except csv.Error:
        return found
    return found


def _columns(head: Sequence[str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for name, known in COLUMNS.items():
        for place, cell in enumerate(head):
            if cell.casefold().strip() in known and name not in places:
                places[name] = place
    return places


def _row(cells: Sequence[str], columns: Mapping[str, int], network: str, workspace: Workspace) -> Taken | str:
    """What a line says, or why it is left out."""
    said = {name: cells[place] if place < len(cells) else "" for name, place in columns.items()}
    at = _moment(said["at"], said.get("clock", ""), workspace.zone)
    if at is None:
        return _("No day was found. Write it like 2026-11-20 or 20.11.2026.")
    if at > clock.now():
        return _("This day is still to come.")
    there = _network(said.get("network", "")) or network
    if not there:
        return _("This network is not known here.")
    if not said["text"] and not said.get("address"):
        return _("There are no words in it.")
    told = {name: count for name in FIGURES if (count := _count(said.get(name, ""))) is not None}
    address = said.get("address", "") if said.get("address", "").startswith(("https://", "http://")) else ""
    shape = SHAPES.get(said.get("shape", "").casefold().strip(), "link" if "http" in said["text"] else "words")
    return Taken(there, at, said["text"][:MOST_TEXT], shape, address[:500], told)


def _moment(cell: str, hour: str, zone: str) -> datetime | None:
    """An instant; a day without a time means noon there."""
    stamped = _stamped(cell)
    if stamped is not None and stamped.year not in YEARS:
        return None
    if stamped is not None:
        return stamped if stamped.tzinfo else clock.instant(stamped, zone)
    day = day_in(re.split(r"[ T,]", cell.strip(), maxsplit=1)[0])
    if day is None or day.year not in YEARS:
        return None
    return clock.instant(datetime.combine(day, _hour(hour) or _hour(cell) or time(12)), zone)


def _stamped(cell: str) -> datetime | None:
    """2026-11-20T09:15+01:00 and the like; a day alone is no stamp."""
    try:
        return datetime.fromisoformat(cell.strip()) if len(cell.strip()) > 10 else None
    except ValueError:
        return None


def _hour(cell: str) -> time | None:
    found = _CLOCK.search(cell)
    if not found:
        return None
    hour, minute, half = int(found[1]), int(found[2]), (found[3] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _network(cell: str) -> str:
    wanted = cell.casefold().strip()
    for slug, called in vocabulary.NETWORKS.items():
        if slug != "practice" and wanted and (wanted == slug or wanted == str(called.title).casefold()):
            return slug
    return "x" if wanted in ("twitter", "x (twitter)") else ""


def _count(cell: str) -> int | None:
    bare = re.sub(r"[\s.,'\u2019\u00a0\u202f]", "", cell)
    return int(bare) if bare.isascii() and bare.isdecimal() and len(bare) < 13 else None


def _sum(row: Taken) -> str:
    return hashlib.sha256(f"{row.network}\n{row.at.isoformat()}\n{row.text}".encode()).hexdigest()[:40]


def _kept(workspace: Workspace, row: Taken) -> PastPost:
    return PastPost(
        workspace=workspace, network=row.network, remote_id=_sum(row), address=row.address, at=row.at, text=row.text,
        kind="post", shape=row.shape, figures=dict(row.figures),
    )  # fmt: skip


def days(rows: Sequence[Taken], zone: str) -> tuple[date, date]:
    """The first and the last day of what would be taken."""
    found = [clock.day(row.at, zone) for row in rows]
    return min(found), max(found)
