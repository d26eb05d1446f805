"""House rule 4.7: the role under which requests and jobs run may read and write rows, and nothing more."""

from collections.abc import Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

from tests.house.guards.registry import guard

RIGHTS = {
    "is superuser": "SELECT rolsuper FROM pg_roles WHERE rolname = current_user",
    "passes by row security": "SELECT rolbypassrls FROM pg_roles WHERE rolname = current_user",
    "makes databases": "SELECT rolcreatedb FROM pg_roles WHERE rolname = current_user",
    "makes roles": "SELECT rolcreaterole FROM pg_roles WHERE rolname = current_user",
    "replicates": "SELECT rolreplication FROM pg_roles WHERE rolname = current_user",
    "owns a table": (
        "SELECT EXISTS (SELECT FROM pg_class "
        "WHERE relowner = current_user::regrole AND relpersistence <> 't')"
    ),
    "owns a schema": "SELECT EXISTS (SELECT FROM pg_namespace WHERE nspowner = current_user::regrole)",
    "owns a function": "SELECT EXISTS (SELECT FROM pg_proc WHERE proowner = current_user::regrole)",
    "owns the database": (
        "SELECT datdba = current_user::regrole FROM pg_database WHERE datname = current_database()"
    ),
    "may make tables": "SELECT has_schema_privilege('public', 'CREATE')",
    "may make schemas": "SELECT has_database_privilege(current_database(), 'CREATE')",
    "may empty a table": (
        "SELECT EXISTS (SELECT FROM pg_tables WHERE schemaname = 'public' "
        "AND has_table_privilege(quote_ident(schemaname) || '.' || quote_ident(tablename), 'TRUNCATE'))"
    ),
    "may switch a table's guards off": (
        "SELECT EXISTS (SELECT FROM pg_tables WHERE schemaname = 'public' "
        "AND has_table_privilege(quote_ident(schemaname) || '.' || quote_ident(tablename), 'TRIGGER'))"
    ),
    "may rewrite the trail": (
        "SELECT bool_or(has_table_privilege(name, 'UPDATE') OR has_table_privilege(name, 'DELETE')) "
        "FROM unnest(ARRAY['core_auditrow', 'core_statuschange']) AS name"
    ),
    "is a member of another role": (
        "SELECT EXISTS (SELECT FROM pg_auth_members WHERE member = current_user::regrole)"
    ),
}


@guard
def application_role_is_small(connection: BaseDatabaseWrapper) -> Iterator[str]:
    """`current_user` is more than a reader and writer of rows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        role = cursor.fetchone()[0]
        for right, question in RIGHTS.items():
            cursor.execute(question)
            if cursor.fetchone()[0]:
                yield f"the application runs as {role}, which {right}"
