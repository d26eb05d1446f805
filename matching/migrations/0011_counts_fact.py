"""That a placement counts in what is required, or not, can be told on its own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("matching", "0010_bonus_fact")]
    operations = [
        migrations.AlterField(
            model_name="placementfact",
            name="kind",
            field=models.CharField(
                choices=[
                    ("agreed", "Agreed"),
                    ("scope", "Share of full time"),
                    ("ended", "Ended"),
                    ("attribution", "Connection to the requirement"),
                    ("counts", "Counts in the undertaking"),
                    ("group", "Target group"),
                    ("bonus", "Bonus place"),
                    ("withdrawn", "Entered by mistake"),
                ],
                max_length=12,
            ),
        ),
    ]
