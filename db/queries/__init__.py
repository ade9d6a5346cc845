"""Every SELECT, one module a subject; nothing here writes."""
