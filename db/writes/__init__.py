"""Every INSERT and UPDATE, one module a subject; the caller opens the transaction."""
