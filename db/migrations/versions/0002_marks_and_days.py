"""What the analyst fixes about a series: its chart, its baseline, marks on its time line; and periods of a single day.

Going down fails, and changes nothing, while something is stored that the older schema has no room for.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")
FREQUENCIES = "frequency IN ('year', 'tertial', 'quarter', 'month'{more})"
PERIOD = """period BETWEEN '1800' AND '2199-Q4' AND (length(period) = 4
    OR length(period) = 7 AND substr(period, 5, 2) = '-T' AND substr(period, 7) BETWEEN '1' AND '3'
    OR length(period) = 7 AND substr(period, 5, 2) = '-Q' AND substr(period, 7) BETWEEN '1' AND '4'
    OR length(period) = 8 AND substr(period, 5, 2) = '-M' AND substr(period, 7) BETWEEN '01' AND '12'{more})"""
DAY = """
    OR length(period) = 10 AND substr(period, 5, 1) = '-' AND substr(period, 6, 2) BETWEEN '01' AND '12'
       AND substr(period, 7, 1) BETWEEN '0' AND '9' AND substr(period, 8, 1) = '-'
       AND substr(period, 9) BETWEEN '01' AND '31' AND substr(period, 10) BETWEEN '0' AND '9'"""
CHARTS = ("line", "interval", "run", "xmr", "p", "p_prime", "u", "u_prime", "c", "g", "t")
OVERLAPS = ("rolling", "cumulative")
KINDS = ("definition", "scale", "rebase", "ghost", "note")
ADDED = ("chart", "overlap", "baseline", "screen")


def upgrade() -> None:
    _replace_check("observation", "period", PERIOD.format(more=DAY))
    _replace_check("indicator", "frequency", FREQUENCIES.format(more=", 'day'"))
    with op.batch_alter_table("indicator") as batch:
        batch.add_column(sa.Column("chart", sa.String(24)))
        batch.add_column(sa.Column("overlap", sa.String(24)))
        batch.add_column(sa.Column("baseline", sa.Integer()))
        batch.add_column(sa.Column("screen", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch.create_check_constraint(op.f("ck_indicator_fixedchart"), f"chart IN {CHARTS}")
        batch.create_check_constraint(op.f("ck_indicator_overlap"), f"overlap IN {OVERLAPS}")
        batch.create_check_constraint(op.f("ck_indicator_baseline"), "baseline IS NULL OR baseline >= 12")
    _create_marks()


def downgrade() -> None:
    op.drop_table("indicator_mark")
    with op.batch_alter_table("indicator") as batch:
        for name in ("fixedchart", "overlap", "baseline"):
            batch.drop_constraint(op.f(f"ck_indicator_{name}"), type_="check")
        for name in ADDED:
            batch.drop_column(name)
    _replace_check("indicator", "frequency", FREQUENCIES.format(more=""))
    _replace_check("observation", "period", PERIOD.format(more=""))


def _replace_check(table: str, name: str, rule: str) -> None:
    with op.batch_alter_table(table) as batch:
        batch.drop_constraint(op.f(f"ck_{table}_{name}"), type_="check")
        batch.create_check_constraint(op.f(f"ck_{table}_{name}"), rule)


def _create_marks() -> None:
    op.create_table(
        "indicator_mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator", TEXT, nullable=False),
        sa.Column("area", TEXT, nullable=True),
        sa.Column("period", TEXT, nullable=False),
        sa.Column("kind", sa.Enum(*KINDS, name="markkind", native_enum=False, create_constraint=True, length=24), nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("decided_by", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_mark")),
        sa.ForeignKeyConstraint(["indicator"], ["indicator.id"], name=op.f("fk_indicator_mark_indicator")),
        sa.CheckConstraint(PERIOD.format(more=DAY), name=op.f("ck_indicator_mark_period")),
        sa.CheckConstraint("text <> ''", name=op.f("ck_indicator_mark_text")),
        sa.CheckConstraint("kind <> 'rebase' OR decided_by IS NOT NULL", name=op.f("ck_indicator_mark_decided")),
    )
    key, everywhere = ["indicator", "kind", "period", "area"], sa.text("area IS NULL")
    op.create_index("uq_indicator_mark_kind", "indicator_mark", key, unique=True)
    op.create_index(
        "uq_indicator_mark_kind_everywhere",
        "indicator_mark",
        key[:3],
        unique=True,
        sqlite_where=everywhere,
        postgresql_where=everywhere,
    )
