"""Beyond one machine: a primary, its replicas, several app servers and a proxy, started for real on this machine."""
