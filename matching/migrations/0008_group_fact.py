"""That a person belongs to the target group is told as a fact, like everything else about a placement."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("matching", "0007_profile_link")]
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
                    ("group", "Target group"),
                    ("withdrawn", "Entered by mistake"),
                ],
                max_length=12,
            ),
        ),
    ]
