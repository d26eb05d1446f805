"""Facts about placements are only ever added."""

from django.db import migrations

from core.database import append_only


class Migration(migrations.Migration):
    dependencies = [("matching", "0001_initial")]
    operations = [append_only("matching_placementfact")]
