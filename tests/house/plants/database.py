"""Planted rights: a role that may just one thing more than the application's."""

from collections.abc import Callable

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from tests.house.guards.database import RIGHTS
from tests.house.plants.registry import Specimen, asked, plant

# What gives each right to the role. Done by a superuser in a transaction that is taken back.
GIFTS = {
    "is superuser": "ALTER ROLE planted SUPERUSER",
    "passes by row security": "ALTER ROLE planted BYPASSRLS",
    "makes databases": "ALTER ROLE planted CREATEDB",
    "makes roles": "ALTER ROLE planted CREATEROLE",
    "replicates": "ALTER ROLE planted REPLICATION",
    "owns a table": "CREATE TABLE planted (); ALTER TABLE planted OWNER TO planted",
    "owns a schema": "CREATE SCHEMA planted AUTHORIZATION planted",
    "owns a function": (
        "CREATE FUNCTION planted() RETURNS int LANGUAGE sql RETURN 1; ALTER FUNCTION planted OWNER TO planted"
    ),
    "owns the database": "ALTER DATABASE {database} OWNER TO planted",
    "may make tables": "GRANT CREATE ON SCHEMA public TO planted",
    "may make schemas": "GRANT CREATE ON DATABASE {database} TO planted",
    "may empty a table": "GRANT TRUNCATE ON core_auditrow TO planted",
    "may switch a table's guards off": "GRANT TRIGGER ON core_auditrow TO planted",
    "may rewrite the trail": "GRANT UPDATE ON core_auditrow TO planted",
    "is a member of another role": "GRANT pg_monitor TO planted",
}


def role_with(right: str) -> Callable[[BaseDatabaseWrapper], Specimen]:
    def grow(superuser: BaseDatabaseWrapper) -> Specimen:
        database = superuser.ops.quote_name(superuser.settings_dict["NAME"])
        role = superuser.ops.quote_name(f"planted_{superuser.settings_dict['NAME']}")
        gift = GIFTS[right].format(database=database).replace(" planted", f" {role}")
        with superuser.cursor() as cursor:
            cursor.execute(f"CREATE ROLE {role}; {gift}; SET LOCAL ROLE {role}")
        return Specimen(wrong=asked(superuser), right=asked(connections["default"]), says=f"which {right}")

    grow.__name__ = right.replace(" ", "_")
    return grow


for _right in RIGHTS:
    plant("application_role_is_small")(role_with(_right))
