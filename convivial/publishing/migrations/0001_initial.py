import convivial.lib.codes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('content', '0001_initial'),
        ('networks', '0001_initial'),
        ('team', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Lane',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('worker', models.CharField(blank=True, max_length=40)),
                ('lease_until', models.DateTimeField(null=True)),
                ('open_at', models.DateTimeField(null=True)),
                ('window_at', models.DateTimeField(null=True)),
                ('used', models.PositiveIntegerField(default=0)),
                ('used_before', models.PositiveIntegerField(default=0)),
                ('channel', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='lane', to='networks.channel')),
                ('workspace', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='team.workspace')),
            ],
        ),
        migrations.CreateModel(
            name='Plan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('wall_time', models.CharField(max_length=16)),
                ('zone', models.CharField(max_length=64)),
                ('at', models.DateTimeField(auto_now=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('post', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='plan', to='content.post')),
            ],
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', convivial.lib.codes.CodeField(default=convivial.lib.codes.new_code, editable=False, max_length=12, unique=True)),
                ('state', models.CharField(choices=[('scheduled', 'Scheduled'), ('sending', 'Sending'), ('published', 'Published'), ('failed', 'Failed'), ('unknown', 'Unknown'), ('on_hold', 'On Hold'), ('cancelled', 'Cancelled')], default='scheduled', max_length=10)),
                ('due_at', models.DateTimeField()),
                ('wall_time', models.CharField(max_length=16)),
                ('zone', models.CharField(max_length=64)),
                ('scheduled_at', models.DateTimeField(auto_now_add=True)),
                ('key', models.CharField(max_length=64)),
                ('try_at', models.DateTimeField(null=True)),
                ('token', models.PositiveIntegerField(default=0)),
                ('worker', models.CharField(blank=True, max_length=40)),
                ('lease_until', models.DateTimeField(null=True)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('deaths', models.PositiveSmallIntegerField(default=0)),
                ('prepared', models.JSONField(default=dict)),
                ('reason', models.CharField(blank=True, max_length=40)),
                ('reason_params', models.JSONField(default=dict)),
                ('has_words_of_others', models.BooleanField(default=False)),
                ('is_withheld', models.BooleanField(default=False)),
                ('remote_id', models.CharField(blank=True, max_length=255)),
                ('address', models.CharField(blank=True, max_length=500)),
                ('published_at', models.DateTimeField(null=True)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('channel', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='networks.channel')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='content.edition')),
                ('scheduled_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('variant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='content.variant')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='publications', to='team.workspace')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state', 'scheduled')), fields=['try_at', 'id'], name='publication_due'), models.Index(condition=models.Q(('state', 'scheduled')), fields=['channel', 'try_at', 'id'], name='publication_in_lane'), models.Index(condition=models.Q(('state', 'sending')), fields=['lease_until'], name='publication_in_flight'), models.Index(condition=models.Q(('state', 'unknown')), fields=['try_at'], name='publication_unknown'), models.Index(fields=['workspace', 'due_at'], name='publication_calendar'), models.Index(condition=models.Q(('state', 'scheduled')), fields=['workspace', 'due_at', 'id'], name='publication_upcoming'), models.Index(condition=models.Q(('state__in', ['failed', 'unknown', 'on_hold'])), fields=['workspace', 'due_at'], name='publication_for_people')],
                'constraints': [models.UniqueConstraint(fields=('channel', 'key'), name='each_key_once_a_channel'), models.UniqueConstraint(condition=models.Q(('state__in', ['scheduled', 'sending', 'unknown', 'on_hold'])), fields=('variant', 'due_at'), name='one_waiting_publication_a_moment')],
            },
        ),
        migrations.CreateModel(
            name='Preparation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_at', models.DateTimeField(db_index=True, null=True)),
                ('token', models.PositiveIntegerField(default=0)),
                ('worker', models.CharField(blank=True, max_length=40)),
                ('lease_until', models.DateTimeField(null=True)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('deaths', models.PositiveSmallIntegerField(default=0)),
                ('publication', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='preparation', to='publishing.publication')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Look',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('answer', models.CharField(blank=True, max_length=12)),
                ('detail', models.JSONField(default=dict)),
                ('publication', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='looks', to='publishing.publication')),
            ],
        ),
        migrations.CreateModel(
            name='LinkWatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_at', models.DateTimeField(db_index=True, null=True)),
                ('token', models.PositiveIntegerField(default=0)),
                ('worker', models.CharField(blank=True, max_length=40)),
                ('lease_until', models.DateTimeField(null=True)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('deaths', models.PositiveSmallIntegerField(default=0)),
                ('publication', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='link_watch', to='publishing.publication')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Attempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.PositiveIntegerField()),
                ('worker', models.CharField(max_length=40)),
                ('began_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('outcome', models.CharField(blank=True, max_length=20)),
                ('detail', models.JSONField(default=dict)),
                ('publication', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attempts', to='publishing.publication')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('publication', 'token'), name='one_attempt_a_claim')],
            },
        ),
        migrations.CreateModel(
            name='Doubt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField()),
                ('at', models.DateTimeField()),
                ('state', models.CharField(choices=[('scheduled', 'Scheduled'), ('sending', 'Sending'), ('published', 'Published'), ('failed', 'Failed'), ('unknown', 'Unknown'), ('on_hold', 'On Hold'), ('cancelled', 'Cancelled')], default='scheduled', max_length=10)),
                ('reason', models.CharField(blank=True, max_length=40)),
                ('reason_params', models.JSONField(default=dict)),
                ('publication', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='doubt', to='publishing.publication')),
            ],
        ),
        migrations.CreateModel(
            name='Removal',
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
                ('reason', models.CharField(blank=True, max_length=40)),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('publication', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='removal', to='publishing.publication')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Hold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('why', models.CharField(blank=True, max_length=300)),
                ('reason', models.CharField(blank=True, max_length=24)),
                ('doubtful_from', models.DateTimeField(null=True)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('lifted_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('lifted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('workspace', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='holds', to='team.workspace')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('lifted_at', None)), fields=['workspace'], name='hold_in_force')],
            },
        ),
        migrations.CreateModel(
            name='Slot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', convivial.lib.codes.CodeField(default=convivial.lib.codes.new_code, editable=False, max_length=12, unique=True)),
                ('due_at', models.DateTimeField()),
                ('wall_time', models.CharField(max_length=16)),
                ('zone', models.CharField(max_length=64)),
                ('pillar', models.CharField(blank=True, default='', max_length=12)),
                ('persona', models.CharField(blank=True, default='', max_length=12)),
                ('objective', models.CharField(blank=True, default='', max_length=12)),
                ('stage', models.CharField(blank=True, default='', max_length=12)),
                ('kind', models.CharField(blank=True, default='', max_length=14)),
                ('why', models.JSONField(default=list)),
                ('batch', models.CharField(max_length=12)),
                ('accepted_at', models.DateTimeField(auto_now_add=True)),
                ('accepted_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('channels', models.ManyToManyField(related_name='slots', to='networks.channel')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='slots', to='team.workspace')),
            ],
            options={
                'indexes': [models.Index(fields=['workspace', 'due_at'], name='slots_in_time')],
            },
        ),
        migrations.CreateModel(
            name='Discarding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('slot', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='discarding', to='publishing.slot')),
            ],
        ),
        migrations.CreateModel(
            name='Taking',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('post', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='taking', to='content.post')),
                ('slot', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='taking', to='publishing.slot')),
            ],
        ),
    ]
