"""Finds every text that a person can read and keeps the translations of each app in step with it.

``convivial/<app>/locale/<language>/LC_MESSAGES/django.po`` holds an app's own texts; what lies in no app (``lib``,
``settings``) goes to ``convivial/locale``. Entries are sorted and bear file names without line numbers, so that two
people can change them at once.
"""

import io
from collections.abc import Iterable, Iterator
from pathlib import Path

import polib
from django.utils.translation import template as django_template

PRODUCT = Path(__file__).resolve().parent.parent
LANGUAGES = ("de",)
PLURALS = {"de": "nplurals=2; plural=(n != 1);", "fr": "nplurals=2; plural=(n > 1);"}
KEYWORDS = {
    **dict.fromkeys(("_", "_now", "_lazy", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
Key = tuple[str, str]  # context, message


def apps() -> list[Path]:
    """The folders that have texts of their own, ``ui`` among them, then the product's own folder for the rest."""
    return [folder.parent for folder in sorted(PRODUCT.glob("*/apps.py"))]


def po_file(folder: Path, language: str) -> Path:
    return folder / "locale" / language / "LC_MESSAGES" / "django.po"


def found(folder: Path) -> dict[Key, polib.POEntry]:
    """Every message in the Python files and templates of an app, tests excepted."""
    entries: dict[Key, polib.POEntry] = {}
    for file in _sources(folder):
        name = str(file.relative_to(PRODUCT.parent))
        for entry in _messages(file):
            known = entries.setdefault((entry.msgctxt or "", entry.msgid), entry)
            if (name, "") not in known.occurrences:
                known.occurrences.append((name, ""))
            known.msgid_plural = known.msgid_plural or entry.msgid_plural
    return entries


def renewed(folder: Path, language: str) -> polib.POFile:
    """The catalogue of an app with exactly its present messages, and the translations that it had."""
    before = known(folder, language)
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.metadata = {
        "Language": language,
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "MIME-Version": "1.0",
        "Plural-Forms": PLURALS[language],
    }
    for key, entry in sorted(found(folder).items(), key=lambda pair: (pair[0][1].casefold(), pair[0])):
        catalogue.append(_kept(entry, before.get(key)))
    return catalogue


def known(folder: Path, language: str) -> dict[Key, polib.POEntry]:
    file = po_file(folder, language)
    entries = polib.pofile(str(file)) if file.is_file() else []
    return {(entry.msgctxt or "", entry.msgid): entry for entry in entries}


def missing() -> list[tuple[str, str]]:
    """The texts without a translation, each with the app and language it is missing from."""
    return [
        (f"{folder.name} {language}", entry.msgid)
        for folder in [*apps(), PRODUCT]
        for language in LANGUAGES
        for entry in renewed(folder, language).untranslated_entries()
    ]


def clashes() -> list[tuple[str, str]]:
    """The texts that several apps translate, and not alike: of those only the first would ever be read, on the pages
    of all of them. What means something else needs a context."""
    told: dict[tuple[str, bool, Key], dict[str, str]] = {}
    for folder in [*apps(), PRODUCT]:
        for language in LANGUAGES:
            for key, entry in known(folder, language).items():
                said = entry.msgstr or str(sorted(entry.msgstr_plural.items()))
                told.setdefault((language, bool(entry.msgid_plural), key), {}).setdefault(said, folder.name)
    return [
        (f"{' and '.join(apps_by_words.values())} {language}", message)
        for (language, _, (_, message)), apps_by_words in told.items()
        if len(apps_by_words) > 1
    ]


def compile_all() -> int:
    """Makes the ``.mo`` files that Django reads, where they are older than their source; says how many."""
    stale = [file for file in sorted(PRODUCT.glob("**/locale/*/LC_MESSAGES/*.po")) if _is_stale(file)]
    for file in stale:
        polib.pofile(str(file)).save_as_mofile(str(file.with_suffix(".mo")))
    return len(stale)


def _is_stale(file: Path) -> bool:
    made = file.with_suffix(".mo")
    return not made.is_file() or made.stat().st_mtime_ns < file.stat().st_mtime_ns


KINDS = (".py", ".html", ".txt")  # what may hold texts; .txt are the templates of mails and messages


def _sources(folder: Path) -> Iterator[Path]:
    is_product = folder == PRODUCT
    own = [folder / "lib", *folder.glob("*.py")] if is_product else [folder]
    for place in own:
        inside = (path for path in place.rglob("*") if path.suffix in KINDS)
        files: Iterable[Path] = [place] if place.is_file() else sorted(inside)
        yield from (file for file in files if not {"tests", "migrations"} & set(file.relative_to(folder).parts))


def _messages(file: Path) -> Iterator[polib.POEntry]:
    from babel.messages.extract import extract  # for those who write; an installation only compiles

    source = file.read_text()
    if file.suffix != ".py":
        source = _as_python(django_template.templatize(source, origin=str(file)))
    for _line, message, _comments, context in extract("python", io.BytesIO(source.encode()), KEYWORDS):
        singular, plural = message if isinstance(message, tuple) else (message, "")
        yield polib.POEntry(msgid=singular, msgid_plural=plural, msgctxt=context, occurrences=[])


def _as_python(templatized: str) -> str:
    """Django turns a template into calls between blanked-out words; without indentation it can be read as Python."""
    return "\n".join(line.strip() for line in templatized.splitlines())


def _kept(entry: polib.POEntry, before: polib.POEntry | None) -> polib.POEntry:
    if entry.msgid_plural:
        entry.msgstr_plural = {0: "", 1: ""}
    if "%(" in entry.msgid:
        entry.flags = ["python-format"]
    if before is not None and bool(before.msgid_plural) == bool(entry.msgid_plural):
        entry.msgstr, entry.msgstr_plural = before.msgstr, before.msgstr_plural
        entry.tcomment = before.tcomment
    return entry
