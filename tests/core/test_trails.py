"""The database itself keeps the trails."""

import pytest
from django.db import DatabaseError, connection, transaction

from core import audit
from core.models import AuditRow
from organisations.models import Membership


@pytest.fixture
def row(member: Membership) -> AuditRow:
    return audit.record("edited", member.organisation, by=member, changes={"parts": [[], ["strategy"]]})


def test_the_application_role_owns_nothing_and_is_no_superuser(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole, "
            "(SELECT count(*) FROM pg_class WHERE relowner = pg_roles.oid), "
            "has_table_privilege('core_auditrow', 'TRUNCATE') FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == (False, 0, False)


@pytest.mark.parametrize("sql", ["UPDATE core_auditrow SET action = 'x'", "DELETE FROM core_auditrow"])
def test_audit_rows_are_only_ever_added(row, sql):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)

    assert AuditRow.objects.get(pk=row.pk).action == "edited"


def test_an_edit_is_recorded_with_before_and_after(member):
    audit.save_audited(member.organisation, by=member, name="Nya kommunen")

    assert AuditRow.objects.get().changes["name"][1] == "Nya kommunen"


def test_a_personal_value_never_enters_the_audit_log(member):
    audit.save_audited(member.user, by=member, phone="070-174 06 12")

    assert AuditRow.objects.get().changes == {"phone": "changed"}


def test_an_edit_that_changes_nothing_leaves_no_trace(member):
    assert not audit.save_audited(member.organisation, by=member, name=member.organisation.name)
    assert not AuditRow.objects.exists()
