"""Text that a spreadsheet would run, made harmless before it leaves."""

from __future__ import annotations

STARTS = ("=", "+", "-", "@", "\t", "\r")  # OWASP ASVS 1.2.10
OF_NUMBERS = set("0123456789., \u00a0\u202f%")


def safe_text(text: str) -> str:
    """Text that no spreadsheet takes for a formula; a number with its sign is none."""
    return f"'{text}" if text.startswith(STARTS) and not _is_number(text) else text


def _is_number(text: str) -> bool:
    return text[0] in "+-" and text[1:2].isdigit() and set(text[1:]) <= OF_NUMBERS
