"""Issued documents, approvals and copies signed outside. What is issued is final."""

import core.clock
import django.db.models.deletion
from django.db import migrations, models

from core.database import append_only, frozen_once


class Migration(migrations.Migration):

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('core', '0003_append_only'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='IssuedDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('record_status', models.CharField(choices=[('working', 'Working material'), ('received', 'Received'), ('drawn_up', 'Drawn up')], default='working', max_length=12)),
                ('record_on', models.DateField(default=core.clock.today)),
                ('diary_number', models.CharField(blank=True, max_length=40)),
                ('kept_in_order', models.BooleanField(default=False)),
                ('secrecy_marked', models.BooleanField(default=False)),
                ('secrecy_paragraph', models.CharField(blank=True, max_length=60)),
                ('state', models.CharField(max_length=40)),
                ('object_id', models.PositiveBigIntegerField()),
                ('kind', models.CharField(max_length=60)),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('edition', models.PositiveSmallIntegerField(default=0)),
                ('title', models.CharField(max_length=200)),
                ('language', models.CharField(default='sv', max_length=8)),
                ('context', models.JSONField()),
                ('frame', models.JSONField()),
                ('check_code', models.CharField(max_length=9, unique=True)),
                ('ordered_at', models.DateTimeField(default=core.clock.now)),
                ('claimed_until', models.DateTimeField(blank=True, null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('failure', models.TextField(blank=True)),
                ('issued_at', models.DateTimeField(blank=True, null=True)),
                ('template_version', models.CharField(blank=True, max_length=64)),
                ('file', models.FileField(blank=True, max_length=120, upload_to='')),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('byte_count', models.PositiveIntegerField(blank=True, null=True)),
                ('page_count', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.authority')),
                ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype')),
                ('edition_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='core.issueddocument')),
            ],
        ),
        migrations.CreateModel(
            name='OutsideSigning',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=core.clock.now)),
                ('agent', models.CharField(blank=True, max_length=80)),
                ('file', models.FileField(max_length=120, upload_to='')),
                ('sha256', models.CharField(max_length=64)),
                ('byte_count', models.PositiveIntegerField()),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outside_signings', to='core.issueddocument')),
                ('member', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.membership')),
                ('on_behalf_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.membership')),
            ],
            options={
                'ordering': ['at', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=core.clock.now)),
                ('agent', models.CharField(blank=True, max_length=80)),
                ('sha256', models.CharField(max_length=64)),
                ('name', models.CharField(max_length=120)),
                ('organisation_name', models.CharField(blank=True, max_length=200)),
                ('function', models.CharField(max_length=120)),
                ('mandate', models.CharField(blank=True, max_length=240)),
                ('delegation_item', models.CharField(blank=True, max_length=60)),
                ('method', models.CharField(choices=[('totp', 'Authenticator app'), ('webauthn', 'Passkey or security key')], max_length=12)),
                ('authenticated_at', models.DateTimeField()),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='core.issueddocument')),
                ('member', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.membership')),
                ('on_behalf_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.membership')),
            ],
            options={
                'ordering': ['at', 'pk'],
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='issueddocument',
            index=models.Index(condition=models.Q(('state', 'ordered')), fields=['claimed_until'], name='core_issueddocument_due'),
        ),
        migrations.AddConstraint(
            model_name='issueddocument',
            constraint=models.CheckConstraint(condition=models.Q(('secrecy_marked', False), models.Q(('secrecy_paragraph', ''), _negated=True), _connector='OR'), name='core_issueddocument_secrecy_has_paragraph', violation_error_message='State the paragraph that the secrecy mark rests on.'),
        ),
        migrations.AddConstraint(
            model_name='issueddocument',
            constraint=models.UniqueConstraint(fields=('content_type', 'object_id', 'kind', 'version', 'edition'), name='core_issueddocument_one_per_version'),
        ),
        migrations.AddConstraint(
            model_name='issueddocument',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'issued'), _negated=True), models.Q(('byte_count__gte', 1), ('claimed_until__isnull', True), ('issued_at__isnull', False), ('page_count__gte', 1), models.Q(('sha256', ''), _negated=True), models.Q(('file', ''), _negated=True), models.Q(('template_version', ''), _negated=True)), _connector='OR'), name='core_issueddocument_issued_has_file', violation_error_message='An issued document has its file and hash.'),
        ),
        migrations.AddConstraint(
            model_name='issueddocument',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'failed'), _negated=True), models.Q(('failure', ''), _negated=True), _connector='OR'), name='core_issueddocument_failed_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='issueddocument',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('edition', 0), ('edition_of__isnull', True)), models.Q(('edition__gte', 1), ('edition_of__isnull', False)), _connector='OR'), name='core_issueddocument_edition_has_original'),
        ),
        migrations.AddConstraint(
            model_name='outsidesigning',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('member__isnull', False), ('agent', '')), models.Q(('member__isnull', True), models.Q(('agent', ''), _negated=True), ('on_behalf_of__isnull', True)), _connector='OR'), name='core_outsidesigning_names_an_actor', violation_error_message='The row must name who acted.'),
        ),
        migrations.AddConstraint(
            model_name='outsidesigning',
            constraint=models.UniqueConstraint(fields=('document', 'sha256'), name='core_outsidesigning_once'),
        ),
        migrations.AddConstraint(
            model_name='signature',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('member__isnull', False), ('agent', '')), models.Q(('member__isnull', True), models.Q(('agent', ''), _negated=True), ('on_behalf_of__isnull', True)), _connector='OR'), name='core_signature_names_an_actor', violation_error_message='The row must name who acted.'),
        ),
        migrations.AddConstraint(
            model_name='signature',
            constraint=models.UniqueConstraint(fields=('document', 'member'), name='core_signature_one_per_member'),
        ),
        migrations.AddConstraint(
            model_name='signature',
            constraint=models.CheckConstraint(condition=models.Q(('member__isnull', False)), name='core_signature_has_member'),
        ),
        migrations.AddConstraint(
            model_name='signature',
            constraint=models.CheckConstraint(condition=models.Q(('authenticated_at__lte', models.F('at'))), name='core_signature_after_authentication'),
        ),
        frozen_once(
            "core_issueddocument",
            when="OLD.state = 'issued'",
            columns=(
                "state content_type_id object_id kind version edition edition_of_id title language context frame "
                "check_code ordered_at issued_at template_version file sha256 byte_count page_count authority_id"
            ).split(),
        ),
        append_only("core_signature"),
        append_only("core_outsidesigning"),
    ]
