"""x"""

METHODS: dict = {}
