import django.db.models.deletion
from django.db import migrations, models

# What the ledger reads of one commitment, by table: the column that names the commitment.
READ = {
    "procurements_commitment": "id",
    "procurements_openingbalance": "commitment_id",
    "procurements_variation": "commitment_id",
    "procurements_dialoguemeeting": "commitment_id",
    "matching_placement": "commitment_id",
    "matching_candidaterequest": "commitment_id",
    "suppliers_report": "commitment_id",
}
COUNT_UP = """
INSERT INTO suppliers_tally (commitment_id, changes, done, required, status, is_behind)
SELECT key, 1, '0', '0', '', false FROM unnest({keys}) AS key WHERE key IS NOT NULL
ON CONFLICT (commitment_id) DO UPDATE SET changes = suppliers_tally.changes + 1;
"""


def function(name, keys):
    """A trigger function that counts up the tallies of `keys`. Its answer is not read (AFTER trigger)."""
    body = COUNT_UP.format(keys=keys)
    return f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NULL; END $$"


def trigger(table, name):
    return (
        f'CREATE TRIGGER tally AFTER INSERT OR UPDATE ON "{table}" FOR EACH ROW EXECUTE FUNCTION {name}()'
    )


class Migration(migrations.Migration):
    dependencies = [
        ("suppliers", "0001_initial"),
        ("procurements", "0005_reports_when_asked"),
        ("matching", "0005_places_shared"),
    ]
    operations = [
        migrations.CreateModel(
            name="Tally",
            fields=[
                (
                    "commitment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="tally",
                        serialize=False,
                        to="procurements.commitment",
                    ),
                ),
                ("changes", models.PositiveBigIntegerField(default=1)),
                ("reckoned_at_change", models.PositiveBigIntegerField(null=True)),
                ("on", models.DateField(null=True)),
                ("outcome", models.JSONField(null=True)),
                ("done", models.CharField(default="0", max_length=80)),
                ("required", models.CharField(default="0", max_length=80)),
                ("status", models.CharField(default="", max_length=12)),
                ("is_behind", models.BooleanField(default=False)),
            ],
            options={"verbose_name_plural": "tallies"},
        ),
        migrations.RunSQL(
            sql=[
                function("insteg_tally_own", "ARRAY[NEW.id]"),
                function("insteg_tally", "ARRAY[NEW.commitment_id]"),
                function(
                    "insteg_tally_placement",
                    "ARRAY(SELECT commitment_id FROM matching_placement WHERE id = NEW.placement_id)",
                ),
                function(
                    "insteg_tally_contract",
                    "ARRAY(SELECT id FROM procurements_commitment WHERE contract_id = NEW.id)",
                ),
                *(
                    trigger(table, "insteg_tally_own" if column == "id" else "insteg_tally")
                    for table, column in READ.items()
                ),
                trigger("matching_placementfact", "insteg_tally_placement"),
                trigger("procurements_contract", "insteg_tally_contract"),
            ],
            reverse_sql=[
                *(
                    f'DROP TRIGGER tally ON "{table}"'
                    for table in (*READ, "matching_placementfact", "procurements_contract")
                ),
                *(
                    f"DROP FUNCTION {name}()"
                    for name in (
                        "insteg_tally_own", "insteg_tally", "insteg_tally_placement", "insteg_tally_contract",
                    )
                ),
            ],
        ),
    ]
