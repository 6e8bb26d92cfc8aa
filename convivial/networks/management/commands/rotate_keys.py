from typing import Any

from django.core.management.base import BaseCommand

from convivial.networks.rotating import rotate


class Command(BaseCommand):
    help = "Seals the secrets of all channels with a new key. Can be interrupted and run again."

    def handle(self, *arguments: Any, **options: Any) -> None:
        count = rotate()
        self.stdout.write(f"{count} secrets are sealed with the new key; the old one opens nothing any more.")
        self.stdout.write("Copy data/keys now: a backup made before today cannot be opened with the new key.")
