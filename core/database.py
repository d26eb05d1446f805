"""Migration operations that the database itself guards with."""

from django.conf import settings
from django.db import migrations


def append_only(table: str) -> migrations.RunSQL:
    """Refuse update and delete on `table`: by right for the application role, by trigger for everyone."""
    role = settings.DATABASE_APP_ROLE
    return migrations.RunSQL(
        sql=[
            f'REVOKE UPDATE, DELETE ON "{table}" FROM "{role}"',
            f'CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "{table}" '
            "FOR EACH ROW EXECUTE FUNCTION insteg_refuse_change()",
        ],
        reverse_sql=[
            f'DROP TRIGGER append_only ON "{table}"',
            f'GRANT UPDATE, DELETE ON "{table}" TO "{role}"',
        ],
    )


def frozen_once(table: str, *, when: str, columns: list[str]) -> migrations.RunSQL:
    """Refuse delete, and change of `columns`, on rows for which the SQL condition `when` (on OLD) holds."""
    name = f"{table}_frozen"
    return migrations.RunSQL(
        sql=[
            f"CREATE FUNCTION {_freezing(table, when=when, columns=columns)}",
            f'CREATE TRIGGER frozen_once BEFORE UPDATE OR DELETE ON "{table}" '
            f"FOR EACH ROW EXECUTE FUNCTION {name}()",
        ],
        reverse_sql=[f'DROP TRIGGER frozen_once ON "{table}"', f"DROP FUNCTION {name}()"],
    )


def frozen_anew(table: str, *, when: str, columns: list[str], before: list[str]) -> migrations.RunSQL:
    """Another list of columns for a table guarded by `frozen_once`; `before` is the list until now."""
    return migrations.RunSQL(
        sql=[f"CREATE OR REPLACE FUNCTION {_freezing(table, when=when, columns=columns)}"],
        reverse_sql=[f"CREATE OR REPLACE FUNCTION {_freezing(table, when=when, columns=before)}"],
    )


def _freezing(table: str, *, when: str, columns: list[str]) -> str:
    """The function of the trigger, from its name on."""
    differs = " OR ".join(f'NEW."{column}" IS DISTINCT FROM OLD."{column}"' for column in columns)
    return f"""{table}_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF {when} AND (TG_OP = 'DELETE' OR {differs}) THEN
                    RAISE EXCEPTION '{table}: this row is final'
                        USING ERRCODE = 'integrity_constraint_violation';
                END IF;
                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                RETURN NEW;
            END $$"""
