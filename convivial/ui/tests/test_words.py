"""Texts are found wherever they stand, and what is translated is translated whole."""

import ast
import re
from pathlib import Path

import polib
import pytest

from convivial.ui import words

CATALOGUES = sorted(words.PRODUCT.glob("**/locale/*/LC_MESSAGES/django.po"))
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")

TEMPLATE = """<p title="{% translate "It's cool" %}">{% blocktranslate with n=jars trimmed %}
  {{ n }} jars of “plums”
{% endblocktranslate %}</p>
   <b>{{ _('Jam') }}</b>
"""


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "convivial" / "cellar"
    (folder / "templates").mkdir(parents=True)
    (folder / "apps.py").write_text('title = _("The cellar")\nsaid = ngettext("%(n)s jar", "%(n)s jars", n)\n')
    (folder / "templates" / "cellar.html").write_text(TEMPLATE)
    monkeypatch.setattr(words, "PRODUCT", tmp_path / "convivial")
    return folder


def test_texts_of_modules_and_templates_are_found(app: Path) -> None:
    assert set(words.found(app)) == {
        ("", "The cellar"), ("", "%(n)s jar"), ("", "It's cool"), ("", "%(n)s jars of “plums”"), ("", "Jam"),
    }  # fmt: skip


def test_a_translation_survives_and_what_is_gone_goes(app: Path) -> None:
    file = words.po_file(app, "de")
    file.parent.mkdir(parents=True)
    file.write_text('msgid "Jam"\nmsgstr "Marmelade"\n\nmsgid "Attic"\nmsgstr "Dachboden"\n')
    catalogue = words.renewed(app, "de")
    assert catalogue.find("Jam").msgstr == "Marmelade"
    assert catalogue.find("Attic") is None
    assert len(catalogue.untranslated_entries()) == 4


def test_no_text_stands_inside_braces_where_it_is_not_found() -> None:
    """Before Python 3.12 nobody who collects texts can look into an f-string."""
    hidden = [
        f"{file.relative_to(words.PRODUCT)}:{call.lineno}"
        for file in sorted(words.PRODUCT.rglob("*.py"))
        for braces in ast.walk(ast.parse(file.read_text()))
        if isinstance(braces, ast.JoinedStr)
        for call in ast.walk(braces)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in words.KEYWORDS
    ]
    assert hidden == []


def test_what_is_not_translated_is_named(app: Path) -> None:
    assert ("cellar de", "Jam") in words.missing()
    file = words.po_file(app, "de")
    file.parent.mkdir(parents=True)
    file.write_text('msgid "Jam"\nmsgstr "Marmelade"\n')
    assert ("cellar de", "Jam") not in words.missing()


def test_what_two_apps_call_in_two_ways_is_named(app: Path) -> None:
    for name, said in (("cellar", "Marmelade"), ("attic", "Stau")):
        file = words.po_file(app.with_name(name), "de")
        file.parent.mkdir(parents=True)
        file.parents[3].joinpath("apps.py").touch()
        file.write_text(f'msgid "Jam"\nmsgstr "{said}"\n\nmsgctxt "{name}"\nmsgid "Jam"\nmsgstr "{said}"\n')
    assert words.clashes() == [("attic and cellar de", "Jam")]


def test_only_what_changed_is_compiled(app: Path) -> None:
    file = words.po_file(app, "de")
    file.parent.mkdir(parents=True)
    file.write_text('msgid "Jam"\nmsgstr "Marmelade"\n')
    assert words.compile_all() == 1
    assert words.compile_all() == 0


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: str(file.relative_to(words.PRODUCT)))
def test_every_entry_is_translated_with_the_same_placeholders(file: Path) -> None:
    catalogue = polib.pofile(str(file))
    assert [entry.msgid for entry in catalogue if not entry.translated()] == []
    assert [entry.msgid for entry in catalogue if entry.fuzzy] == []
    assert [entry.msgid for entry in catalogue if not _keeps_its_places(entry)] == []


def _keeps_its_places(entry: polib.POEntry) -> bool:
    wanted = set(PLACEHOLDER.findall(entry.msgid)) | set(PLACEHOLDER.findall(entry.msgid_plural or ""))
    said = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
    return set().union(*(PLACEHOLDER.findall(text) for text in said)) == wanted
