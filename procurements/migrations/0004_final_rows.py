"""What was said stays said: approvals, publications and rulings are only added; content freezes outside draft."""

from django.db import migrations

from core.database import append_only, frozen_once

CONTENT = [
    "lot_id", "authority_id", "kind", "target_groups", "types", "full_time_months", "yearly_average", "places",
    "first_start_within_months", "dialogue_first_within_months", "early_end_share", "early_end_basis",
    "shortage_is_objective_ground", "routes", "support_contact", "report_every", "report_days", "sanction",
    "bonus", "change_clause", "own_passage", "revision", "saved_at", "saved_by_id",
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("procurements", "0003_case_to_contract")]
    operations = [
        append_only("procurements_entryconsent"),
        append_only("procurements_requirementversion"),
        append_only("procurements_approval"),
        append_only("procurements_publication"),
        append_only("procurements_courtreview"),
        append_only("procurements_courtruling"),
        frozen_once("procurements_requirement", when="OLD.state <> 'draft'", columns=CONTENT),
        frozen_once(
            "procurements_award",
            when="OLD.state IN ('signed', 'withdrawn')",
            columns=["lot_id", "supplier_id", "decided_on", "notified_on", "is_electronic"],
        ),
        migrations.RunSQL(
            sql=[
                "UPDATE procurements_procurement SET regime = 'above_threshold' WHERE regime = 'above'",
                "UPDATE procurements_procurement SET regime = 'under_threshold' WHERE regime = 'under'",
            ],
            reverse_sql=[
                "UPDATE procurements_procurement SET regime = 'above' WHERE regime = 'above_threshold'",
                "UPDATE procurements_procurement SET regime = 'under' WHERE regime = 'under_threshold'",
            ],
        ),
    ]
