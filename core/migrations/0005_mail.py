"""Outgoing mail and the reminder ledger. What was reminded of is only ever added."""

import core.clock
import django.db.models.deletion
from django.db import migrations, models

from core.database import append_only


class Migration(migrations.Migration):

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('core', '0004_documents'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=core.clock.now)),
                ('agent', models.CharField(blank=True, max_length=80)),
                ('object_id', models.PositiveBigIntegerField()),
                ('kind', models.CharField(max_length=60)),
                ('due_on', models.DateField()),
                ('offset', models.SmallIntegerField(blank=True, null=True)),
                ('recipient', models.CharField(max_length=60)),
                ('is_escalated', models.BooleanField(default=False)),
                ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype')),
                ('member', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.membership')),
                ('on_behalf_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.membership')),
            ],
            options={
                'ordering': ['at', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OutgoingMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(max_length=40)),
                ('kind', models.CharField(max_length=60)),
                ('to_email', models.EmailField(blank=True, max_length=254)),
                ('language', models.CharField(max_length=8)),
                ('object_id', models.PositiveBigIntegerField()),
                ('params', models.JSONField(blank=True, default=dict)),
                ('created_at', models.DateTimeField(default=core.clock.now)),
                ('not_before', models.DateTimeField(default=core.clock.now)),
                ('claimed_until', models.DateTimeField(blank=True, null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('last_error', models.CharField(blank=True, max_length=120)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('dropped_reason', models.CharField(blank=True, choices=[('settled', 'The matter was settled before the mail was sent.'), ('gone', 'What the mail was about no longer exists.'), ('left', 'The recipient no longer has access.')], max_length=12)),
                ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype')),
                ('to_member', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.membership')),
                ('reminder', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mails', to='core.reminder')),
            ],
        ),
        migrations.AddIndex(
            model_name='reminder',
            index=models.Index(fields=['kind', 'object_id'], name='core_remind_kind_f4da1b_idx'),
        ),
        migrations.AddConstraint(
            model_name='reminder',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('member__isnull', False), ('agent', '')), models.Q(('member__isnull', True), models.Q(('agent', ''), _negated=True), ('on_behalf_of__isnull', True)), _connector='OR'), name='core_reminder_names_an_actor', violation_error_message='The row must name who acted.'),
        ),
        migrations.AddConstraint(
            model_name='reminder',
            constraint=models.UniqueConstraint(fields=('content_type', 'object_id', 'kind', 'due_on', 'offset', 'recipient'), name='core_reminder_once'),
        ),
        migrations.AddIndex(
            model_name='outgoingmail',
            index=models.Index(condition=models.Q(('state', 'queued')), fields=['not_before'], name='core_outgoingmail_due'),
        ),
        migrations.AddIndex(
            model_name='outgoingmail',
            index=models.Index(fields=['content_type', 'object_id'], name='core_outgoi_content_a11f74_idx'),
        ),
        migrations.AddConstraint(
            model_name='outgoingmail',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'queued'), _negated=True), models.Q(('to_member__isnull', False), ('to_email', '')), models.Q(('to_member__isnull', True), models.Q(('to_email', ''), _negated=True)), _connector='OR'), name='core_outgoingmail_has_one_recipient'),
        ),
        migrations.AddConstraint(
            model_name='outgoingmail',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('state', 'sent')), models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at__isnull', True)), _connector='OR'), name='core_outgoingmail_sent_has_moment'),
        ),
        migrations.AddConstraint(
            model_name='outgoingmail',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'dropped'), models.Q(('dropped_reason', ''), _negated=True)), models.Q(models.Q(('state', 'dropped'), _negated=True), ('dropped_reason', '')), _connector='OR'), name='core_outgoingmail_dropped_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='outgoingmail',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'queued'), ('claimed_until__isnull', True), _connector='OR'), name='core_outgoingmail_only_waiting_is_held'),
        ),
        append_only("core_reminder"),
    ]
