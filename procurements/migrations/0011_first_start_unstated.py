from django.db import migrations, models


def forget(apps, schema_editor):
    """No form ever asked for the day of a first start of a contract taken over: it was assumed."""
    commitments = apps.get_model("procurements", "Commitment").objects
    taken_over = commitments.filter(contract__lot__procurement__entered_running=True)
    commitments.filter(pk__in=list(taken_over.values_list("pk", flat=True))).update(
        first_start_within_months=None
    )


def assume(apps, schema_editor):
    commitments = apps.get_model("procurements", "Commitment").objects
    commitments.filter(first_start_within_months__isnull=True).update(first_start_within_months=6)


class Migration(migrations.Migration):
    dependencies = [("procurements", "0010_consent_asked")]

    operations = [
        migrations.AlterField(
            model_name="commitment",
            name="first_start_within_months",
            field=models.PositiveSmallIntegerField(
                blank=True, default=6, null=True, verbose_name="First start within"
            ),
        ),
        migrations.RunPython(forget, assume),
    ]
