from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0012_more_second_factors"),
    ]

    operations = [
        migrations.AddField(
            model_name="auditrow",
            name="organisation_id",
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name="auditrow",
            index=models.Index(fields=["organisation_id", "-at"], name="core_auditr_organis_at_idx"),
        ),
    ]
