"""Columns and constraints as migrations write them: the same names and types as the models give theirs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def text(name: str, nullable: bool = False) -> sa.Column:
    return sa.Column(name, TEXT, nullable=nullable)


def whole(name: str, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def day(name: str, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Date(), nullable=nullable)


def moment(name: str, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(), nullable=nullable)


def one_of(name: str, type_name: str, *codes: str, nullable: bool = False, checked: bool = True) -> sa.Column:
    """`type_name` is the enum's own name in small letters; `checked` unless a foreign key sees to it."""
    kind = sa.Enum(*codes, name=type_name, native_enum=False, create_constraint=checked, length=24)
    return sa.Column(name, kind, nullable=nullable)


def primary_key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    """`target` as table.column."""
    return sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"))


def index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))
