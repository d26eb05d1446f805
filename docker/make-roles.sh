#!/bin/sh
# Run once by the postgres image on an empty volume: the two roles and the database (docs/decisions/0002).
set -eu
psql -X -v ON_ERROR_STOP=1 -U postgres -d postgres <<'SQL'
\getenv owner_password OWNER_PASSWORD
\getenv app_password APP_PASSWORD
CREATE ROLE insteg_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'owner_password';
CREATE ROLE insteg_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'app_password';
CREATE DATABASE insteg OWNER insteg_owner;
\connect insteg
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
SQL
