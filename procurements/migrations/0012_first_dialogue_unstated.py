"""By when the first dialogue is to be held may be unknown, as of a contract that was taken over while it ran."""

from django.db import migrations, models


def forget(apps, schema_editor):
    """No form ever asked for it of a contract taken over: a month was assumed."""
    commitments = apps.get_model("procurements", "Commitment").objects
    taken_over = commitments.filter(contract__lot__procurement__entered_running=True)
    commitments.filter(pk__in=list(taken_over.values_list("pk", flat=True))).update(
        dialogue_first_within_months=None
    )


def assume(apps, schema_editor):
    commitments = apps.get_model("procurements", "Commitment").objects
    commitments.filter(dialogue_first_within_months__isnull=True).update(dialogue_first_within_months=1)


class Migration(migrations.Migration):
    dependencies = [("procurements", "0011_first_start_unstated")]

    operations = [
        migrations.AlterField(
            model_name="commitment",
            name="dialogue_first_within_months",
            field=models.PositiveSmallIntegerField(
                blank=True, default=1, null=True, verbose_name="First dialogue within"
            ),
        ),
        migrations.RunPython(forget, assume),
    ]
