"""Whether a place pays a bonus can be told, and corrected, on its own; a column repeats it for lists."""

from django.db import migrations, models


def repeat(apps, schema_editor):
    """The column says what the latest agreement said; nothing else told of a bonus before."""
    Placement = apps.get_model("matching", "Placement")
    Fact = apps.get_model("matching", "PlacementFact")
    latest = Fact.objects.filter(placement=models.OuterRef("pk"), kind="agreed").order_by("-pk")
    said = models.Subquery(latest.values("value__is_bonus")[:1], output_field=models.JSONField())
    rows = Placement.objects.annotate(said=said).filter(said=True)
    Placement.objects.filter(pk__in=list(rows.values_list("pk", flat=True))).update(is_bonus=True)


class Migration(migrations.Migration):
    dependencies = [("matching", "0009_group_facts_told")]
    operations = [
        migrations.AddField(
            model_name="placement",
            name="is_bonus",
            field=models.BooleanField(default=False, verbose_name="Bonus place"),
        ),
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
                    ("bonus", "Bonus place"),
                    ("withdrawn", "Entered by mistake"),
                ],
                max_length=12,
            ),
        ),
        migrations.RunPython(repeat, migrations.RunPython.noop, elidable=True),
    ]
