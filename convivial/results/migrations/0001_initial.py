import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('networks', '0001_initial'),
        ('publishing', '0001_initial'),
        ('team', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='JournalCursor',
            fields=[
                ('workspace', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='team.workspace')),
                ('seq', models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='Observation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('observed_at', models.DateTimeField()),
                ('raw', models.JSONField(default=dict)),
                ('channel', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='observations', to='networks.channel')),
                ('publication', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='observations', to='publishing.publication')),
                ('workspace', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='observations', to='team.workspace')),
            ],
            options={
                'indexes': [models.Index(fields=['publication', 'observed_at'], name='observation_of_a_post')],
            },
        ),
        migrations.CreateModel(
            name='FigureDue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_at', models.DateTimeField(db_index=True, null=True)),
                ('token', models.PositiveIntegerField(default=0)),
                ('worker', models.CharField(blank=True, max_length=40)),
                ('lease_until', models.DateTimeField(null=True)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('deaths', models.PositiveSmallIntegerField(default=0)),
                ('channel', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='figures_due', to='networks.channel')),
                ('publication', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='figures_due', to='publishing.publication')),
                ('workspace', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='figures_due', to='team.workspace')),
                ('latest', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='results.observation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('publication__isnull', True)), fields=('channel',), name='one_due_a_channel')],
            },
        ),
        migrations.CreateModel(
            name='Figure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=24)),
                ('value', models.BigIntegerField()),
                ('observed_at', models.DateTimeField()),
                ('channel', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='figures', to='networks.channel')),
                ('publication', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='figures', to='publishing.publication')),
                ('workspace', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='figures', to='team.workspace')),
                ('observation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='figures', to='results.observation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('publication__isnull', False)), fields=('publication', 'name', 'observed_at'), name='one_figure_of_a_post_a_moment'), models.UniqueConstraint(condition=models.Q(('publication__isnull', True)), fields=('channel', 'name', 'observed_at'), name='one_figure_of_a_channel_a_moment')],
            },
        ),
    ]
