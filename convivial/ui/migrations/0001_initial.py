from typing import Any

from django.core.management import call_command
from django.db import migrations


def make_table(apps: Any, schema_editor: Any) -> None:
    """The table of the cache; ``settings.CACHES`` names it."""
    call_command("createcachetable", "ui_cache", database=schema_editor.connection.alias)


def drop_table(apps: Any, schema_editor: Any) -> None:
    schema_editor.execute("DROP TABLE ui_cache")


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [migrations.RunPython(make_table, drop_table)]
