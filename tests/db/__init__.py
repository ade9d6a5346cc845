"""What the database promises, on SQLite and on PostgreSQL."""
