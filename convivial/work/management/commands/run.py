import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from convivial.work.supervisor import supervise


class Command(BaseCommand):
    help = "Opens the house: brings the database up to date, serves pages, and does what is due."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--role", choices=["all", "web", "worker"], default="all", help="what this machine does")

    def handle(self, *args: Any, role: str, **options: Any) -> None:
        sys.exit(supervise(role))
