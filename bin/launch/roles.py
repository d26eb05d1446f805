"""The two database roles (docs/decisions/0002) and the database, written so that a repeat changes nothing."""

SUPERUSER = "postgres"  # of the embedded cluster only; nothing of the product connects as this role
OWNER_ROLE = "insteg_owner"
APP_ROLE = "insteg_app"
DATABASE = "insteg"
VARIABLES = [
    "--set=ON_ERROR_STOP=1",
    f"--set=owner={OWNER_ROLE}",
    f"--set=app={APP_ROLE}",
    f"--set=database={DATABASE}",
]
# For psql. The owner may create databases (tests, bench) but rules nobody; the application owns nothing.
ROLES_AND_DATABASE = r"""
SET client_min_messages = warning;
SELECT format('CREATE ROLE %I', name) FROM unnest(ARRAY[:'owner', :'app']) AS name
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \gexec
ALTER ROLE :"owner" LOGIN NOSUPERUSER CREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
ALTER ROLE :"app" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
SELECT format('CREATE DATABASE %I OWNER %I', :'database', :'owner')
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'database') \gexec
\connect :"database"
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
"""
