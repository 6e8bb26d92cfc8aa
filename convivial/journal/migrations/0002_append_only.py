from django.db import migrations

from convivial.journal import append_only


def set_triggers(apps, schema_editor):
    append_only.set_triggers(schema_editor.connection)


def lift_triggers(apps, schema_editor):
    append_only.lift_triggers(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [migrations.RunPython(set_triggers, lift_triggers)]
