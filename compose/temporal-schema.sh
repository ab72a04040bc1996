#!/bin/sh
# Brings Temporal's two databases to the schema of this admin-tools version. Safe to repeat: what is there already is left as it is.
set -eu

bring() {
  tool="temporal-sql-tool --plugin $DB --ep $POSTGRES_SEEDS -p $DB_PORT -u $POSTGRES_USER --db $1"
  $tool setup-schema -v 0.0
  $tool update-schema --schema-name "postgresql/v12/$2"
}

bring temporal temporal
bring temporal_visibility visibility
