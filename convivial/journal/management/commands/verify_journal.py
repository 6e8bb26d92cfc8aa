"""``python -m convivial verify_journal``: says whether every journal is whole."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from convivial.journal.verifying import heads_now, verify_all

WHY = {
    "gap": "a line is missing or was put in",
    "line": "a line was changed",
    "aside": "the personal text of a line was changed or removed",
    "head": "lines at the end were removed, or the head was changed",
    "end": "the end differs from the head that was kept",
}


class Command(BaseCommand):
    help = "Verifies the chain of every journal; with --against, also that no end was cut off."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--keep", type=Path, help="write the heads to this file, to verify against later")
        parser.add_argument("--against", type=Path, help="a file that --keep has written")

    def handle(self, *args: Any, **options: Any) -> None:
        heads = _read(options["against"]) if options["against"] else None
        broken = 0
        for verdict in verify_all(heads):
            name = f"workspace {verdict.workspace}" if verdict.workspace else "the installation"
            if verdict.is_whole:
                self.stdout.write(f"{name}: {verdict.line_count} lines, whole")
            else:
                broken += 1
                self.stdout.write(f"{name}: broken at line {verdict.broken_at}: {WHY[verdict.why]}")
        if broken:
            raise CommandError(f"{broken} of the journals are not whole.")
        if options["keep"]:
            options["keep"].write_text(json.dumps(heads_now(), indent=1))


def _read(file: Path) -> dict[int, tuple[int, str]]:
    return {int(workspace): (seq, chain) for workspace, (seq, chain) in json.loads(file.read_text()).items()}
