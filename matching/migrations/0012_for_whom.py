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
    """For whom a deputy confirmed or agreed, beside who did it."""

    dependencies = [
        ("matching", "0011_counts_fact"),
        ("organisations", "0006_calendar_feed"),
    ]

    operations = [
        migrations.AddField(model_name=model, name=name, field=principal())
        for model, name in (
            ("candidate", "confirmed_for"),
            ("placement", "group_confirmed_for"),
            ("requirementprofile", "matcher_agreed_for"),
            ("requirementprofile", "supplier_agreed_for"),
        )
    ]
