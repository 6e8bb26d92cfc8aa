"""``python -m convivial roles``: writes the handbook's page of who may what."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import override

from convivial.team import handbook


class Command(BaseCommand):
    help = "Writes docs/handbook/roles.md from the table of acts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=Path("docs/handbook/roles.md"))

    def handle(self, *args: Any, **options: Any) -> None:
        with override("en"):
            options["file"].write_text(handbook.page())
