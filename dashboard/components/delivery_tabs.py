"""Leveranser and Kompletthet beside each other, for those who may see both."""

from __future__ import annotations

from dash import html

from dashboard.auth import Role, User
from dashboard.components.addresses import COMPLETENESS, DELIVERIES
from dashboard.components.view_tabs import view_tabs
from dashboard.text import t


def delivery_tabs(user: User, here: str) -> list[html.Nav]:
    if not user.role.may(Role.ANALYST):
        return []
    views = ((t("page.deliveries.name"), DELIVERIES), (t("page.completeness.name"), COMPLETENESS))
    return [view_tabs(t("page.deliveries.tabs"), views, here)]
