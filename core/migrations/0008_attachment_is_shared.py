"""Whether the other parties on the case may read an attachment is chosen when it is put there."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("core", "0007_final_words")]

    operations = [
        migrations.AddField(
            model_name="attachment",
            name="is_shared",
            field=models.BooleanField(default=False, verbose_name="The other parties may read it"),
        ),
    ]
