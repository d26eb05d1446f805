from django.db import migrations, models

import core.clock


class Migration(migrations.Migration):
    """What was sent in the last hours, so that a form that is sent twice makes one row."""

    dependencies = [
        ("core", "0013_audit_row_organisation"),
    ]

    operations = [
        migrations.CreateModel(
            name="SentForm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("sender", models.CharField(db_index=True, max_length=64)),
                ("sent_at", models.DateTimeField(db_index=True, default=core.clock.now)),
                ("answer", models.TextField()),
            ],
        ),
    ]
