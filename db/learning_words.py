"""The words of learning together as types: what a card tells of, and whether it may be seen by all."""

from __future__ import annotations

from enum import StrEnum


class CardKind(StrEnum):
    """What a learning card tells of."""

    EVENT = "event"  # something went wrong
    WENT_WELL = "went_well"  # something went well: Safety II


class SharedState(StrEnum):
    """What somebody has written for others: approved by somebody else before anybody else sees it."""

    DRAFT = "draft"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"
