"""A report says of somebody that she was reported by mistake, and why."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("suppliers", "0007_bonus_told")]
    operations = [
        migrations.AddField(
            model_name="reportrow",
            name="reason",
            field=models.CharField(blank=True, default="", max_length=300, verbose_name="Why it was wrong"),
            preserve_default=False,
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
                    ("mistake", "Reported by mistake"),
                ],
                default="unchanged",
                max_length=12,
            ),
        ),
    ]
