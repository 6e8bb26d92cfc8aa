import django.core.serializers.json
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Head',
            fields=[
                ('workspace_id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('seq', models.BigIntegerField(default=0)),
                ('chain', models.CharField(default='', max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name='PersonKey',
            fields=[
                ('about', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('sealed', models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name='Aside',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('workspace_id', models.BigIntegerField()),
                ('seq', models.BigIntegerField()),
                ('about', models.CharField(max_length=40)),
                ('sealed', models.BinaryField()),
            ],
            options={
                'indexes': [models.Index(fields=['about'], name='asides_about_a_person')],
                'constraints': [models.UniqueConstraint(fields=('workspace_id', 'seq'), name='one_aside_a_line')],
            },
        ),
        migrations.CreateModel(
            name='Line',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('workspace_id', models.BigIntegerField()),
                ('seq', models.BigIntegerField()),
                ('at', models.DateTimeField()),
                ('actor_id', models.BigIntegerField(null=True)),
                ('act', models.CharField(max_length=40)),
                ('thing', models.CharField(blank=True, max_length=24)),
                ('thing_code', models.CharField(blank=True, max_length=12)),
                ('params', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('aside', models.CharField(blank=True, max_length=64)),
                ('chain', models.CharField(max_length=64)),
            ],
            options={
                'indexes': [models.Index(fields=['workspace_id', 'thing', 'thing_code', 'seq'], name='journal_of_a_thing')],
                'constraints': [models.UniqueConstraint(fields=('workspace_id', 'seq'), name='journal_without_gaps')],
            },
        ),
    ]
