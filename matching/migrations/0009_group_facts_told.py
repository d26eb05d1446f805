"""Tell the confirmations that stood in columns only as facts."""

from django.db import migrations


def tell(apps, schema_editor):
    """One fact for each. On whose word is not known of those; the columns go on saying who and when."""
    Placement = apps.get_model("matching", "Placement")
    Fact = apps.get_model("matching", "PlacementFact")
    told = Fact.objects.filter(kind="group").values("placement")
    rows = Placement.objects.filter(group_confirmed_on__isnull=False).exclude(pk__in=told)
    for row in rows.order_by("pk").iterator():
        Fact.objects.create(
            placement=row,
            kind="group",
            value={"belongs": True, "basis": ""},
            valid_from=row.group_confirmed_on,
            member_id=row.group_confirmed_by_id,
        )


def leave(apps, schema_editor):
    """Facts are never taken away; the columns say the same."""


class Migration(migrations.Migration):
    dependencies = [("matching", "0008_group_fact")]
    operations = [migrations.RunPython(tell, leave, elidable=True)]
