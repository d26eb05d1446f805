"""What somebody has written to others is final; only its registration can still change."""

from django.db import migrations

from core.database import append_only, frozen_once


class Migration(migrations.Migration):

    dependencies = [("core", "0006_written")]

    operations = [
        frozen_once(
            "core_message",
            when="TRUE",
            columns="text authority_id content_type_id object_id at member_id on_behalf_of_id agent".split(),
        ),
        append_only("core_internalnote"),
    ]
