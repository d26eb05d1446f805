"""A report says whether a place pays a bonus, of somebody new and of somebody told of before."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("suppliers", "0006_tally_arithmetic")]
    operations = [
        migrations.AddField(
            model_name="reportrow",
            name="is_bonus",
            field=models.BooleanField(default=False, verbose_name="Bonus place"),
        ),
        migrations.AlterField(
            model_name="reportrow",
            name="change",
            field=models.CharField(
                choices=[
                    ("unchanged", "Unchanged"),
                    ("new", "New"),
                    ("scope", "Changed share of full time"),
                    ("ended", "Ended"),
                    ("bonus", "Bonus place"),
                ],
                default="unchanged",
                max_length=12,
            ),
        ),
    ]
