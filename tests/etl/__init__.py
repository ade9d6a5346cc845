"""How facts come in: catalogue, reading, checks and the order of work."""
