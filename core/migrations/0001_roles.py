"""Rights of the application role on everything the owner will make (house rule: two database roles)."""

from django.conf import settings
from django.db import migrations

ROLE = settings.DATABASE_APP_ROLE


def check_role(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper OR rolbypassrls OR rolcreaterole FROM pg_roles WHERE rolname = %s", [ROLE]
        )
        row = cursor.fetchone()
    if row is None:
        raise RuntimeError(f'The database role "{ROLE}" is missing. Create it: CREATE ROLE "{ROLE}" LOGIN')
    if row[0]:
        raise RuntimeError(f'The database role "{ROLE}" must not be superuser, BYPASSRLS or CREATEROLE.')


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    run_before = [("contenttypes", "0001_initial"), ("sessions", "0001_initial")]
    operations = [
        migrations.RunPython(check_role, migrations.RunPython.noop),
        migrations.RunSQL(
            sql=[
                "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
                f'GRANT USAGE ON SCHEMA public TO "{ROLE}"',
                "ALTER DEFAULT PRIVILEGES IN SCHEMA public "
                f'GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO "{ROLE}"',
                f'ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO "{ROLE}"',
                f'GRANT SELECT ON ALL TABLES IN SCHEMA public TO "{ROLE}"',
                """CREATE FUNCTION insteg_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION '%: rows are only ever added', TG_TABLE_NAME
                        USING ERRCODE = 'integrity_constraint_violation';
                END $$""",
            ],
            reverse_sql=["DROP FUNCTION insteg_refuse_change()"],
        ),
    ]
