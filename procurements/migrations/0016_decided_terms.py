from django.db import migrations, models


class Migration(migrations.Migration):
    """Kind and volume as they were decided, and why a requirement asks for less."""

    dependencies = [("procurements", "0015_coming_notice")]

    operations = [
        migrations.AddField(
            model_name="godecision",
            name="kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("numeric", "Numeric requirement"),
                    ("dialogue", "Dialogue requirement"),
                    ("combined", "Numeric and dialogue requirement"),
                    ("reserved", "Reserved procurement"),
                ],
                default="",
                max_length=12,
                verbose_name="Kind of requirement",
            ),
        ),
        migrations.AddField(
            model_name="godecision",
            name="full_time_months",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                max_digits=9,
                null=True,
                verbose_name="Full-time months over the contract",
            ),
        ),
        migrations.AddField(
            model_name="requirementversion",
            name="reason",
            field=models.TextField(blank=True, default="", verbose_name="Why the requirement differs"),
        ),
    ]
