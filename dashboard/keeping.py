"""Under which key the answer to this request may be kept for others; whoever meets an error takes that back."""

from __future__ import annotations

from collections.abc import Hashable

from flask import g, has_request_context


def may_be_kept_under(key: Hashable) -> None:
    g.key_of_answer = key


def must_not_be_kept() -> None:
    """What went wrong once is not told to everybody until the facts change."""
    if has_request_context():
        g.pop("key_of_answer", None)


def key_to_keep() -> Hashable | None:
    return g.pop("key_of_answer", None)
