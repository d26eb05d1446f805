"""Who signed outside and when; a signed copy is replaced or withdrawn by a new row, and the same file may then
be handed in again with the right details."""

import django.db.models.deletion
from django.db import migrations, models

import core.clock
from core.database import append_only

ACTED = models.Q(
    models.Q(("member__isnull", False), ("agent", "")),
    models.Q(
        ("member__isnull", True), models.Q(("agent", ""), _negated=True), ("on_behalf_of__isnull", True)
    ),
    _connector="OR",
)


def member() -> models.ForeignKey:
    return models.ForeignKey(
        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+",
        to="organisations.membership",
    )  # fmt: skip


class Migration(migrations.Migration):

    dependencies = [("core", "0010_mail_keeps_quiet"), ("organisations", "0001_initial")]

    operations = [
        migrations.RemoveConstraint(model_name="outsidesigning", name="core_outsidesigning_once"),
        migrations.AddField("outsidesigning", "name", models.CharField("Signed by", blank=True, default="", max_length=200), preserve_default=False),
        migrations.AddField("outsidesigning", "function", models.CharField("Function", blank=True, default="", max_length=120), preserve_default=False),
        migrations.AddField("outsidesigning", "signed_on", models.DateField("Signed on", default=core.clock.today)),
        migrations.AddField("outsidesigning", "replaces", models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="replaced_by", to="core.outsidesigning")),
        migrations.AddField("outsidesigning", "reason", models.TextField("Reason", blank=True, default=""), preserve_default=False),
        migrations.AddConstraint(
            model_name="outsidesigning",
            constraint=models.CheckConstraint(
                condition=models.Q(("replaces__isnull", True), models.Q(("reason", ""), _negated=True), _connector="OR"),
                name="core_outsidesigning_replacement_has_reason",
                violation_error_message="Say why the copy is replaced.",
            ),
        ),
        migrations.CreateModel(
            name="OutsideWithdrawal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=core.clock.now)),
                ("agent", models.CharField(blank=True, max_length=80)),
                ("reason", models.TextField(verbose_name="Reason")),
                ("member", member()),
                ("on_behalf_of", member()),
                ("signing", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="withdrawal", to="core.outsidesigning")),
            ],
            options={"abstract": False},
        ),
        migrations.AddConstraint(
            model_name="outsidewithdrawal",
            constraint=models.CheckConstraint(condition=ACTED, name="core_outsidewithdrawal_names_an_actor", violation_error_message="The row must name who acted."),
        ),
        migrations.AddConstraint(
            model_name="outsidewithdrawal",
            constraint=models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="core_outsidewithdrawal_has_reason"),
        ),
        append_only("core_outsidewithdrawal"),
    ]
