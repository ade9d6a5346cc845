"""The first tables: areas, indicators, deliveries and observations.

Written out, not imported from db.models: a revision is what the schema was then, whatever the models become.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")
LARGEST = "1e15"
PERIOD = """period BETWEEN '1800' AND '2199-Q4' AND (length(period) = 4
    OR length(period) = 7 AND substr(period, 5, 2) = '-T' AND substr(period, 7) BETWEEN '1' AND '3'
    OR length(period) = 7 AND substr(period, 5, 2) = '-Q' AND substr(period, 7) BETWEEN '1' AND '4'
    OR length(period) = 8 AND substr(period, 5, 2) = '-M' AND substr(period, 7) BETWEEN '01' AND '12')"""
STATUSES = ("normal", "provisional", "missing", "suppressed", "not_reported", "not_relevant")


def _text(name: str, *more: object, nullable: bool = False) -> sa.Column:
    return sa.Column(name, TEXT, *more, nullable=nullable)


def _number(name: str) -> sa.Column:
    return sa.Column(name, sa.Double(), nullable=True)


def _whole(name: str, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _moment(name: str, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(), nullable=nullable)


def _day(name: str, nullable: bool = True) -> sa.Column:
    return sa.Column(name, sa.Date(), nullable=nullable)


def _one_of(name: str, type_name: str, *codes: str, checked: bool = True) -> sa.Column:
    codes_of_type = sa.Enum(*codes, name=type_name, native_enum=False, create_constraint=checked, length=24)
    return sa.Column(name, codes_of_type, nullable=False)


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"))


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def _goal(name: str, checked: bool = True) -> sa.Column:
    return _one_of(name, "goal", "fewer_harms", "safety_culture", "lasting_structures", checked=checked)


def upgrade() -> None:
    _create_words()
    _create_areas()
    _create_indicators()
    _create_deliveries()
    _create_observations()


def downgrade() -> None:
    for table in ("observation", "delivery", "version", "target", "indicator", "area_group_member", "area_succession", "area"):
        op.drop_table(table)
    for table in ("goal", "service_area", "source"):
        op.drop_table(table)


def _create_words() -> None:
    op.create_table("source", _text("id"), _text("name"), _text("licence"), _text("address", nullable=True), _key("source", "id"))
    op.create_table("service_area", _text("id"), _text("name"), _whole("position"), _key("service_area", "id"))
    op.create_table("goal", _goal("id"), _text("name"), _whole("position"), _key("goal", "id"))


def _create_areas() -> None:
    types = ("country", "county", "municipality", "district", "group", "unit", "organisation")
    op.create_table(
        "area",
        *(_text("code"), _text("name"), _one_of("type", "areatype", *types)),
        *(_text("parent", nullable=True), _text("service_area", nullable=True)),
        *(_day("valid_from"), _day("valid_to"), sa.Column("is_fictional", sa.Boolean(), nullable=False)),
        _key("area", "code"),
        _check("area", "code", "code <> ''"),
        _check("area", "validity", "valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from"),
        _refers("area", "parent", "area.code"),
        _refers("area", "service_area", "service_area.id"),
    )
    _create_between_areas()


def _create_between_areas() -> None:
    op.create_table(
        "area_succession",
        *(_text("predecessor"), _text("successor"), _day("happened_on", nullable=False)),
        _one_of("change", "change", "renumbered", "merged", "split", "adjusted"),
        _key("area_succession", "predecessor", "successor"),
        _refers("area_succession", "predecessor", "area.code"),
        _refers("area_succession", "successor", "area.code"),
    )
    op.create_table(
        "area_group_member",
        *(_text("group_code"), _text("member"), _whole("year")),
        _key("area_group_member", "group_code", "member", "year"),
        _refers("area_group_member", "group_code", "area.code"),
        _refers("area_group_member", "member", "area.code"),
    )
    op.create_index(op.f("ix_area_group_member_member"), "area_group_member", ["member"])


INDICATOR = (
    *(_text("id"), _text("name"), _text("short_name", nullable=True), _text("service_area")),
    _goal("goal", checked=False),  # by the table of goals
    _one_of("type", "indicatortype", "structure", "process", "outcome", "balancing"),
    *(_text("source"), _text("source_key")),
    _one_of("kind", "kind", "proportion", "rate", "count", "mean", "median", "index", "yes_no"),
    _text("unit"),
    _one_of("direction", "direction", "higher_is_better", "lower_is_better", "neutral"),
    _one_of("frequency", "frequency", "year", "tertial", "quarter", "month"),
    *(_whole("decimals"), _whole("small_number_limit"), _one_of("state", "indicatorstate", "approved", "draft")),
    *(_text(name, nullable=True) for name in ("meaning", "why", "numerator", "denominator", "numerator_key", "denominator_key")),
    *(_text("source_name", nullable=True), _text("months", nullable=True), _whole("publication_month", nullable=True)),
    *(_text("owner", nullable=True), _text("note", nullable=True)),
)


def _create_indicators() -> None:
    op.create_table(
        "indicator",
        *INDICATOR,
        _key("indicator", "id"),
        sa.UniqueConstraint("source", "source_key", name=op.f("uq_indicator_source_source_key")),
        _check("indicator", "id", "id <> ''"),
        _check("indicator", "decimals", "decimals BETWEEN 0 AND 6"),
        _check("indicator", "small_number_limit", "small_number_limit >= 0"),
        _check("indicator", "publication_month", "publication_month IS NULL OR publication_month BETWEEN 1 AND 12"),
        _refers("indicator", "service_area", "service_area.id"),
        _refers("indicator", "goal", "goal.id"),
        _refers("indicator", "source", "source.id"),
    )
    op.create_index(op.f("ix_indicator_service_area"), "indicator", ["service_area"])
    _create_targets()


def _create_targets() -> None:
    op.create_table(
        "target",
        *(_whole("id"), _text("indicator"), _text("area", nullable=True)),
        _one_of("level", "targetlevel", "requirement", "ambition"),
        sa.Column("value", sa.Double(), nullable=False),
        *(_day("valid_from", nullable=False), _day("valid_to"), _text("source"), _text("decided_by", nullable=True)),
        _key("target", "id"),
        _check("target", "validity", "valid_to IS NULL OR valid_to >= valid_from"),
        _refers("target", "indicator", "indicator.id"),
        _refers("target", "area", "area.code"),
    )
    op.create_index("uq_target_level", "target", ["indicator", "level", "valid_from", "area"], unique=True)
    _create_partial_index("uq_target_level_everywhere", "target", ["indicator", "level", "valid_from"], "area IS NULL", unique=True)


def _create_partial_index(name: str, table: str, columns: list[str], rule: str, unique: bool = False) -> None:
    op.create_index(name, table, columns, unique=unique, sqlite_where=sa.text(rule), postgresql_where=sa.text(rule))


def _create_deliveries() -> None:
    op.create_table(
        "version",
        *(sa.Column("number", sa.Integer(), autoincrement=False, nullable=False), _moment("created_at"), _text("created_by")),
        _key("version", "number"),
    )
    op.create_table(
        "delivery",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        *(_text("source"), _text("layout"), _text("file_name"), _text("sha256"), _text("answers")),
        *(_moment("received_at"), _text("received_by"), _whole("rows"), _text("note", nullable=True)),
        *(_whole("undone_version", nullable=True), _moment("undone_at", nullable=True)),
        *(_text("undone_by", nullable=True), _text("undone_reason", nullable=True)),
        _key("delivery", "number"),
        _check("delivery", "undone_whole", "(undone_version IS NULL) = (undone_at IS NULL)"),
        _check("delivery", "undone_reason", "(undone_version IS NULL) = (undone_reason IS NULL)"),
        _check("delivery", "undone_later", "undone_version IS NULL OR undone_version > number"),
        _check("delivery", "rows", "rows >= 0"),
        _refers("delivery", "number", "version.number"),
        _refers("delivery", "source", "source.id"),
        _refers("delivery", "undone_version", "version.number"),
    )
    _create_partial_index("uq_delivery_content", "delivery", ["sha256", "answers"], "undone_version IS NULL", unique=True)


OBSERVATION = (
    *(_text("indicator"), _text("area"), _text("breakdown"), _text("period")),
    *(_whole("since"), _whole("delivery"), _whole("superseded_by", nullable=True)),
    *(_number(name) for name in ("value", "numerator", "denominator", "lower", "upper", "invited")),
    _one_of("status", "status", *STATUSES, checked=False),
    _text("note", nullable=True),
)
RULES = {
    "value_or_reason": "(value IS NOT NULL) = (status IN ('normal', 'provisional'))",
    "value": f"value BETWEEN -{LARGEST} AND {LARGEST}",
    "denominator": f"denominator > 0 AND denominator <= {LARGEST}",
    "numerator": f"numerator BETWEEN 0 AND {LARGEST}",
    "lower": f"lower BETWEEN -{LARGEST} AND {LARGEST}",
    "upper": f"upper BETWEEN -{LARGEST} AND {LARGEST}",
    "invited": f"invited BETWEEN 0 AND {LARGEST}",
    "period": PERIOD,
    "status": " OR ".join(f"status = '{status}'" for status in STATUSES),
    "since": "since >= delivery",
    "superseded": "superseded_by > since",
}


def _create_observations() -> None:
    op.create_table(
        "observation",
        *OBSERVATION,
        _key("observation", "indicator", "area", "breakdown", "period", "since"),
        *(_check("observation", name, rule) for name, rule in RULES.items()),
        _refers("observation", "indicator", "indicator.id"),
        _refers("observation", "area", "area.code"),
        _refers("observation", "since", "version.number"),
        _refers("observation", "delivery", "delivery.number"),
        _refers("observation", "superseded_by", "version.number"),
        sqlite_with_rowid=False,
    )
    key = ["indicator", "area", "breakdown", "period"]
    _create_partial_index("uq_observation_current", "observation", key, "superseded_by IS NULL", unique=True)
    op.create_index("ix_observation_delivery", "observation", ["delivery"])
    _create_partial_index("ix_observation_superseded_by", "observation", ["superseded_by"], "superseded_by IS NOT NULL")
