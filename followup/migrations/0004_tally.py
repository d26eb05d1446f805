from django.db import migrations


class Migration(migrations.Migration):
    """The ledger reads hearings, too: a new step makes the kept figures of its commitment stale."""

    dependencies = [("followup", "0003_report_record"), ("suppliers", "0002_tally")]
    operations = [
        migrations.RunSQL(
            sql="CREATE TRIGGER tally AFTER INSERT ON followup_hearingstep "
            "FOR EACH ROW EXECUTE FUNCTION insteg_tally()",
            reverse_sql="DROP TRIGGER tally ON followup_hearingstep",
        )
    ]
