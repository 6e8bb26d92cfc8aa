from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import translation

from convivial.journal.words import sayings

HEAD = """# What the journal says

One line for each act: who did what, to which thing, when. Nobody can change a line or take one away. This page is
made with `python -m convivial journal_acts --write docs/handbook/journal.md`.

| Act | Reads as |
|---|---|
"""


class Command(BaseCommand):
    help = "Prints every act that the journal knows, with its sentence; --write puts it into a file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--write", type=Path, help="the file to write")

    def handle(self, *args: Any, **options: Any) -> None:
        page = table()
        if options["write"]:
            options["write"].write_text(page)
        else:
            self.stdout.write(page, ending="")


def table() -> str:
    with translation.override("en"):
        rows = [
            f"| `{act}` | {str(saying.sentence).replace('%%', '%')} |" for act, saying in sorted(sayings().items())
        ]
    return HEAD + "\n".join(rows) + "\n"
