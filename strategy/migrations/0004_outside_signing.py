"""A decision on delegation may rest on a copy that was signed in another system."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("strategy", "0003_frozen_calculations"), ("core", "0011_outside_signing")]

    operations = [
        migrations.AddField(
            "delegateddecision",
            "outside_signing",
            models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="delegated_decision",
                to="core.outsidesigning",
            ),
        ),
        migrations.RemoveConstraint("delegateddecision", "strategy_delegateddecision_is_signed"),
        migrations.AddConstraint(
            "delegateddecision",
            models.CheckConstraint(
                condition=models.Q(
                    ("signature__isnull", False),
                    ("outside_signing__isnull", False),
                    models.Q(("original_kept", ""), _negated=True),
                    _connector="OR",
                ),
                name="strategy_delegateddecision_is_signed",
                violation_error_message="A decision on delegation must be signed.",
            ),
        ),
    ]
