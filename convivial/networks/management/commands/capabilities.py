from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from convivial.networks import capabilities


class Command(BaseCommand):
    help = "Prints the table of what each network can do here; --write puts it into a README."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--write", metavar="FILE", help="a file with the two marks")

    def handle(self, *arguments: Any, **options: Any) -> None:
        if not options["write"]:
            self.stdout.write(capabilities.table(), ending="")
            return
        with open(options["write"], "r+", encoding="utf-8") as file:
            text = capabilities.put_into(file.read())
            file.seek(0)
            file.write(text)
            file.truncate()
