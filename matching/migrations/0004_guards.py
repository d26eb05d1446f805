"""Identities are read only for the authorities of the scope; secrecy tests and disclosures are only added."""

from django.conf import settings
from django.db import migrations

from core.database import append_only

TABLE = "matching_candidateidentity"
ALLOWED = "authority_id = ANY (string_to_array(current_setting('insteg.authorities', true), ',')::bigint[])"

row_level_security = migrations.RunSQL(
    sql=[
        f"ALTER TABLE {TABLE} ENABLE ROW LEVEL SECURITY",
        f'CREATE POLICY own_authorities ON {TABLE} TO "{settings.DATABASE_APP_ROLE}" '
        f"USING ({ALLOWED}) WITH CHECK ({ALLOWED})",
    ],
    reverse_sql=[
        f"DROP POLICY own_authorities ON {TABLE}",
        f"ALTER TABLE {TABLE} DISABLE ROW LEVEL SECURITY",
    ],
)


class Migration(migrations.Migration):
    dependencies = [("matching", "0003_profiles_candidates_proposals")]
    operations = [
        row_level_security,
        append_only("matching_secrecytest"),
        append_only("matching_disclosure"),
    ]
