"""Runs vectors made with the reference packages through dashboard.stats: `python -m tests.method DIR`."""
