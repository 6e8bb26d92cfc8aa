"""``python -m convivial words``: renews the catalogues of every app (or of those named) and compiles them.
``--compile`` only compiles, which needs no tool of a developer; ``--check`` says what is missing, and what two apps
translate in two ways."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from convivial.ui import words


class Command(BaseCommand):
    help = "Collects the texts of the product for translation, and compiles what is translated."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("apps", nargs="*", help="names of apps; all when none is named")
        parser.add_argument("--compile", action="store_true", help="only compile")

        parser.add_argument("--check", action="store_true", help="fail when a text is not translated")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            self._check()
            return
        if not options["compile"]:
            self._renew(options["apps"])
        made = words.compile_all()
        self.stdout.write(f"{made} compiled")

    def _check(self) -> None:
        missing = words.missing()
        for where, text in missing:
            self.stderr.write(f"{where}: {text}")
        clashes = words.clashes()
        for where, text in clashes:
            self.stderr.write(f"{where}, not alike: {text}")
        if missing or clashes:
            counts = f"{len(missing)} texts are not translated, {len(clashes)} are in two ways."
            raise CommandError(f"{counts} Run: python -m convivial words")

    def _renew(self, named: list[str]) -> None:
        folders = [*words.apps(), words.PRODUCT]
        for folder in folders:
            if not named or folder.name in named:
                for language in words.LANGUAGES:
                    self._renew_one(folder, language)

    def _renew_one(self, folder: Any, language: str) -> None:
        catalogue = words.renewed(folder, language)
        file = words.po_file(folder, language)
        if not catalogue and not file.is_file():
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        catalogue.save(str(file))
        missing = len(catalogue.untranslated_entries())
        self.stdout.write(f"{folder.name} {language}: {len(catalogue)} texts, {missing} to translate")
