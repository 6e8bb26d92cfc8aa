"""``python -m convivial erased``: the list of those who were erased, by codes that name nobody.

It lies in the data folder too, where it is used by itself. Keep a copy where the backups are not: after a backup of
the whole folder was restored, ``--again`` erases whoever came back with it.
"""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from convivial.team import erasing


class Command(BaseCommand):
    help = "Prints who was erased, by codes that name nobody; --keep writes it down, --again erases them once more."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--keep", type=Path, help="the file to write")
        parser.add_argument("--again", type=Path, help="a file that was kept")

    def handle(self, *args: Any, **options: Any) -> None:
        import json

        if options["again"]:
            again = erasing.erase_again(erasing.read(options["again"].read_text()))
            self.stdout.write(f"{len(again)} erased again.")
            return
        lines = "".join(json.dumps(dict(entry)) + "\n" for entry in erasing.listed())
        if options["keep"]:
            options["keep"].write_text(lines)
        else:
            self.stdout.write(lines, ending="")
