#!/bin/sh
# A replica copies the primary when its volume is empty, and streams from it from then on. What it has not received yet is kept in its slot.
set -eu
export PGDATA=/var/lib/postgresql/data
printf 'primary:5432:*:replica:%s\n' "$(cat /run/secrets/replica_password)" >/tmp/pgpass
chmod 600 /tmp/pgpass
if [ ! -s "$PGDATA/PG_VERSION" ]; then
    PGPASSFILE=/tmp/pgpass pg_basebackup -d 'host=primary user=replica passfile=/tmp/pgpass' -D "$PGDATA" -R -S replica1 -X stream -c fast
    chmod 700 "$PGDATA"
fi
exec postgres
