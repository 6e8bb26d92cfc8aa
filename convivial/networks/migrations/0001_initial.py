import convivial.lib.codes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('team', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Channel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', convivial.lib.codes.CodeField(default=convivial.lib.codes.new_code, editable=False, max_length=12, unique=True)),
                ('network', models.CharField(max_length=20)),
                ('server', models.CharField(blank=True, max_length=255)),
                ('remote_id', models.CharField(max_length=255)),
                ('handle', models.CharField(max_length=255)),
                ('name', models.CharField(max_length=255)),
                ('address', models.URLField(blank=True, max_length=500)),
                ('limits', models.JSONField(default=dict)),
                ('access', models.CharField(choices=[('connected', 'Connected'), ('withdrawn', 'Withdrawn'), ('removed', 'Removed')], default='connected', max_length=12)),
                ('access_reason', models.CharField(blank=True, max_length=40)),
                ('access_at', models.DateTimeField(auto_now_add=True)),
                ('connected_at', models.DateTimeField(auto_now_add=True)),
                ('connected_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('workspace', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='channels', to='team.workspace')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('workspace', 'network', 'server', 'remote_id'), name='one_channel_an_account')],
            },
        ),
        migrations.CreateModel(
            name='Learning',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_at', models.DateTimeField(db_index=True, null=True)),
                ('token', models.PositiveIntegerField(default=0)),
                ('worker', models.CharField(blank=True, max_length=40)),
                ('lease_until', models.DateTimeField(null=True)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('deaths', models.PositiveSmallIntegerField(default=0)),
                ('channel', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='learning', to='networks.channel')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AppKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sealed', models.TextField()),
                ('network', models.CharField(max_length=20)),
                ('server', models.CharField(max_length=255)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('changed_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('network', 'server'), name='one_app_key_a_server')],
            },
        ),
        migrations.CreateModel(
            name='Secret',
            fields=[
                ('sealed', models.TextField()),
                ('channel', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='secret', serialize=False, to='networks.channel')),
                ('renewals', models.PositiveIntegerField(default=0)),
                ('renewing_until', models.DateTimeField(null=True)),
                ('renewing_by', models.CharField(blank=True, max_length=32)),
                ('changed_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Arrival',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sealed', models.TextField()),
                ('code', convivial.lib.codes.CodeField(default=convivial.lib.codes.new_code, editable=False, max_length=12, unique=True)),
                ('browser', models.CharField(max_length=64)),
                ('network', models.CharField(max_length=20)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('account', models.JSONField()),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('workspace', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='team.workspace')),
                ('channel', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='networks.channel')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Connecting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sealed', models.TextField()),
                ('code', convivial.lib.codes.CodeField(default=convivial.lib.codes.new_code, editable=False, max_length=12, unique=True)),
                ('browser', models.CharField(max_length=64)),
                ('network', models.CharField(max_length=20)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('state', models.CharField(max_length=64, unique=True)),
                ('channel', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='networks.channel')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('workspace', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='team.workspace')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PracticePost',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', convivial.lib.codes.CodeField(default=convivial.lib.codes.new_code, editable=False, max_length=12, unique=True)),
                ('key', models.CharField(max_length=64)),
                ('text', models.TextField(blank=True)),
                ('language', models.CharField(max_length=8)),
                ('card', models.JSONField(default=dict)),
                ('posted_at', models.DateTimeField()),
                ('channel', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='practice_posts', to='networks.channel')),
            ],
            options={
                'indexes': [models.Index(fields=['channel', '-posted_at'], name='practice_timeline')],
                'constraints': [models.UniqueConstraint(fields=('channel', 'key'), name='each_practice_post_once')],
            },
        ),
        migrations.CreateModel(
            name='PracticePicture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', convivial.lib.codes.CodeField(default=convivial.lib.codes.new_code, editable=False, max_length=12, unique=True)),
                ('position', models.PositiveSmallIntegerField()),
                ('content', models.BinaryField()),
                ('mime', models.CharField(max_length=40)),
                ('width', models.PositiveIntegerField()),
                ('height', models.PositiveIntegerField()),
                ('alt', models.CharField(blank=True, max_length=2000)),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pictures', to='networks.practicepost')),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='Reservation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('channel', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='reservation', to='networks.channel')),
            ],
        ),
        migrations.CreateModel(
            name='ChannelGrant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='channel_grants', to='team.membership')),
                ('reservation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='grants', to='networks.reservation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('reservation', 'membership'), name='one_grant_each')],
            },
        ),
        migrations.CreateModel(
            name='AllowedHost',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', convivial.lib.codes.CodeField(default=convivial.lib.codes.new_code, editable=False, max_length=12, unique=True)),
                ('host', models.CharField(max_length=255)),
                ('port', models.PositiveIntegerField()),
                ('why', models.CharField(max_length=200)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('host', 'port'), name='each_host_once')],
            },
        ),
        migrations.CreateModel(
            name='ChannelDuty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('duty', models.CharField(choices=[('weekdays', 'answers on weekdays'), ('weekends', 'answers at weekends'), ('covers', 'steps in')], max_length=10)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('channel', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='duties', to='networks.channel')),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='channel_duties', to='team.membership')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('channel', 'duty', 'membership'), name='each_duty_once')],
            },
        ),
    ]
