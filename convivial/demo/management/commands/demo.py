from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from convivial.demo.cast import PASSWORD
from convivial.demo.world import TakenAlready, build


class Command(BaseCommand):
    help = "Fills an empty house with the fictional world, to look around in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--posts", type=int, default=60, help="how many posts, behind and ahead (60)")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            build(posts=options["posts"])
        except TakenAlready as trouble:
            raise CommandError(str(trouble)) from trouble
        self.stdout.write(f"Harbour Coffee is open. Sign in as ana@harbour.example with “{PASSWORD}”.")
        self.stdout.write(
            "Everybody in it is fictional, and everybody knows this password: keep it off the internet."
        )
