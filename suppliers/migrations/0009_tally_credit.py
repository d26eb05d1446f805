from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("suppliers", "0008_taken_back")]

    operations = [
        migrations.AddField(
            model_name="tally",
            name="credit",
            field=models.CharField(db_default="0", default="0", max_length=80),
        ),
    ]
