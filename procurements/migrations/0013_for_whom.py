import django.db.models.deletion
from django.db import migrations, models


def principal() -> models.ForeignKey:
    return models.ForeignKey(
        blank=True,
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="organisations.membership",
    )


class Migration(migrations.Migration):
    """For whom a deputy saved or noted, beside who did it."""

    dependencies = [
        ("procurements", "0012_first_dialogue_unstated"),
        ("organisations", "0006_calendar_feed"),
    ]

    operations = [
        migrations.AddField(model_name=model, name=name, field=principal())
        for model, name in (
            ("requirement", "saved_for"),
            ("bid", "noted_for"),
        )
    ]
