"""Facts about commitments are only ever added."""

from django.db import migrations

from core.database import append_only


class Migration(migrations.Migration):
    dependencies = [("procurements", "0001_initial")]
    operations = [
        append_only("procurements_openingbalance"),
        append_only("procurements_variation"),
        append_only("procurements_dialoguemeeting"),
    ]
