from django.db import migrations, models

from core.sortkeys import swedish_sort_key


def fill(apps, schema_editor):
    User = apps.get_model("organisations", "User")
    for user in User.objects.all():
        User.objects.filter(pk=user.pk).update(sort_key=swedish_sort_key(user.name))


class Migration(migrations.Migration):

    dependencies = [("organisations", "0003_people_and_invitations")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="sort_key",
            field=models.CharField(db_collation="C", db_index=True, default="", editable=False, max_length=300),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
