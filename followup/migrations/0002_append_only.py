"""Hearings and outcomes are only ever added."""

from django.db import migrations

from core.database import append_only


class Migration(migrations.Migration):
    dependencies = [("followup", "0001_facts")]
    operations = [append_only("followup_hearingstep"), append_only("followup_placementoutcome")]
