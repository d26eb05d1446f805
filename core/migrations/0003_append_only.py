"""Status changes and audit rows are only ever added."""

from django.db import migrations

from core.database import append_only


class Migration(migrations.Migration):
    dependencies = [("core", "0002_trails")]
    operations = [append_only("core_statuschange"), append_only("core_auditrow")]
