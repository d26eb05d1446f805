import django.db.models.deletion
from django.db import migrations, models


def find_minutes(apps, schema_editor):
    """Extracts that were handed in with the decision lie among the files of the case under this name."""
    attachments = apps.get_model("core", "Attachment").objects.filter(
        content_type__app_label="procurements", content_type__model="procurement"
    )
    made = apps.get_model("strategy", "BodyDecision").objects.filter(
        content_type__app_label="procurements", content_type__model="godecision"
    )
    decisions = apps.get_model("procurements", "GoDecision").objects
    for way in made.order_by("pk").iterator():
        go = decisions.filter(pk=way.object_id, state="decided").first()
        name = f"Protokollsutdrag §\xa0{way.paragraph}.pdf"
        taken = decisions.filter(minutes__isnull=False).values("minutes")
        if go and (
            found := attachments.filter(
                object_id=go.procurement_id, name__in=(name, name.replace("\xa0", " "))
            )
            .exclude(pk__in=taken)
            .order_by("pk")
            .first()
        ):
            decisions.filter(pk=go.pk).update(minutes=found)


class Migration(migrations.Migration):
    """Which file proves a committee's decision to go on, so that one that is missing can be asked for."""

    dependencies = [
        ("core", "0013_audit_row_organisation"),
        ("procurements", "0013_for_whom"),
        ("strategy", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.AddField(
            model_name="godecision",
            name="minutes",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.attachment",
            ),
        ),
        migrations.RunPython(find_minutes, migrations.RunPython.noop),
    ]
