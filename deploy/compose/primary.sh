#!/bin/sh
# Runs once, when the primary's volume is empty: the app's own role with its database, and the right to make a replica.
set -eu
psql -v ON_ERROR_STOP=1 -U postgres -v tavle="$(cat /run/secrets/tavle_password)" -v replica="$(cat /run/secrets/replica_password)" <<'SQL'
CREATE ROLE tavle LOGIN PASSWORD :'tavle';
CREATE DATABASE tavle OWNER tavle;
CREATE ROLE replica LOGIN REPLICATION PASSWORD :'replica';
SELECT pg_create_physical_replication_slot('replica1');
SQL
echo 'host replication replica samenet scram-sha-256' >>"$PGDATA/pg_hba.conf"
