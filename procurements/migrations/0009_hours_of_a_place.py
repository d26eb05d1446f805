"""How many hours a week a bought place comprises; frozen with the other terms once they are sent in."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import migrations, models

from core.database import frozen_anew

BEFORE = [
    "lot_id", "authority_id", "kind", "target_groups", "types", "full_time_months", "yearly_average", "places",
    "first_start_within_months", "dialogue_first_within_months", "early_end_share", "early_end_basis",
    "shortage_is_objective_ground", "routes", "support_contact", "report_every", "report_days", "sanction",
    "bonus", "change_clause", "own_passage", "revision", "saved_at", "saved_by_id",
]  # fmt: skip
HOURS = {
    "null": True,
    "blank": True,
    "validators": [MinValueValidator(1), MaxValueValidator(40)],
    "verbose_name": "Hours a week per place",
}


class Migration(migrations.Migration):
    dependencies = [("procurements", "0008_ground_of_a_change")]
    operations = [
        migrations.AddField("requirement", "place_hours", models.PositiveSmallIntegerField(**HOURS)),
        migrations.AddField("commitment", "place_hours", models.PositiveSmallIntegerField(**HOURS)),
        frozen_anew(
            "procurements_requirement",
            when="OLD.state <> 'draft'",
            columns=[*BEFORE, "place_hours"],
            before=BEFORE,
        ),
    ]
