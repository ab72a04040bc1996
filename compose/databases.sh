#!/bin/sh
# Runs once, when PostgreSQL makes its data folder: one role and one database each for Dondoc and for Temporal, so that neither can read the other.
set -eu

for password in "$DONDOC_DB_PASSWORD" "$TEMPORAL_DB_PASSWORD"; do
  [ "${#password}" -ge 12 ] || { echo 'DONDOC_DB_PASSWORD and TEMPORAL_DB_PASSWORD take 12 characters or more: openssl rand -hex 24' >&2; exit 1; }
done

psql -v ON_ERROR_STOP=1 -v dondoc="$DONDOC_DB_PASSWORD" -v temporal="$TEMPORAL_DB_PASSWORD" --username "$POSTGRES_USER" --dbname postgres <<'SQL'
CREATE ROLE dondoc LOGIN PASSWORD :'dondoc';
CREATE DATABASE dondoc OWNER dondoc ENCODING 'UTF8' TEMPLATE template0;
REVOKE CONNECT ON DATABASE dondoc FROM PUBLIC;

CREATE ROLE temporal LOGIN PASSWORD :'temporal';
CREATE DATABASE temporal OWNER temporal ENCODING 'UTF8' TEMPLATE template0;
CREATE DATABASE temporal_visibility OWNER temporal ENCODING 'UTF8' TEMPLATE template0;
REVOKE CONNECT ON DATABASE temporal, temporal_visibility FROM PUBLIC;
SQL
