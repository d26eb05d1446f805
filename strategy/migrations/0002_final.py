"""What is decided is final: the ways are only ever added, and the content of a decision freezes with it."""

from django.db import migrations

from core.database import append_only, frozen_once

CONTENT = [
    "authority_id", "title", "kind", "is_organisation_wide", "aim", "target_groups",
    "other_group", "cpv_prefixes", "natures", "exempts", "valid_from", "valid_until", "supersedes_id",
    "prepared_by_id",
]  # fmt: skip


def frozen_with_decision(table: str) -> migrations.RunSQL:
    """Refuse any change to rows of `table` unless their decision may still be edited."""
    name = f"{table}_frozen"
    return migrations.RunSQL(
        sql=[
            f"""CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
            DECLARE
                touched bigint := CASE WHEN TG_OP = 'INSERT' THEN NEW.decision_id ELSE OLD.decision_id END;
            BEGIN
                IF EXISTS (SELECT 1 FROM strategy_leadershipdecision
                           WHERE id = touched AND state NOT IN ('draft', 'returned')) THEN
                    RAISE EXCEPTION '{table}: the decision is not a draft'
                        USING ERRCODE = 'integrity_constraint_violation';
                END IF;
                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                RETURN NEW;
            END $$""",
            f'CREATE TRIGGER frozen_with_decision BEFORE INSERT OR UPDATE OR DELETE ON "{table}" '
            f"FOR EACH ROW EXECUTE FUNCTION {name}()",
        ],
        reverse_sql=[f'DROP TRIGGER frozen_with_decision ON "{table}"', f"DROP FUNCTION {name}()"],
    )


class Migration(migrations.Migration):
    dependencies = [("strategy", "0001_initial")]
    operations = [
        append_only("strategy_bodyreferral"),
        append_only("strategy_delegaterequest"),
        append_only("strategy_bodydecision"),
        append_only("strategy_delegateddecision"),
        append_only("strategy_delegationreport"),
        frozen_once(
            "strategy_leadershipdecision",
            when="OLD.state NOT IN ('draft', 'returned')",
            columns=CONTENT,
        ),
        frozen_with_decision("strategy_threshold"),
        frozen_with_decision("strategy_goal"),
    ]
