import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('networks', '0001_initial'),
        ('team', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Drawn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_at', models.DateTimeField(db_index=True, null=True)),
                ('token', models.PositiveIntegerField(default=0)),
                ('worker', models.CharField(blank=True, max_length=40)),
                ('lease_until', models.DateTimeField(null=True)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('deaths', models.PositiveSmallIntegerField(default=0)),
                ('drawn_at', models.DateTimeField(null=True)),
                ('shown', models.JSONField(default=dict)),
                ('workspace', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='mirror', to='team.workspace')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_at', models.DateTimeField(db_index=True, null=True)),
                ('token', models.PositiveIntegerField(default=0)),
                ('worker', models.CharField(blank=True, max_length=40)),
                ('lease_until', models.DateTimeField(null=True)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('deaths', models.PositiveSmallIntegerField(default=0)),
                ('asked_at', models.DateTimeField()),
                ('done_at', models.DateTimeField(null=True)),
                ('count', models.PositiveIntegerField(default=0)),
                ('vain', models.PositiveSmallIntegerField(default=0)),
                ('reason', models.CharField(blank=True, max_length=40)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('channel', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='reading', to='networks.channel')),
                ('workspace', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readings', to='team.workspace')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PastPost',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('network', models.CharField(max_length=32)),
                ('remote_id', models.CharField(max_length=255)),
                ('address', models.CharField(blank=True, max_length=500)),
                ('at', models.DateTimeField()),
                ('text', models.TextField(blank=True)),
                ('language', models.CharField(blank=True, max_length=12)),
                ('kind', models.CharField(max_length=8)),
                ('shape', models.CharField(max_length=10)),
                ('figures', models.JSONField(default=dict)),
                ('channel', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='past_posts', to='networks.channel')),
                ('workspace', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='past_posts', to='team.workspace')),
            ],
            options={
                'ordering': ['-at', '-id'],
                'indexes': [models.Index(fields=['workspace', 'at'], name='past_posts_of_a_workspace')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('channel__isnull', False)), fields=('channel', 'remote_id'), name='one_past_post_of_a_channel'), models.UniqueConstraint(condition=models.Q(('channel__isnull', True)), fields=('workspace', 'network', 'remote_id'), name='one_past_post_of_an_import')],
            },
        ),
    ]
